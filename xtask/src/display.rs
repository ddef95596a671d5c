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

    /// The same command on this display, with a session bus and a process group of its own.
    pub fn with_session(&self, command: &Command) -> Command {
        let mut bus = crate::command::program("dbus-run-session");
        bus.arg("--").arg(command.get_program()).args(command.get_args());
        for (name, value) in command.get_envs() {
            bus.env(name, value.unwrap_or_default());
        }
        bus.env("DISPLAY", &self.name)
            .env("GDK_BACKEND", "x11")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env_remove("WAYLAND_DISPLAY");
        in_own_group(bus)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A process group of its own, so that all of it can be ended.
fn in_own_group(mut command: Command) -> Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Waits, then ends whatever is left of the command's group when it has one of its own.
pub fn wait(command: &mut Command) -> Done<bool> {
    let mut child = command
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("cannot start `{}`: {error}", crate::command::spelled(command)))?;
    let status = child.wait().map_err(|error| error.to_string())?;
    end_group(child.id());
    Ok(status.success())
}

/// Ends every process of the group that this process leads; none is left when it had no group of its own.
pub fn end_group(leader: u32) {
    if cfg!(unix) {
        let mut kill = Command::new("kill");
        let _ = kill.args(["-KILL", "--", &format!("-{leader}")]).stderr(Stdio::null()).status();
    }
}
