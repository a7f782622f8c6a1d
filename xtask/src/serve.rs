//! The demo page on this machine, rebuilt and reloaded whenever a source changes.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener};

use anyhow::{Result, anyhow};
use xshell::Shell;

use crate::{dist, setup};

/// Does not return before the visitor of the terminal presses Ctrl-C.
pub fn serve(sh: &Shell, port: u16, open: bool) -> Result<()> {
    require_free(port)?;
    setup::for_serving(sh)?;
    println!(
        "Building the page (about a minute from cold, seconds after a change), then serving \
         http://127.0.0.1:{port}/ until Ctrl-C."
    );
    let port = port.to_string();
    // Polled, since a watch on a file ends when an editor saves by putting a new file in its place, as many do.
    let watching = ["--poll", "--poll-interval", "500ms"];
    let serving = ["serve", "--release", "--address", "127.0.0.1", "--port"];
    let mut arguments = [&serving[..], &[&port], &watching].concat();
    if open {
        arguments.push("--open");
    }
    become_program(setup::trunk(sh, &arguments)?.env(dist::FAST_BUILD, "1").into())
}

/// Asked before anything is built: trunk would notice only after the first build.
fn require_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AddrInUse => {
            Err(anyhow!("port {port} is in use: stop what listens there, or choose another with --port"))
        }
        Err(error) => Err(anyhow!("port {port} cannot be opened: {error}")),
    }
}

/// Replaces this process, so that Ctrl-C and `kill` reach trunk itself and leave nothing running.
#[cfg(unix)]
fn become_program(mut program: std::process::Command) -> Result<()> {
    use std::os::unix::process::CommandExt;
    Err(program.exec().into())
}

#[cfg(not(unix))]
fn become_program(mut program: std::process::Command) -> Result<()> {
    anyhow::ensure!(program.status()?.success(), "trunk stopped");
    Ok(())
}
