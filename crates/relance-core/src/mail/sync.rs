//! Reading an account: its folders one after the other, each from where it was left. The server's answer is taken for what it is:
//! a message is gone only where a whole list came without it.

use super::{
    accounts::{self, Servers},
    faults, folders, health,
    intake::{Arrived, Taken, Where, take_in},
    places::{self, Peer, Place, peer},
    secrets,
    settle::{merged, settle},
    underway::Turn,
};
use crate::{Caller, Core, messages, prospects};
use relance_model::{
    Failure, Id, Outcome,
    mail::{MailDoing, MailKeeps, MailSynced},
};
use relance_store::{Stamp, Tx};
use relance_world::mail::{Fetched, Flow, FolderState, MailFault, Mailbox, Stop, Trouble, Uids, Want};
use std::{
    collections::{HashMap, HashSet},
    time::Instant,
};

/// Messages that are asked for at once: what is lost when the line breaks is at most that.
const CHUNK: usize = 500;
/// How long before a mailbox was connected what came may still ask for an answer: ms.
const BEFORE: i64 = 14 * 86_400_000;

/// Reads an account. `keeps` overrides what is kept of it; a fault of the server is told in what is returned and in the account's
/// health, and what came before it is kept.
///
/// # Errors
/// `not_found`; the base cannot be written.
pub fn sync(core: &Core, account: Id, keeps: Option<MailKeeps>, stop: &Stop) -> Outcome<MailSynced> {
    let mut line = None;
    let done = read_by(core, account, keeps, stop, &mut line);
    if let Some(line) = line {
        line.close();
    }
    done
}

/// The same over a line that is there already, or is opened; it is left where nothing went wrong.
///
/// # Errors
/// Those of [`sync`].
pub(super) fn read_by(
    core: &Core,
    account: Id,
    keeps: Option<MailKeeps>,
    stop: &Stop,
    line: &mut Option<Box<dyn Mailbox>>,
) -> Outcome<MailSynced> {
    let began = Instant::now();
    let servers = core.read(|db| accounts::whole(db, account))?;
    let Some(turn) = core.mailing().begin(account, stop) else {
        return Err(faults::failure(&servers.account.imap.host, &MailFault::new(Trouble::Stopped, "")));
    };
    let mut reading = Reading {
        turn,
        core,
        own: servers.own(),
        keeps: keeps.unwrap_or(servers.account.keeps),
        servers: &servers,
        stop,
        taken: Taken::default(),
    };
    let failure = reading.all(line).err();
    if failure.is_some() {
        *line = None;
    }
    health::write(core, account, failure.as_ref())?;
    Ok(MailSynced {
        account: servers.account.email.clone(),
        fetched: reading.taken.seen,
        stored: reading.taken.stored,
        seconds: began.elapsed().as_secs_f64(),
        failure,
    })
}

struct Reading<'a> {
    turn: Turn<'a>,
    core: &'a Core,
    servers: &'a Servers,
    own: Vec<String>,
    keeps: MailKeeps,
    stop: &'a Stop,
    taken: Taken,
}

/// What a list of a folder told.
#[derive(Default)]
struct Listed {
    flags: Vec<(u32, u8)>,
    /// Every message of the folder is in it.
    is_all: bool,
}

/// What becomes of a message whose headers were read.
enum Fate {
    Here(Id),
    Wanted,
    HeadersOnly,
    Passed,
}

impl Reading<'_> {
    fn account(&self) -> Id {
        self.servers.account.id
    }

    fn said(&self, fault: &MailFault) -> Failure {
        faults::failure(&self.servers.account.imap.host, fault)
    }

    fn must_go_on(&self) -> Outcome<()> {
        match self.stop.is_asked() {
            true => Err(self.said(&MailFault::new(Trouble::Stopped, ""))),
            false => Ok(()),
        }
    }

    fn fact<T>(&self, work: impl FnOnce(&relance_store::Tx<'_>) -> Outcome<T>) -> Outcome<T> {
        let stamp = Stamp::new(self.core.now(), Caller::User, "mail.sync").fact();
        self.core.write(stamp, work).map(|done| done.value)
    }

    fn open(&self) -> Outcome<Box<dyn Mailbox>> {
        let login = secrets::login(self.core, self.servers)?;
        self.core.mail().mailbox(&self.servers.imap(), &login).map_err(|fault| self.said(&fault))
    }

    fn all(&mut self, line: &mut Option<Box<dyn Mailbox>>) -> Outcome<()> {
        self.look_for_prospects()?;
        let mut mailbox = match line.take() {
            Some(mailbox) => mailbox,
            None => self.open()?,
        };
        settle(self.core, self.servers, mailbox.as_mut())?;
        let listed = mailbox.folders().map_err(|fault| self.said(&fault))?;
        let read = folders::read_of(listed);
        let account = self.account();
        let known = self.core.read(|db| folders::all(db, account))?;
        if read.iter().any(|folder| !known.iter().any(|one| one.name == folder.name)) {
            self.fact(|tx| read.iter().try_for_each(|folder| folders::write(tx, account, folder)))?;
        }
        let mut known = self.core.read(|db| folders::all(db, account))?;
        loop {
            for (nth, folder) in read.iter().enumerate() {
                self.must_go_on()?;
                let Some(known) = known.iter().find(|one| one.name == folder.name) else { continue };
                self.folder(mailbox.as_mut(), known, nth == 0)?;
            }
            // What was passed over may answer, or be answered by, what has come since.
            let told = std::mem::take(&mut self.taken.told);
            if told.is_empty() || self.fact(|tx| places::look_again(tx, account, Some(&told)))? == 0 {
                break;
            }
            known = self.core.read(|db| folders::all(db, account))?;
        }
        *line = Some(mailbox);
        Ok(())
    }

    /// Whoever became a prospect since the last time, or got another address: her messages are looked at again.
    fn look_for_prospects(&self) -> Outcome<()> {
        let account = self.account();
        let (newest, looked) =
            self.core.read(|db| Ok((db.newest_operation()?.id, health::looked(db, account)?)))?;
        if self.keeps == MailKeeps::All {
            return self.fact(|tx| places::look_again(tx, account, None)).map(drop);
        }
        if newest == looked {
            return Ok(());
        }
        let wanted: HashSet<Peer> =
            self.core.read(|db| Ok(prospects::every_email(db)?.iter().map(|email| peer(email)).collect()))?;
        self.fact(|tx| {
            places::look_again(tx, account, Some(&wanted))?;
            health::look(tx, account, newest)
        })
    }

    fn folder(&mut self, mailbox: &mut dyn Mailbox, known: &folders::Known, is_first: bool) -> Outcome<()> {
        let state = match mailbox.open(&known.name) {
            Ok(state) => state,
            // Gone since it was listed: nothing is concluded from that.
            Err(fault) if matches!(fault.trouble, Trouble::NoFolder | Trouble::Refused) => return Ok(()),
            Err(fault) => return Err(self.said(&fault)),
        };
        let is_same = known.uid_validity == state.uid_validity;
        let is_complete = known.is_complete && is_same;
        if !is_same {
            self.fact(|tx| {
                places::clear(tx, known.id)?;
                folders::settle(tx, known.id, &state, false)
            })?;
        }
        let count = self.core.read(|db| places::count(db, known.id))?;
        let is_unmoved = known.uid_next == state.uid_next && u64::from(state.messages) == count;
        let same_flags = state.highest_modseq.is_some() && state.highest_modseq == known.highest_modseq;
        if is_complete && is_unmoved && same_flags {
            return Ok(());
        }
        let places = self.core.read(|db| places::of(db, known.id))?;
        let listed = self.list(mailbox, &state, known, is_complete, &places)?;
        let new = self.follow(known.id, &listed, &places)?;
        // The first folder of a mailbox that is kept whole holds nothing that is here already: no need to ask first.
        let is_all_new = self.keeps == MailKeeps::All && is_first && known.uid_validity == 0;
        for chunk in new.chunks(CHUNK) {
            self.must_go_on()?;
            let wanted = if is_all_new { chunk.to_vec() } else { self.decide(mailbox, known.id, chunk)? };
            self.take(mailbox, known.id, &wanted)?;
            self.turn.say(MailDoing { seen: self.taken.seen, stored: self.taken.stored });
        }
        self.fact(|tx| folders::settle(tx, known.id, &state, true))
    }

    /// Numbers and flags of a folder: what changed where the server keeps count, else all of it.
    fn list(
        &self,
        mailbox: &mut dyn Mailbox,
        state: &FolderState,
        known: &folders::Known,
        is_complete: bool,
        places: &HashMap<u32, Place>,
    ) -> Outcome<Listed> {
        if state.messages == 0 {
            return Ok(Listed { is_all: true, ..Listed::default() });
        }
        let mut ask = |want| {
            let mut flags = Vec::new();
            let done = mailbox.fetch(&Uids::all(), want, &mut |one| {
                flags.push((one.uid, one.flags.bits()));
                Flow::On
            });
            done.map(|_| flags).map_err(|fault| self.said(&fault))
        };
        if let (true, Some(since), Some(_)) = (is_complete, known.highest_modseq, state.highest_modseq) {
            let flags = ask(Want::FlagsSince(since))?;
            let new = flags.iter().filter(|(uid, _)| !places.contains_key(uid)).count();
            if places.len() + new == state.messages as usize {
                return Ok(Listed { flags, is_all: false });
            }
        }
        Ok(Listed { flags: ask(Want::Flags)?, is_all: true })
    }

    /// Writes what changed of known messages; gives the numbers of the others, the newest first.
    fn follow(&self, folder: i64, listed: &Listed, places: &HashMap<u32, Place>) -> Outcome<Vec<u32>> {
        let changed: Vec<(u32, u8, Option<Id>)> = listed
            .flags
            .iter()
            .filter_map(|(uid, flags)| {
                let place = places.get(uid).filter(|place| place.flags != *flags)?;
                Some((*uid, *flags, place.message))
            })
            .collect();
        let mut gone: Vec<u32> = Vec::new();
        if listed.is_all {
            let there: HashSet<u32> = listed.flags.iter().map(|(uid, _)| *uid).collect();
            gone.extend(places.keys().filter(|uid| !there.contains(uid)));
        }
        if !changed.is_empty() || !gone.is_empty() {
            self.fact(|tx| {
                for (uid, flags, message) in &changed {
                    let settled = match message {
                        Some(id) => Some(self::follow(tx, folder, *uid, *id, *flags)?),
                        None => None,
                    };
                    places::mark(tx, folder, *uid, *flags, settled)?;
                }
                gone.iter().try_for_each(|uid| places::drop_one(tx, folder, *uid))
            })?;
        }
        let mut new: Vec<u32> =
            listed.flags.iter().map(|(uid, _)| *uid).filter(|uid| !places.contains_key(uid)).collect();
        new.sort_unstable_by(|a, b| b.cmp(a));
        new.dedup();
        Ok(new)
    }

    /// Reads the headers of new messages: those that are here already, or are not kept, are written down; the others are to be
    /// fetched whole.
    fn decide(&mut self, mailbox: &mut dyn Mailbox, folder: i64, chunk: &[u32]) -> Outcome<Vec<u32>> {
        let mut headers: Vec<(Arrived, Option<messages::Read>)> = Vec::new();
        let fetched = mailbox.fetch(&chunk.iter().copied().collect(), Want::Header, &mut |one| {
            let arrived = arrived(&one);
            let read = messages::read(&arrived.bytes, None).ok();
            headers.push((Arrived { bytes: Vec::new(), ..arrived }, read));
            Flow::On
        });
        let keeps = self.keeps;
        let fates = self.core.read(|db| {
            let fate = |(_, read): &(Arrived, Option<messages::Read>)| -> Outcome<Fate> {
                let Some(read) = read else { return Ok(Fate::Wanted) };
                // What a notice is about, its headers do not say.
                let is_wanted =
                    keeps == MailKeeps::All || read.may_be_notice() || !messages::passes(db, read)?;
                Ok(match messages::held(db, read)? {
                    Some((id, is_whole)) if is_whole || !is_wanted => Fate::Here(id),
                    _ if is_wanted => Fate::Wanted,
                    _ if keeps == MailKeeps::Headers => Fate::HeadersOnly,
                    _ => Fate::Passed,
                })
            };
            headers.iter().map(fate).collect::<Outcome<Vec<_>>>()
        })?;
        let mut wanted: Vec<u32> = Vec::new();
        let (account, own) = (self.account(), &self.own);
        let settled = headers.iter().zip(&fates).filter(|(_, fate)| !matches!(fate, Fate::Wanted)).count();
        if settled > 0 {
            let stored = self.fact(|tx| {
                let mut stored = 0;
                for ((one, read), fate) in headers.iter().zip(&fates) {
                    let (id, peers) = match (fate, read) {
                        (Fate::Here(id), _) => (Some(*id), None),
                        (Fate::HeadersOnly, Some(read)) => {
                            let came = messages::Came {
                                account,
                                own,
                                since: since(self.servers),
                                flags: one.flags,
                                gmail_thread: one.gmail_thread.as_deref(),
                                received_at: one.received_at,
                                is_whole: false,
                            };
                            let kept = messages::keep_fetched(tx, read, &came)?;
                            stored += u64::from(kept.is_new);
                            (Some(kept.id), Some(places::peers(read, own)))
                        }
                        (Fate::Passed, Some(read)) => (None, Some(places::peers(read, own))),
                        _ => continue,
                    };
                    places::write(tx, folder, one.uid, one.flags, id, peers.as_deref())?;
                }
                tx.say("name", self.servers.account.email.clone());
                tx.say("count", stored);
                Ok(stored)
            })?;
            self.taken.seen += settled as u64;
            self.taken.stored += stored;
        }
        wanted.extend(
            headers
                .iter()
                .zip(&fates)
                .filter(|(_, fate)| matches!(fate, Fate::Wanted))
                .map(|((one, _), _)| one.uid),
        );
        fetched.map(|_| wanted).map_err(|fault| self.said(&fault))
    }

    /// Fetches messages whole.
    fn take(&mut self, mailbox: &mut dyn Mailbox, folder: i64, uids: &[u32]) -> Outcome<()> {
        if uids.is_empty() {
            return Ok(());
        }
        let place = Where {
            account: self.account(),
            email: &self.servers.account.email,
            own: &self.own,
            since: since(self.servers),
            keeps: self.keeps,
            folder,
        };
        let stop = self.stop;
        let (taken, fetched) = take_in(self.core, &place, |bring| {
            mailbox.fetch(&uids.iter().copied().collect(), Want::Whole, &mut |one| {
                if stop.is_asked() { Flow::Enough } else { bring(arrived(&one)) }
            })
        })?;
        self.taken.add(taken);
        fetched.map(drop).map_err(|fault| self.said(&fault))
    }
}

/// The flags of a message where those of its server changed; what was changed here meanwhile goes there afterwards.
fn follow(tx: &Tx<'_>, folder: i64, uid: u32, id: Id, there: u8) -> Outcome<u8> {
    let here = messages::flags(&tx.db(), id)?;
    let settled = places::settled(tx, folder, uid)?.unwrap_or(here);
    messages::mark(tx, id, merged(here, settled, there))?;
    // What is the server's is settled; what is ours stays owed.
    Ok(there & !(here ^ settled) | settled & (here ^ settled))
}

/// From when on messages ask for an answer: UTC ms.
fn since(servers: &Servers) -> i64 {
    servers.account.created_at - BEFORE
}

fn arrived(one: &Fetched<'_>) -> Arrived {
    Arrived {
        uid: one.uid,
        flags: one.flags.bits(),
        gmail_thread: one.gmail_thread.map(|number| number.to_string()),
        received_at: one.received_at,
        bytes: one.bytes.unwrap_or_default().to_vec(),
    }
}
