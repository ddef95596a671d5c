//! Opening the base that the command is about: its folder, its clock, its key.

use crate::{args::Global, output::remark, voice::Voice};
use relance_core::{Core, Options, history};
use relance_model::{Failure, Outcome};
use relance_world::{Clock, FixedClock, SystemClock};
use std::{env, path::PathBuf, sync::Arc};

/// As `relance-store` names it.
const BASE_FILE: &str = "relance.db";

pub struct Opening<'a> {
    global: &'a Global,
    voice: &'a Voice,
}

impl<'a> Opening<'a> {
    pub fn new(global: &'a Global, voice: &'a Voice) -> Self {
        Self { global, voice }
    }

    /// # Errors
    /// `folder_unknown`.
    pub fn options(&self) -> Outcome<Options> {
        let clock: Arc<dyn Clock> = match self.global.now {
            Some(now) => Arc::new(FixedClock(now)),
            None => Arc::new(SystemClock),
        };
        let english = self.voice.language.pick(false, true);
        relance_net::options_at(self.folder(), english, clock)
    }

    /// The folder asked for, absolute so that messages name it whole; `None` for the platform's own.
    fn folder(&self) -> Option<PathBuf> {
        let named = || env::var_os("RELANCE_DATA").filter(|folder| !folder.is_empty()).map(PathBuf::from);
        let folder = self.global.data.clone().or_else(named)?;
        Some(std::path::absolute(&folder).unwrap_or(folder))
    }

    pub fn as_json(&self) -> bool {
        self.global.json
    }

    pub fn recovery_key(&self) -> Option<&str> {
        self.global.recovery_key.as_deref()
    }

    /// Opens the base, with the recovery key when one is given; makes it when there is none, and says so. With `--as-of`
    /// it is the base of that instant.
    ///
    /// # Errors
    /// Those of [`Core::open`], [`Core::adopt`] and [`history::as_of`].
    pub fn open(&self) -> Outcome<Core> {
        let options = self.options()?;
        let path = options.folder.join(BASE_FILE);
        let is_new = !path.exists();
        let core = match self.recovery_key() {
            Some(key) => Core::adopt(options, key)?,
            None => Core::open(options)?,
        };
        if is_new && !self.as_json() {
            remark(&self.voice.fill("base_made", &[("path", &path.display().to_string())]));
        }
        match self.as_of(core.now()) {
            Some(at) => history::as_of(&core, at),
            None => {
                // What cannot be written now is shown as it is known.
                let _ = core.catch_up();
                Ok(core)
            }
        }
    }

    /// The instant to look at, if it is not now.
    pub fn as_of(&self, now: i64) -> Option<i64> {
        self.global.as_of.map(|moment| moment.instant(now))
    }

    /// What acts beside the base has no past.
    ///
    /// # Errors
    /// `past_read_only`.
    pub fn must_be_present(&self) -> Outcome<()> {
        let Some(at) = self.as_of(self.options()?.clock.now()) else { return Ok(()) };
        Err(Failure::not_now("past_read_only").with("at", at))
    }
}

/// Whether a folder has a base.
pub fn has_base(options: &Options) -> bool {
    options.folder.join(BASE_FILE).exists()
}

/// Whether some process has the base of a folder open: the last one to leave takes these files away.
pub fn is_open_elsewhere(options: &Options) -> bool {
    ["relance.db-wal", "relance.db-shm"].iter().any(|name| options.folder.join(name).exists())
}
