//! One condition, as the set of those who meet it: by an index where there is one; by the search index and a look at
//! each candidate where letters are sought inside a text; by reading every row only where nothing else is left.

use super::{
    between::{between, blank},
    find::matching,
    happened,
    late::late,
    sets::{Finder, Set, set_of},
    texts::{LOOKS, address, looked_at, phone, phrase, place, test, texts},
};
use crate::{
    filters::{self, Almanac, Span},
    worktime::Calendar,
};
use chrono::{NaiveDate, NaiveTime};
use relance_model::{
    Outcome,
    filters::{Filter, Op, State},
    labels::StageKind,
};
use relance_store::{SqlValue as Value, fold};
use std::sync::Arc;

/// Fields that only a query's own parameters ask for: by id.
pub(super) const COMPANY: &str = "#company";
pub(super) const IMPORT: &str = "#import";

/// What "today" is, and what days and working days are counted by.
#[derive(Clone)]
pub(super) struct Moment {
    pub today: NaiveDate,
    pub calendar: Arc<Calendar>,
}

impl Moment {
    /// The instant at which a day begins (UTC ms).
    pub(super) fn start(&self, day: NaiveDate) -> i64 {
        self.calendar.instant(day, NaiveTime::MIN)
    }

    /// The days that a condition means; `None` when its values are no days.
    fn span(&self, op: Op, values: &[String]) -> Option<Span> {
        let add_working = |day, count| self.calendar.add_days(day, count);
        filters::span(op, values, &Almanac { today: self.today, add_working: &add_working })
    }
}

/// Those who meet one condition.
pub(super) fn leaf(finder: &Finder<'_>, leaf: &Filter) -> Outcome<Set> {
    match leaf {
        Filter::Words { text } => match matching(finder.db, text)? {
            Some(found) => set_of(found),
            None => Ok(finder.everybody()?.as_ref().clone()),
        },
        Filter::Phrase { text } => phrase(finder, text),
        Filter::Record { id } => finder.ids("SELECT id FROM prospect WHERE id = ?1", [id.0]),
        Filter::State { state } => state_of(finder, *state),
        Filter::Field { field, op, values } => condition(finder, field, *op, values),
        group => Ok(finder.set(group)?.as_ref().clone()),
    }
}

fn condition(finder: &Finder<'_>, field: &str, op: Op, values: &[String]) -> Outcome<Set> {
    if let Some(id) = field.strip_prefix("custom.") {
        return own(finder, id.parse().unwrap_or_default(), op, values);
    }
    match field {
        "stage" => each(finder, values, "SELECT id FROM prospect WHERE stage_id = ?1 AND deleted_at IS NULL"),
        COMPANY => each(finder, values, "SELECT id FROM prospect WHERE company_id = ?1"),
        IMPORT => touched(finder, &numbers(values)),
        "tag" if op == Op::Empty => without(finder, "SELECT prospect_id FROM prospect_tag"),
        "tag" => each(finder, values, "SELECT prospect_id FROM prospect_tag WHERE tag_id = ?1"),
        "owner" if op == Op::Empty => {
            finder.ids("SELECT id FROM prospect WHERE owner_id IS NULL AND deleted_at IS NULL", [])
        }
        "owner" => {
            let me = "SELECT id FROM prospect WHERE deleted_at IS NULL AND owner_id IN (SELECT id FROM member WHERE is_me)";
            let mut found =
                each(finder, values, "SELECT id FROM prospect WHERE owner_id = ?1 AND deleted_at IS NULL")?;
            if values.iter().any(|value| value == "me") {
                found |= finder.ids(me, [])?;
            }
            Ok(found)
        }
        "import" if op == Op::Empty => without(finder, "SELECT id FROM prospect WHERE import_id IS NOT NULL"),
        "import" => {
            let mut imports = Vec::new();
            for value in values {
                let sql =
                    format!("SELECT id FROM import_batch WHERE {}", test("relance_fold(file_name)", op));
                imports.extend(finder.db.rows(&sql, [fold(value.trim())], |row| row.get::<_, i64>(0))?);
            }
            touched(finder, &imports)
        }
        // Those who have a page are in an index; those who have none are not.
        "linkedin" if op == Op::Empty => without(
            finder,
            "SELECT id FROM prospect INDEXED BY prospect_by_linkedin WHERE linkedin_url IS NOT NULL",
        ),
        "email" | "phone" => address(finder, field, op, values),
        "value" => number(finder, "value_cents", op, values, 100.0),
        "expected_close" => day(
            finder,
            op,
            values,
            |span| {
                let text = |day: Option<NaiveDate>, open: &str| {
                    day.map_or_else(|| open.to_owned(), |day| day.to_string())
                };
                finder.ids(
                "SELECT id FROM prospect WHERE deleted_at IS NULL AND expected_close_on >= ?1 AND expected_close_on <= ?2",
                [text(span.from, "0"), text(span.to, "9999-12-31")],
            )
            },
            "expected_close_on",
        ),
        "created" => instant(finder, "created_at", op, values),
        "updated" => instant(finder, "updated_at", op, values),
        "last_interaction" => instant(finder, "last_interaction_at", op, values),
        "next_action" => instant(finder, "next_action_at", op, values),
        "stage_since" => since_stage(finder, op, values),
        "noted" => noted(finder, op, values),
        "reached_stage" => happened::reached(finder, &numbers(values)),
        "note" => note(finder, op, values),
        field if happened::is_one(field) => happening(finder, field, op, values),
        field => match place(field) {
            Some(place) => texts(finder, &place, op, values),
            None => Ok(Set::new()),
        },
    }
}

fn numbers(values: &[String]) -> Vec<i64> {
    values.iter().filter_map(|value| value.parse().ok()).collect()
}

/// The union of what a statement answers for each id.
fn each(finder: &Finder<'_>, values: &[String], sql: &str) -> Outcome<Set> {
    let mut found = Set::new();
    for id in numbers(values) {
        found |= finder.ids(sql, [id])?;
    }
    Ok(found)
}

/// Everybody but those whom a statement answers.
pub(super) fn without(finder: &Finder<'_>, sql: &str) -> Outcome<Set> {
    Ok(finder.everybody()?.as_ref() - &finder.ids(sql, [])?)
}

/// Whom imports created or changed.
fn touched(finder: &Finder<'_>, imports: &[i64]) -> Outcome<Set> {
    let mut found = Set::new();
    for import in imports {
        found |= finder.ids(
            "SELECT row_id FROM change NOT INDEXED
             WHERE id BETWEEN (SELECT first_change FROM operation WHERE id = (SELECT operation_id FROM import_batch WHERE id = ?1))
                          AND (SELECT last_change FROM operation WHERE id = (SELECT operation_id FROM import_batch WHERE id = ?1))
               AND entity = 'prospect'",
            [*import],
        )?;
    }
    Ok(found)
}

fn number(finder: &Finder<'_>, column: &str, op: Op, values: &[String], scale: f64) -> Outcome<Set> {
    if op == Op::Empty {
        return blank(finder, column);
    }
    let read = |value: &String| value.parse::<f64>().ok().map(|number| (number * scale).round() as i64);
    let numbers: Vec<i64> = values.iter().filter_map(read).collect();
    let mut found = Set::new();
    for (from, to) in ranges(op, &numbers) {
        found |= between(finder, column, from, to)?;
    }
    Ok(found)
}

/// From where to where a comparison goes; one for each value that any of may hold.
fn ranges(op: Op, values: &[i64]) -> Vec<(i64, i64)> {
    let Some(first) = values.first().copied() else { return Vec::new() };
    let last = values.last().copied().unwrap_or(first);
    match op {
        Op::Above => first.checked_add(1).map(|from| (from, i64::MAX)).into_iter().collect(),
        Op::AtLeast => vec![(first, i64::MAX)],
        Op::Below => first.checked_sub(1).map(|to| (i64::MIN, to)).into_iter().collect(),
        Op::AtMost => vec![(i64::MIN, first)],
        Op::Between => vec![(first.min(last), first.max(last))],
        _ => values.iter().map(|value| (*value, *value)).collect(),
    }
}

/// What a comparison of numbers is in SQL, with its two bounds; one for each value that any of may hold.
fn comparisons(op: Op, values: &[f64]) -> Vec<(&'static str, f64, f64)> {
    let Some(first) = values.first().copied() else { return Vec::new() };
    let last = values.last().copied().unwrap_or(first);
    match op {
        Op::Above => vec![("> ?1 AND ?2 IS NOT NULL", first, first)],
        Op::AtLeast => vec![(">= ?1 AND ?2 IS NOT NULL", first, first)],
        Op::Below => vec![("< ?1 AND ?2 IS NOT NULL", first, first)],
        Op::AtMost => vec![("<= ?1 AND ?2 IS NOT NULL", first, first)],
        Op::Between if last < first => vec![("BETWEEN ?1 AND ?2", last, first)],
        Op::Between => vec![("BETWEEN ?1 AND ?2", first, last)],
        _ => values.iter().map(|value| ("= ?1 AND ?2 IS NOT NULL", *value, *value)).collect(),
    }
}

/// A condition on days, each value apart where there are several.
fn day(
    finder: &Finder<'_>,
    op: Op,
    values: &[String],
    within: impl Fn(Span) -> Outcome<Set>,
    column: &str,
) -> Outcome<Set> {
    if op == Op::Empty {
        return blank(finder, column);
    }
    let mut found = Set::new();
    for values in spans(op, values) {
        if let Some(span) = finder.moment.span(op, values) {
            found |= within(span)?;
        }
    }
    Ok(found)
}

/// Values that are taken together: both of a stretch, each of a choice.
fn spans(op: Op, values: &[String]) -> Vec<&[String]> {
    if op == Op::Between { vec![values] } else { values.chunks(1).collect() }
}

/// The first and the last millisecond of a span; open sides are as far as numbers go.
fn bounds(finder: &Finder<'_>, span: Span) -> (i64, i64) {
    let start = |day: Option<NaiveDate>| day.map(|day| finder.moment.start(day));
    (
        start(span.from).unwrap_or(i64::MIN),
        start(span.to.and_then(|day| day.succ_opt())).map_or(i64::MAX, |end| end - 1),
    )
}

fn instant(finder: &Finder<'_>, column: &str, op: Op, values: &[String]) -> Outcome<Set> {
    let within = |span| {
        let (from, to) = bounds(finder, span);
        between(finder, column, from, to)
    };
    day(finder, op, values, within, column)
}

/// When she came into her stage: by the last passage on the timeline, else when she was added.
fn since_stage(finder: &Finder<'_>, op: Op, values: &[String]) -> Outcome<Set> {
    if op == Op::Empty {
        return Ok(Set::new());
    }
    let moved = finder.ids("SELECT prospect_id FROM activity WHERE kind = 'stage_change'", [])?;
    let mut found = &instant(finder, "created_at", op, values)? - &moved;
    found |= latest(finder, "stage_change", op, values)?;
    Ok(found)
}

fn noted(finder: &Finder<'_>, op: Op, values: &[String]) -> Outcome<Set> {
    if op == Op::Empty {
        return without(finder, "SELECT prospect_id FROM activity WHERE kind = 'note'");
    }
    latest(finder, "note", op, values)
}

/// Something that happened to her, on the days that are meant.
fn happening(finder: &Finder<'_>, what: &str, op: Op, values: &[String]) -> Outcome<Set> {
    if op == Op::Empty {
        let some = happened::between(finder, what, i64::MIN, i64::MAX)?;
        return Ok(finder.everybody()?.as_ref() - &some);
    }
    let mut found = Set::new();
    for values in spans(op, values) {
        if let Some(span) = finder.moment.span(op, values) {
            let (from, to) = bounds(finder, span);
            found |= happened::between(finder, what, from, to)?;
        }
    }
    Ok(found)
}

/// By the newest entry of a kind on the timeline.
fn latest(finder: &Finder<'_>, kind: &str, op: Op, values: &[String]) -> Outcome<Set> {
    let mut found = Set::new();
    for values in spans(op, values) {
        let Some(span) = finder.moment.span(op, values) else { continue };
        let (from, to) = bounds(finder, span);
        found |= finder.ids(
            &format!(
                "SELECT prospect_id FROM activity WHERE kind = '{kind}' GROUP BY prospect_id HAVING max(at) BETWEEN ?1 AND ?2"
            ),
            [from, to],
        )?;
    }
    Ok(found)
}

fn note(finder: &Finder<'_>, op: Op, values: &[String]) -> Outcome<Set> {
    if op == Op::Empty {
        return without(finder, "SELECT prospect_id FROM activity WHERE kind = 'note'");
    }
    let mut found = Set::new();
    for value in values {
        let sql = format!(
            "SELECT prospect_id FROM activity WHERE kind = 'note' AND {}",
            test("relance_fold(body)", op)
        );
        found |= looked_at(finder, &fold(value.trim()), LOOKS, &sql, "prospect_id")?;
    }
    Ok(found)
}

/// A field of the user's own.
fn own(finder: &Finder<'_>, field: i64, op: Op, values: &[String]) -> Outcome<Set> {
    if op == Op::Empty {
        let known = finder.ids("SELECT prospect_id FROM field_value WHERE field_id = ?1", [field])?;
        return Ok(finder.everybody()?.as_ref() - &known);
    }
    let kind: Option<String> =
        finder.db.optional("SELECT kind FROM field WHERE id = ?1", [field], |row| row.get(0))?;
    let asked = |sql: &str, low: Value, high: Value| {
        finder.ids(
            &format!("SELECT prospect_id FROM field_value WHERE field_id = ?3 AND key {sql}"),
            (low, high, field),
        )
    };
    let mut found = Set::new();
    match kind.as_deref() {
        Some("number" | "currency") => {
            let numbers: Vec<f64> = values.iter().filter_map(|value| value.parse().ok()).collect();
            for (sql, low, high) in comparisons(op, &numbers) {
                found |= asked(sql, Value::Real(low), Value::Real(high))?;
            }
        }
        Some("boolean") => {
            for value in values {
                let flag = Value::Integer(i64::from(value == "true"));
                found |= asked("= ?1 AND ?2 IS NOT NULL", flag.clone(), flag)?;
            }
        }
        Some("date") => {
            for values in spans(op, values) {
                let Some(span) = finder.moment.span(op, values) else { continue };
                let text = |day: Option<NaiveDate>, open: &str| {
                    Value::Text(day.map_or_else(|| open.to_owned(), |day| day.to_string()))
                };
                found |= asked("BETWEEN ?1 AND ?2", text(span.from, "0"), text(span.to, "9999-12-31"))?;
            }
        }
        kind => {
            for value in values {
                let (needle, op) = match kind {
                    Some("phone") => phone(value, op),
                    _ => (fold(value.trim()), op),
                };
                let sql = format!(
                    "SELECT prospect_id FROM field_value WHERE field_id = ?2 AND {}",
                    test("key", op)
                );
                found |= finder.ids(&sql, (needle, field))?;
            }
        }
    }
    Ok(found)
}

fn state_of(finder: &Finder<'_>, state: State) -> Outcome<Set> {
    let of_kind = |kind: StageKind| {
        finder.ids(
            "SELECT id FROM prospect WHERE deleted_at IS NULL AND stage_id IN (SELECT id FROM stage WHERE kind = ?1)",
            [crate::stages::kind_word(kind)],
        )
    };
    match state {
        State::Open => of_kind(StageKind::Open),
        State::Won => of_kind(StageKind::Won),
        State::Lost => of_kind(StageKind::Lost),
        State::Opposed => finder.ids("SELECT id FROM prospect WHERE do_not_contact_at IS NOT NULL", []),
        State::Sample => finder.ids("SELECT id FROM prospect WHERE is_sample = 1", []),
        State::Late => Ok(late(finder)? - state_of(finder, State::Opposed)?),
    }
}
