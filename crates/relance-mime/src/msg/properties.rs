//! The properties of one object: those of fixed length from its table, the others from a stream each.

use super::{at, stream};
use crate::charset;
use cfb::CompoundFile;
use std::{
    collections::HashMap,
    io::{Read, Seek},
};

/// Bytes of one property that are read.
const LARGEST: usize = 32 << 20;

/// How the table of an object begins.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The root.
    Message,
    /// A recipient, an attachment.
    Part,
}

/// What an object says of itself.
#[derive(Default)]
pub(super) struct Bag {
    fixed: HashMap<u16, [u8; 8]>,
    wide: HashMap<u16, Vec<u8>>,
    narrow: HashMap<u16, Vec<u8>>,
    binary: HashMap<u16, Vec<u8>>,
    /// The code page of its narrow texts.
    pub page: Option<u32>,
}

/// The properties that somebody asks for.
const WANTED: [u16; 26] = [
    0x0037, 0x0042, 0x0065, 0x007D, 0x0C1A, 0x0C1F, 0x0E04, 0x1000, 0x1009, 0x1013, 0x1035, 0x1039, 0x1042,
    0x3001, 0x3003, 0x3704, 0x3707, 0x370E, 0x3712, 0x39FE, 0x5D01, 0x5D02, 0x3FFD, 0x3FDE, 0x0C15, 0x0E1D,
];

impl Bag {
    pub(super) fn read<F: Read + Seek>(
        file: &mut CompoundFile<F>,
        folder: &str,
        kind: Kind,
        page: Option<u32>,
    ) -> Self {
        let base = folder.trim_end_matches('/');
        let mut bag = Self::default();
        let table = stream(file, &format!("{base}/__properties_version1.0"), 1 << 20).unwrap_or_default();
        let head = if kind == Kind::Message { 32 } else { 8 };
        for entry in table.get(head..).unwrap_or_default().chunks_exact(16) {
            let id = u16::from_le_bytes([entry[2], entry[3]]);
            let mut value = [0; 8];
            value.copy_from_slice(&entry[8..16]);
            bag.fixed.insert(id, value);
        }
        for id in WANTED {
            for (ending, into) in
                [("001F", &mut bag.wide), ("001E", &mut bag.narrow), ("0102", &mut bag.binary)]
            {
                let path = format!("{base}/__substg1.0_{id:04X}{ending}");
                if file.is_stream(&path)
                    && let Some(bytes) = stream(file, &path, LARGEST)
                {
                    into.insert(id, bytes);
                }
            }
        }
        bag.page =
            bag.number(0x3FFD).or(bag.number(0x3FDE)).filter(|page| *page > 0 && *page != 1200).or(page);
        bag
    }

    pub(super) fn number(&self, id: u16) -> Option<u32> {
        let value = self.fixed.get(&id)?;
        Some(u32::from_le_bytes([value[0], value[1], value[2], value[3]]))
    }

    pub(super) fn instant(&self, id: u16) -> Option<i64> {
        self.fixed.get(&id).copied().and_then(at)
    }

    pub(super) fn bytes(&self, id: u16) -> Option<&[u8]> {
        self.binary.get(&id).map(Vec::as_slice)
    }

    pub(super) fn text(&self, id: u16) -> Option<String> {
        let text = match (self.wide.get(&id), self.narrow.get(&id)) {
            (Some(wide), _) => encoding_rs::UTF_16LE.decode_without_bom_handling(wide).0.into_owned(),
            (None, Some(narrow)) => {
                let label = self.page.and_then(charset::page).map(encoding_rs::Encoding::name);
                charset::decode(narrow, label)
            }
            (None, None) => return None,
        };
        let text = text.trim_end_matches('\0').to_owned();
        (!text.is_empty()).then_some(text)
    }

    /// The HTML body: bytes of the code page of the internet, or text.
    pub(super) fn html(&self) -> Option<String> {
        let found = match self.bytes(0x1013) {
            Some(bytes) => {
                let page = self.number(0x3FDE).or(self.page);
                Some(charset::decode(bytes, page.and_then(charset::page).map(encoding_rs::Encoding::name)))
            }
            None => self.text(0x1013),
        };
        found.filter(|html| !html.trim().is_empty())
    }
}

/// UTC ms of hundreds of nanoseconds since 1601.
pub(super) fn filetime(ticks: u64) -> Option<i64> {
    let ms = i64::try_from(ticks / 10_000).ok()? - 11_644_473_600_000;
    (86_400_000..32_503_680_000_000).contains(&ms).then_some(ms)
}

#[cfg(test)]
mod tests {
    use super::filetime;

    #[test]
    fn an_instant_of_windows_is_one_of_ours() {
        assert_eq!(filetime(133_769_112_000_000_000), Some(1_732_437_600_000));
        assert_eq!(filetime(0), None);
        assert_eq!(filetime(u64::MAX), None);
    }
}
