//! From tree to text, in either form and language, such that reading it again gives the same tree.

use super::{
    operators::{LATER, WORDED, written},
    parse::read,
    period::{NAMES, UNITS, parts},
    tokens::plain,
    value,
    vocabulary::{Named, STATES, Vocabulary},
};
use relance_model::filters::{FieldSort, Filter, Form, Op, State};

/// Writes a filter. What the base no longer has is written by its id.
#[must_use]
pub fn write(filter: &Filter, vocabulary: &Vocabulary, form: Form, english: bool) -> String {
    let writer = Writer { vocabulary, is_short: form == Form::Short, english };
    if filter.is_everybody() { String::new() } else { writer.whole(filter) }
}

struct Writer<'a> {
    vocabulary: &'a Vocabulary,
    is_short: bool,
    english: bool,
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A value that needs no quotes.
fn is_plain_value(text: &str) -> bool {
    let reserved = ["et", "and", "ou", "or", "non", "not", "sauf", "except"];
    let word = plain(text);
    let is_said = WORDED.iter().chain(&LATER).any(|(phrase, _)| phrase.split(' ').any(|said| said == word));
    text.starts_with(char::is_alphanumeric)
        && text.chars().all(|c| c.is_alphanumeric() || "-.@/+'’%".contains(c))
        && !text.contains("..")
        && !reserved.contains(&word.as_str())
        && !is_said
}

impl Writer<'_> {
    fn pick<'a>(&self, french: &'a str, english: &'a str) -> &'a str {
        if self.english { english } else { french }
    }

    /// A group without parentheses around it, or anything else.
    fn whole(&self, filter: &Filter) -> String {
        let joined = |of: &[Filter], between: &str| {
            let last = of.len().saturating_sub(1);
            let parts: Vec<String> =
                of.iter().enumerate().map(|(i, part)| self.part(part, i == last)).collect();
            parts.join(between)
        };
        match filter {
            Filter::All { of } if self.is_short => {
                let words = of.iter().filter(|part| matches!(part, Filter::Words { .. })).count();
                // Words that stand together are sought together.
                if words > 1 { joined(of, self.pick(" et ", " and ")) } else { joined(of, " ") }
            }
            Filter::All { of } => joined(of, self.pick(" et ", " and ")),
            Filter::Any { of } => joined(of, self.pick(" ou ", " or ")),
            other => self.part(other, true),
        }
    }

    /// An operand: groups in parentheses.
    fn part(&self, filter: &Filter, is_last: bool) -> String {
        match filter {
            Filter::All { .. } | Filter::Any { .. } => format!("({})", self.whole(filter)),
            Filter::Not { of } => self.denied(of, is_last),
            Filter::Words { text } => {
                let is_free = is_last || !self.is_short;
                if is_free && read(text, self.vocabulary).as_ref() == Ok(filter) {
                    text.clone()
                } else {
                    format!("{}:{}", self.pick("texte", "text"), quoted(text))
                }
            }
            Filter::Phrase { text } if self.is_short && self.vocabulary.field(text).is_some() => {
                format!("({})", quoted(text))
            }
            Filter::Phrase { text } => quoted(text),
            Filter::Record { id } => format!("#{id}"),
            Filter::State { state } => self.state(*state, false),
            Filter::Field { field, op, values } => self.field(field, *op, values, false),
        }
    }

    fn denied(&self, of: &Filter, is_last: bool) -> String {
        match of {
            Filter::State { state } if !self.is_short => self.state(*state, true),
            Filter::Field { field, op, values } if self.says_no(field, *op) => {
                self.field(field, *op, values, true)
            }
            // A dash before a sign is one word with it.
            Filter::Words { text } if self.is_short && !text.starts_with(char::is_alphanumeric) => {
                format!("-{}", self.part(of, false))
            }
            other if self.is_short => format!("-{}", self.part(other, is_last)),
            other => format!("{} {}", self.pick("non", "not"), self.part(other, is_last)),
        }
    }

    /// True where a condition has a form of its own for its contrary.
    fn says_no(&self, field: &str, op: Op) -> bool {
        match (self.is_short, op) {
            (_, Op::Empty) => true,
            (true, _) => false,
            (false, Op::Is | Op::Contains) => true,
            (false, Op::Last) => field == "last_interaction",
            _ => false,
        }
    }

    fn state(&self, state: State, is_denied: bool) -> String {
        let name = STATES
            .iter()
            .find(|(known, ..)| *known == state)
            .map(|(_, french, english)| (if self.english { english } else { french })[0])
            .unwrap_or_default();
        match (self.is_short, is_denied) {
            (true, _) => format!("{}:{}", self.pick("est", "is"), name.replace(' ', "_")),
            (false, false) => format!("{} {name}", self.pick("est", "is")),
            (false, true) => format!("{} {name}", self.pick("n’est pas", "is not")),
        }
    }

    fn field(&self, key: &str, op: Op, values: &[String], is_denied: bool) -> String {
        let (name, is_own) = self.vocabulary.name(key, self.english);
        let name = match (is_own, self.is_short) {
            (true, _) => quoted(&name),
            (false, true) => name.replace(' ', "_"),
            (false, false) => name,
        };
        let sort = self.vocabulary.field(key).map_or(FieldSort::Text, |field| field.sort);
        let field = Named { key: key.to_owned(), sort };
        if self.is_short
            && let Some(text) = self.short(&name, &field, op, values, is_denied)
        {
            return text;
        }
        let is_about_days = matches!(sort, FieldSort::Day | FieldSort::Instant);
        let written: Vec<String> = values.iter().map(|value| self.value(&field, op, value)).collect();
        if op == Op::Last && is_denied {
            return format!(
                "{} {}",
                self.pick("sans contact depuis", "no contact for"),
                self.length(values, 0)
            );
        }
        let said = written_as(op, is_about_days, self.english, is_denied);
        match op {
            Op::Empty => format!("{name} {said}"),
            Op::Between => format!("{name} {said} {}", written.join(self.pick(" et ", " and "))),
            Op::Last if !self.english => format!("{name} {said} {}", self.length(values, 1)),
            Op::Next if !self.english => format!("{name} {said} {}", self.length(values, 2)),
            Op::Older if self.english => format!("{name} {said} {} ago", self.length(values, 0)),
            Op::Last | Op::Next | Op::Older => format!("{name} {said} {}", self.length(values, 0)),
            _ => format!("{name} {said} {}", written.join(", ")),
        }
    }

    /// A length in words; 1 and 2 put "last" and "next" into it, as French does.
    fn length(&self, values: &[String], lies: usize) -> String {
        let one = values.first().map(String::as_str).unwrap_or_default();
        let Some((count, unit)) = parts(one) else { return quoted(one) };
        let names = UNITS.iter().find(|(letter, ..)| *letter == unit).map_or([""; 4], |(.., names)| *names);
        let name = names[usize::from(count > 1) + if self.english { 2 } else { 0 }];
        if lies == 0 {
            return format!("{count} {name}");
        }
        let is_feminine = unit == "w";
        let which = match (lies, is_feminine) {
            (1, false) => "derniers",
            (1, true) => "dernières",
            (_, false) => "prochains",
            (_, true) => "prochaines",
        };
        format!("{count} {which} {name}")
    }

    /// With signs, where there are some.
    fn short(&self, name: &str, field: &Named, op: Op, values: &[String], is_denied: bool) -> Option<String> {
        let one = || values.first().map(|value| self.value(field, op, value)).unwrap_or_default();
        // A comma within digits is a decimal one.
        let comma = if matches!(field.sort, FieldSort::Number | FieldSort::Money) { ", " } else { "," };
        let all = || values.iter().map(|value| self.value(field, op, value)).collect::<Vec<_>>().join(comma);
        let letters = || {
            let (count, unit) = parts(values.first()?)?;
            let read = UNITS.iter().find(|(letter, ..)| *letter == unit)?.1;
            Some(format!("{count}{}", if self.english { read[0] } else { read.get(1).unwrap_or(&read[0]) }))
        };
        let is_texts = matches!(field.sort, FieldSort::Text | FieldSort::Phone | FieldSort::File);
        Some(match op {
            Op::Empty if is_denied => format!("{}:{name}", self.pick("avec", "has")),
            Op::Empty => format!("{}:{name}", self.pick("sans", "no")),
            Op::Contains => format!("{name}:{}", all()),
            Op::Is if is_texts => format!("{name}={}", all()),
            Op::Is => format!("{name}:{}", all()),
            Op::Above => format!("{name}>{}", one()),
            Op::AtLeast => format!("{name}>={}", one()),
            Op::Below => format!("{name}<{}", one()),
            Op::AtMost => format!("{name}<={}", one()),
            Op::Between => format!(
                "{name}:{}",
                values.iter().map(|value| self.value(field, op, value)).collect::<Vec<_>>().join("..")
            ),
            Op::Last => format!("{name}:{}", letters()?),
            Op::Older => format!("{name}>{}", letters()?),
            Op::Next => format!("{name}:+{}", letters()?),
            Op::Begins | Op::Ends => return None,
        })
    }

    fn value(&self, field: &Named, op: Op, value: &str) -> String {
        let word = match field.sort {
            FieldSort::Stage => self.label(field, value, |id| {
                self.vocabulary
                    .stages
                    .iter()
                    .find(|stage| stage.id.to_string() == id)
                    .map(|stage| &stage.label)
            }),
            FieldSort::Tag => self.label(field, value, |id| {
                self.vocabulary.tags.iter().find(|tag| tag.id.to_string() == id).map(|tag| &tag.name)
            }),
            FieldSort::Member if value == "me" => return self.pick("moi", "me").to_owned(),
            FieldSort::Member => self.label(field, value, |id| {
                self.vocabulary
                    .members
                    .iter()
                    .find(|member| member.id.to_string() == id)
                    .map(|member| &member.name)
            }),
            FieldSort::Flag => {
                return if value == "true" { self.pick("oui", "yes") } else { self.pick("non", "no") }
                    .to_owned();
            }
            FieldSort::Day | FieldSort::Instant => {
                let named = NAMES.iter().find(|(word, ..)| *word == value);
                let Some((_, french, english)) = named else { return value.to_owned() };
                let name = self.pick(french, english);
                return if self.is_short { name.replace(' ', "_") } else { name.to_owned() };
            }
            FieldSort::Number | FieldSort::Money => return value.to_owned(),
            _ => value.to_owned(),
        };
        let is_sought_by_words = self.is_short && matches!(op, Op::Begins | Op::Ends);
        if word.starts_with('#')
            && !matches!(field.sort, FieldSort::Text | FieldSort::Phone | FieldSort::File)
        {
            return word;
        }
        if is_plain_value(&word) && !is_sought_by_words { word } else { quoted(&word) }
    }

    /// What an id is called, where that name leads back to it.
    fn label<'a>(&self, field: &Named, id: &str, find: impl Fn(&str) -> Option<&'a String>) -> String {
        find(id)
            .filter(|name| {
                let read = value::read(field, Op::Is, name, self.vocabulary);
                read.is_ok_and(|read| read.value.as_deref() == Some(id))
            })
            .cloned()
            .unwrap_or_else(|| format!("#{id}"))
    }
}

fn written_as(op: Op, is_about_days: bool, english: bool, is_denied: bool) -> &'static str {
    written(op, is_about_days)[usize::from(english) * 2 + usize::from(is_denied)]
}
