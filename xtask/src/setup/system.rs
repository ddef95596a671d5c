//! The names of what is needed, per package manager, and whether it is there.

use super::Need;
use crate::{Done, command, places};
use std::process::Command;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manager {
    /// Debian, Ubuntu and what descends from them.
    Apt,
    /// Fedora.
    Dnf,
    /// macOS.
    Brew,
}

pub fn manager() -> Option<Manager> {
    let known = [("apt-get", Manager::Apt), ("dnf", Manager::Dnf), ("brew", Manager::Brew)];
    known.into_iter().find(|(program, _)| places::find(program).is_some()).map(|(_, manager)| manager)
}

/// The packages of these needs that are not installed. Empty where the package manager is not known and the
/// programs are there.
pub fn missing(needs: &[Need]) -> Vec<&'static str> {
    let Some(manager) = manager() else { return missing_programs(needs) };
    let wanted = needs.iter().flat_map(|need| packages(manager, *need));
    let mut missing: Vec<&str> = wanted.copied().filter(|package| !manager.has(package)).collect();
    missing.dedup();
    missing
}

fn packages(manager: Manager, need: Need) -> &'static [&'static str] {
    match (manager, need) {
        (Manager::Apt, Need::Compiler) => &["build-essential", "pkg-config", "perl", "libdbus-1-dev"],
        (Manager::Apt, Need::Node) => &["nodejs", "npm"],
        (Manager::Apt, Need::Window) => {
            &["libwebkit2gtk-4.1-dev", "libgtk-3-dev", "librsvg2-dev", "libayatana-appindicator3-1"]
        }
        (Manager::Apt, Need::Browser) if super::chromium::has_package() => &["chromium"],
        (Manager::Apt, Need::Browser) => &[],
        (Manager::Apt, Need::MailServers) => {
            &["dovecot-imapd", "dovecot-lmtpd", "dovecot-sieve", "postfix", "openssl"]
        }
        (Manager::Apt, Need::Driver) => &["xvfb", "x11-utils", "webkit2gtk-driver", "dbus", "dbus-x11"],
        (Manager::Dnf, Need::Compiler) => {
            &["gcc", "gcc-c++", "make", "pkgconf-pkg-config", "perl", "dbus-devel"]
        }
        (Manager::Dnf, Need::Node) => &["nodejs", "npm"],
        (Manager::Dnf, Need::Window) => {
            &["webkit2gtk4.1-devel", "gtk3-devel", "librsvg2-devel", "libappindicator-gtk3"]
        }
        (Manager::Dnf, Need::Browser) => &["chromium"],
        (Manager::Dnf, Need::MailServers) => &["dovecot", "dovecot-pigeonhole", "postfix", "openssl"],
        (Manager::Dnf, Need::Driver) => {
            &["xorg-x11-server-Xvfb", "xwininfo", "dbus-daemon", "dbus-x11", "webkitgtk-webdriver"]
        }
        (Manager::Brew, Need::Node) => &["node"],
        // macOS brings its compiler by `xcode-select --install`, its web view, and has no driver for it.
        (Manager::Brew, _) => &[],
    }
}

impl Manager {
    /// A program that is on the PATH from elsewhere (nvm, a vendor's package) counts as well.
    fn has(self, package: &str) -> bool {
        let program = match package {
            "nodejs" | "node" => Some("node"),
            "npm" => Some("npm"),
            "chromium" => return super::chromium::find().is_some() || self.installed(package),
            "openssl" => Some("openssl"),
            "xvfb" | "xorg-x11-server-Xvfb" => Some("Xvfb"),
            "x11-utils" | "xwininfo" => Some("xwininfo"),
            "webkit2gtk-driver" | "webkitgtk-webdriver" => Some("WebKitWebDriver"),
            _ => None,
        };
        program.is_some_and(|name| places::find(name).is_some()) || self.installed(package)
    }

    fn installed(self, package: &str) -> bool {
        match self {
            Self::Apt => {
                let mut query = Command::new("dpkg-query");
                query.args(["-W", "-f", "${db:Status-Status}", package]);
                command::output(&mut query).is_some_and(|status| status == "installed")
            }
            Self::Dnf => {
                command::output(Command::new("rpm").args(["-q", "--whatprovides", package])).is_some()
            }
            Self::Brew => {
                command::output(Command::new("brew").args(["list", "--versions", package])).is_some()
            }
        }
    }

    /// The commands that install them, with `sudo` where one is not root.
    pub fn commands(self, packages: &[&str]) -> Done<Vec<Command>> {
        let mut lines = match self {
            Self::Apt => vec![
                as_root(&["apt-get", "update"])?,
                as_root(&["apt-get", "install", "--yes", "--no-install-recommends"])?,
            ],
            Self::Dnf => vec![as_root(&["dnf", "install", "--assumeyes"])?],
            Self::Brew => {
                let mut line = Command::new("brew");
                line.arg("install");
                vec![line]
            }
        };
        for line in &mut lines {
            line.env("DEBIAN_FRONTEND", "noninteractive");
        }
        if let Some(last) = lines.last_mut() {
            last.args(packages);
        }
        Ok(lines)
    }
}

pub fn as_root(words: &[&str]) -> Done<Command> {
    let mut words = words.to_vec();
    if !is_root() {
        if places::find("sudo").is_none() {
            return Err(format!("run this as root first (sudo is not installed): {} …", words.join(" ")));
        }
        words.splice(0..0, ["sudo", "--preserve-env=DEBIAN_FRONTEND"]);
    }
    let mut command = Command::new(words[0]);
    command.args(&words[1..]);
    Ok(command)
}

pub fn is_root() -> bool {
    command::output(Command::new("id").arg("-u")).is_some_and(|id| id.trim() == "0")
}

/// Without a known package manager: the programs that are certainly needed.
fn missing_programs(needs: &[Need]) -> Vec<&'static str> {
    let wanted = needs.iter().flat_map(|need| match need {
        Need::Compiler if cfg!(unix) => &["cc", "perl"][..],
        Need::Node => &["node", "npm"][..],
        Need::Driver if cfg!(target_os = "linux") => {
            &["Xvfb", "xwininfo", "WebKitWebDriver", "dbus-run-session"][..]
        }
        _ => &[][..],
    });
    wanted.copied().filter(|program| places::find(program).is_none()).collect()
}
