//! A value as it is written, in the plain form that a tree keeps; what cannot be one is refused with a proposal.

use super::{
    period::{length, named},
    vocabulary::{Named, Vocabulary, nearest, ops},
};
use crate::values::{self, DateOrder};
use relance_model::{
    Failure, Outcome,
    filters::{FieldSort, Op},
};

/// A value read: its plain form, and the comparison that it turned out to mean.
pub(super) struct Read {
    pub op: Op,
    /// `None`: the word for nothing, so the question is whether anything is there.
    pub value: Option<String>,
}

const NOTHING: [&str; 9] =
    ["none", "nobody", "aucun", "aucune", "personne", "vide", "empty", "rien", "nothing"];

/// Refused: what, with the word that was read.
fn unfit(key: &str, word: &str) -> Failure {
    Failure::invalid("filter", key).with("word", word)
}

fn proposing(failure: Failure, proposal: Option<String>) -> Failure {
    match proposal {
        Some(word) => failure.with("proposal", word).hint("filter_proposal"),
        None => failure,
    }
}

/// Reads a value of a field.
pub(super) fn read(field: &Named, op: Op, text: &str, vocabulary: &Vocabulary) -> Outcome<Read> {
    let text = text.trim();
    let as_it_is = |value: String| Ok(Read { op, value: Some(value) });
    if text.is_empty() {
        return Err(unfit("filter_value_missing", &field.key));
    }
    let nothing = || op == Op::Is && NOTHING.contains(&super::tokens::plain(text).as_str());
    let spaced = text.replace('_', " ");
    let by_id = || text.strip_prefix('#').filter(|id| id.parse::<i64>().is_ok()).map(str::to_owned);
    match field.sort {
        FieldSort::Text if field.key == "country" => {
            as_it_is(values::country(text).map_or_else(|_| text.to_owned(), str::to_owned))
        }
        FieldSort::Text | FieldSort::Phone | FieldSort::File => as_it_is(text.to_owned()),
        FieldSort::Number => {
            number(text).map_or_else(|| Err(unfit("filter_number_unreadable", text)), as_it_is)
        }
        FieldSort::Money => match values::amount(text) {
            Ok(amount) => as_it_is(decimal(amount.cents)),
            Err(_) => Err(unfit("filter_number_unreadable", text)),
        },
        FieldSort::Flag => {
            if nothing() {
                return Ok(Read { op: Op::Empty, value: None });
            }
            match values::flag(text) {
                Ok(flag) => as_it_is(flag.to_string()),
                Err(_) => Err(unfit("filter_flag_unreadable", text)),
            }
        }
        FieldSort::Day | FieldSort::Instant => day(op, text),
        FieldSort::Stage => {
            let found = by_id().or_else(|| {
                vocabulary.stage(text).or_else(|| vocabulary.stage(&spaced)).map(|id| id.to_string())
            });
            let like = || nearest(text, vocabulary.stages.iter().map(|stage| stage.label.as_str()));
            found.map_or_else(|| Err(proposing(unfit("filter_stage_unknown", text), like())), as_it_is)
        }
        FieldSort::Tag => match by_id()
            .or_else(|| vocabulary.tag(text).or_else(|| vocabulary.tag(&spaced)).map(|id| id.to_string()))
        {
            Some(id) => as_it_is(id),
            None if nothing() => Ok(Read { op: Op::Empty, value: None }),
            None => {
                let like = nearest(text, vocabulary.tags.iter().map(|tag| tag.name.as_str()));
                Err(proposing(unfit("filter_tag_unknown", text), like))
            }
        },
        FieldSort::Member => {
            if matches!(super::tokens::plain(text).as_str(), "me" | "moi") {
                return as_it_is("me".to_owned());
            }
            match by_id().or_else(|| {
                vocabulary.member(text).or_else(|| vocabulary.member(&spaced)).map(|id| id.to_string())
            }) {
                Some(id) => as_it_is(id),
                None if nothing() => Ok(Read { op: Op::Empty, value: None }),
                None => {
                    let like = nearest(text, vocabulary.members.iter().map(|member| member.name.as_str()));
                    Err(proposing(unfit("filter_member_unknown", text), like))
                }
            }
        }
    }
}

fn day(op: Op, text: &str) -> Outcome<Read> {
    if let Some(length) = length(text) {
        let op = match (op, length.lies) {
            (Op::Is | Op::Last, lies) => lies.unwrap_or(Op::Last),
            (Op::Below | Op::AtMost, _) => length.lies.unwrap_or(Op::Last),
            (Op::Above | Op::AtLeast | Op::Older, _) => Op::Older,
            (Op::Next, _) => Op::Next,
            _ => return Err(unfit("filter_date_unreadable", text)),
        };
        return Ok(Read { op, value: Some(length.plain) });
    }
    if matches!(op, Op::Last | Op::Older | Op::Next) {
        return Err(unfit("filter_length_unreadable", text));
    }
    let read = named(text)
        .map(str::to_owned)
        .or_else(|| values::date(text, DateOrder::DayFirst).ok().map(|day| day.to_string()));
    read.map_or_else(
        || Err(unfit("filter_date_unreadable", text)),
        |value| Ok(Read { op, value: Some(value) }),
    )
}

/// A number in the spelling of either language.
fn number(text: &str) -> Option<String> {
    let compact: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{202f}' && *c != '\u{a0}')
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    let number: f64 = compact.parse().ok()?;
    (number.is_finite() && number.abs() < 1e15).then(|| number.to_string())
}

fn decimal(cents: i64) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let (whole, rest) = (cents.unsigned_abs() / 100, cents.unsigned_abs() % 100);
    if rest == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest:02}") }
}

/// Refuses a comparison that the field's kind does not know.
pub(super) fn check_op(field: &Named, op: Op) -> Outcome<()> {
    if ops(field.sort).contains(&op) {
        return Ok(());
    }
    Err(unfit("filter_op_unfit", &field.key))
}
