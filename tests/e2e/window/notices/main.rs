//! A notification server for the tests of the window, on the session bus. Each notification is a line of JSON on stdout; a line
//! `ID ACTION` on stdin presses that button, and the notification closes. It ends when stdin does. `--mute` is a server whose
//! notifications cannot be answered.

#[cfg(target_os = "linux")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    board::run(std::env::args().any(|word| word == "--mute"))
}

#[cfg(not(target_os = "linux"))]
fn main() {}

#[cfg(target_os = "linux")]
mod board {
    use std::{
        collections::HashMap,
        error::Error,
        io::{BufRead, Write},
    };
    use zbus::{blocking::connection, interface, zvariant::OwnedValue};

    const NAME: &str = "org.freedesktop.Notifications";
    const PATH: &str = "/org/freedesktop/Notifications";

    struct Board {
        is_mute: bool,
        last: u32,
    }

    #[interface(name = "org.freedesktop.Notifications")]
    impl Board {
        fn get_capabilities(&self) -> Vec<&'static str> {
            if self.is_mute { vec!["body"] } else { vec!["body", "actions"] }
        }

        #[allow(clippy::too_many_arguments, reason = "the specification's")]
        fn notify(
            &mut self,
            _app: String,
            _replaces: u32,
            _icon: String,
            summary: String,
            body: String,
            actions: Vec<String>,
            _hints: HashMap<String, OwnedValue>,
            _expires: i32,
        ) -> u32 {
            self.last += 1;
            let said =
                serde_json::json!({ "id": self.last, "title": summary, "body": body, "actions": actions });
            say(&said.to_string());
            self.last
        }

        fn close_notification(&self, _id: u32) {}

        fn get_server_information(&self) -> (&'static str, &'static str, &'static str, &'static str) {
            ("notices", "Relance", "1", "1.2")
        }
    }

    fn say(line: &str) {
        let mut out = std::io::stdout().lock();
        // Whoever read has gone: there is nobody to tell.
        let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    }

    pub fn run(is_mute: bool) -> Result<(), Box<dyn Error>> {
        let server = connection::Builder::session()?
            .name(NAME)?
            .serve_at(PATH, Board { is_mute, last: 0 })?
            .build()?;
        say("\"ready\"");
        for line in std::io::stdin().lock().lines() {
            let line = line?;
            let Some((id, action)) = line.split_once(' ') else { continue };
            let id: u32 = id.parse()?;
            server.emit_signal(None::<&str>, PATH, NAME, "ActionInvoked", &(id, action))?;
            server.emit_signal(None::<&str>, PATH, NAME, "NotificationClosed", &(id, 2_u32))?;
        }
        Ok(())
    }
}
