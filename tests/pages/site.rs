//! A static host for `dist/`, with pages of a test's own beside it, that remembers what was asked of it, and that can be
//! told to keep a file waiting or to give another answer.

use std::{
    collections::{HashMap, HashSet},
    net::Ipv4Addr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{
        HeaderValue, StatusCode,
        header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};
use tokio::{
    sync::{Notify, oneshot},
    time::timeout,
};
use tower_http::services::ServeDir;

use crate::{browser::program, engine::Engine, limits::SCRIPT};

/// Every page notes from the very beginning of a page what happens on it, for the questions of tests.
const DIARY: &str = "
    window.diary = { ready: 0, failures: [], shift: 0, later: setTimeout.bind(window) };
    addEventListener('relasi-ready', () => diary.ready++);
    addEventListener('relasi-error', event => diary.failures.push(event.detail));
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) diary.shift += entry.value;
    }).observe({ type: 'layout-shift', buffered: true });";

/// A running host on this machine; it ends with the test. Under `/cdn/` lies `dist/` once more, open to other sites; under
/// `/apps/` lie the applications of others.
pub struct Site {
    /// Without a slash at the end.
    pub address: String,
    asked: Arc<Mutex<Vec<String>>>,
    orders: Arc<Orders>,
    /// Dropped with the rest: no connection outlives the host, whose port may come round again.
    _open: oneshot::Sender<()>,
}

/// What to do with a path in place of serving it, from now on.
#[derive(Default)]
struct Orders {
    /// Told of each request.
    asked: Notify,
    held: Mutex<HashSet<String>>,
    released: Notify,
    others: Mutex<HashMap<String, Answer>>,
    broken: Mutex<HashMap<String, Break>>,
}

/// What becomes of an answer after its first half.
#[derive(Debug, Clone, Copy)]
pub enum Break {
    /// The connection is closed.
    Closed,
    /// Nothing more comes.
    Stalled,
}

/// An answer other than the file.
#[derive(Clone)]
pub struct Answer {
    pub status: StatusCode,
    /// The MIME type.
    pub kind: &'static str,
    /// The pages of other origins that may read it: `*`, or none.
    pub readers: &'static str,
    pub body: Vec<u8>,
}

#[derive(Clone)]
struct Host {
    dist: ServeDir,
    apps: ServeDir,
    own: Arc<HashMap<String, String>>,
    asked: Arc<Mutex<Vec<String>>>,
    shared: bool,
    orders: Arc<Orders>,
}

impl Site {
    /// `dist/` as it is.
    pub async fn shipped() -> Self {
        Self::with(&[]).await
    }

    /// `dist/`, with these files (path and content) in place of its own.
    pub async fn with(own: &[(&str, &str)]) -> Self {
        Self::start(own, false).await
    }

    /// `dist/` as it is, for pages of all origins, as the guide has it.
    pub async fn shared() -> Self {
        Self::start(&[], true).await
    }

    async fn start(own: &[(&str, &str)], shared: bool) -> Self {
        let folder = |variable: &str| ServeDir::new(program(variable));
        let (asked, orders) = (Arc::default(), Arc::default());
        let host = Host {
            dist: folder("RELASI_DIST"),
            apps: folder("RELASI_APPS"),
            own: Arc::new(own.iter().map(|(path, content)| ((*path).into(), (*content).into())).collect()),
            asked: Arc::clone(&asked),
            shared,
            orders: Arc::clone(&orders),
        };
        let listener = tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("a port is free");
        let address = format!("http://{}", listener.local_addr().expect("it has an address"));
        let (open, closed) = oneshot::channel();
        let router = Router::new().fallback(answer).with_state(host);
        let until_closed = async { drop(closed.await) };
        tokio::spawn(async { axum::serve(listener, router).with_graceful_shutdown(until_closed).await });
        Self { address, asked, orders, _open: open }
    }

    /// Every path that has been asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("no handler has panicked").clone()
    }

    /// Waits until this path has been asked for.
    pub async fn is_asked_for(&self, path: &str) {
        loop {
            let next = self.orders.asked.notified();
            if self.asked.lock().expect("no handler has panicked").iter().any(|asked| asked == path) {
                return;
            }
            timeout(SCRIPT, next).await.unwrap_or_else(|_| panic!("nobody asks for {path}"));
        }
    }

    /// Keeps whoever asks for this path waiting.
    pub fn holds_back(&self, path: &str) {
        self.orders.held.lock().expect("no handler has panicked").insert(path.into());
    }

    /// Answers all who wait.
    pub fn lets_go(&self) {
        self.orders.held.lock().expect("no handler has panicked").clear();
        self.orders.released.notify_waiters();
    }

    /// Gives the first half of the file.
    pub fn breaks(&self, path: &str, how: Break) {
        self.orders.broken.lock().expect("no handler has panicked").insert(path.into(), how);
    }

    /// Answers again as it should, those who wait as well.
    pub fn recovers(&self) {
        self.orders.others.lock().expect("no handler has panicked").clear();
        self.orders.broken.lock().expect("no handler has panicked").clear();
        self.lets_go();
    }

    /// Gives this answer for the path.
    pub fn gives(&self, path: &str, answer: Answer) {
        self.orders.others.lock().expect("no handler has panicked").insert(path.into(), answer);
    }
}

async fn answer(State(host): State<Host>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    host.asked.lock().expect("no handler has panicked").push(path.clone());
    host.orders.asked.notify_waiters();
    loop {
        let released = host.orders.released.notified();
        if !host.orders.held.lock().expect("no handler has panicked").contains(&path) {
            break;
        }
        released.await;
    }
    let other = host.orders.others.lock().expect("no handler has panicked").get(&path).cloned();
    if let Some(Answer { status, kind, readers, body }) = other {
        return (status, [(CONTENT_TYPE, kind), (ACCESS_CONTROL_ALLOW_ORIGIN, readers)], body).into_response();
    }
    if let Some(content) = host.own.get(&path) {
        let kind = match path.rsplit_once('.') {
            Some((_, "json")) => "application/json",
            Some((_, "js")) => "text/javascript",
            _ => return page(content),
        };
        return ([(CONTENT_TYPE, kind)], content.clone()).into_response();
    }
    let broken = host.orders.broken.lock().expect("no handler has panicked").get(&path).copied();
    let (mut folder, shared, rest) = if let Some(rest) = path.strip_prefix("/cdn") {
        (host.dist, true, rest)
    } else if let Some(rest) = path.strip_prefix("/apps") {
        (host.apps, false, rest)
    } else {
        (host.dist, host.shared, &*path)
    };
    let mut request = request;
    *request.uri_mut() = rest.parse().expect("the end of a path is a path");
    match folder.try_call(request).await {
        Ok(mut found) => {
            let kind = found.headers().get(CONTENT_TYPE);
            if found.status() == StatusCode::OK && kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
                let body = to_bytes(Body::new(found.into_body()), usize::MAX).await.expect("the file can be read");
                return page(&String::from_utf8_lossy(&body));
            }
            if shared {
                found.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
            }
            let whole = found.map(Body::new);
            match broken {
                Some(how) => half(whole, how).await,
                None => whole.into_response(),
            }
        }
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A page that keeps a diary: the first script in it, which no policy of the page comes before.
fn page(html: &str) -> Response {
    let (doctype, rest) = html.split_at(if html.starts_with("<!doctype html>") { "<!doctype html>".len() } else { 0 });
    let notes = Engine::chosen().notes();
    let html = format!("{doctype}<script>{DIARY}{notes}\n    document.currentScript.remove()</script>{rest}");
    ([(CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response()
}

/// The same answer, of which the second half never comes.
async fn half(whole: Response, how: Break) -> Response {
    let (head, body) = whole.into_parts();
    let bytes = to_bytes(body, usize::MAX).await.expect("a file can be read");
    let first = stream::iter([Ok(bytes.slice(..bytes.len() / 2))]);
    let body = match how {
        Break::Closed => Body::from_stream(first.chain(stream::iter([Err("the connection is closed")]))),
        Break::Stalled => Body::from_stream(first.chain(stream::pending::<Result<_, &str>>())),
    };
    Response::from_parts(head, body)
}
