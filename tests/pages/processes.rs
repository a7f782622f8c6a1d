//! Processes of browsers and drivers, by the process table of Linux. Elsewhere only those are known that a test has started
//! itself.

use std::{
    fs,
    process::{Command, Stdio},
};

/// A process and all that descend from it, the deepest last.
pub fn with_descendants(root: u32) -> Vec<u32> {
    let table: Vec<(u32, u32)> = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let process = entry.ok()?.file_name().to_str()?.parse().ok()?;
            Some((process, parent(process)?))
        })
        .collect();
    let mut found = vec![root];
    let mut next = 0;
    while let Some(&of) = found.get(next) {
        found.extend(table.iter().filter(|(_, parent)| *parent == of).map(|(process, _)| process));
        next += 1;
    }
    found
}

/// The program and arguments of a process, each after a space; empty where it has ended.
pub fn command_line(process: u32) -> String {
    let line = fs::read_to_string(format!("/proc/{process}/cmdline")).unwrap_or_default();
    line.replace('\0', " ").trim_end().to_owned()
}

/// Ends processes at once. Those that have ended already are no fault.
pub fn kill(processes: &[u32]) {
    let processes = processes.iter().map(u32::to_string);
    let _ = Command::new("kill").arg("-KILL").args(processes).stderr(Stdio::null()).status();
}

fn parent(process: u32) -> Option<u32> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    // The name of the program, in parentheses, may hold anything.
    let (_, after_name) = stat.rsplit_once(')')?;
    after_name.split_whitespace().nth(1)?.parse().ok()
}
