//! Commands that may wait for ever, on a network, a lock or a browser, end within a time limit.

use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use xshell::Cmd;

/// How often it is looked whether a command has ended.
const POLL: Duration = Duration::from_millis(50);

/// Running a command of `xshell` with a time limit.
pub trait Deadline {
    /// Runs it and says so, as `run` does.
    ///
    /// # Errors
    /// Where it does not start, fails, or has not ended within `limit`. It is ended then; what it has started itself may
    /// go on, but nothing waits for that.
    fn run_within(self, limit: Duration) -> Result<()>;

    /// What it prints, trimmed; as `read` does, it says nothing of its own.
    ///
    /// # Errors
    /// As [`Self::run_within`].
    fn read_within(self, limit: Duration) -> Result<String>;
}

impl Deadline for Cmd<'_> {
    fn run_within(self, limit: Duration) -> Result<()> {
        let shown = self.to_string();
        eprintln!("$ {shown}");
        let mut child = start(&mut self.into(), &shown)?;
        wait(&mut child, &shown, limit)
    }

    fn read_within(self, limit: Duration) -> Result<String> {
        let shown = self.to_string();
        let mut child = start(Command::from(self).stdout(Stdio::piped()).stderr(Stdio::null()), &shown)?;
        let mut printed = child.stdout.take().context("it has no output")?;
        // Beside the wait: a command that prints more than a pipe holds waits for its reader.
        let reading = thread::spawn(move || {
            let mut text = String::new();
            printed.read_to_string(&mut text).map(|_| text)
        });
        wait(&mut child, &shown, limit)?;
        let text = reading.join().ok().with_context(|| format!("what `{shown}` prints was lost"))??;
        Ok(text.trim().to_owned())
    }
}

/// Minutes, of which a limit should be several times what the command takes on a slow machine.
pub const fn minutes(count: u64) -> Duration {
    Duration::from_mins(count)
}

fn start(command: &mut Command, shown: &str) -> Result<Child> {
    command.spawn().with_context(|| format!("`{shown}` does not start"))
}

fn wait(child: &mut Child, shown: &str, limit: Duration) -> Result<()> {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            ensure!(status.success(), "`{shown}` failed: {status}");
            return Ok(());
        }
        if started.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("`{shown}` had not ended after {} and was stopped", in_words(limit));
        }
        thread::sleep(POLL);
    }
}

fn in_words(limit: Duration) -> String {
    match limit.as_secs() {
        seconds if seconds < 120 => format!("{:.1} seconds", limit.as_secs_f32()),
        seconds => format!("{} minutes", seconds / 60),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use xshell::{Shell, cmd};

    use super::*;

    #[test]
    fn a_command_that_waits_for_ever_is_stopped_and_named() {
        let sh = Shell::new().expect("there is a working directory");
        let started = Instant::now();
        let error = cmd!(sh, "sleep 600").run_within(Duration::from_millis(200)).expect_err("it does not end");
        assert_eq!(error.to_string(), "`sleep 600` had not ended after 0.2 seconds and was stopped");
        assert!(started.elapsed() < minutes(1));
    }

    #[test]
    fn what_a_command_prints_is_read_and_a_silent_one_is_stopped() {
        let sh = Shell::new().expect("there is a working directory");
        assert_eq!(cmd!(sh, "echo 1.2.3").read_within(minutes(1)).expect("it succeeds"), "1.2.3");
        assert!(cmd!(sh, "sleep 600").read_within(Duration::from_millis(200)).is_err());
    }

    #[test]
    fn a_command_that_fails_or_succeeds_in_time_says_so() {
        let sh = Shell::new().expect("there is a working directory");
        cmd!(sh, "true").run_within(minutes(1)).expect("it succeeds");
        let error = cmd!(sh, "false").run_within(minutes(1)).expect_err("it fails");
        assert_eq!(error.to_string(), "`false` failed: exit status: 1");
    }
}
