//! Many files taken in as one operation: all that can be read are in, or, where somebody stops it, none.

use super::{Read, add};
use crate::{activities, prospects, prospects::Rules};
use relance_model::{
    Code, Failure, Outcome,
    messages::{MessageAdd, MessageProspect, MessageRefused, MessageUnmatched, MessagesAdded},
};
use relance_store::Tx;
use std::path::{Path, PathBuf};

/// Files at once: more than anybody drops.
pub const MOST: usize = 20_000;
/// Prospects who are named of what was done.
const NAMED: usize = 10;
/// Folders within folders that are looked into.
const DEEPEST: usize = 16;
const ENDINGS: [&str; 2] = ["eml", "msg"];

/// One of many: what it is called, what it says, and what is wanted of it.
pub struct Given {
    pub name: String,
    pub read: Outcome<Read>,
    pub wanted: MessageAdd,
}

/// Takes files in. What one of them is refused for is told, and the others go on; `next` that fails ends it all.
///
/// # Errors
/// Those of `next`; the base cannot be written. Nothing is written then.
pub fn add_all(
    tx: &Tx<'_>,
    next: &mut dyn FnMut() -> Outcome<Option<Given>>,
    rules: &Rules,
) -> Outcome<MessagesAdded> {
    let mut done = MessagesAdded::default();
    let mut file = 0;
    while let Some(given) = next()? {
        take(tx, file, given, rules, &mut done)?;
        file += 1;
    }
    tx.say("count", done.added);
    Ok(done)
}

fn take(tx: &Tx<'_>, file: u64, given: Given, rules: &Rules, done: &mut MessagesAdded) -> Outcome<()> {
    let Given { name, read, wanted } = given;
    let read = match read {
        Ok(read) => read,
        Err(failure) => {
            done.refused.push(MessageRefused { file, name, failure });
            return Ok(());
        }
    };
    let db = tx.db();
    // Nothing of a file that is refused stays.
    db.execute("SAVEPOINT file", [])?;
    let added = add(tx, &read, &wanted, rules);
    if added.is_err() {
        db.execute("ROLLBACK TO file", [])?;
    }
    db.execute("RELEASE file", [])?;
    match added {
        Ok(added) => {
            let is_known = added.tied.is_empty();
            done.added += u64::from(!is_known);
            done.known += u64::from(is_known);
            done.created += u64::from(added.created.is_some());
            let people = if is_known && done.prospects.len() < NAMED {
                let named = |id| Ok(MessageProspect { id, name: prospects::row(&db, id)?.name });
                activities::people_of(&db, added.id)?.into_iter().map(named).collect::<Outcome<Vec<_>>>()?
            } else {
                added.tied
            };
            for person in people {
                if done.prospects.len() < NAMED && !done.prospects.contains(&person) {
                    done.prospects.push(person);
                }
            }
        }
        Err(failure) if failure.key == "message_unmatched" => {
            let text = |key: &str| {
                failure.params.get(key).and_then(|text| text.as_str()).unwrap_or_default().to_owned()
            };
            let (address, called, subject) = (text("address"), text("name"), text("subject"));
            done.unmatched.push(MessageUnmatched { file, name, address, called, subject });
        }
        Err(failure) if matches!(failure.code, Code::Invalid | Code::NotFound | Code::NotNow) => {
            done.refused.push(MessageRefused { file, name, failure });
        }
        Err(failure) => return Err(failure),
    }
    Ok(())
}

/// E-mail files of a folder and of those within it, by their paths; of a file, itself.
///
/// # Errors
/// `mail_folder_empty`, `too_many_messages`; what the disk refuses.
pub fn files_at(path: &Path) -> Outcome<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut found = Vec::new();
    collect(path, 0, &mut found)
        .map_err(|error| Failure::refused("disk_error").with("what", error.to_string()))?;
    let failure = |key| Failure::invalid("file", key).with("path", path.display().to_string());
    match found.len() {
        0 => Err(failure("mail_folder_empty")),
        1..=MOST => {
            found.sort();
            Ok(found)
        }
        _ => Err(failure("too_many_messages").with("most", MOST)),
    }
}

fn collect(folder: &Path, depth: usize, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (path, kind) = (entry.path(), entry.file_type()?);
        // Links are not followed: they may lead in a circle.
        if kind.is_dir() && depth < DEEPEST {
            collect(&path, depth + 1, found)?;
        } else if kind.is_file()
            && let Some(ending) = path.extension().and_then(|ending| ending.to_str())
            && ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
            && found.len() <= MOST
        {
            found.push(path);
        }
    }
    Ok(())
}
