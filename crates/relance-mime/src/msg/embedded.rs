//! A message attached to a message, taken out as a file of its own.

use super::{
    properties::{Bag, Kind},
    stream,
};
use cfb::CompoundFile;
use std::io::{Cursor, Read, Seek, Write};

/// Objects of a message that are copied.
const MOST: usize = 2_000;
/// Folders within folders.
const DEEPEST: usize = 40;

/// The subject and the bytes of the message in `folder`; none when it is larger than what may still be read.
pub(super) fn file<F: Read + Seek>(
    from: &mut CompoundFile<F>,
    folder: &str,
    page: Option<u32>,
    most: usize,
) -> Option<(Option<String>, Vec<u8>)> {
    let subject = Bag::read(from, folder, Kind::Part, page).text(0x0037);
    let mut into = CompoundFile::create(Cursor::new(Vec::new())).ok()?;
    let mut entries: Vec<(String, bool)> = Vec::new();
    for entry in from.walk_storage(folder).ok()?.skip(1) {
        let path = entry.path().to_string_lossy().replace('\\', "/");
        if entries.len() >= MOST || path.matches('/').count() > DEEPEST {
            return None;
        }
        entries.push((path, entry.is_storage()));
    }
    // The names of properties are kept once for all, at the root.
    for entry in from.walk_storage("/__nameid_version1.0").into_iter().flatten() {
        if entries.len() < MOST {
            entries.push((entry.path().to_string_lossy().replace('\\', "/"), entry.is_storage()));
        }
    }
    let mut left = most;
    for (path, is_folder) in entries {
        let inner = path.strip_prefix(folder).unwrap_or(&path);
        if is_folder {
            into.create_storage_all(inner).ok()?;
            continue;
        }
        let mut bytes = stream(from, &path, left)?;
        left -= bytes.len();
        if inner == "/__properties_version1.0" && bytes.len() >= 24 {
            // The table of a file begins with eight bytes more than that of what lies within one.
            bytes.splice(24..24, [0; 8]);
        }
        into.create_stream(inner).ok()?.write_all(&bytes).ok()?;
    }
    into.flush().ok()?;
    Some((subject, into.into_inner().into_inner()))
}
