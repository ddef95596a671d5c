//! The templates that are kept.

use relance_mime::compose::outgoing;
use relance_model::{
    Failure, Id, Outcome,
    templates::{Purpose, Template, TemplateEdit, Tongue},
};
use relance_store::{Db, Row, SqlResult, Tx, fold, params};

const COLUMNS: &str = "id, name, subject, body, language, sector, purpose, position, is_sample";

/// Longest name: it stands in a menu.
const NAME: usize = 80;
/// Longest subject: more than any mailer shows.
const SUBJECT: usize = 500;
/// Bytes of a body: a picture of text, not a book.
const BODY: usize = 200_000;

const PURPOSES: [(Purpose, &str); 4] = [
    (Purpose::Mail, "mail"),
    (Purpose::Reply, "reply"),
    (Purpose::Linkedin, "linkedin"),
    (Purpose::Call, "call"),
];

fn template(row: &Row<'_>) -> SqlResult<Template> {
    let (language, purpose): (Option<String>, String) = (row.get(4)?, row.get(6)?);
    Ok(Template {
        id: Id(row.get(0)?),
        name: row.get(1)?,
        subject: row.get(2)?,
        body: row.get(3)?,
        language: language.map(|language| if language == "en" { Tongue::En } else { Tongue::Fr }),
        sector: row.get(5)?,
        purpose: PURPOSES
            .iter()
            .find(|(_, word)| *word == purpose)
            .map_or(Purpose::Mail, |(purpose, _)| *purpose),
        position: row.get(7)?,
        is_sample: row.get(8)?,
    })
}

/// All templates in their order.
///
/// # Errors
/// The base cannot be read.
pub fn all(db: &Db<'_>) -> Outcome<Vec<Template>> {
    db.rows(&format!("SELECT {COLUMNS} FROM template ORDER BY position, id"), [], template)
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Template> {
    db.optional(&format!("SELECT {COLUMNS} FROM template WHERE id = ?1"), [id.0], template)?
        .ok_or_else(|| Failure::not_found("template", id))
}

/// Finds a template by id or name (accents and case aside).
///
/// # Errors
/// `not_found`.
pub fn find(db: &Db<'_>, word: &str) -> Outcome<Template> {
    let (id, folded) = (word.parse::<Id>().ok(), fold(word.trim()));
    all(db)?
        .into_iter()
        .find(|template| Some(template.id) == id || fold(&template.name) == folded)
        .ok_or_else(|| Failure::not_found("template", word))
}

/// Keeps a template, after the others when no rank is given.
///
/// # Errors
/// `template_name_missing`, `template_name_taken`, `template_too_long`.
pub fn add(tx: &Tx<'_>, edit: &TemplateEdit) -> Outcome<Id> {
    let position: i64 = tx.db().scalar("SELECT count(*) FROM template", [])?;
    let blank = Template {
        id: tx.new_id(),
        name: String::new(),
        subject: String::new(),
        body: String::new(),
        language: None,
        sector: None,
        purpose: Purpose::Mail,
        position,
        is_sample: false,
    };
    let new = changed(&tx.db(), blank, edit)?;
    insert(tx, &new)?;
    place(tx, new.id, edit.position)?;
    tx.say("name", new.name);
    Ok(new.id)
}

/// Changes a template.
///
/// # Errors
/// `not_found`, those of [`add`].
pub fn edit(tx: &Tx<'_>, id: Id, edit: &TemplateEdit) -> Outcome<()> {
    let before = get(&tx.db(), id)?;
    let mut after = changed(&tx.db(), before.clone(), edit)?;
    tx.say("name", after.name.clone());
    if after != before {
        after.is_sample = false;
        write(tx, &after)?;
    }
    place(tx, id, edit.position)
}

/// A second template that begins as the first one is.
///
/// # Errors
/// `not_found`.
pub fn copy(tx: &Tx<'_>, id: Id) -> Outcome<Id> {
    let of = get(&tx.db(), id)?;
    let name = (2..)
        .map(|n| {
            let tail = format!(" {n}");
            of.name.chars().take(NAME - tail.len()).collect::<String>() + &tail
        })
        .find(|name| free_name(&tx.db(), name, None).is_ok())
        .unwrap_or_else(|| of.name.clone());
    let rank = of.position + 1;
    let copied = Template { id: tx.new_id(), name: name.clone(), is_sample: false, ..of };
    insert(tx, &copied)?;
    place(tx, copied.id, Some(rank))?;
    tx.say("name", name);
    Ok(copied.id)
}

/// # Errors
/// `not_found`.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let template = get(&tx.db(), id)?;
    tx.db().execute("DELETE FROM template WHERE id = ?1", [id.0])?;
    tx.say("name", template.name);
    Ok(())
}

/// The template that one of another base is here: the same name, else it is added behind the others.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, other: &Template, is_fresh: bool) -> Outcome<()> {
    let held = all(&tx.db())?;
    if held.iter().any(|template| fold(&template.name) == fold(&other.name)) {
        return Ok(());
    }
    let position = if is_fresh { other.position } else { held.len() as i64 };
    let body = outgoing(&other.body);
    insert(tx, &Template { id: tx.id_or_new("template", other.id)?, body, position, ..other.clone() })
}

/// Removes those that came with the sample data and were not changed.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn erase_sample(tx: &Tx<'_>) -> Outcome<()> {
    tx.db().execute("DELETE FROM template WHERE is_sample = 1", []).map(drop)
}

/// One line, with single spaces; those that keep words together stay.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split([' ', '\t', '\n', '\r']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// What a template becomes.
fn changed(db: &Db<'_>, mut template: Template, edit: &TemplateEdit) -> Outcome<Template> {
    // A new one must have a name; of one that is kept it stays.
    if edit.name.is_some() || template.name.is_empty() {
        template.name = free_name(db, edit.name.as_deref().unwrap_or_default(), Some(template.id))?;
    }
    let too_long = |field: &str| Failure::invalid(field, "template_too_long");
    if let Some(subject) = &edit.subject {
        template.subject = one_line(subject);
        if template.subject.chars().count() > SUBJECT {
            return Err(too_long("subject"));
        }
    }
    if let Some(body) = &edit.body {
        if body.len() > BODY {
            return Err(too_long("body"));
        }
        template.body = outgoing(body);
    }
    if let Some(language) = edit.language {
        template.language = language;
    }
    if let Some(sector) = &edit.sector {
        let sector = sector.as_deref().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
        template.sector = sector.filter(|text| !text.is_empty());
    }
    if let Some(purpose) = edit.purpose {
        template.purpose = purpose;
    }
    Ok(template)
}

/// A name that no other template has.
fn free_name(db: &Db<'_>, name: &str, own: Option<Id>) -> Outcome<String> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = name.chars().take(NAME).collect();
    if name.is_empty() {
        return Err(Failure::invalid("name", "template_name_missing"));
    }
    let taken =
        db.rows("SELECT id, name FROM template", [], |row| Ok((Id(row.get(0)?), row.get::<_, String>(1)?)))?;
    if taken.iter().any(|(id, other)| Some(*id) != own && fold(other) == fold(&name)) {
        return Err(Failure::invalid("name", "template_name_taken").with("name", name));
    }
    Ok(name)
}

pub(super) fn insert(tx: &Tx<'_>, new: &Template) -> Outcome<()> {
    tx.db().execute(
        "INSERT INTO template (id, name, purpose, position, is_sample) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![new.id.0, new.name, word(new.purpose), new.position, new.is_sample],
    )?;
    write(tx, new)
}

fn write(tx: &Tx<'_>, template: &Template) -> Outcome<()> {
    let language = template.language.map(|language| if language == Tongue::En { "en" } else { "fr" });
    tx.db()
        .execute(
            "UPDATE template SET name = ?2, subject = ?3, body = ?4, language = ?5, sector = ?6, purpose = ?7, is_sample = ?8
             WHERE id = ?1",
            params![
                template.id.0,
                template.name,
                template.subject,
                template.body,
                language,
                template.sector,
                word(template.purpose),
                template.is_sample
            ],
        )
        .map(drop)
}

fn word(purpose: Purpose) -> &'static str {
    PURPOSES.iter().find(|(known, _)| *known == purpose).map_or("mail", |(_, word)| word)
}

/// Gives a template its rank; the others close up.
fn place(tx: &Tx<'_>, id: Id, position: Option<i64>) -> Outcome<()> {
    let Some(position) = position else { return Ok(()) };
    let mut order: Vec<Id> =
        all(&tx.db())?.into_iter().map(|template| template.id).filter(|other| *other != id).collect();
    let rank = usize::try_from(position).unwrap_or(0).min(order.len());
    order.insert(rank, id);
    for (rank, id) in order.into_iter().enumerate() {
        tx.db().execute(
            "UPDATE template SET position = ?2 WHERE id = ?1 AND position <> ?2",
            [id.0, rank as i64],
        )?;
    }
    Ok(())
}
