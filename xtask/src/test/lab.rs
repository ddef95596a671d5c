//! Real servers of mail on loopback for the suite that needs them: started by `tests/mail-lab/up.sh`, stopped at the end.

use crate::{Done, command, places, setup::system};
use std::{path::PathBuf, process::Command};

/// The running servers; they end with this value.
pub struct Lab {
    state: PathBuf,
}

impl Lab {
    pub fn open() -> Done<Self> {
        install_provider()?;
        let lab = Self { state: places::root().join("target/mail-lab") };
        // Left over from a run that was killed; it says so itself where there is none.
        let _ = lab.script("down.sh", &[]).map(|mut down| command::status(&mut down));
        command::run(&mut lab.script("up.sh", &["--fresh"])?)?;
        Ok(lab)
    }

    /// Tells a command where the servers are.
    pub fn show(&self, command: &mut Command) {
        command.env("RELANCE_LAB", &self.state);
    }

    /// Their mailboxes belong to users of their own, which only root can give.
    fn script(&self, name: &str, words: &[&str]) -> Done<Command> {
        let path = places::root().join("tests/mail-lab").join(name);
        let place = format!("LAB_RUN={}", self.state.display());
        let path = path.to_string_lossy().into_owned();
        let mut line = vec!["env", place.as_str(), path.as_str()];
        line.extend(words);
        system::as_root(&line)
    }
}

impl Drop for Lab {
    fn drop(&mut self) {
        if let Ok(mut down) = self.script("down.sh", &[]) {
            let _ = command::status(&mut down);
        }
    }
}

/// The packages of the OAuth server.
fn install_provider() -> Done {
    let folder = places::root().join("tests/mail-lab/oidc");
    if folder.join("node_modules/oidc-provider").is_dir() {
        return Ok(());
    }
    command::run(command::npm("npm").current_dir(folder).args(["ci", "--no-audit", "--no-fund"]))
}
