//! What a fresh machine lacks, and how to give it: says what it would install, asks, then does it.
//! Installs from the system's own package manager only (and npm for Node where the system's is too old).

mod ask;
pub mod chromium;
pub mod node;
pub mod system;
pub mod tauri_driver;

use crate::{Done, command, options::Options};

/// What a verb is about to need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// A C compiler and what the encrypted store is built with.
    Compiler,
    /// Node and npm.
    Node,
    /// The libraries of the desktop window.
    Window,
    /// Chromium, for the end-to-end tests.
    Browser,
    /// Xvfb, D-Bus and WebKit's driver, for the window tests.
    Driver,
    /// Dovecot and Postfix, for the tests of mail.
    MailServers,
}

pub const EVERYTHING: [Need; 6] =
    [Need::Compiler, Need::Node, Need::Window, Need::Browser, Need::Driver, Need::MailServers];

/// Installs whatever of these is missing.
pub fn prepare(options: &Options, needs: &[Need]) -> Done {
    let missing = system::missing(needs);
    if !missing.is_empty() {
        let Some(manager) = system::manager() else {
            return Err(format!(
                "this system's package manager is not known here; please install by hand: {}",
                missing.join(" ")
            ));
        };
        install(options, manager, &missing)?;
    }
    if needs.contains(&Need::Node) {
        node::prepare(options)?;
    }
    Ok(())
}

fn install(options: &Options, manager: system::Manager, packages: &[&str]) -> Done {
    command::say(&format!("Missing on this machine: {}", packages.join(" ")));
    let lines = manager.commands(packages)?;
    for line in &lines {
        println!("    {}", command::spelled(line));
    }
    if !ask::agreed(options, "Install them now?") {
        return Err("nothing was installed".to_owned());
    }
    for mut line in lines {
        command::run(&mut line)?;
    }
    Ok(())
}
