//! The compound file (MS-CFB) around old and around protected workbooks, read just far enough to
//! find streams, and forgiving: chains are bounded, directories may be odd.

use crate::error::SheetError;

const END: u32 = 0xFFFF_FFFA;

/// Where the bytes of a stream lie in the file, in order.
pub(crate) type Extents = Vec<(usize, usize)>;

pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    /// Extents of the stream that holds the small streams.
    mini: Extents,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

impl<'a> Compound<'a> {
    pub(crate) fn parse(bytes: &'a [u8]) -> Result<Compound<'a>, SheetError> {
        let sector = match u16_at(bytes, 30) {
            Some(0x0C) => 4096,
            Some(0x09) => 512,
            _ => return Err(SheetError::damaged("the compound file's header is wrong")),
        };
        let mut compound = Compound {
            bytes,
            sector,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini: Vec::new(),
            entries: Vec::new(),
        };
        compound.read_fat();
        let directory = compound.chain(u32_at(bytes, 48).unwrap_or(END), usize::MAX);
        compound.read_directory(&directory);
        let mini_fat = compound.chain(u32_at(bytes, 60).unwrap_or(END), usize::MAX);
        compound.mini_fat = compound.words(&mini_fat);
        if let Some(root) = compound.entries.first() {
            compound.mini = compound.chain(root.start, root.size);
        }
        Ok(compound)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    /// Content of a stream; shorter than announced where the file is cut.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let extents = self.extents(name)?;
        let mut content = Vec::with_capacity(extents.iter().map(|extent| extent.1).sum());
        for (start, length) in extents {
            content.extend_from_slice(&self.bytes[start..start + length]);
        }
        Some(content)
    }

    pub(crate) fn extents(&self, name: &str) -> Option<Extents> {
        let entry = self.entry(name)?;
        if entry.size >= 4096 {
            return Some(self.chain(entry.start, entry.size));
        }
        let mut extents = Vec::new();
        let (mut left, mut id) = (entry.size, entry.start);
        while left > 0 && id < END && extents.len() <= self.mini_fat.len() {
            let Some((start, room)) = locate(&self.mini, id as usize * 64) else { break };
            let length = left.min(64).min(room);
            extents.push((start, length));
            left -= length;
            id = self.mini_fat.get(id as usize).copied().unwrap_or(END);
        }
        Some(extents)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn read_fat(&mut self) {
        let most = self.bytes.len() / self.sector + 1;
        let mut sectors: Vec<u32> = (0..109).filter_map(|index| u32_at(self.bytes, 76 + index * 4)).collect();
        let mut next = u32_at(self.bytes, 68).unwrap_or(END);
        let per_sector = self.sector / 4 - 1;
        for _ in 0..most {
            let Some(offset) = self.offset(next) else { break };
            sectors.extend((0..per_sector).filter_map(|index| u32_at(self.bytes, offset + index * 4)));
            next = u32_at(self.bytes, offset + per_sector * 4).unwrap_or(END);
        }
        let listed: Extents = sectors
            .into_iter()
            .take(most)
            .filter_map(|id| Some((self.offset(id)?, self.sector)))
            .map(|(start, length)| (start, length.min(self.bytes.len() - start)))
            .collect();
        self.fat = self.words(&listed);
    }

    fn read_directory(&mut self, directory: &Extents) {
        for &(start, length) in directory {
            for entry in self.bytes[start..start + length].chunks_exact(128) {
                let named = usize::from(u16_at(entry, 64).unwrap_or(0)).min(64).saturating_sub(2);
                let units: Vec<u16> = entry[..named]
                    .chunks_exact(2)
                    .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                    .collect();
                self.entries.push(Entry {
                    name: String::from_utf16_lossy(&units),
                    start: u32_at(entry, 116).unwrap_or(END),
                    size: u32_at(entry, 120).unwrap_or(0) as usize,
                });
            }
        }
    }

    /// Follows the sectors from `id` for at most `size` bytes.
    fn chain(&self, mut id: u32, size: usize) -> Extents {
        let mut extents = Vec::new();
        let mut left = size;
        while left > 0 && extents.len() <= self.fat.len() {
            let Some(start) = self.offset(id) else { break };
            let length = self.sector.min(self.bytes.len() - start).min(left);
            extents.push((start, length));
            left -= length;
            id = self.fat.get(id as usize).copied().unwrap_or(END);
        }
        extents
    }

    fn offset(&self, id: u32) -> Option<usize> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        (id < END && start < self.bytes.len()).then_some(start)
    }

    fn words(&self, extents: &Extents) -> Vec<u32> {
        extents
            .iter()
            .flat_map(|&(start, length)| self.bytes[start..start + length].chunks_exact(4))
            .map(|word| u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
            .collect()
    }
}

/// Finds the place in the file of `offset` within `extents`, and how much follows it there.
fn locate(extents: &Extents, mut offset: usize) -> Option<(usize, usize)> {
    for &(start, length) in extents {
        if offset < length {
            return Some((start + offset, length - offset));
        }
        offset -= length;
    }
    None
}

pub(crate) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let pair = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([pair[0], pair[1]]))
}

pub(crate) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes([word[0], word[1], word[2], word[3]]))
}
