//! Real browsers, each used by one visitor after the other: to start one takes longer than most tests.

use std::{
    env,
    error::Error,
    fs,
    io::{Read, Write},
    net::{Ipv4Addr, TcpListener, TcpStream},
    ops::Deref,
    path::PathBuf,
    process::{Child, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak},
    thread,
    time::Duration,
};

use tempfile::TempDir;
use thirtyfour::{SessionId, WebDriver};

use crate::{engine::Engine, visitor::Machine};

/// A browser with one fresh tab, for one visitor; it waits for the next one when this is dropped.
pub struct Browser {
    /// `None` only while it is given back.
    session: Option<Session>,
    waiting: Arc<Waiting>,
}

/// A browser, and the driver that takes it along when it ends.
struct Session {
    browser: WebDriver,
    /// What cannot be changed while it runs.
    settings: (bool, &'static str),
    driver: Driver,
}

type Waiting = Mutex<Vec<Session>>;

/// Held by those who use a browser, so that the last of them closes all.
static WAITING: Mutex<Weak<Waiting>> = Mutex::new(Weak::new());

impl Browser {
    /// A browser of this kind that knows nothing of the site.
    pub async fn like(machine: Machine, site: &str) -> Self {
        let waiting = {
            let mut waiting = WAITING.lock().unwrap_or_else(PoisonError::into_inner);
            let those = waiting.upgrade().unwrap_or_default();
            *waiting = Arc::downgrade(&those);
            those
        };
        let (engine, settings) = (Engine::chosen(), (machine.scripts, machine.language));
        let spare = {
            let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.iter().position(|one| one.settings == settings).map(|place| waiting.swap_remove(place))
        };
        let session = match spare {
            Some(session) => {
                renew(&session.browser).await;
                engine.forgets(&session.browser, site).await;
                session
            }
            None => start(engine, machine).await,
        };
        engine.is_looked_at(&session.browser).await;
        Self { session: Some(session), waiting }
    }

    /// Where it saves files once it may; what an earlier visitor has saved is gone.
    pub fn downloads(&self) -> PathBuf {
        let folder = self.session().driver.downloads();
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir(&folder).expect("a folder can be made");
        folder
    }

    fn session(&self) -> &Session {
        self.session.as_ref().expect("it is given back only at the end")
    }
}

impl Deref for Browser {
    type Target = WebDriver;

    fn deref(&self) -> &WebDriver {
        &self.session().browser
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A test that has failed may leave anything behind.
        let can_be_used_again = Engine::chosen().can_forget() && !thread::panicking();
        if let Some(session) = self.session.take().filter(|_| can_be_used_again) {
            self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(session);
        }
    }
}

/// Opens a new tab in place of the others.
async fn renew(browser: &WebDriver) {
    let before = browser.windows().await.expect("the browser is still there");
    let fresh = browser.new_tab().await.expect("a tab opens");
    for window in before {
        browser.switch_to_window(window).await.expect("the tab was there a moment ago");
        browser.close_window().await.expect("a tab can be closed");
    }
    browser.switch_to_window(fresh).await.expect("the tab was just opened");
}

/// Starts a browser, and starts it again where it does not open: on a machine with much else to do it may fail at that,
/// which says nothing about a page. Each time is said.
async fn start(engine: Engine, machine: Machine) -> Session {
    for _ in 0..2 {
        match open(engine, machine).await {
            Ok(session) => return session,
            Err(error) => eprintln!("a browser does not open, and is started again: {error}"),
        }
    }
    open(engine, machine).await.expect("a browser opens")
}

async fn open(engine: Engine, machine: Machine) -> Result<Session, Box<dyn Error>> {
    let mut driver = Driver::start(engine, machine)?;
    let address = format!("http://127.0.0.1:{}", driver.port);
    // Each test has a runtime of its own, which no connection outlives: none is kept for the next request.
    let client = reqwest::Client::builder().pool_max_idle_per_host(0).build().expect("a client needs nothing");
    let browser = WebDriver::builder(address, engine.capabilities(machine)).client(client);
    let browser = browser.await?;
    driver.session = Some(browser.session_id().clone());
    // The library's way to end the session waits for a runtime that has gone by then.
    browser.clone().leak()?;
    engine.begins(&browser).await;
    Ok(Session { browser, settings: (machine.scripts, machine.language), driver })
}

/// A driver of our own, which takes its browser with it when it ends.
struct Driver {
    process: Child,
    port: u16,
    session: Option<SessionId>,
    /// What belongs to this browser alone.
    folder: TempDir,
}

const DOWNLOADS: &str = "downloads";

impl Driver {
    /// Starts a driver on a port that is free, and waits until it answers.
    fn start(engine: Engine, machine: Machine) -> Result<Self, Box<dyn Error>> {
        let folder = TempDir::new()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut process = engine
            .driver(machine, folder.path(), &folder.path().join(DOWNLOADS))
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if let Some(ended) = process.try_wait()? {
                return Err(format!("its driver has ended: {ended}").into());
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(Self { process, port, session: None, folder })
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join(DOWNLOADS)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // The browser would outlive a driver that is killed. Where nobody answers, it is gone already.
        let port = self.port;
        if let (Some(session), Ok(mut stream)) = (&self.session, TcpStream::connect((Ipv4Addr::LOCALHOST, port))) {
            let end =
                format!("DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
            let _ = stream.write_all(end.as_bytes());
            let _ = stream.read(&mut [0]);
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What `cargo xtask test` names in the environment.
pub fn program(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run `cargo xtask test --only pages`"))
}
