//! Conditions on fields: the field that is named, the comparison behind it, its values. Part of the reading of `parse.rs`.

use super::{
    operators::{LATER, Said, WORDED},
    parse::{AND, OR, Reader},
    tokens::{Kind, Sign},
    value::{self, check_op},
    vocabulary::Named,
};
use relance_model::{
    Outcome,
    filters::{FieldSort, Filter, Op},
};

fn is_numeric(field: &Named) -> bool {
    matches!(field.sort, FieldSort::Number | FieldSort::Money)
}

impl Reader<'_> {
    /// The field that is named at a place and compared behind it.
    pub(super) fn named(&self, index: usize) -> Option<(Named, usize)> {
        let longest = (1..=5).rev().filter_map(|count| {
            let names: Option<Vec<&str>> = (index..index + count).map(|i| self.word(i)).collect();
            Some((names?.join(" "), count))
        });
        let quoted = match self.kind(index) {
            Some(Kind::Quoted(label)) => Some((label.clone(), 1)),
            _ => None,
        };
        longest.chain(quoted).find_map(|(name, count)| {
            let field = self.vocabulary.field(&name)?;
            let behind = index + count;
            let is_signed = matches!(self.kind(behind), Some(Kind::Sign(_)));
            (is_signed || self.operator(behind).is_some()).then_some((field, behind))
        })
    }

    fn operator(&self, index: usize) -> Option<(Said, usize)> {
        WORDED.iter().chain(&LATER).find_map(|(phrase, said)| Some((*said, self.follows(index, phrase)?)))
    }

    pub(super) fn condition(&mut self) -> Outcome<Option<Filter>> {
        let Some((field, behind)) = self.named(self.at) else { return Ok(None) };
        if let Some(Kind::Sign(sign)) = self.kind(behind).cloned() {
            self.at = behind + 1;
            return self.signed(&field, sign).map(Some);
        }
        let Some((said, count)) = self.operator(behind) else { return Ok(None) };
        check_op(&field, said.op).map_err(|failure| self.placed(failure, behind))?;
        self.at = behind + count;
        let (op, values) = if said.op == Op::Empty {
            (Op::Empty, Vec::new())
        } else if said.op == Op::Between {
            (Op::Between, self.between(&field)?)
        } else {
            let (values, op) = self.worded_values(&field, said.op)?;
            (op, values)
        };
        check_op(&field, op).map_err(|failure| self.placed(failure, behind))?;
        let filter = Filter::field(&field.key, op, values);
        Ok(Some(if said.is_denied { filter.negated() } else { filter }))
    }

    fn between(&mut self, field: &Named) -> Outcome<Vec<String>> {
        let mut both = Vec::new();
        self.has_decimals = is_numeric(field);
        for which in 0..2 {
            let from = self.at;
            let text = self.worded_value()?;
            let read = value::read(field, Op::Between, &text, self.vocabulary);
            both.extend(read.map_err(|failure| self.placed(failure, from))?.value);
            if which == 0 {
                if !self.word(self.at).is_some_and(|word| AND.contains(&word)) {
                    return Err(self.wrong("filter_between_incomplete", self.at));
                }
                self.at += 1;
            }
        }
        Ok(both)
    }

    pub(super) fn worded_values(&mut self, field: &Named, op: Op) -> Outcome<(Vec<String>, Op)> {
        self.values(field, op, Self::worded_value)
    }

    /// One value or several with commas between them; a lone word for nothing asks for emptiness.
    fn values(
        &mut self,
        field: &Named,
        op: Op,
        next: fn(&mut Self) -> Outcome<String>,
    ) -> Outcome<(Vec<String>, Op)> {
        let mut values = Vec::new();
        self.has_decimals = is_numeric(field);
        loop {
            let from = self.at;
            let text = next(self)?;
            let read = value::read(field, op, &text, self.vocabulary)
                .map_err(|failure| self.placed(failure, from))?;
            let meant = read.op;
            match read.value {
                Some(value) => values.push(value),
                None if values.is_empty() => return Ok((values, meant)),
                None => return Err(self.wrong("filter_value_missing", from)),
            }
            let takes_more = matches!(op, Op::Is | Op::Contains | Op::Begins | Op::Ends) && meant == op;
            if !takes_more || self.kind(self.at) != Some(&Kind::Comma) {
                return Ok((values, meant));
            }
            self.at += 1;
        }
    }

    /// A value in full: what is quoted, or the words up to one that means something else.
    fn worded_value(&mut self) -> Outcome<String> {
        if let Some(Kind::Quoted(text)) = self.kind(self.at) {
            let text = text.clone();
            self.at += 1;
            return Ok(text);
        }
        let first = self.at;
        while let Some(token) = self.tokens.get(self.at) {
            let goes_on = match &token.kind {
                Kind::Word(word) => {
                    self.at == first && !AND.contains(&word.as_str()) && !OR.contains(&word.as_str())
                        || self.at > first && (token.is_glued || !self.begins_something(word))
                }
                Kind::Sign(_) => self.at > first && token.is_glued,
                Kind::Comma => self.at > first && self.is_decimal(),
                _ => false,
            };
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        self.slice(first)
    }

    /// A value behind a sign: what is quoted, or what stands together.
    fn signed_text(&mut self) -> Outcome<String> {
        if let Some(Kind::Quoted(text)) = self.kind(self.at) {
            let text = text.clone();
            self.at += 1;
            return Ok(text);
        }
        let first = self.at;
        while let Some(token) = self.tokens.get(self.at) {
            let goes_on = match token.kind {
                Kind::Word(_) | Kind::Sign(_) => self.at == first || token.is_glued,
                Kind::Comma => self.at > first && self.is_decimal(),
                _ => false,
            };
            if !goes_on {
                break;
            }
            self.at += 1;
        }
        self.slice(first)
    }

    pub(super) fn signed_value(&mut self) -> Outcome<(String, usize)> {
        let from = self.at;
        Ok((self.signed_text()?, from))
    }

    /// Whether the comma here stands within the digits of a number, « 99,5 »; behind a space it begins another value.
    fn is_decimal(&self) -> bool {
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let (Some(comma), Some(next)) = (self.tokens.get(self.at), self.tokens.get(self.at + 1)) else {
            return false;
        };
        self.has_decimals
            && comma.is_glued
            && next.is_glued
            && digit(self.text[..comma.start].chars().next_back())
            && digit(self.text[comma.end..].chars().next())
    }

    fn slice(&self, first: usize) -> Outcome<String> {
        if self.at == first {
            return Err(self.wrong("filter_value_missing", first));
        }
        Ok(self.text[self.tokens[first].start..self.tokens[self.at - 1].end].to_owned())
    }

    fn signed(&mut self, field: &Named, sign: Sign) -> Outcome<Filter> {
        use FieldSort::{File, Phone, Text};
        let value_at = self.at;
        // `montant:>5000` is `montant>5000`.
        let sign = match (sign, self.kind(self.at)) {
            (Sign::Colon, Some(Kind::Sign(inner))) => {
                let inner = *inner;
                self.at += 1;
                inner
            }
            _ => sign,
        };
        let is_texts = matches!(field.sort, Text | Phone | File);
        let (op, is_denied) = match sign {
            Sign::Colon if is_texts => (Op::Contains, false),
            Sign::Colon | Sign::Equal => (Op::Is, false),
            Sign::Different => (Op::Is, true),
            Sign::Like => (Op::Contains, false),
            Sign::Less => (Op::Below, false),
            Sign::LessEqual => (Op::AtMost, false),
            Sign::More => (Op::Above, false),
            Sign::MoreEqual => (Op::AtLeast, false),
        };
        self.has_decimals = is_numeric(field);
        let range = match self.kind(self.at) {
            Some(Kind::Word(_)) if op == Op::Is && !is_texts => {
                let first = self.at;
                let text = self.signed_text()?;
                let range = text.split_once("..").map(|(a, b)| (a.to_owned(), b.to_owned()));
                if range.is_none() {
                    self.at = first;
                }
                range
            }
            _ => None,
        };
        let (op, values) = match range {
            Some((low, high)) => {
                let mut both = Vec::new();
                for text in [low, high] {
                    let read = value::read(field, Op::Between, &text, self.vocabulary);
                    both.extend(read.map_err(|failure| self.placed(failure, value_at))?.value);
                }
                (Op::Between, both)
            }
            None => {
                let (values, op) = self.values(field, op, Self::signed_text)?;
                (op, values)
            }
        };
        check_op(field, op).map_err(|failure| self.placed(failure, value_at))?;
        let filter = Filter::field(&field.key, op, values);
        Ok(if is_denied { filter.negated() } else { filter })
    }
}
