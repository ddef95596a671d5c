//! Erasing people for good, wherever the base speaks of them (GDPR, article 17).

use super::{
    erase_messages, erase_outgoing,
    table::{self, addresses, row},
};
use relance_model::{Id, Outcome, prospects::ProspectRow};
use relance_store::{Tx, fold, id_array, params};
use std::collections::HashSet;

/// Erases prospects for good: rows, what the journal remembers of them, skipped rows of imports that name them.
/// Cannot be undone.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn erase(tx: &Tx<'_>, ids: &[Id]) -> Outcome<()> {
    let mut traces = Traces::default();
    for id in ids {
        traces.add(&row(&tx.db(), *id)?, addresses(&tx.db(), *id)?.into_iter().map(|address| address.value));
    }
    let mut messages = erase_messages::of(tx, ids)?;
    erase_outgoing::forget(tx, ids)?;
    for id in ids {
        forget_meetings(tx, *id)?;
        table::remove_children(tx, *id)?;
        tx.db().execute("DELETE FROM import_line WHERE prospect_id = ?1", [id.0])?;
        tx.db().execute("DELETE FROM prospect WHERE id = ?1", [id.0])?;
        tx.redact("prospect", *id)?;
    }
    let merged = forget_merged(tx, ids)?;
    messages.extend(erase_messages::of(tx, &merged)?);
    forget_what_is_gone(tx, &[ids, &merged].concat())?;
    erase_messages::forget(tx, &messages)?;
    forget_skipped_rows(tx, &traces)
}

/// Her meetings go with her; of those that others take part in, only her address goes. What the journal remembers of all of them,
/// those that are long gone included, goes too.
fn forget_meetings(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let db = tx.db();
    let mut gone: Vec<i64> = db.rows(
        "SELECT json_extract(before, '$.event_id') FROM change WHERE entity = 'event_prospect' AND kind = 3
           AND json_extract(before, '$.prospect_id') = ?1",
        [id.0],
        |row| row.get(0),
    )?;
    let only_hers = "SELECT event_id FROM event_prospect WHERE prospect_id = ?1
        AND event_id NOT IN (SELECT event_id FROM event_prospect WHERE prospect_id <> ?1)";
    gone.extend(db.rows("SELECT event_id FROM event_prospect WHERE prospect_id = ?1", [id.0], |row| {
        row.get::<_, i64>(0)
    })?);
    let hers: Vec<Id> = db.rows(only_hers, [id.0], |row| row.get(0).map(Id))?;
    let hers = id_array(&hers);
    db.execute(
        "DELETE FROM event_prospect WHERE prospect_id = ?1 OR event_id IN (SELECT id FROM event
           WHERE series_id IN (SELECT value FROM json_each(?2)))",
        params![id.0, hers],
    )?;
    db.execute(
        "DELETE FROM event WHERE (id IN (SELECT value FROM json_each(?1)) OR series_id IN (SELECT value FROM json_each(?1)))
           AND id NOT IN (SELECT event_id FROM event_prospect)",
        [&hers],
    )?;
    for event in gone {
        let left: bool = db.scalar("SELECT EXISTS (SELECT 1 FROM event WHERE id = ?1)", [event])?;
        if left {
            db.execute(
                "UPDATE event SET attendees = (SELECT coalesce(json_group_array(json(one.value)), '[]') FROM json_each(attendees) one
                   WHERE one.value ->> 'email' NOT IN (SELECT value FROM address WHERE prospect_id = ?2
                     UNION SELECT coalesce(email, '') FROM prospect WHERE id = ?2)) WHERE id = ?1",
                [event, id.0],
            )?;
        }
        tx.redact("event", Id(event))?;
    }
    Ok(())
}

/// Records that were put into hers speak of her too: the journal would give them back. Answers which those were.
fn forget_merged(tx: &Tx<'_>, ids: &[Id]) -> Outcome<Vec<Id>> {
    let mut gone = Vec::new();
    let mut left: Vec<Id> = ids.to_vec();
    while let Some(kept) = left.pop() {
        let rows = tx.db().rows("SELECT id, gone_id FROM merged WHERE kept_id = ?1", [kept.0], |row| {
            Ok((Id(row.get(0)?), Id(row.get(1)?)))
        })?;
        for (row, id) in rows {
            tx.db().execute("DELETE FROM merged WHERE id = ?1", [row.0])?;
            tx.redact("merged", row)?;
            tx.redact("prospect", id)?;
            gone.push(id);
            left.push(id);
        }
    }
    Ok(gone)
}

/// What was hers includes rows that are long gone: an address taken off, a note removed.
fn forget_what_is_gone(tx: &Tx<'_>, ids: &[Id]) -> Outcome<()> {
    let erased: HashSet<i64> = ids.iter().map(|id| id.0).collect();
    for table in table::CHILDREN {
        let gone = tx.db().rows(
            "SELECT row_id, json_extract(before, '$.prospect_id') FROM change
             WHERE entity = ?1 AND kind = 3 AND before IS NOT NULL",
            [table],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, Option<i64>>(1)?)),
        )?;
        for (row, _) in gone.iter().filter(|(_, owner)| owner.is_some_and(|owner| erased.contains(&owner))) {
            tx.redact(table, Id(*row))?;
        }
    }
    Ok(())
}

/// Skipped rows keep the cells of a file: a row with one of her addresses, or with her whole name, is about her.
fn forget_skipped_rows(tx: &Tx<'_>, traces: &Traces) -> Outcome<()> {
    let rows = tx.db().rows("SELECT id, cells FROM import_reject", [], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    for (id, cells) in rows {
        let cells: Vec<String> = serde_json::from_str(&cells).unwrap_or_default();
        if traces.are_in(&cells) {
            tx.db().execute("DELETE FROM import_reject WHERE id = ?1", [id])?;
        }
    }
    Ok(())
}

/// By what a row of a file can be recognised as being about one of some people.
#[derive(Default)]
struct Traces {
    /// E-mails and LinkedIn pages, folded.
    texts: HashSet<String>,
    /// The last nine digits of phones: the same in every spelling.
    phones: HashSet<String>,
    /// First and last name, folded, in both orders.
    names: HashSet<String>,
}

impl Traces {
    fn add(&mut self, row: &ProspectRow, others: impl Iterator<Item = String>) {
        for value in [&row.email, &row.phone, &row.linkedin_url].into_iter().flatten().cloned().chain(others)
        {
            match phone_end(&value) {
                Some(end) => self.phones.insert(end),
                None => self.texts.insert(bare(&value)),
            };
        }
        if let (Some(first), Some(last)) = (&row.first_name, &row.last_name) {
            self.names.insert(fold(&format!("{first} {last}")));
            self.names.insert(fold(&format!("{last} {first}")));
        }
    }

    fn are_in(&self, cells: &[String]) -> bool {
        let has_address = cells.iter().any(|cell| {
            phone_end(cell).is_some_and(|end| self.phones.contains(&end))
                || cell.split(|c: char| c.is_whitespace() || ",;<>|".contains(c)).any(|part| {
                    self.texts.contains(&bare(part))
                        || phone_end(part).is_some_and(|end| self.phones.contains(&end))
                })
        });
        let folded: Vec<String> =
            cells.iter().map(|cell| fold(cell.trim())).filter(|cell| !cell.is_empty()).collect();
        let has_name = || {
            folded.iter().enumerate().any(|(i, cell)| {
                self.names.contains(cell)
                    || folded
                        .iter()
                        .enumerate()
                        .any(|(j, other)| i != j && self.names.contains(&format!("{cell} {other}")))
            })
        };
        has_address || (!self.names.is_empty() && has_name())
    }
}

/// An address as it is compared: without case, scheme or final slash.
fn bare(text: &str) -> String {
    let folded = fold(text.trim());
    let text = folded.strip_prefix("https://").or_else(|| folded.strip_prefix("http://")).unwrap_or(&folded);
    text.strip_prefix("www.").unwrap_or(text).trim_end_matches('/').to_owned()
}

/// The last nine digits of what may be a phone.
fn phone_end(text: &str) -> Option<String> {
    if !text.trim().chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || "+.-/()".contains(c)) {
        return None;
    }
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    (digits.len() >= 9).then(|| digits[digits.len() - 9..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::Traces;

    #[test]
    fn a_row_is_about_her_by_an_address_or_by_her_whole_name() {
        let mut traces = Traces::default();
        traces.texts.insert("lea@nord.example".to_owned());
        traces.texts.insert("linkedin.com/in/lea".to_owned());
        traces.phones.insert("612345678".to_owned());
        traces.names.extend(["lea martin".to_owned(), "martin lea".to_owned()]);
        let hers =
            |cells: &[&str]| traces.are_in(&cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>());
        for cells in [
            &["x", "Lea@Nord.example"][..],
            &["autre@a.example; lea@nord.example"],
            &["06 12 34 56 78"],
            &["0033612345678"],
            &["https://www.linkedin.com/in/lea/"],
            &["MARTIN", "Nord", "Léa"],
            &["Léa Martin"],
        ] {
            assert!(hers(cells), "{cells:?}");
        }
        for cells in [&["Martin"][..], &["Léa", "Durand"], &["lea@sud.example"], &["06 12 34 56 79"], &[""]]
        {
            assert!(!hers(cells), "{cells:?}");
        }
    }
}
