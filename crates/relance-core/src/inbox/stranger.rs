//! Somebody who wrote and is no prospect: what her name and her signature tell, to be looked at before she is added.

use super::{people, row};
use crate::{messages, values};
use relance_model::{
    Id, Outcome,
    inbox::Stranger,
    messages::{Message, MessagePartKind, PersonRole},
};
use relance_store::Db;

/// Lines of a signature that are read.
const LINES: usize = 12;
/// Letters of a line that may be a title or a company.
const LONGEST: usize = 80;

/// Words of a function, in French and in English, without case.
const TITLES: [&str; 34] = [
    "directeur",
    "directrice",
    "direction",
    "responsable",
    "gérant",
    "gérante",
    "président",
    "présidente",
    "chef de",
    "cheffe de",
    "chargé",
    "chargée",
    "assistant",
    "assistante",
    "commercial",
    "commerciale",
    "consultant",
    "consultante",
    "acheteur",
    "acheteuse",
    "fondateur",
    "fondatrice",
    "associé",
    "associée",
    "ingénieur",
    "manager",
    "director",
    "head of",
    "officer",
    "founder",
    "ceo",
    "cto",
    "vp ",
    "engineer",
];
/// Who wrote last in a conversation and is no prospect; none where everybody is.
///
/// # Errors
/// `not_found`.
pub fn stranger(db: &Db<'_>, id: Id) -> Outcome<Option<Stranger>> {
    let (thread, _) = row(db, id)?;
    let own = people::own(db)?;
    let came = db.rows(
        "SELECT id FROM message WHERE thread = ?1 AND direction = 'in' ORDER BY sent_at DESC, id DESC LIMIT 20",
        [&thread],
        |row| row.get(0).map(Id),
    )?;
    for id in came {
        let message = messages::get(db, id)?;
        let Some(writer) = message.people.iter().find(|person| person.role == PersonRole::From) else {
            continue;
        };
        let is_known: bool = db.scalar(
            "SELECT EXISTS (SELECT 1 FROM prospect WHERE email = ?1 AND deleted_at IS NULL)
               OR EXISTS (SELECT 1 FROM address WHERE kind = 'email' AND value = ?1)",
            [&writer.address],
        )?;
        if is_known || own.contains(&writer.address) {
            continue;
        }
        let name = writer.name.as_deref().map(values::full_name);
        let text = |part: &str| Some(part.to_owned()).filter(|part| !part.is_empty());
        let mut found = Stranger {
            address: writer.address.clone(),
            first_name: name.as_ref().and_then(|name| text(&name.first)),
            last_name: name.as_ref().and_then(|name| text(&name.last)),
            ..Stranger::default()
        };
        sign(&mut found, &message, writer.name.as_deref());
        return Ok(Some(found));
    }
    Ok(None)
}

/// Reads the signature of a message: its phone, her function, her company.
fn sign(found: &mut Stranger, message: &Message, name: Option<&str>) {
    let of = |kind: MessagePartKind| message.parts.iter().rev().find(|part| part.kind == kind);
    let Some(part) = of(MessagePartKind::Signature).or_else(|| of(MessagePartKind::Text)) else { return };
    let lines: Vec<&str> = part.text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let last = &lines[lines.len().saturating_sub(LINES)..];
    for line in last {
        let plain = line.to_lowercase();
        if found.phone.is_none() {
            found.phone = phone(line);
        }
        if line.chars().count() > LONGEST
            || line.contains('@')
            || line.contains("http")
            || name == Some(*line)
        {
            continue;
        }
        let is_title =
            TITLES.iter().any(|word| plain.starts_with(word) || plain.contains(&format!(" {word}")));
        if found.title.is_none() && is_title && !line.ends_with(['.', '?', '!']) {
            // « Directrice achats, Verso SAS »: the function, then the company.
            let (title, rest) = line.split_once([',', '|', '–', '•', '·']).unwrap_or((line, ""));
            found.title = Some(title.trim().to_owned());
            if !rest.trim().is_empty() && found.company.is_none() {
                found.company = Some(rest.trim().to_owned());
            }
        } else if found.company.is_none() && values::legal_form(line).is_some() {
            found.company = Some((*line).to_owned());
        }
    }
}

/// A phone number in a line, behind whatever says so.
fn phone(line: &str) -> Option<String> {
    let begins = line.find(|c: char| c.is_ascii_digit() || c == '+')?;
    let number: String = line[begins..]
        .chars()
        .take_while(|c| c.is_ascii_digit() || "+ .-()/\u{a0}\u{202f}".contains(*c))
        .collect();
    if number.chars().filter(char::is_ascii_digit).count() < 8 {
        return None;
    }
    values::phone(number.trim(), values::Region::default()).ok().map(|phone| phone.e164)
}
