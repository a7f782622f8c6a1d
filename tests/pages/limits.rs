//! A time limit for each test, driver command and program: what has died ends its test with a sentence that names it, and
//! the run goes on.

use std::{
    cell::RefCell,
    future::Future,
    process::{Command, Output, Stdio},
    sync::{
        LazyLock,
        atomic::{AtomicUsize, Ordering},
        mpsc,
    },
    thread,
    time::{Duration, Instant},
};

use tokio::{
    runtime::{Builder, Runtime},
    task_local, time,
};

use crate::{engine::Engine, processes};

/// For a script in the page, and so for what a test waits for. Generous, because it is waited for only where the test fails.
pub const SCRIPT: Duration = Duration::from_secs(30);
/// For a driver command: longer than a script, so that a script that waits in vain is told apart from a page that is gone.
pub const COMMAND: Duration = Duration::from_secs(40);
/// For a driver to take connections, and for a browser to end at its driver's word before it is killed.
pub const DRIVER: Duration = Duration::from_secs(10);
/// For a browser to start, where much else runs beside it.
pub const START: Duration = Duration::from_secs(100);
/// For Node and npm.
const PROGRAM: Duration = Duration::from_mins(2);
/// For a test, beyond the limits of its parts: a loop that never ends, say.
const TEST: Duration = Duration::from_mins(8);

// With its browser dead, a test ends within a minute.
const _: () = assert!(COMMAND.as_secs() + DRIVER.as_secs() < 60);

/// The one runtime of all tests, so that connections to drivers outlive each of them.
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| {
    Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime needs nothing")
});

/// What is known of a test while it runs.
struct Running {
    name: &'static str,
    commands: AtomicUsize,
    last_command: RefCell<String>,
}

task_local! {
    static RUNNING: Running;
}

/// Makes a test of an `async fn`: `#[apply(browser_test)]`.
macro_rules! browser_test {
    ($(#[$attribute:meta])* async fn $name:ident() { $($body:tt)* }) => {
        $(#[$attribute])*
        #[test]
        fn $name() {
            crate::limits::run(concat!(module_path!(), "::", stringify!($name)), async { $($body)* });
        }
    };
}

/// Runs a test on the common runtime, within its limit.
pub fn run(path: &'static str, test: impl Future<Output = ()>) {
    run_within(TEST, path, test);
}

pub fn run_within(limit: Duration, path: &'static str, test: impl Future<Output = ()>) {
    let name = path.strip_prefix("pages::").unwrap_or(path);
    let running = Running { name, commands: AtomicUsize::new(0), last_command: RefCell::new("none".into()) };
    let started = Instant::now();
    RUNTIME.block_on(RUNNING.scope(running, async {
        let outcome = time::timeout(limit, test).await;
        RUNNING.with(|Running { commands, last_command, .. }| {
            assert!(
                outcome.is_ok(),
                "{}: {name} has not ended within {} s; its last command was {}",
                Engine::chosen().name(),
                limit.as_secs_f32(),
                last_command.borrow()
            );
            let commands = commands.load(Ordering::Relaxed);
            println!("{name}: {commands} driver commands in {:.1} s", started.elapsed().as_secs_f32());
        });
    }));
}

/// The test that runs here.
pub fn test_name() -> String {
    let of_the_thread = || thread::current().name().unwrap_or("no test").to_owned();
    RUNNING.try_with(|running| running.name.to_owned()).unwrap_or_else(|_| of_the_thread())
}

/// Notes that the test gives this command to a driver.
pub fn count(command: &str) {
    let _ = RUNNING.try_with(|running| {
        running.commands.fetch_add(1, Ordering::Relaxed);
        command.clone_into(&mut running.last_command.borrow_mut());
    });
}

/// Runs a program to its end, as [`Command::output`] does, but kills it where it does not end.
pub fn output(command: &mut Command) -> Output {
    output_within(PROGRAM, command)
}

pub fn output_within(limit: Duration, command: &mut Command) -> Output {
    let started = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let child = started.unwrap_or_else(|error| panic!("{command:?} does not start: {error}"));
    let process = child.id();
    let (ends, ended) = mpsc::channel();
    thread::spawn(move || ends.send(child.wait_with_output()));
    let Ok(output) = ended.recv_timeout(limit) else {
        processes::kill(&processes::with_descendants(process));
        panic!("{}: {command:?} has not ended within {} s", test_name(), limit.as_secs_f32());
    };
    output.expect("what it prints can be read")
}
