//! From the line into the base: while one message is fetched, others are read and written. What waits in between is bounded, and
//! each batch is one operation: whatever breaks, what was written is whole and is not fetched again.

use super::places::{self, Peer, peer};
use crate::{Caller, Core, messages};
use relance_model::{Failure, Id, Outcome, mail::MailKeeps};
use relance_store::Stamp;
use relance_world::mail::{Flow, MailFault};
use std::{
    collections::HashSet,
    sync::{
        Condvar, Mutex, PoisonError,
        mpsc::{Receiver, SyncSender, sync_channel},
    },
    thread,
    time::Duration,
};

/// Bytes that are on their way at most.
const UNDERWAY: usize = 6 << 20;
/// Messages of a batch at most, and how long one that came waits for others.
const BATCH: usize = 250;
const PATIENCE: Duration = Duration::from_millis(60);
/// Who read what came, side by side.
const READERS: usize = 2;

/// Whose mailbox it is, and which folder of it.
pub(super) struct Where<'a> {
    pub account: Id,
    pub email: &'a str,
    pub own: &'a [String],
    /// UTC ms from which on messages ask for an answer.
    pub since: i64,
    pub keeps: MailKeeps,
    pub folder: i64,
}

/// A message as it came.
pub(super) struct Arrived {
    pub uid: u32,
    pub flags: u8,
    pub gmail_thread: Option<String>,
    pub received_at: Option<i64>,
    pub bytes: Vec<u8>,
}

/// The same, read; nothing where it is no message at all.
struct Ready {
    arrived: Arrived,
    size: usize,
    read: Option<messages::Read>,
    is_whole: bool,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Taken {
    pub seen: u64,
    pub stored: u64,
    /// What stands for the messages of conversations with prospects that came, and for those that they answer.
    pub told: HashSet<Peer>,
}

impl Taken {
    pub fn add(&mut self, more: Self) {
        self.seen += more.seen;
        self.stored += more.stored;
        self.told.extend(more.told);
    }
}

/// Bytes underway: who brings more waits until some are in the base. One message alone may weigh what it wants.
#[derive(Default)]
struct Scale {
    weight: Mutex<usize>,
    lighter: Condvar,
}

impl Scale {
    fn add(&self, bytes: usize) {
        let mut weight = self.weight.lock().unwrap_or_else(PoisonError::into_inner);
        while *weight > 0 && *weight + bytes > UNDERWAY {
            weight = self.lighter.wait(weight).unwrap_or_else(PoisonError::into_inner);
        }
        *weight += bytes;
    }
    fn take(&self, bytes: usize) {
        *self.weight.lock().unwrap_or_else(PoisonError::into_inner) -= bytes;
        self.lighter.notify_all();
    }
}

/// Takes in whole messages as `fetch` brings them. What was fetched before a fault is in the base; the fault is told beside.
///
/// # Errors
/// The base cannot be written.
pub(super) fn take_in(
    core: &Core,
    place: &Where<'_>,
    fetch: impl FnOnce(&mut dyn FnMut(Arrived) -> Flow) -> Result<u64, MailFault>,
) -> Outcome<(Taken, Result<u64, MailFault>)> {
    let scale = Scale::default();
    let (bring, brought) = sync_channel::<Arrived>(64);
    let (hand, handed) = sync_channel::<Ready>(64);
    let brought = Mutex::new(brought);
    thread::scope(|scope| {
        for _ in 0..READERS {
            let hand = hand.clone();
            scope.spawn(|| read_all(&brought, place.own, hand));
        }
        drop(hand);
        let writer = scope.spawn(|| write_all(core, place, &scale, handed));
        let fetched = fetch(&mut |arrived| {
            scale.add(arrived.bytes.len());
            // Nobody takes it any more: the base refused.
            if bring.send(arrived).is_ok() { Flow::On } else { Flow::Enough }
        });
        drop(bring);
        let taken = writer.join().unwrap_or_else(|_| Err(Failure::bug("the writer of mail stopped")))?;
        Ok((taken, fetched))
    })
}

fn read_all(brought: &Mutex<Receiver<Arrived>>, own: &[String], hand: SyncSender<Ready>) {
    loop {
        let next = brought.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(mut arrived) = next else { return };
        let bytes = std::mem::take(&mut arrived.bytes);
        let size = bytes.len();
        let (read, is_whole) = read(&bytes);
        if let Some(read) = &read {
            read.understand(own);
        }
        if hand.send(Ready { arrived, size, read, is_whole }).is_err() {
            return;
        }
    }
}

/// A message, or its headers where all of it is too much to be kept.
fn read(bytes: &[u8]) -> (Option<messages::Read>, bool) {
    match messages::read(bytes, None) {
        Ok(read) => (Some(read), true),
        Err(_) => {
            let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
            (messages::read(&bytes[..end.min(relance_mime::LARGEST_HEADERS)], None).ok(), false)
        }
    }
}

fn write_all(core: &Core, place: &Where<'_>, scale: &Scale, handed: Receiver<Ready>) -> Outcome<Taken> {
    let mut taken = Taken::default();
    let mut failed = None;
    while let Ok(first) = handed.recv() {
        let mut batch = vec![first];
        while batch.len() < BATCH
            && batch.iter().map(|ready| ready.size).sum::<usize>() < UNDERWAY / 2
            && let Ok(next) = handed.recv_timeout(PATIENCE)
        {
            batch.push(next);
        }
        let weight = batch.iter().map(|ready| ready.size).sum();
        if failed.is_none() {
            match write(core, place, &batch) {
                Ok(more) => taken.add(more),
                Err(failure) => failed = Some(failure),
            }
        }
        // Also what cannot be written: whoever waits for room would wait for ever.
        scale.take(weight);
        if failed.is_some() {
            drop(batch);
        }
    }
    failed.map_or(Ok(taken), Err)
}

fn write(core: &Core, place: &Where<'_>, batch: &[Ready]) -> Outcome<Taken> {
    let stamp = Stamp::new(core.now(), Caller::User, "mail.sync").fact();
    let written = core.write(stamp, |tx| {
        let mut taken = Taken { seen: batch.len() as u64, ..Taken::default() };
        for ready in batch {
            let arrived = &ready.arrived;
            let Some(read) = &ready.read else {
                places::write(tx, place.folder, arrived.uid, arrived.flags, None, None)?;
                continue;
            };
            // A notice about what nobody here wrote to a prospect.
            if place.keeps != MailKeeps::All && read.is_notice() && messages::passes(&tx.db(), read)? {
                let peers = places::peers(read, place.own);
                places::write(tx, place.folder, arrived.uid, arrived.flags, None, Some(&peers))?;
                continue;
            }
            let came = messages::Came {
                account: place.account,
                own: place.own,
                since: place.since,
                flags: arrived.flags,
                gmail_thread: arrived.gmail_thread.as_deref(),
                received_at: arrived.received_at,
                is_whole: ready.is_whole,
            };
            let kept = messages::keep_fetched(tx, read, &came)?;
            taken.stored += u64::from(kept.is_new);
            if !kept.tied.is_empty() {
                taken.told.extend(read.conversation().map(peer));
            }
            places::write(tx, place.folder, arrived.uid, arrived.flags, Some(kept.id), None)?;
        }
        tx.say("name", place.email);
        tx.say("count", taken.stored);
        Ok(taken)
    })?;
    Ok(written.value)
}
