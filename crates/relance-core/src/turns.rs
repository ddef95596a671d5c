//! What the core does of itself as time goes by, turn by turn, for whoever keeps it open: it tells what is due, goes on with what has
//! passed, and reads on. Nothing here is asked for by a person.

use crate::{Caller, Core, Event, backups, calendar, prospects, reminders};
use relance_model::{Id, Outcome, calendar::Occurrence, reminders::ReminderRow};
use relance_store::Stamp;

impl Core {
    /// Reads into memory what figures go over, where it changed.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn read_on(&self) -> Outcome<()> {
        self.read(|db| prospects::past::read_on(db, self.lists()))
    }

    /// Follow-ups that are due now and that no notification has said. Listeners hear of them together, and whatever other window
    /// or process is there will not say them again.
    ///
    /// # Errors
    /// `base_busy`, `disk_full`: they are told the next time.
    pub fn announce(&self) -> Outcome<Vec<ReminderRow>> {
        let now = self.now();
        if self.read(reminders::next_due)?.is_none_or(|due| due > now) {
            return Ok(Vec::new());
        }
        let stamp = Stamp::new(now, Caller::User, "reminders.tell").fact();
        let local = self.local()?;
        // Read within the write: of two windows one alone finds them untold.
        let told = self.write(stamp, |tx| {
            let due = reminders::untold(&tx.db(), &local)?;
            reminders::tell(tx, &due.iter().map(|row| row.reminder.id).collect::<Vec<_>>())?;
            Ok(due)
        })?;
        let due: Vec<ReminderRow> = told.value.into_iter().filter(|row| !row.in_trash).collect();
        if !due.is_empty() {
            self.tell(&Event::Due(due.clone()));
        }
        Ok(due)
    }

    /// Goes on with the meetings that have passed, and tells listeners of those whose alarm is due, as [`Core::announce`] does.
    ///
    /// # Errors
    /// `base_busy`, `disk_full`: they are told the next time.
    pub fn announce_meetings(&self) -> Outcome<Vec<Occurrence>> {
        let now = self.now();
        if self.read(calendar::next_turn)?.is_none_or(|turn| turn > now) {
            return Ok(Vec::new());
        }
        let stamp = Stamp::new(now, Caller::User, "calendar.pass").fact();
        let soon = self.write(stamp, calendar::pass)?.value;
        if !soon.is_empty() {
            self.tell(&Event::Soon(soon.clone()));
        }
        Ok(soon)
    }

    /// Goes on with the meetings that are over, for whoever opens the base only to ask it something: what it shows is what it shows to
    /// those who keep it open.
    ///
    /// # Errors
    /// `base_busy`, `disk_full`, `base_read_only`: it shows what it knows then.
    pub fn catch_up(&self) -> Outcome<()> {
        let now = self.now();
        if self.read(|db| calendar::is_behind(db, now))? {
            self.write(Stamp::new(now, Caller::User, "calendar.pass").fact(), calendar::pass_over)?;
        }
        Ok(())
    }

    /// Tells listeners of what other processes wrote since the last call.
    ///
    /// # Errors
    /// The base cannot be read.
    pub fn notice_others(&self) -> Outcome<bool> {
        self.store().notice_others()
    }

    /// What is due now: the day's backup, prospects that were 90 days in the trash.
    ///
    /// # Errors
    /// Those of the backup; `base_busy`.
    pub fn run_due(&self) -> Outcome<()> {
        self.pasts().rest(self.now());
        backups::make_daily(self)?;
        let limit = self.now() - prospects::TRASH_DAYS * 86_400_000;
        let old = self.read(|db| {
            db.rows("SELECT id FROM prospect WHERE deleted_at < ?1 LIMIT 1000", [limit], |row| {
                row.get(0).map(Id)
            })
        })?;
        if !old.is_empty() {
            let stamp = Stamp::new(self.now(), Caller::User, "prospects.expire").fact();
            self.write(stamp, |tx| {
                tx.say("count", old.len());
                prospects::erase(tx, &old)
            })?;
        }
        Ok(())
    }
}
