//! Contact cards (vCard 2.1, 3.0, 4.0) as a table: a header, then one row a card. Each card is parsed by itself, so
//! that a damaged one does not cost the others. Nothing here may drop a value that a column exists for.

use calcard::vcard::{
    VCard, VCardEntry, VCardKind, VCardParameter, VCardParameterName, VCardParameterValue, VCardProperty,
    VCardValue,
};
use std::sync::Arc;

use crate::book::guarded;
use crate::cell::{Cell, Cells, RowRef};
use crate::error::SheetError;
use crate::options::Limits;
use crate::source::Source;
use crate::text::encoding_of;

/// Cards are held in memory.
const IN_MEMORY: u64 = 256 << 20;

/// Headers of the table, by which columns are recognised like those of any other file.
const HEAD: [&str; 16] = [
    "Name prefix",
    "First name",
    "Last name",
    "Full name",
    "Job title",
    "Company",
    "E-mail",
    "Phone",
    "Street",
    "City",
    "Postal code",
    "Country",
    "Website",
    "LinkedIn",
    "Tags",
    "Notes",
];
pub(crate) const COLUMNS: usize = HEAD.len();

/// The text of the file, and where each card of it stands.
#[derive(Clone)]
pub(crate) struct Deck {
    text: Arc<str>,
    cards: Arc<[(usize, usize)]>,
}

impl Deck {
    pub(crate) fn open(source: &Source) -> Result<Deck, SheetError> {
        let bytes = source.all(IN_MEMORY)?;
        let prefix = &bytes[..bytes.len().min(64 * 1024)];
        let text: Arc<str> = encoding_of(prefix).0.decode(&bytes).0.into();
        let cards: Arc<[_]> = cards(&text).into();
        if cards.is_empty() {
            return Err(SheetError::damaged("no card has an end"));
        }
        Ok(Deck { text, cards })
    }

    /// Rows of the table, its header included.
    pub(crate) fn rows(&self) -> u64 {
        self.cards.len() as u64 + 1
    }

    pub(crate) fn reader(&self, limits: Limits) -> CardRows {
        CardRows { deck: self.clone(), next: 0, row: Vec::new(), limits }
    }
}

/// Beginning and end of each card in the text.
fn cards(text: &str) -> Vec<(usize, usize)> {
    let is = |line: &str, mark: &str| line.trim().eq_ignore_ascii_case(mark);
    let (mut found, mut start, mut at) = (Vec::new(), None, 0);
    for line in text.split_inclusive(['\n', '\r']) {
        let bare = line.trim_start_matches('\u{feff}');
        // A card inside a card (the AGENT of version 2.1) ends with the outer one's first end: two rows, nothing lost.
        if is(bare, "BEGIN:VCARD") {
            start = start.or(Some(at + line.len() - bare.len()));
        }
        at += line.len();
        if is(bare, "END:VCARD")
            && let Some(start) = start.take()
        {
            found.push((start, at));
        }
    }
    found
}

pub(crate) struct CardRows {
    deck: Deck,
    /// 0 is the header.
    next: usize,
    row: Vec<Cell>,
    limits: Limits,
}

impl CardRows {
    pub(crate) fn next_row(&mut self) -> Result<Option<RowRef<'_>>, SheetError> {
        let line = self.next as u64 + 1;
        self.row = if self.next == 0 {
            HEAD.map(|title| Cell::Text(title.to_owned())).to_vec()
        } else {
            let Some(&(from, to)) = self.deck.cards.get(self.next - 1) else { return Ok(None) };
            if line > self.limits.rows {
                return Err(SheetError::TooManyRows { limit: self.limits.rows });
            }
            let text = self.deck.text.get(from..to).unwrap_or_default();
            // What cannot be parsed is a blank row: the import counts it and says so.
            let card = guarded(|| Ok(VCard::parse(text).ok())).unwrap_or_default();
            card.filter(|card| !is_group(card)).map_or_else(Vec::new, |card| row(&card))
        };
        if self.row.iter().any(|cell| cell.to_text().len() > self.limits.cell_bytes) {
            return Err(SheetError::CellTooLarge { line, limit: self.limits.cell_bytes as u64 });
        }
        self.next += 1;
        Ok(Some(RowRef { line, cells: Cells::Book(&self.row) }))
    }
}

/// Lists of other cards are nobody.
fn is_group(card: &VCard) -> bool {
    card.entries.iter().any(|entry| {
        let is_kind = match &entry.name {
            VCardProperty::Kind => true,
            VCardProperty::Other(name) => name.eq_ignore_ascii_case("X-ADDRESSBOOKSERVER-KIND"),
            _ => false,
        };
        is_kind
            && match entry.values.first() {
                Some(VCardValue::Kind(kind)) => *kind == VCardKind::Group,
                _ => texts(entry).first().is_some_and(|kind| kind.eq_ignore_ascii_case("group")),
            }
    })
}

fn row(card: &VCard) -> Vec<Cell> {
    let mut row: [Vec<String>; COLUMNS] = Default::default();
    let mut put = |column: &str, text: &str| {
        let text = text.trim();
        if let Some(index) = HEAD.iter().position(|head| *head == column)
            && !text.is_empty()
            && !row[index].iter().any(|held| held == text)
        {
            row[index].push(text.to_owned());
        }
    };
    let mut entries: Vec<&VCardEntry> = card.entries.iter().collect();
    entries.sort_by_key(|entry| preference(entry));
    for entry in entries {
        let parts = texts(entry);
        let part = |index: usize| parts.get(index).map_or("", String::as_str);
        match &entry.name {
            VCardProperty::N => {
                put("Last name", part(0));
                put("First name", &format!("{} {}", part(1), part(2)));
                put("Name prefix", part(3));
            }
            VCardProperty::Fn => put("Full name", &parts.join(" ")),
            VCardProperty::Title | VCardProperty::Role => put("Job title", &parts.join(", ")),
            VCardProperty::Org => put("Company", part(0)),
            VCardProperty::Email => put("E-mail", without_scheme(part(0), "mailto:")),
            VCardProperty::Tel => put("Phone", &without_scheme(part(0), "tel:").replace(";ext=", " ext. ")),
            VCardProperty::Adr => {
                put("Street", &[part(0), part(1), part(2)].map(str::trim).join(" "));
                put("City", part(3));
                put("Postal code", part(5));
                put("Country", part(6));
            }
            VCardProperty::Note => put("Notes", &parts.join("\n")),
            VCardProperty::Categories => parts.iter().for_each(|tag| put("Tags", tag)),
            VCardProperty::Url | VCardProperty::Socialprofile | VCardProperty::Impp => {
                page(part(0), &mut put)
            }
            VCardProperty::Other(name) if name.eq_ignore_ascii_case("X-SOCIALPROFILE") => {
                page(part(0), &mut put);
            }
            _ => {}
        }
    }
    // The whole name says again what its parts say, and stands alone where there are none.
    if !row[1].is_empty() || !row[2].is_empty() {
        row[3].clear();
    }
    row.iter().zip(HEAD).map(|(values, head)| cell(values, head)).collect()
}

fn cell(values: &[String], head: &str) -> Cell {
    let between = match head {
        "E-mail" | "Phone" => "; ",
        "Notes" => "\n",
        "Tags" | "Job title" => ", ",
        // One of these is enough; the first is the preferred one.
        _ => return values.first().map_or(Cell::Empty, |text| Cell::Text(text.clone())),
    };
    if values.is_empty() { Cell::Empty } else { Cell::Text(values.join(between)) }
}

fn page(address: &str, put: &mut impl FnMut(&str, &str)) {
    if address.to_ascii_lowercase().contains("linkedin.com/") {
        put("LinkedIn", address);
    } else if address.contains('.') && !address.contains('@') {
        put("Website", address);
    }
}

fn without_scheme<'a>(text: &'a str, scheme: &str) -> &'a str {
    match text.get(..scheme.len()) {
        Some(head) if head.eq_ignore_ascii_case(scheme) => &text[scheme.len()..],
        _ => text,
    }
}

/// 1 for what is preferred, 100 for what says nothing.
fn preference(entry: &VCardEntry) -> u32 {
    let of = |parameter: &VCardParameter| match (&parameter.name, &parameter.value) {
        (VCardParameterName::Pref, VCardParameterValue::Integer(rank)) => Some(*rank),
        // "TEL;PREF:" of version 2.1, "TYPE=pref" of version 3.0.
        (VCardParameterName::Pref, _) => Some(1),
        (VCardParameterName::Type, VCardParameterValue::Text(text)) if text.eq_ignore_ascii_case("pref") => {
            Some(1)
        }
        _ => None,
    };
    entry.params.iter().find_map(of).unwrap_or(100)
}

/// The parts of a value as texts: components and lists one after the other.
fn texts(entry: &VCardEntry) -> Vec<String> {
    let mut found = Vec::new();
    for value in &entry.values {
        match value {
            VCardValue::Text(text) => found.push(text.clone()),
            // Further values of one component ("Jean,Paul") belong together.
            VCardValue::Component(parts) => found.push(parts.join(" ")),
            VCardValue::Integer(number) => found.push(number.to_string()),
            VCardValue::Float(number) => found.push(number.to_string()),
            _ => {}
        }
    }
    found
}
