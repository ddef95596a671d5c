//! The texts that an index holds, in memory: who has some letters anywhere in them is found by one pass over all letters.
//!
//! Read from the index itself and kept until the next write, like the orders; a base whose texts take more room than there
//! is has the index read instead.

use relance_model::{Outcome, filters::Op};
use relance_store::Db;

/// Bytes kept of all indexes together. A million prospects take 30 MB for their names, 20 MB for their companies, 46 MB for
/// their e-mails.
pub(super) const ROOM: u64 = 60_000_000;

/// The texts of one index, in its order.
pub(super) struct Letters {
    /// Each text once, one behind the other.
    texts: String,
    /// Of each text: where it ends, and where those end who have it.
    ends: Vec<(u32, u32)>,
    /// Whoever has a text, by it.
    ids: Vec<i64>,
}

/// The texts of living prospects and whose they are, from the index of `key` alone.
fn reading(key: &str) -> String {
    format!(
        "SELECT id, {key} FROM prospect WHERE deleted_at IS NULL AND {key} IS NOT NULL ORDER BY {key}, id"
    )
}

impl Letters {
    /// `None` where they take more than this room.
    pub(super) fn read(db: &Db<'_>, key: &str, room: u64) -> Outcome<Option<Self>> {
        let mut all = Self { texts: String::new(), ends: Vec::new(), ids: Vec::new() };
        let mut has_room = true;
        let mut start = 0;
        db.rows(&reading(key), [], |row| {
            if has_room {
                let text = row.get_ref(1)?.as_str()?;
                has_room = all.add(&mut start, text, row.get(0)?) && all.size() <= room;
            }
            Ok(())
        })?;
        if !has_room {
            return Ok(None);
        }
        all.texts.shrink_to_fit();
        all.ends.shrink_to_fit();
        all.ids.shrink_to_fit();
        Ok(Some(all))
    }

    /// Whether there was a place for it; `start` is where the last text begins.
    fn add(&mut self, start: &mut usize, text: &str, id: i64) -> bool {
        if self.ends.is_empty() || self.texts.get(*start..) != Some(text) {
            *start = self.texts.len();
            self.texts.push_str(text);
            self.ends.push((0, 0));
        }
        self.ids.push(id);
        match (u32::try_from(self.texts.len()), u32::try_from(self.ids.len()), self.ends.last_mut()) {
            (Ok(text), Ok(id), Some(last)) => {
                *last = (text, id);
                true
            }
            _ => false,
        }
    }

    /// Bytes.
    pub(super) fn size(&self) -> u64 {
        (self.texts.len() + size_of_val(self.ends.as_slice()) + size_of_val(self.ids.as_slice())) as u64
    }

    /// Whose text contains a needle, which is not empty, or ends with it.
    pub(super) fn whose(&self, op: Op, needle: &str) -> Vec<i64> {
        let mut found = Vec::new();
        let finder = memchr::memmem::Finder::new(needle);
        let (texts, mut from, mut text) = (self.texts.as_bytes(), 0, 0);
        while let Some(at) = texts.get(from..).and_then(|rest| finder.find(rest)) {
            let (start, end) = (from + at, from + at + needle.len());
            // Step by step: all steps together are one pass.
            while self.ends[text].0 as usize <= start {
                text += 1;
            }
            let last = self.ends[text].0 as usize;
            // Letters may also stand where one text ends and the next one begins: those are nobody's.
            if end <= last && (op == Op::Contains || end == last) {
                found.extend_from_slice(self.owners(text));
                from = last;
            } else {
                from = start + 1;
            }
        }
        found
    }

    fn owners(&self, text: usize) -> &[i64] {
        let start = text.checked_sub(1).map_or(0, |before| self.ends[before].1);
        &self.ids[start as usize..self.ends[text].1 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::{Letters, reading};
    use crate::prospects::order::NAME_KEY;
    use relance_model::filters::Op;
    use relance_store::{Key, Store};

    fn letters(texts: &[&str]) -> Letters {
        let mut all = Letters { texts: String::new(), ends: Vec::new(), ids: Vec::new() };
        let mut start = 0;
        for (text, id) in texts.iter().zip(1..) {
            assert!(all.add(&mut start, text, id));
        }
        all
    }

    #[test]
    fn whoever_has_the_letters_is_found_and_nobody_else() {
        // In the order of an index; letters also meet where one text ends and the next begins.
        let texts = ["a", "aa", "aa", "aab", "ab", "ab", "ab", "baab", "é", "éa", "éé"];
        let all = letters(&texts);
        assert_eq!(all.texts, "aaaaababbaabééaéé", "each text once");
        for needle in [
            "a", "aa", "aaa", "aaaa", "b", "ab", "ba", "bb", "baab", "bé", "é", "éa", "éé", "aé", "x", "aaba",
        ] {
            for op in [Op::Contains, Op::Ends] {
                let holds = |text: &str| {
                    if op == Op::Ends { text.ends_with(needle) } else { text.contains(needle) }
                };
                let wanted: Vec<i64> =
                    texts.iter().zip(1..).filter(|(text, _)| holds(text)).map(|(_, id)| id).collect();
                assert_eq!(all.whose(op, needle), wanted, "« {needle} »");
            }
        }
        assert!(letters(&[]).whose(Op::Contains, "a").is_empty());
    }

    #[test]
    fn texts_are_read_from_their_index_alone_and_unsorted() {
        let folder = tempfile::TempDir::new().unwrap();
        let store = Store::create(&folder.path().join("relance.db"), &Key::from_bytes([9; 32])).unwrap();
        for key in [NAME_KEY, "company_key", "email", "phone"] {
            let sql = format!("EXPLAIN QUERY PLAN {}", reading(key));
            let plan: Vec<String> = store.read(|db| db.rows(&sql, [], |row| row.get("detail"))).unwrap();
            assert!(plan.len() == 1 && plan[0].contains("COVERING INDEX"), "{key}: {plan:?}");
        }
    }
}
