//! The outside for real: the OS keychain, the folders of this machine, and servers of mail.
//!
//! The only crate that opens a socket to the outside; none of the core's rules live here.

mod keychain;
pub mod mail;

pub use keychain::SystemKeychain;

use relance_core::Options;
use relance_model::{Failure, Outcome};
use relance_world::{Clock, SystemClock};
use std::{path::PathBuf, sync::Arc};

/// What a core on this machine is opened with.
///
/// `data` is the folder of the base; without it the platform's own (`~/.local/share/relance` on Linux).
///
/// # Errors
/// `folder_unknown` where the system names no folder for applications' data.
pub fn options(data: Option<PathBuf>, english: bool) -> Outcome<Options> {
    let folders = directories::ProjectDirs::from("", "", "relance")
        .ok_or_else(|| Failure::refused("folder_unknown"))?;
    Ok(Options {
        folder: data.unwrap_or_else(|| folders.data_dir().to_owned()),
        clock: Arc::new(SystemClock),
        keychain: Arc::new(SystemKeychain::new(folders.config_dir().join("keys"))),
        mail: Arc::new(mail::Servers::default()),
        english,
    })
}

/// The same with a clock of one's own: for scripts and tests.
///
/// # Errors
/// Those of [`options`].
pub fn options_at(data: Option<PathBuf>, english: bool, clock: Arc<dyn Clock>) -> Outcome<Options> {
    Ok(Options { clock, ..options(data, english)? })
}
