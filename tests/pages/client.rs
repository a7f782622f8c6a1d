//! How commands get to drivers: over one pool of connections for all tests, each command with a limit.

use std::{
    sync::{
        Arc, LazyLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use axum::{
    body::Bytes,
    http::{Request, Response},
};
use serde_json::Value;
use thirtyfour::{
    error::{WebDriverError, WebDriverResult},
    session::http::{Body, HttpClient},
};
use tokio::time::timeout;

use crate::{engine::Engine, limits};

static CONNECTIONS: LazyLock<reqwest::Client> = LazyLock::new(reqwest::Client::new);

/// The client of one driver. Clones share what is known of it.
#[derive(Clone)]
pub struct Client(Arc<State>);

struct State {
    engine: Engine,
    limit: AtomicU64,
    is_sound: AtomicBool,
}

impl Client {
    /// One that waits this long for each answer.
    pub fn new(engine: Engine, limit: Duration) -> Self {
        let limit = AtomicU64::new(millis(limit));
        Self(Arc::new(State { engine, limit, is_sound: AtomicBool::new(true) }))
    }

    /// Whether every command so far was answered by a page that is alive.
    pub fn is_sound(&self) -> bool {
        self.0.is_sound.load(Ordering::Relaxed)
    }

    /// Waits no longer than this for each answer from now on.
    pub fn set_limit(&self, limit: Duration) {
        self.0.limit.store(millis(limit), Ordering::Relaxed);
    }

    fn limit(&self) -> Duration {
        Duration::from_millis(self.0.limit.load(Ordering::Relaxed))
    }
}

#[async_trait]
impl HttpClient for Client {
    async fn send(&self, request: Request<Body<'_>>) -> WebDriverResult<Response<Bytes>> {
        // Without the id of the session, which tells nobody anything.
        let path = request.uri().path();
        let path = path.strip_prefix("/session/").and_then(|path| path.split_once('/')).map_or(path, |(_, rest)| rest);
        let command = format!("{} {path}", request.method());
        limits::count(&command);
        // Until it is answered: a test that is given up on drops this half-way.
        self.0.is_sound.store(false, Ordering::Relaxed);
        let fault = match timeout(self.limit(), CONNECTIONS.send(request)).await {
            Err(_) => format!("is not answered within {} s", self.limit().as_secs_f32()),
            Ok(Err(error)) => format!("does not reach the driver: {error}"),
            Ok(Ok(answer)) => {
                let Some(death) = death_in(&answer) else {
                    self.0.is_sound.store(true, Ordering::Relaxed);
                    return Ok(answer);
                };
                format!("fails with {death}")
            }
        };
        let (engine, test) = (self.0.engine.name(), limits::test_name());
        Err(WebDriverError::RequestFailed(format!("{engine} or its page has died in {test}: {command:?} {fault}")))
    }

    async fn new(&self) -> Arc<dyn HttpClient> {
        Arc::new(self.clone())
    }
}

/// What a driver says where the browser or the page is not there to carry a command out: none of the errors by which pages
/// answer. Each driver has words of its own for it, some none.
fn death_in(answer: &Response<Bytes>) -> Option<String> {
    const DEATHS: [&str; 7] = [
        "chrome not reachable",
        "disconnected",
        "invalid session id",
        "no such window",
        "session not created",
        "tab crashed",
        "unknown error",
    ];
    if answer.status().is_success() {
        return None;
    }
    let said: Value = serde_json::from_slice(answer.body()).unwrap_or_default();
    let (error, message) = (&said["value"]["error"], &said["value"]["message"]);
    DEATHS.iter().any(|death| error == *death).then(|| format!("{error}, {message}"))
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).expect("a limit is short")
}
