//! Messages as they are found: by words, the newest first.

use super::kept;
use relance_model::{
    Id, Outcome,
    mail::{MailItem, MailList, MailQuery},
    messages::MessagePerson,
};
use relance_store::{Db, Row, SqlResult, params};

/// Messages of a page at most.
const MOST: u64 = 200;
/// Letters of a message that a list shows.
const START: usize = 200;
/// Bits that tell messages of one millisecond apart; the rest is its time, up to the year 2248.
const BITS: u32 = 20;
const LATEST: i64 = (1 << (63 - BITS)) - 1;
/// The flag of a message that was read.
const SEEN: i64 = 1;

/// Names of what is attached, to be found by.
pub(super) fn files<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join("\n")
}

/// Names and addresses, to be found by.
pub(super) fn who(people: &[MessagePerson]) -> String {
    let one =
        |person: &MessagePerson| format!("{} {}", person.name.as_deref().unwrap_or_default(), person.address);
    people.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// The number by which the index of words knows a message: later ones have larger numbers.
pub(super) fn turn(db: &Db<'_>, sent_at: i64, id: Id) -> Outcome<i64> {
    let mut turn = (sent_at.clamp(0, LATEST) << BITS) | (id.0 & ((1 << BITS) - 1));
    while db.scalar::<bool>("SELECT EXISTS (SELECT 1 FROM message WHERE found_as = ?1)", [turn])? {
        turn += 1;
    }
    Ok(turn)
}

/// What a line of a list is made of, of a message `m`.
pub(crate) const COLUMNS: &str = "m.id, m.direction, m.sent_at, m.subject, m.people, substr(m.body, 1, 400), m.flags, m.files <> '', m.thread,
   m.account_id, m.arrival";

/// # Errors
/// The row is of another kind.
pub(crate) fn item(row: &Row<'_>) -> SqlResult<MailItem> {
    let body: String = row.get(5)?;
    let start: String = body.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(MailItem {
        id: Id(row.get(0)?),
        direction: kept::direction(&row.get::<_, String>(1)?),
        sent_at: row.get(2)?,
        subject: row.get(3)?,
        people: serde_json::from_str(&row.get::<_, String>(4)?).unwrap_or_default(),
        start: start.chars().take(START).collect(),
        is_read: row.get::<_, i64>(6)? & SEEN != 0,
        has_attachments: row.get(7)?,
        thread: row.get(8)?,
        account: row.get::<_, Option<i64>>(9)?.map(Id),
        arrival: row.get::<_, Option<String>>(10)?.and_then(|badge| serde_json::from_str(&badge).ok()),
    })
}

/// Messages, the newest first.
///
/// # Errors
/// The base cannot be read.
pub fn list(db: &Db<'_>, query: &MailQuery) -> Outcome<MailList> {
    let limit = query.limit.unwrap_or(50).min(MOST).cast_signed();
    let offset = query.offset.cast_signed();
    let Some(words) = query.search.as_deref().filter(|words| !words.trim().is_empty()) else {
        let total: i64 = db.scalar("SELECT count(*) FROM message", [])?;
        let items = db.rows(
            &format!("SELECT {COLUMNS} FROM message m ORDER BY m.found_as DESC LIMIT ?1 OFFSET ?2"),
            [limit, offset],
            item,
        )?;
        return Ok(MailList { total: total.unsigned_abs(), items });
    };
    let Some(wanted) = expression(words) else { return Ok(MailList::default()) };
    let total: i64 =
        db.scalar("SELECT count(*) FROM search_message WHERE search_message MATCH ?1", [&wanted])?;
    let items = db.rows(
        &format!(
            "SELECT {COLUMNS} FROM (SELECT rowid AS turn FROM search_message WHERE search_message MATCH ?1
               ORDER BY rowid DESC LIMIT ?2 OFFSET ?3) JOIN message m ON m.found_as = turn ORDER BY turn DESC"
        ),
        params![wanted, limit, offset],
        item,
    )?;
    Ok(MailList { total: total.unsigned_abs(), items })
}

/// What is asked of the index: every word, in any order, the last one perhaps not written to its end. None where there is no word.
#[must_use]
pub(crate) fn expression(words: &str) -> Option<String> {
    let is_letter = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let found: Vec<&str> = words.split(|c| !is_letter(c)).filter(|word| !word.is_empty()).collect();
    let is_open = words.ends_with(is_letter);
    let last = found.len().checked_sub(1)?;
    let term = |(at, word): (usize, &&str)| {
        let star = if at == last && is_open && word.chars().count() > 1 { "*" } else { "" };
        format!("\"{word}\"{star}")
    };
    Some(found.iter().enumerate().map(term).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::expression;

    #[test]
    fn words_are_asked_for_without_what_the_index_would_take_for_a_command() {
        assert_eq!(expression("l'offre 2026").as_deref(), Some("\"l\" \"offre\" \"2026\"*"));
        assert_eq!(expression("NEAR(\"a\") OR -x*").as_deref(), Some("\"NEAR\" \"a\" \"OR\" \"x\""));
        assert_eq!(expression("  \"' "), None);
    }
}
