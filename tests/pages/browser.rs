//! Real browsers, each used by one visitor after the other: to start one takes longer than most tests.

use std::{
    env,
    error::Error,
    fs,
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream},
    ops::Deref,
    path::PathBuf,
    process::{Child, Stdio},
    sync::{Arc, Mutex, PoisonError, Weak},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;
use thirtyfour::{SessionId, TimeoutConfiguration, WebDriver};

use crate::{
    client::Client,
    engine::Engine,
    limits::{self, COMMAND, DRIVER, SCRIPT, START},
    processes,
    visitor::Machine,
};

/// A browser with one fresh tab, for one visitor; it waits for the next one when this is dropped.
pub struct Browser {
    /// `None` only while it is given back.
    session: Option<Session>,
    waiting: Arc<Waiting>,
}

/// A browser, and the driver that takes it along when it ends.
struct Session {
    browser: WebDriver,
    client: Client,
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

    /// What carries its commands.
    pub fn client(&self) -> &Client {
        &self.session().client
    }

    /// The driver, the browser, and the browser's own processes.
    pub fn processes(&self) -> Vec<u32> {
        processes::with_descendants(self.session().driver.process.id())
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
        let can_be_used_again =
            |session: &Session| Engine::chosen().can_forget() && session.client.is_sound() && !thread::panicking();
        if let Some(session) = self.session.take().filter(can_be_used_again) {
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
            Err(error) => eprintln!("{} does not open, and is started again: {error}", engine.name()),
        }
    }
    open(engine, machine).await.unwrap_or_else(|error| {
        panic!("{}, for {}, does not open: {error}", engine.name(), limits::test_name());
    })
}

async fn open(engine: Engine, machine: Machine) -> Result<Session, Box<dyn Error>> {
    let mut driver = Driver::start(engine, machine).await?;
    let client = Client::new(engine, START);
    let address = format!("http://127.0.0.1:{}", driver.port);
    let browser = WebDriver::builder(address, engine.capabilities(machine)).client(client.clone()).await?;
    driver.session = Some(browser.session_id().clone());
    // Its driver ends the session.
    browser.clone().leak()?;
    browser.update_timeouts(TimeoutConfiguration::new(Some(SCRIPT), Some(SCRIPT), Some(Duration::ZERO))).await?;
    engine.begins(&browser).await;
    client.set_limit(COMMAND);
    Ok(Session { browser, client, settings: (machine.scripts, machine.language), driver })
}

impl Drop for Session {
    fn drop(&mut self) {
        // Of a page that is gone, a driver may wait for the end for ever.
        if self.client.is_sound() {
            self.driver.ends_the_session();
        }
    }
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
    async fn start(engine: Engine, machine: Machine) -> Result<Self, Box<dyn Error>> {
        let folder = TempDir::new()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let process = engine
            .driver(machine, folder.path(), &folder.path().join(DOWNLOADS))
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut driver = Self { process, port, session: None, folder };
        let until = Instant::now() + DRIVER;
        while driver.connects().is_err() {
            if let Some(ended) = driver.process.try_wait()? {
                return Err(format!("its driver has ended: {ended}").into());
            }
            if Instant::now() > until {
                return Err(format!("its driver takes no connection within {} s", DRIVER.as_secs()).into());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Ok(driver)
    }

    fn connects(&self) -> std::io::Result<TcpStream> {
        TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, self.port)), DRIVER)
    }

    fn downloads(&self) -> PathBuf {
        self.folder.path().join(DOWNLOADS)
    }

    /// Closes the browser as its user would, which leaves nothing behind.
    fn ends_the_session(&self) {
        let (Some(session), Ok(mut stream)) = (&self.session, self.connects()) else { return };
        let end =
            format!("DELETE /session/{session} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port);
        let _ = stream.set_read_timeout(Some(DRIVER));
        let _ = stream.write_all(end.as_bytes());
        let _ = stream.read(&mut [0]);
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A browser outlives a driver that is killed.
        processes::kill(&processes::with_descendants(self.process.id()));
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What `cargo xtask test` names in the environment.
pub fn program(variable: &str) -> String {
    env::var(variable).unwrap_or_else(|_| panic!("{variable} is not set: run `cargo xtask test --only pages`"))
}
