//! Where the bytes come from: a file, or an upload held in memory. Every reading starts over
//! from the beginning, so that a preview and a run see the same rows.

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::error::SheetError;

pub(crate) trait Bytes: Read + Seek + Send {}
impl<T: Read + Seek + Send> Bytes for T {}

#[derive(Clone)]
pub(crate) enum Source {
    File(PathBuf),
    Memory(Arc<[u8]>),
}

impl Source {
    pub(crate) fn open(&self) -> Result<Box<dyn Bytes>, SheetError> {
        Ok(match self {
            Source::File(path) => Box::new(open_file(path)?),
            Source::Memory(bytes) => Box::new(Cursor::new(Arc::clone(bytes))),
        })
    }

    pub(crate) fn open_at(&self, offset: u64) -> Result<Box<dyn Read + Send>, SheetError> {
        let mut bytes = self.open()?;
        bytes.seek(SeekFrom::Start(offset))?;
        Ok(bytes)
    }

    pub(crate) fn length(&self) -> Result<u64, SheetError> {
        Ok(match self {
            Source::File(path) => open_file(path)?.metadata()?.len(),
            Source::Memory(bytes) => bytes.len() as u64,
        })
    }

    /// At most `limit` bytes from the beginning.
    pub(crate) fn prefix(&self, limit: usize) -> Result<Vec<u8>, SheetError> {
        let mut prefix = Vec::new();
        self.open()?.take(limit as u64).read_to_end(&mut prefix)?;
        Ok(prefix)
    }

    /// The whole content, refused beyond `limit` bytes.
    pub(crate) fn all(&self, limit: u64) -> Result<Arc<[u8]>, SheetError> {
        if let Source::Memory(bytes) = self {
            return Ok(Arc::clone(bytes));
        }
        let bytes = self.length()?;
        if bytes > limit {
            return Err(SheetError::FileTooLarge { bytes, limit });
        }
        let mut all = Vec::with_capacity(bytes as usize);
        self.open()?.take(limit).read_to_end(&mut all)?;
        Ok(all.into())
    }
}

fn open_file(path: &Path) -> Result<File, SheetError> {
    let file = File::open(path)?;
    if file.metadata()?.is_dir() {
        return Err(SheetError::Io { detail: "it is a folder".to_owned() });
    }
    Ok(file)
}
