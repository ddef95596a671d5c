//! The core: an open base, the clock, the keychain, and who listens.

use crate::{
    Caller, activities, backups,
    duplicates::Pairs,
    exports::Running,
    fields,
    history::Pasts,
    imports::Desk,
    mail::{Taking, Underway},
    members, outbox,
    prospects::{Lists, Rules},
    reminders::{self, Local},
    settings, stages,
    worktime::{self, Usual},
};
use relance_model::{
    Failure, Id, Outcome, calendar::Occurrence, imports::ImportProgress, messages::MessagesProgress,
    reminders::ReminderRow, settings::Changed,
};
use relance_store::{BASE_FILE, Committed, Db, Key, Stamp, Store, Tx, key_id_of_file, sweep, sweep_drafts};
use relance_world::{Clock, FixedClock, KeyPlace, Keychain, mail::MailNet};
use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, RwLock},
};

/// Where copies of the base lie while they are looked at.
const SCRATCH: &str = "past";

/// 2020-01-01T00:00Z, where the time in ids begins.
const EPOCH: i64 = 1_577_836_800_000;

/// What listeners hear.
#[derive(Clone, Debug)]
#[allow(clippy::large_enum_variant, reason = "a few a second at most")]
pub enum Event {
    /// A commit of this process, or of another one.
    Changed(Changed),
    /// A long work went on.
    Progress(ImportProgress),
    /// The dry run of an import went on.
    Trial(ImportProgress),
    /// Follow-ups that are due now, each told once.
    Due(Vec<ReminderRow>),
    /// Meetings whose alarm is due now, each told once.
    Soon(Vec<Occurrence>),
    /// Files of e-mails are being taken in.
    Taking(MessagesProgress),
}

type Listener = Box<dyn Fn(&Event) + Send + Sync>;

/// What a core needs to open a base.
pub struct Options {
    /// The folder that holds the base, its backups and its rejects.
    pub folder: PathBuf,
    pub clock: Arc<dyn Clock>,
    pub keychain: Arc<dyn Keychain>,
    /// The servers of mail.
    pub mail: Arc<dyn MailNet>,
    /// Words of a new base in English rather than French.
    pub english: bool,
}

struct Shared {
    folder: PathBuf,
    clock: Arc<dyn Clock>,
    keychain: Arc<dyn Keychain>,
    mail: Arc<dyn MailNet>,
    mailing: Underway,
    store: RwLock<Arc<Store>>,
    key_place: Mutex<KeyPlace>,
    lists: Lists,
    pairs: Pairs,
    desk: Desk,
    exports: Running,
    taking: Taking,
    pasts: Pasts,
    newest_import_id: std::sync::atomic::AtomicI64,
    listeners: Mutex<Vec<Listener>>,
}

/// An open base with everything around it. Cheap to clone; all clones are the same core.
#[derive(Clone)]
pub struct Core(Arc<Shared>);

impl Core {
    /// Opens the base of a folder; makes it when there is none.
    ///
    /// # Errors
    /// Those of opening: `base_wrong_key` with its hint when the key is not in the keychain, `base_damaged`,
    /// `base_newer`, `base_read_only`, `disk_full` … The file is left as it was.
    pub fn open(options: Options) -> Outcome<Self> {
        crate::imports::sweep(&options.folder);
        sweep(&options.folder.join(SCRATCH));
        let path = options.folder.join(BASE_FILE);
        sweep_drafts(&path, options.clock.now());
        let is_new = !path.exists();
        let (store, key_place) = if is_new {
            let key = Key::random()?;
            // The key is kept before the file is made: a base without its key would be lost.
            let place = options.keychain.set(&key.id_hex(), &key.to_hex())?;
            (Store::create(&path, &key)?, place)
        } else {
            let (key, place) = held_key(&path, options.keychain.as_ref())?;
            (Store::open(&path, &key)?, place)
        };
        let core = Self(Arc::new(Shared {
            folder: options.folder,
            lists: Lists::new(Arc::clone(&options.clock)),
            clock: options.clock,
            keychain: options.keychain,
            mail: options.mail,
            mailing: Underway::default(),
            store: RwLock::new(Arc::new(store)),
            key_place: Mutex::new(key_place),
            pairs: Pairs::default(),
            desk: Desk::default(),
            exports: Running::default(),
            taking: Taking::default(),
            pasts: Pasts::default(),
            newest_import_id: Default::default(),
            listeners: Mutex::default(),
        }));
        core.follow();
        core.plant(options.english)?;
        Ok(core)
    }

    /// Opens a base whose key is not on this machine, with its recovery key, and keeps the key.
    ///
    /// # Errors
    /// `recovery_key_unreadable`, `base_wrong_key`, and those of [`Core::open`].
    pub fn adopt(options: Options, recovery_key: &str) -> Outcome<Self> {
        let key = Key::from_recovery(recovery_key)?;
        drop(Store::open(&options.folder.join(BASE_FILE), &key)?);
        options.keychain.set(&key.id_hex(), &key.to_hex())?;
        Self::open(options)
    }

    /// The stages and the first member of a base that has none. A base that has them is left alone.
    fn plant(&self, english: bool) -> Outcome<()> {
        if self.read(|db| Ok(!stages::all(db)?.is_empty() && !members::all(db)?.is_empty()))? {
            return Ok(());
        }
        let stamp = Stamp::new(self.now(), Caller::User, "settings.plant").fact();
        self.store().change(stamp, |tx| {
            if stages::all(&tx.db())?.is_empty() {
                stages::plant(tx, english)?;
            }
            if members::all(&tx.db())?.is_empty() {
                members::plant(tx, english)?;
            }
            Ok(())
        })?;
        Ok(())
    }

    /// UTC, milliseconds since 1970.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.0.clock.now()
    }

    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// An id for an import: above every one that was given out, here or in the base.
    pub(crate) fn import_id(&self) -> Outcome<Id> {
        let newest: i64 = self.read(|db| db.scalar("SELECT coalesce(max(id), 0) FROM import_batch", []))?;
        let start = Id::compose(self.now() - EPOCH, 0, 0).0.max(newest);
        let ids = &self.0.newest_import_id;
        ids.fetch_max(start, std::sync::atomic::Ordering::SeqCst);
        Ok(Id(ids.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1))
    }

    /// What today is here.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn local(&self) -> Outcome<Local> {
        let usual = self.usual()?;
        Ok(Local::new(self.read(|db| worktime::calendar(db, &usual))?, self.now()))
    }

    #[must_use]
    pub fn lists(&self) -> &Lists {
        &self.0.lists
    }

    /// The pairs that may be one person, as they were last found.
    #[must_use]
    pub fn pairs(&self) -> &Pairs {
        &self.0.pairs
    }

    #[must_use]
    pub fn desk(&self) -> &Desk {
        &self.0.desk
    }

    /// The exports under way.
    #[must_use]
    pub fn exports(&self) -> &Running {
        &self.0.exports
    }

    /// The files of e-mails that are being taken in.
    #[must_use]
    pub fn taking(&self) -> &Taking {
        &self.0.taking
    }

    /// Where copies of the base lie while they are looked at.
    #[must_use]
    pub fn scratch_folder(&self) -> PathBuf {
        self.0.folder.join(SCRATCH)
    }

    /// The pasts that are being looked at.
    pub(crate) fn pasts(&self) -> &Pasts {
        &self.0.pasts
    }

    /// A core that shows a base of the past, where it is that instant for good.
    pub(crate) fn of_past(&self, store: Arc<Store>, at: i64) -> Self {
        let clock: Arc<dyn Clock> = Arc::new(FixedClock(at));
        Self(Arc::new(Shared {
            folder: self.0.folder.clone(),
            lists: Lists::new(Arc::clone(&clock)),
            clock,
            keychain: Arc::clone(&self.0.keychain),
            mail: Arc::clone(&self.0.mail),
            mailing: Underway::default(),
            store: RwLock::new(store),
            key_place: Mutex::new(self.key_place()),
            pairs: Pairs::default(),
            desk: Desk::default(),
            exports: Running::default(),
            taking: Taking::default(),
            pasts: Pasts::default(),
            newest_import_id: Default::default(),
            listeners: Mutex::default(),
        }))
    }

    pub(crate) fn keychain(&self) -> &dyn Keychain {
        self.0.keychain.as_ref()
    }

    /// The servers of mail.
    /// The mailboxes that are being read.
    #[must_use]
    pub fn mailing(&self) -> &Underway {
        &self.0.mailing
    }

    pub(crate) fn mail(&self) -> &dyn MailNet {
        self.0.mail.as_ref()
    }

    #[must_use]
    pub fn key_place(&self) -> KeyPlace {
        self.0.key_place.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    #[must_use]
    pub fn store(&self) -> Arc<Store> {
        Arc::clone(&self.0.store.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads one consistent state.
    ///
    /// # Errors
    /// Those of `act`.
    pub fn read<T>(&self, act: impl FnMut(&Db<'_>) -> Outcome<T>) -> Outcome<T> {
        self.store().read(act)
    }

    /// Writes as one operation that Ctrl+Z can undo.
    ///
    /// # Errors
    /// Those of `work`; nothing is written then.
    pub fn change<T>(
        &self,
        caller: Caller,
        label: &str,
        work: impl FnOnce(&Tx<'_>) -> Outcome<T>,
    ) -> Outcome<Committed<T>> {
        self.write(Stamp::new(self.now(), caller, label), work)
    }

    /// Writes as one operation that Ctrl+Z passes over: preferences, and what cannot be brought back.
    ///
    /// # Errors
    /// Those of `work`; nothing is written then.
    pub fn change_for_good<T>(
        &self,
        caller: Caller,
        label: &str,
        work: impl FnOnce(&Tx<'_>) -> Outcome<T>,
    ) -> Outcome<Committed<T>> {
        self.write(Stamp::new(self.now(), caller, label).fact(), work)
    }

    /// Writes as one operation, reactors included.
    ///
    /// # Errors
    /// Those of `work`; nothing is written then.
    pub fn write<T>(&self, stamp: Stamp, work: impl FnOnce(&Tx<'_>) -> Outcome<T>) -> Outcome<Committed<T>> {
        self.store().change(stamp, |tx| {
            let value = work(tx)?;
            activities::on_change(tx)?;
            reminders::on_change(tx)?;
            Ok(value)
        })
    }

    /// What some work would do: it is done, looked at and taken back, so that nobody hears of it.
    ///
    /// # Errors
    /// Those of `work`.
    pub fn trial<T>(&self, caller: Caller, work: impl FnOnce(&Tx<'_>) -> Outcome<T>) -> Outcome<T> {
        let mut seen = None;
        let taken_back = self.store().change(Stamp::new(self.now(), caller, "trial"), |tx| {
            seen = Some(work(tx)?);
            Err::<(), _>(Failure::bug("a trial is taken back"))
        });
        match (seen, taken_back) {
            (Some(seen), _) => Ok(seen),
            (None, Err(failure)) => Err(failure),
            (None, Ok(_)) => Err(Failure::bug("a trial was kept")),
        }
    }

    /// Whether what is written for the user is in English: as asked for, else as the settings say.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn is_english(&self, lang: Option<&str>) -> Outcome<bool> {
        self.read(|db| settings::is_english(db, lang))
    }

    /// Preferences that reading a text depends on.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn rules(&self) -> Outcome<Rules> {
        let settings = self.read(settings::get)?;
        Ok(Rules { region: settings.default_region, currency: settings.default_currency })
    }

    /// Preferences that values of custom fields are read by.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn habits(&self) -> Outcome<fields::Habits> {
        let settings = self.read(settings::get)?;
        Ok(fields::Habits {
            region: settings.default_region,
            currency: settings.default_currency,
            english: settings.language == "en",
        })
    }

    /// The country and the zone that working time is counted by where nothing else was chosen.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn usual(&self) -> Outcome<Usual> {
        let settings = self.read(settings::get)?;
        Ok(Usual { country: settings.default_region, zone: self.0.clock.zone() })
    }

    /// Calls `listener` after each commit and on progress.
    pub fn listen(&self, listener: impl Fn(&Event) + Send + Sync + 'static) {
        self.0.listeners.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(listener));
    }

    pub(crate) fn tell(&self, event: &Event) {
        for listener in self.0.listeners.lock().unwrap_or_else(PoisonError::into_inner).iter() {
            listener(event);
        }
    }

    fn follow(&self) {
        let weak = Arc::downgrade(&self.0);
        self.store().listen(move |changed| {
            if let Some(shared) = weak.upgrade() {
                Self(shared).tell(&Event::Changed(changed.clone()));
            }
        });
    }

    /// Indexes a stretch of what large changes have left; true when there is more. What nobody comes to is done by whoever asks
    /// the index first.
    ///
    /// # Errors
    /// `base_busy`, `disk_full`; the rest stays due.
    pub fn index_some(&self) -> Outcome<bool> {
        // Held, not shared: who puts another base in its place waits.
        let store = self.0.store.read().unwrap_or_else(PoisonError::into_inner);
        Ok(store.is_index_behind()? && store.index_some()?)
    }

    /// Puts another base in the place of this one. `swap` gets the base's path and the name to keep the old one by.
    pub(crate) fn replace_base(
        &self,
        swap: impl FnOnce(&Path, &Path) -> Outcome<bool>,
        key: &Key,
    ) -> Outcome<Option<String>> {
        self.store().must_be_present()?;
        let path = self.0.folder.join(BASE_FILE);
        let replaced = backups::replaced_name(&path, self.now());
        let place = self.0.keychain.set(&key.id_hex(), &key.to_hex())?;
        let mut store = self.0.store.write().unwrap_or_else(PoisonError::into_inner);
        if Arc::strong_count(&store) > 1 {
            return Err(Failure::not_now("base_busy"));
        }
        store.checkpoint()?;
        let had_one = swap(&path, &replaced)?;
        *store = Arc::new(Store::open(&path, key)?);
        drop(store);
        *self.0.key_place.lock().unwrap_or_else(PoisonError::into_inner) = place;
        self.0.lists.forget();
        self.0.pairs.forget();
        self.0.pasts.forget();
        self.follow();
        let stamp = Stamp::new(self.now(), Caller::User, "outbox.send").fact();
        self.write(stamp, outbox::doubt_all)?;
        self.tell(&Event::Changed(Changed { operation: None, entities: Vec::new() }));
        Ok(had_one.then(|| replaced.display().to_string()))
    }
}

/// The key of a base, from the keychain.
fn held_key(path: &Path, keychain: &dyn Keychain) -> Outcome<(Key, KeyPlace)> {
    let named = |failure: Failure| failure.with("path", path.display().to_string());
    let id = key_id_of_file(path).map_err(|_| named(Failure::refused("base_cannot_open")))?;
    let id = id.ok_or_else(|| named(Failure::refused("base_damaged").hint("restore_a_backup")))?;
    if &id == b"SQLite format 3\0" {
        return Err(named(Failure::refused("base_not_encrypted")));
    }
    let fingerprint: String = id.iter().map(|byte| format!("{byte:02x}")).collect();
    let (key, place) = keychain
        .get(&fingerprint)?
        .ok_or_else(|| named(Failure::refused("base_wrong_key").hint("enter_recovery_key")))?;
    let key = Key::from_hex(&key)
        .ok_or_else(|| named(Failure::refused("base_wrong_key").hint("enter_recovery_key")))?;
    Ok((key, place))
}
