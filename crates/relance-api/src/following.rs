//! Mailboxes while the program runs: each has a thread of its own that follows it. Whoever drops this ends them.

use relance_core::{
    Core,
    mail::{self, Bell},
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
        let begun = thread::Builder::new().name("mail".to_owned()).spawn(move || look(&core, &over));
        if let Err(error) = begun {
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
