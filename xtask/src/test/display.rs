//! A display of our own for the window tests, and the end of every process that they start.

use crate::Done;
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, Stdio},
};

/// An X server without a screen; it ends with this value.
pub struct Display {
    server: Child,
    name: String,
}

impl Display {
    pub fn open() -> Done<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1440x900x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| format!("cannot start Xvfb: {error}"))?;
        let mut number = String::new();
        if let Some(out) = server.stdout.take() {
            // The server writes the number it took once it is ready.
            let _ = BufReader::new(out).read_line(&mut number);
        }
        match number.trim() {
            "" => {
                let _ = server.kill();
                let _ = server.wait();
                Err("Xvfb did not start".to_owned())
            }
            number => Ok(Self { name: format!(":{number}"), server }),
        }
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A process group of its own, so that all of it can be ended.
pub fn in_own_group(mut command: Command) -> Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Waits, then ends whatever is left of the command's group when it has one of its own.
pub fn wait(command: &mut Command) -> Done<bool> {
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot start « {} »: {error}", crate::command::spelled(command)))?;
    let status = child.wait().map_err(|error| error.to_string())?;
    if cfg!(unix) {
        let group = format!("-{}", child.id());
        let mut kill = Command::new("kill");
        let _ = kill.args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
    Ok(status.success())
}
