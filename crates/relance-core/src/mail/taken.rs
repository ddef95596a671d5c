//! Many e-mail files taken in while somebody watches: one operation, which tells how far it is and can be stopped.

use super::Stop;
use crate::{
    Caller, Core, Event,
    messages::{self, Given},
};
use relance_model::{
    Code, Failure, Outcome,
    messages::{MessageAdd, MessageFile, MessagesAdded, MessagesProgress},
};
use std::{
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// Between two tellings of how far it is.
const PACE: Duration = Duration::from_millis(100);

/// The files under way, so that they can be stopped.
#[derive(Default)]
pub struct Taking(Mutex<Vec<Stop>>);

impl Taking {
    fn held(&self) -> MutexGuard<'_, Vec<Stop>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Stops whatever is being taken in: nothing of it stays.
    pub fn cancel(&self) {
        self.held().iter().for_each(Stop::now);
    }
}

/// Takes the files in, of this machine or as `receive` has them: the next one's name and bytes, none where no more come.
///
/// # Errors
/// `messages_stopped` when somebody stopped it, or no more came; `too_many_messages`. Nothing is written then.
pub fn take_files(
    core: &Core,
    caller: Caller,
    files: &[MessageFile],
    receive: &mut dyn FnMut() -> Outcome<Option<(String, Vec<u8>)>>,
    stop: &Stop,
) -> Outcome<MessagesAdded> {
    if files.len() > messages::MOST {
        return Err(Failure::new(Code::Limit, "too_many_messages").with("most", messages::MOST));
    }
    core.taking().held().push(stop.clone());
    let taken = carry_out(core, caller, files, receive, stop);
    core.taking().held().retain(|other| !other.is(stop));
    taken
}

fn carry_out(
    core: &Core,
    caller: Caller,
    files: &[MessageFile],
    receive: &mut dyn FnMut() -> Outcome<Option<(String, Vec<u8>)>>,
    stop: &Stop,
) -> Outcome<MessagesAdded> {
    let stopped = || Failure::not_now("messages_stopped");
    let rules = core.rules()?;
    let total = files.len() as u64;
    let mut left = files.iter();
    let (mut done, mut told) = (0, Instant::now());
    let mut next = || {
        if stop.is_asked() {
            return Err(stopped());
        }
        if told.elapsed() >= PACE {
            told = Instant::now();
            core.tell(&Event::Taking(MessagesProgress { done, total }));
        }
        let Some(file) = left.next() else { return Ok(None) };
        done += 1;
        let wanted = MessageAdd { prospect: file.prospect, create: file.create };
        if let Some(path) = &file.path {
            let path = Path::new(path);
            let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            return Ok(Some(Given { name, read: messages::read_file(path), wanted }));
        }
        // Whoever sends them has left.
        let (name, bytes) = receive()?.ok_or_else(stopped)?;
        Ok(Some(Given { read: messages::read(&bytes, Some(&name)), name, wanted }))
    };
    let label = if files.len() == 1 { "messages.add" } else { "messages.add_all" };
    let taken = core.change(caller, label, |tx| messages::add_all(tx, &mut next, &rules))?;
    Ok(MessagesAdded { operation: taken.operation, ..taken.value })
}
