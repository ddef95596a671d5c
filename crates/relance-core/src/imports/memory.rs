//! What is remembered of earlier imports: the mapping of a list with the same header, else of another file of the same program,
//! column by column; and what a sheet with the same header became.

use relance_model::{
    Outcome,
    imports::{Policy, SheetKind, Target},
};
use relance_store::{Db, fold};

/// What was decided of a column the last time.
pub(super) struct Remembered {
    pub target: Target,
    pub policy: Option<Policy>,
}

pub(super) struct Memory {
    /// The file that it comes from.
    pub file: String,
    /// By column of the file at hand.
    pub columns: Vec<Option<Remembered>>,
}

struct Batch {
    file: String,
    header: Vec<String>,
    mapping: Vec<Target>,
    policies: Vec<Option<Policy>>,
}

/// The last import with the same header; else the last one of the same program, whose columns are known by their names.
pub(super) fn remembered(
    db: &Db<'_>,
    signature: &str,
    layout: Option<&str>,
    header: &[String],
) -> Outcome<Option<Memory>> {
    let known: Vec<i64> = db.rows("SELECT id FROM field", [], |row| row.get(0))?;
    let said = |batch: &Batch, at: usize| -> Option<Remembered> {
        let target = match batch.mapping.get(at)?.clone() {
            // A field that was removed since is not brought back without asking.
            Target::Custom { field_id } if !known.contains(&field_id.0) => Target::Ignore,
            other => other,
        };
        Some(Remembered { target, policy: batch.policies.get(at).copied().flatten() })
    };
    if let Some(batch) = last(db, "signature", signature)? {
        let columns = (0..header.len().max(batch.mapping.len())).map(|at| said(&batch, at)).collect();
        return Ok(Some(Memory { file: batch.file, columns }));
    }
    let Some(batch) = layout.map(|layout| last(db, "layout", layout)).transpose()?.flatten() else {
        return Ok(None);
    };
    let names: Vec<String> = batch.header.iter().map(|title| fold(title)).collect();
    let columns: Vec<Option<Remembered>> = header
        .iter()
        .map(|title| fold(title))
        .map(|title| names.iter().position(|name| !title.is_empty() && *name == title))
        .map(|at| at.and_then(|at| said(&batch, at)))
        .collect();
    // Half of the columns, or it is another list of theirs.
    let is_alike = columns.iter().flatten().count() * 2 >= header.len();
    Ok(is_alike.then_some(Memory { file: batch.file, columns }))
}

fn last(db: &Db<'_>, by: &str, value: &str) -> Outcome<Option<Batch>> {
    let found: Option<(String, String, String, String)> = db.optional(
        &format!(
            "SELECT b.file_name, s.header, s.mapping, s.policies FROM import_sheet s JOIN import_batch b ON b.id = s.import_id
             WHERE s.{by} = ?1 AND s.kind <> 'nothing' ORDER BY s.import_id DESC, s.sheet LIMIT 1"
        ),
        [value],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    )?;
    let list = |text: &str| serde_json::from_str(text).unwrap_or_default();
    Ok(found.map(|(file, header, mapping, policies)| Batch {
        file,
        header: list(&header),
        mapping: serde_json::from_str(&mapping).unwrap_or_default(),
        policies: serde_json::from_str(&policies).unwrap_or_default(),
    }))
}

/// A sheet of the file at hand, as it is known again.
pub(super) struct Known {
    pub name: String,
    pub signature: String,
    pub is_hidden: bool,
}

/// What each sheet became in the last import that had one with the same header. Where several had it, the name says which;
/// a name that is new (« 2027 » after « 2026 ») is taken for the same list, unless that list is there under its own name.
pub(super) fn kinds(db: &Db<'_>, sheets: &[Option<Known>]) -> Outcome<Vec<Option<SheetKind>>> {
    let told: Vec<Vec<(String, SheetKind)>> = sheets
        .iter()
        .map(|sheet| sheet.as_ref().map_or(Ok(Vec::new()), |sheet| told(db, &sheet.signature)))
        .collect::<Outcome<_>>()?;
    let by_name: Vec<Option<SheetKind>> = sheets
        .iter()
        .zip(&told)
        .map(|(sheet, told)| {
            let name = fold(&sheet.as_ref()?.name);
            told.iter().find(|(known, _)| fold(known) == name).map(|(_, kind)| *kind)
        })
        .collect();
    let is_here = |signature: &str| {
        sheets.iter().zip(&by_name).any(|(other, found)| {
            found.is_some() && other.as_ref().is_some_and(|other| other.signature == signature)
        })
    };
    let by_header = |sheet: &Known, told: &[(String, SheetKind)]| {
        let (_, first) = told.first()?;
        let is_one = told.iter().all(|(_, kind)| kind == first);
        (is_one && !sheet.is_hidden && !is_here(&sheet.signature)).then_some(*first)
    };
    Ok(sheets
        .iter()
        .zip(&told)
        .zip(&by_name)
        .map(|((sheet, told), found)| found.or_else(|| by_header(sheet.as_ref()?, told)))
        .collect())
}

/// Names and kinds of the sheets with a header in the last import that had any.
fn told(db: &Db<'_>, signature: &str) -> Outcome<Vec<(String, SheetKind)>> {
    let rows: Vec<(String, String)> = db.rows(
        "SELECT name, kind FROM import_sheet WHERE signature = ?1
           AND import_id = (SELECT max(import_id) FROM import_sheet WHERE signature = ?1) ORDER BY sheet",
        [signature],
        |row| Ok((row.get(0)?, row.get(1)?)),
    )?;
    Ok(rows.into_iter().filter_map(|(name, word)| Some((name, kind(&word)?))).collect())
}

const KINDS: [(SheetKind, &str); 4] = [
    (SheetKind::Prospects, "prospects"),
    (SheetKind::Companies, "companies"),
    (SheetKind::Notes, "notes"),
    (SheetKind::Nothing, "nothing"),
];

/// The word that a kind is kept under.
pub(super) fn word(kind: SheetKind) -> &'static str {
    KINDS.iter().find(|(known, _)| *known == kind).map_or("", |(_, word)| word)
}

fn kind(word: &str) -> Option<SheetKind> {
    KINDS.iter().find(|(_, known)| *known == word).map(|(kind, _)| *kind)
}
