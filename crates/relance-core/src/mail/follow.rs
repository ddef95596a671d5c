//! A mailbox that is followed while the program runs: read, waited for (IDLE), read again; what fails is tried again, later each time.

use super::{folders, health, sync::read_by};
use crate::Core;
use relance_model::{Code, Failure, Id, Outcome};
use relance_world::mail::{Mailbox, Stop, Woken};
use std::{
    sync::{Arc, Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// How long the inbox is waited at before the other folders are looked at too; where the server says nothing by itself, less.
const WAIT: Duration = Duration::from_secs(5 * 60);
const LOOK: Duration = Duration::from_secs(60);
/// How long until what failed is tried again: what passes by itself, and what somebody has to do something about.
const AGAIN: [u64; 5] = [5, 15, 60, 120, 300];
const MUCH_LATER: [u64; 3] = [60, 300, 900];
const GLANCE: Duration = Duration::from_millis(250);

/// Ends a wait, or the following. Clones are the same one.
#[derive(Clone, Default)]
pub struct Bell {
    over: Stop,
    wait: Arc<Mutex<Stop>>,
}

impl Bell {
    /// Something is to be done: the wait is over.
    pub fn ring(&self) {
        self.wait.lock().unwrap_or_else(PoisonError::into_inner).now();
    }

    #[must_use]
    pub fn is_over(&self) -> bool {
        self.over.is_asked()
    }

    /// Waits for so long, or until it is over.
    pub fn rest(&self, patience: Duration) {
        let end = Instant::now() + patience;
        while Instant::now() < end && !self.over.is_asked() {
            thread::park_timeout(GLANCE.min(patience));
        }
    }

    /// No more.
    pub fn end(&self) {
        self.over.now();
        self.ring();
    }

    /// A wait that begins now. One who rang before is not forgotten.
    fn next(&self) -> Stop {
        let mut wait = self.wait.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *wait)
    }

    fn current(&self) -> Stop {
        self.wait.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Follows a mailbox until the bell says that it is over, or the mailbox is taken away.
pub fn follow(core: &Core, account: Id, bell: &Bell) {
    let mut line: Option<Box<dyn Mailbox>> = None;
    let mut failed = 0;
    while !bell.over.is_asked() {
        // Who rings from here on wants another reading.
        bell.next();
        let failure = match read_by(core, account, None, &bell.over, &mut line) {
            Ok(done) => done.failure,
            Err(gone) if gone.code == Code::NotFound => return,
            Err(failure) => Some(failure),
        };
        match failure {
            None => {
                failed = 0;
                if wait(core, account, &mut line, bell).is_err() {
                    // The line is gone while nothing was asked: read anew, which says what is the matter.
                    line = None;
                    pause(Duration::from_secs(1), core, account, bell);
                }
            }
            Some(failure) => {
                line = None;
                pause(patience(&failure, failed), core, account, bell);
                failed += 1;
            }
        }
    }
    if let Some(line) = line {
        line.close();
    }
}

fn patience(failure: &Failure, failed: usize) -> Duration {
    let steps: &[u64] = if failure.code == Code::NeedsAccount { &MUCH_LATER } else { &AGAIN };
    let last = steps.len() - 1;
    Duration::from_secs(steps.get(failed.min(last)).copied().unwrap_or(60))
}

/// Waits until something comes, changes here, or it is time to look at the other folders.
fn wait(core: &Core, account: Id, line: &mut Option<Box<dyn Mailbox>>, bell: &Bell) -> Outcome<()> {
    let Some(mailbox) = line else { return Ok(()) };
    let Some(inbox) = core.read(|db| folders::inbox(db, account))? else {
        pause(LOOK, core, account, bell);
        return Ok(());
    };
    let gone =
        |fault: relance_world::mail::MailFault| Failure::not_now("mail_unreachable").with("said", fault.said);
    let state = mailbox.open(&inbox.name).map_err(gone)?;
    if state.uid_next != inbox.uid_next || state.uid_validity != inbox.uid_validity {
        // It came while the other folders were read.
        return Ok(());
    }
    let patience = if mailbox.powers().idle { WAIT } else { LOOK };
    match mailbox.wait(patience, &bell.current()) {
        Ok(Woken::News | Woken::Quiet | Woken::Stopped) => Ok(()),
        Err(fault) => Err(gone(fault)),
    }
}

/// Waits for a while, until somebody rings, or until another has read the mailbox and all is well again.
fn pause(patience: Duration, core: &Core, account: Id, bell: &Bell) {
    let stop = bell.current();
    let before = succeeded(core, account);
    let end = Instant::now() + patience;
    let mut looked = Instant::now();
    while Instant::now() < end && !stop.is_asked() && !bell.over.is_asked() {
        thread::park_timeout(GLANCE);
        if looked.elapsed() > Duration::from_secs(2) {
            looked = Instant::now();
            if succeeded(core, account) != before {
                return;
            }
        }
    }
}

fn succeeded(core: &Core, account: Id) -> Option<i64> {
    core.read(|db| health::succeeded_at(db, account)).ok().flatten()
}
