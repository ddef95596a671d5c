//! Mail while the program runs: each mailbox has a thread of its own that follows it, and what is due is sent by another. Whoever
//! drops this ends them.

use relance_core::{
    Core,
    mail::{self, Bell},
    outbox,
};
use relance_model::{Id, mail::MailAccount};
use std::{collections::HashMap, thread, time::Duration};

/// How often one looks which mailboxes there are, and what is to go back to their servers.
const GLANCE: Duration = Duration::from_secs(1);

/// Ends what it began when it is dropped.
pub(crate) struct Following(Bell);

impl Following {
    pub fn begin(core: Core) -> Self {
        let bell = Bell::default();
        let over = bell.clone();
        // Not on the runtime's threads: these wait for hours.
        let (sender, sent) = (core.clone(), bell.clone());
        let begun = thread::Builder::new().name("mail".to_owned()).spawn(move || look(&core, &over));
        let sends = thread::Builder::new().name("outbox".to_owned()).spawn(move || send(&sender, &sent));
        for error in [begun.err(), sends.err()].into_iter().flatten() {
            eprintln!("relance: {error}");
        }
        Self(bell)
    }
}

impl Drop for Following {
    fn drop(&mut self) {
        self.0.end();
    }
}

/// Sends what is due, from the start on: what was being sent when the program ended is looked for then.
fn send(core: &Core, over: &Bell) {
    let mut is_first = true;
    while !over.is_over() {
        // A base that is busy now is looked at again in a second.
        let is_due = core.read(outbox::next_due).is_ok_and(|at| at.is_some_and(|at| at <= core.now()));
        if is_first || is_due {
            is_first = outbox::run(core, &over.stop()).is_err();
        }
        over.rest(GLANCE);
    }
}

fn look(core: &Core, over: &Bell) {
    let mut followed: HashMap<Id, (MailAccount, Bell)> = HashMap::new();
    let mut owed = (0, 0);
    while !over.is_over() {
        // A base that is busy now is looked at again in a second.
        if let Ok(accounts) = core.read(mail::all) {
            followed.retain(|id, (known, bell)| {
                let stays = accounts.iter().any(|account| account.id == *id && account == known);
                if !stays {
                    bell.end();
                }
                stays
            });
            for account in accounts {
                if followed.contains_key(&account.id) {
                    continue;
                }
                let bell = Bell::default();
                let (core, id, theirs) = (core.clone(), account.id, bell.clone());
                let begun = thread::Builder::new()
                    .name("mailbox".to_owned())
                    .spawn(move || mail::follow(&core, id, &theirs));
                if begun.is_ok() {
                    followed.insert(account.id, (account, bell));
                }
            }
        }
        if let Ok(now) = core.read(mail::unsettled) {
            if now != owed && now.0 > 0 {
                followed.values().for_each(|(_, bell)| bell.ring());
            }
            owed = now;
        }
        over.rest(GLANCE);
    }
    followed.values().for_each(|(_, bell)| bell.end());
}
