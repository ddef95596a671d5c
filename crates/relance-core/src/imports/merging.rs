//! Merging a row into the prospect that it is about: field by field, by the policy of its column, against what the same file
//! said the last time.
//!
//! An opposition is never undone by a file, nor a consent widened, whatever is asked for. No address is ever dropped.

use super::{policies::Rules, reading::Reading};
use crate::{prospects::NewProspect, values};
use relance_model::{
    Id, Outcome,
    imports::{CellDiff, Policy, Take},
    prospects::{Address, AddressKind, Prospect, ProspectRow},
};
use relance_store::{SqlValue, Tx, fold, params_from_iter};
use serde_json::Value;
use std::collections::BTreeMap;

/// What would change of a prospect.
#[derive(Default)]
pub(super) struct Change {
    pub columns: Vec<(&'static str, SqlValue)>,
    pub addresses: Vec<Address>,
    pub tag_ids: Vec<Id>,
    /// She goes to the company that the row names.
    pub takes_company: bool,
    /// Values that the file has otherwise.
    pub diffs: Vec<CellDiff>,
}

impl Change {
    pub(super) fn is_empty(&self) -> bool {
        self.columns.is_empty() && self.addresses.is_empty() && self.tag_ids.is_empty() && !self.takes_company
    }

    /// Names of the fields, for the dry run.
    pub(super) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.columns.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.extend((!self.addresses.is_empty()).then(|| "addresses".to_owned()));
        names.extend((!self.tag_ids.is_empty()).then(|| "tags".to_owned()));
        names
    }

    pub(super) fn write(&self, tx: &Tx<'_>, id: Id) -> Outcome<()> {
        let set: Vec<String> =
            self.columns.iter().enumerate().map(|(i, (name, _))| format!("{name} = ?{}", i + 1)).collect();
        let mut values: Vec<SqlValue> = self.columns.iter().map(|(_, value)| value.clone()).collect();
        values.push(tx.at().into());
        values.push(id.0.into());
        let (n, comma) = (set.len(), if set.is_empty() { "" } else { ", " });
        let sql = format!(
            "UPDATE prospect SET {}{comma}updated_at = ?{} WHERE id = ?{}",
            set.join(", "),
            n + 1,
            n + 2
        );
        tx.db().execute(&sql, params_from_iter(values)).map(drop)
    }
}

/// The three sides of a merge, and what the user said of this row.
pub(super) struct Sides<'a> {
    pub held: &'a Prospect,
    pub now: &'a Reading,
    /// What the same file said of her when it was last imported.
    pub then: Option<&'a Reading>,
    pub takes: Option<&'a BTreeMap<String, Take>>,
    pub rules: &'a Rules,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Leave,
    Write,
    Append,
}

/// What the row changes of the prospect. The company is only said to be taken: it may have to be made.
pub(super) fn merge(sides: &Sides<'_>) -> Change {
    let mut change = Change::default();
    let (row, new) = (&sides.held.row, &sides.now.prospect);
    let then = sides.then.map(|then| &then.prospect);
    let (held, now, before) = (texts_held(row), texts_read(new), then.map(texts_read));
    for (place, ((name, held), (_, read))) in held.into_iter().zip(now).enumerate() {
        let before = before.map(|before| before[place].1.clone().into());
        let verdict = sides.weigh(&mut change, name, held.clone().into(), read.clone().into(), before);
        match (verdict, held, read) {
            (Verdict::Write, _, Some(read)) => change.columns.push((name, read.clone().into())),
            (Verdict::Append, Some(held), Some(read)) => {
                change.columns.push((name, appended(name, held, read).into()));
            }
            _ => {}
        }
    }
    merge_numbers(sides, &mut change);
    merge_instants(sides, &mut change);
    let company = |name: &Option<String>| Value::from(name.clone());
    let before = sides.then.map(|then| company(&then.company));
    change.takes_company =
        sides.weigh(&mut change, "company_id", company(&row.company), company(&sides.now.company), before)
            == Verdict::Write;
    merge_custom(sides, &mut change);
    merge_addresses(sides, &mut change);
    change.tag_ids = new.tag_ids.iter().copied().filter(|tag| !row.tag_ids.contains(tag)).collect();
    if sides.rules.of("tags") == Policy::Keep {
        change.tag_ids.clear();
    }
    change
}

type Texts<'a> = [(&'static str, &'a Option<String>); 13];

fn texts_held(row: &ProspectRow) -> Texts<'_> {
    [
        ("civility", &row.civility),
        ("first_name", &row.first_name),
        ("last_name", &row.last_name),
        ("job_title", &row.job_title),
        ("source", &row.source),
        ("sector", &row.sector),
        ("city", &row.city),
        ("postcode", &row.postcode),
        ("country", &row.country),
        ("site", &row.site),
        ("linkedin_url", &row.linkedin_url),
        ("expected_close_on", &row.expected_close_on),
        ("notes", &row.notes),
    ]
}

fn texts_read(new: &NewProspect) -> Texts<'_> {
    [
        ("civility", &new.civility),
        ("first_name", &new.first_name),
        ("last_name", &new.last_name),
        ("job_title", &new.job_title),
        ("source", &new.source),
        ("sector", &new.sector),
        ("city", &new.city),
        ("postcode", &new.postcode),
        ("country", &new.country),
        ("site", &new.site),
        ("linkedin_url", &new.linkedin_url),
        ("expected_close_on", &new.expected_close_on),
        ("notes", &new.notes),
    ]
}

fn between(field: &str) -> &'static str {
    if field == "notes" { "\n" } else { ", " }
}

fn appended(field: &str, held: &str, read: &str) -> String {
    format!("{held}{}{read}", between(field))
}

/// A value that was already put behind what is here is not put there again.
fn has_already(field: &str, held: &str, read: &str) -> bool {
    let parts: Vec<String> = held.split(between(field)).map(|part| fold(part.trim())).collect();
    let read: Vec<String> = read.split(between(field)).map(|part| fold(part.trim())).collect();
    parts.windows(read.len().max(1)).any(|window| window == read)
}

/// What is here with what the file says behind it, each value once; nothing for values of which there is only one.
fn joined(field: &str, base: &Value, file: &Value) -> Option<Value> {
    match (base, file) {
        (Value::String(held), Value::String(read)) if has_already(field, held, read) => Some(base.clone()),
        (Value::String(held), Value::String(read)) => Some(appended(field, held, read).into()),
        (Value::Array(held), Value::Array(read)) => {
            let news = read.iter().filter(|value| !held.contains(value));
            Some(held.iter().chain(news).cloned().collect())
        }
        _ => None,
    }
}

impl Sides<'_> {
    fn taken(&self, field: &str) -> Option<Take> {
        self.takes.and_then(|takes| takes.get(field).copied()).filter(|take| *take != Take::Open)
    }

    /// What becomes of one field; a difference is noted with what decided it.
    fn weigh(
        &self,
        change: &mut Change,
        field: &str,
        base: Value,
        file: Value,
        then: Option<Value>,
    ) -> Verdict {
        if file.is_null() || alike(field, &base, &file) {
            return Verdict::Leave;
        }
        // The file says what it said: whoever changed the base since knew better.
        if then.as_ref().is_some_and(|then| alike(field, then, &file)) {
            return Verdict::Leave;
        }
        let policy = self.rules.of(field);
        let was_said = then.as_ref().is_some_and(|then| !then.is_null());
        let (verdict, is_open) = match (self.taken(field), policy) {
            (Some(Take::File), _) => (Verdict::Write, false),
            (Some(_), _) | (None, Policy::Keep) => (Verdict::Leave, false),
            (None, Policy::Overwrite) => (Verdict::Write, false),
            (None, _) if base.is_null() && !was_said => (Verdict::Write, false),
            (None, Policy::Append) => match joined(field, &base, &file) {
                Some(whole) if whole == base => return Verdict::Leave,
                Some(_) => (Verdict::Append, false),
                None => (Verdict::Write, false),
            },
            // Only the file has changed.
            (None, _) if was_said && then.as_ref().is_some_and(|then| alike(field, then, &base)) => {
                (Verdict::Write, false)
            }
            // Both have changed, or the user wants to be asked.
            (None, Policy::Ask) => (Verdict::Leave, true),
            (None, _) => (Verdict::Leave, was_said),
        };
        let file = match verdict {
            Verdict::Append => joined(field, &base, &file).unwrap_or(file),
            _ => file,
        };
        let takes = if verdict == Verdict::Leave { Take::Base } else { Take::File };
        change.diffs.push(CellDiff { field: field.to_owned(), base, file, then, takes, is_open });
        verdict
    }
}

/// Whether two values are one: a company is the same in capitals and without its legal form.
fn alike(field: &str, one: &Value, other: &Value) -> bool {
    match (field, one.as_str(), other.as_str()) {
        ("company_id", Some(one), Some(other)) => {
            fold(one) == fold(other) || {
                let key = values::company_key(one);
                !key.is_empty() && key == values::company_key(other)
            }
        }
        _ => one == other,
    }
}

fn merge_numbers(sides: &Sides<'_>, change: &mut Change) {
    let (row, new) = (&sides.held.row, &sides.now.prospect);
    let then = sides.then.map(|then| &then.prospect);
    let before = then.map(|then| then.value_cents.into());
    let verdict =
        sides.weigh(change, "value_cents", row.value_cents.into(), new.value_cents.into(), before.clone());
    if let Some(value) = new.value_cents.filter(|_| verdict != Verdict::Leave) {
        change.columns.push(("value_cents", value.into()));
    }
    // The currency goes with its amount.
    let is_same_amount = row.value_cents == new.value_cents && before != Some(new.value_cents.into());
    let goes_along =
        verdict != Verdict::Leave || (is_same_amount && sides.rules.of("value_cents") == Policy::Overwrite);
    if let Some(currency) =
        new.currency.as_ref().filter(|read| goes_along && new.value_cents.is_some() && **read != row.currency)
    {
        change.columns.push(("currency", currency.clone().into()));
    }
    let id = |id: Option<Id>| id.map_or(Value::Null, |id| id.0.into());
    let is_said = |stage: Id| Some(stage).filter(|stage| *stage != Id::default());
    for (name, held, read, before) in [
        ("owner_id", row.owner_id, new.owner_id, then.map(|then| then.owner_id)),
        ("stage_id", Some(row.stage_id), is_said(new.stage_id), then.map(|then| is_said(then.stage_id))),
    ] {
        let verdict = sides.weigh(change, name, id(held), id(read), before.map(id));
        if let Some(read) = read.filter(|_| verdict != Verdict::Leave) {
            change.columns.push((name, read.0.into()));
        }
    }
}

fn merge_instants(sides: &Sides<'_>, change: &mut Change) {
    let (row, new) = (&sides.held.row, &sides.now.prospect);
    let then = sides.then.map(|then| &then.prospect);
    let said_before = then.is_some_and(|then| then.do_not_contact_at.is_some());
    if let Some(at) = new.do_not_contact_at.filter(|_| row.do_not_contact_at.is_none() && !said_before) {
        change.diffs.push(CellDiff {
            field: "do_not_contact_at".to_owned(),
            base: Value::Null,
            file: at.into(),
            then: None,
            takes: Take::File,
            is_open: false,
        });
        change.columns.push(("do_not_contact_at", at.into()));
    }
    // The later of two exchanges is the last one, whatever the policy.
    let is_later = |at: i64| row.last_interaction_at.is_none_or(|held| at > held);
    let is_news = |at: i64| then.is_none_or(|then| then.last_interaction_at != Some(at));
    let is_kept = sides.rules.of("last_interaction_at") == Policy::Keep;
    if let Some(at) = new.last_interaction_at.filter(|at| is_later(*at) && is_news(*at) && !is_kept) {
        change.columns.push(("last_interaction_at", at.into()));
    }
}

fn merge_custom(sides: &Sides<'_>, change: &mut Change) {
    let held = &sides.held.row.custom;
    let mut custom = held.clone();
    for (id, read) in &sides.now.custom {
        let name = format!("custom.{id}");
        let base = held.get(id).cloned().unwrap_or_default();
        let before = sides.then.map(|then| then.custom.get(id).cloned().unwrap_or_default());
        if let Some(tight) = sides.rules.consent(id) {
            let is_tight = |value: &Value| super::policies::flag_of(value) == Some(tight);
            if (base.is_null() || is_tight(read))
                && !is_tight(&base)
                && base != *read
                && before.as_ref() != Some(read)
            {
                let diff = CellDiff {
                    field: name,
                    base,
                    file: read.clone(),
                    then: before,
                    takes: Take::File,
                    is_open: false,
                };
                change.diffs.push(diff);
                custom.insert(id.clone(), read.clone());
            }
            continue;
        }
        match sides.weigh(change, &name, base.clone(), read.clone(), before) {
            Verdict::Leave => {}
            Verdict::Write => drop(custom.insert(id.clone(), read.clone())),
            Verdict::Append => {
                custom.insert(id.clone(), joined(&name, &base, read).unwrap_or_else(|| read.clone()));
            }
        }
    }
    if custom != *held {
        change.columns.push(("custom", Value::Object(custom).to_string().into()));
    }
}

/// The first address becomes the primary one where there is none (or the file wins); no address is ever dropped.
fn merge_addresses(sides: &Sides<'_>, change: &mut Change) {
    let (held, new) = (sides.held, &sides.now.prospect);
    for (kind, column, primary, read) in [
        (AddressKind::Email, "email", &held.row.email, &new.email),
        (AddressKind::Phone, "phone", &held.row.phone, &new.phone),
    ] {
        let then = sides.then.map(|then| addresses(&then.prospect, kind)).unwrap_or_default();
        let is_held = |value: &String| {
            Some(value) == primary.as_ref()
                || held.addresses.iter().any(|other| other.kind == kind && other.value == *value)
        };
        // What the file said before and is gone from here was taken off by somebody.
        let is_news = |value: &String| !is_held(value) && !then.contains(value);
        let policy = sides.rules.of(column);
        if policy == Policy::Keep {
            continue;
        }
        let mut further: Vec<String> =
            addresses(new, kind).into_iter().filter(|value| Some(value) != read.as_ref()).collect();
        if let Some(read) = read.as_ref().filter(|read| is_news(read)) {
            let was_primary = primary.is_some() && then.first() == primary.as_ref();
            let wins = primary.is_none()
                || match sides.taken(column) {
                    Some(take) => take == Take::File,
                    None => policy == Policy::Overwrite || (was_primary && policy != Policy::Ask),
                };
            let is_open = !wins && policy == Policy::Ask && sides.taken(column).is_none();
            if wins {
                change.columns.push((column, read.clone().into()));
                further.extend(primary.clone());
            } else if policy != Policy::Ask {
                further.insert(0, read.clone());
            }
            change.diffs.push(CellDiff {
                field: column.to_owned(),
                base: primary.clone().into(),
                file: read.clone().into(),
                then: sides.then.map(|_| then.first().cloned().into()),
                takes: if wins { Take::File } else { Take::Base },
                is_open,
            });
            if is_open {
                continue;
            }
        }
        let is_replaced = change.columns.iter().any(|(name, _)| *name == column);
        for value in further {
            let is_old = is_replaced
                && Some(&value) == primary.as_ref()
                && !held.addresses.iter().any(|a| a.kind == kind && a.value == value);
            let is_there = change.addresses.iter().any(|a| a.kind == kind && a.value == value);
            if (is_old || is_news(&value)) && !is_there {
                change.addresses.push(Address { kind, value, label: None });
            }
        }
    }
}

/// All addresses of one kind, the primary one first.
fn addresses(new: &NewProspect, kind: AddressKind) -> Vec<String> {
    let primary = match kind {
        AddressKind::Email => &new.email,
        AddressKind::Phone => &new.phone,
    };
    let others = new.addresses.iter().filter(|other| other.kind == kind).map(|other| &other.value);
    primary.iter().chain(others).cloned().collect()
}
