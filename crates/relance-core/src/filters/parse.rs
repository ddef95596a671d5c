//! From text to tree, by recursive descent. An error names what is wrong, where it stands, and what may have been meant.

use super::{
    tokens::{Kind, Sign, Token, plain, tokens},
    value::check_op,
    vocabulary::{Named, STATES, Vocabulary},
};
use relance_model::{
    Failure, Outcome,
    filters::{Filter, Op, State},
};

/// Longest text that is read; longest nesting.
const LETTERS: usize = 10_000;
const DEPTH: usize = 40;

pub(super) const AND: [&str; 3] = ["et", "and", "&"];
pub(super) const OR: [&str; 3] = ["ou", "or", "|"];
const NOT: [&str; 4] = ["non", "not", "sauf", "except"];
/// What stands before a state, and denies it or not.
const IS: [(&str, bool); 4] = [("n'est pas", true), ("is not", true), ("est", false), ("is", false)];
/// "No reply for 10 working days": no exchange within them.
const SILENCE: [&str; 8] = [
    "sans reponse depuis",
    "pas de reponse depuis",
    "sans contact depuis",
    "sans nouvelle depuis",
    "sans nouvelles depuis",
    "no reply for",
    "no contact for",
    "no reply since",
];
const IMPORTED: [&str; 5] = ["importe de", "importe depuis", "importee de", "importes de", "imported from"];

/// Reads a filter.
///
/// # Errors
/// `filter_field_unknown`, `filter_value_missing`, `filter_stage_unknown` …, each with `at` (the place of the first letter
/// concerned, from 1), `word`, and `proposal` where one is near.
pub fn read(text: &str, vocabulary: &Vocabulary) -> Outcome<Filter> {
    if text.chars().count() > LETTERS {
        return Err(Failure::invalid("filter", "filter_too_long").with("most", LETTERS));
    }
    let mut reader = Reader { text, tokens: tokens(text), at: 0, depth: 0, has_decimals: false, vocabulary };
    if let Some(open) = reader.tokens.iter().position(|token| token.kind == Kind::Unclosed) {
        return Err(reader.wrong("filter_quote_unclosed", open));
    }
    if reader.tokens.is_empty() {
        return Ok(Filter::everybody());
    }
    let filter = reader.any()?;
    if reader.at < reader.tokens.len() {
        return Err(reader.wrong("filter_unexpected", reader.at));
    }
    Ok(filter)
}

/// Reads what stands in the search: words, as ever, unless something in them is of the filter language.
///
/// # Errors
/// Those of [`read`] about the values of fields that there are; what is no filter is words to look for.
pub fn search(text: &str, vocabulary: &Vocabulary) -> Outcome<Filter> {
    let words = || Ok(Filter::Words { text: text.to_owned() });
    if is_plain(text) {
        return words();
    }
    match read(text, vocabulary) {
        Err(failure) if of_values(&failure.key) => Err(failure),
        Ok(filter) if compares(&filter) => Ok(filter),
        _ => words(),
    }
}

/// A field that there is, with a value that there is not, was meant as a condition: that is worth saying.
fn of_values(key: &str) -> bool {
    let ends = ["stage_unknown", "tag_unknown", "member_unknown", "state_unknown", "op_unfit", "able"];
    ends.iter().any(|end| key.ends_with(end))
}

/// True where something else than words is asked.
fn compares(filter: &Filter) -> bool {
    match filter {
        Filter::All { of } | Filter::Any { of } => of.iter().any(compares),
        Filter::Words { .. } => false,
        _ => true,
    }
}

/// True for words that can be nothing but words to look for.
#[must_use]
pub fn is_plain(text: &str) -> bool {
    !text.contains([':', '#', '"', '«', '“', '(', '=', '<', '>', '~'])
        && !text.split_whitespace().any(|word| word.len() > 1 && word.starts_with('-'))
}

pub(super) struct Reader<'a> {
    pub text: &'a str,
    pub tokens: Vec<Token>,
    pub at: usize,
    depth: usize,
    /// The values that are read are numbers: a comma within digits is a decimal one.
    pub has_decimals: bool,
    pub vocabulary: &'a Vocabulary,
}

impl Reader<'_> {
    pub(super) fn kind(&self, index: usize) -> Option<&Kind> {
        self.tokens.get(index).map(|token| &token.kind)
    }

    pub(super) fn word(&self, index: usize) -> Option<&str> {
        match self.kind(index) {
            Some(Kind::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// A refusal at a token, or at the end of the text.
    pub(super) fn wrong(&self, key: &str, index: usize) -> Failure {
        let token = self.tokens.get(index);
        let start = token.map_or(self.text.len(), |token| token.start);
        let word = token.map(|token| self.text[token.start..token.end].trim()).unwrap_or_default();
        let failure = Failure::invalid("filter", key).with("place", self.text[..start].chars().count() + 1);
        if word.is_empty() { failure } else { failure.with("word", word) }
    }

    /// Gives a refusal of a value its place.
    pub(super) fn placed(&self, failure: Failure, index: usize) -> Failure {
        let start = self.tokens.get(index).map_or(self.text.len(), |token| token.start);
        failure.with("place", self.text[..start].chars().count() + 1)
    }

    fn deeper<T>(&mut self, act: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        self.depth += 1;
        if self.depth > DEPTH {
            return Err(self.wrong("filter_too_deep", self.at));
        }
        let done = act(self);
        self.depth -= 1;
        done
    }

    fn any(&mut self) -> Outcome<Filter> {
        self.deeper(|reader| {
            let mut of = vec![reader.all()?];
            while reader.word(reader.at).is_some_and(|word| OR.contains(&word)) {
                reader.at += 1;
                of.push(reader.all()?);
            }
            Ok(one_or(of, |of| Filter::Any { of }))
        })
    }

    fn all(&mut self) -> Outcome<Filter> {
        let mut of = vec![self.term()?];
        loop {
            match self.kind(self.at) {
                None | Some(Kind::Close) => break,
                Some(Kind::Comma) => self.at += 1,
                Some(Kind::Word(word)) if OR.contains(&word.as_str()) => break,
                Some(Kind::Word(word)) if AND.contains(&word.as_str()) => {
                    self.at += 1;
                    of.push(self.term()?);
                }
                _ => of.push(self.term()?),
            }
        }
        Ok(one_or(of, |of| Filter::All { of }))
    }

    fn term(&mut self) -> Outcome<Filter> {
        match self.kind(self.at).cloned() {
            None => Err(self.wrong("filter_incomplete", self.at)),
            Some(Kind::Open) => {
                let open = self.at;
                self.at += 1;
                let inside = self.any()?;
                if self.kind(self.at) != Some(&Kind::Close) {
                    return Err(self.wrong("filter_parenthesis_unclosed", open));
                }
                self.at += 1;
                Ok(inside)
            }
            Some(Kind::Word(word)) => self.worded(&word),
            Some(Kind::Quoted(text)) => match self.condition()? {
                Some(found) => Ok(found),
                None => {
                    self.at += 1;
                    Ok(Filter::Phrase { text })
                }
            },
            _ => Err(self.wrong("filter_unexpected", self.at)),
        }
    }

    fn worded(&mut self, word: &str) -> Outcome<Filter> {
        let start = self.at;
        if NOT.contains(&word) {
            self.at += 1;
            return self.deeper(Self::term).map(Filter::negated);
        }
        if AND.contains(&word) || OR.contains(&word) {
            return Err(self.wrong("filter_unexpected", self.at));
        }
        // As it is written: folding makes a hyphen of other signs too.
        let is_signed = self.text[self.tokens[start].start..].starts_with('-');
        if let Some(rest) = word.strip_prefix('-').filter(|_| is_signed) {
            // What ends a group or a list is not denied: the sign is a word then.
            let begins = |kind: &Kind| !matches!(kind, Kind::Close | Kind::Comma | Kind::Sign(_));
            let is_before_glued = rest.is_empty()
                && self.tokens.get(start + 1).is_some_and(|next| next.is_glued && begins(&next.kind));
            if is_before_glued {
                self.at += 1;
                return self.deeper(Self::term).map(Filter::negated);
            }
            if !rest.is_empty() {
                self.tokens[start].kind = Kind::Word(rest.to_owned());
                self.tokens[start].start += 1;
                return self.deeper(Self::term).map(Filter::negated);
            }
        }
        if let Some(id) = word.strip_prefix('#').and_then(|id| id.parse().ok()) {
            self.at += 1;
            return Ok(Filter::Record { id });
        }
        if let Some(found) = self.state()? {
            return Ok(found);
        }
        if let Some(found) = self.presence(word)? {
            return Ok(found);
        }
        if let Some(found) = self.silence()? {
            return Ok(found);
        }
        if let Some(found) = self.condition()? {
            return Ok(found);
        }
        if matches!(self.kind(start + 1), Some(Kind::Sign(_))) && self.tokens[start + 1].is_glued {
            return self.after_unknown(start);
        }
        self.free()
    }

    /// A word with a sign behind it that names no field: full text by its own name, else a mistake.
    fn after_unknown(&mut self, start: usize) -> Outcome<Filter> {
        let word = self.word(start).unwrap_or_default().to_owned();
        if matches!(word.as_str(), "texte" | "text") && self.kind(start + 1) == Some(&Kind::Sign(Sign::Colon))
        {
            self.at = start + 2;
            let (text, _) = self.signed_value()?;
            return Ok(Filter::Words { text });
        }
        let failure = self.wrong("filter_field_unknown", start);
        Err(match self.vocabulary.field_like(&word) {
            Some(like) => failure.with("proposal", like).hint("filter_proposal"),
            None => failure,
        })
    }

    /// Words up to something that means more; they are looked for together.
    fn free(&mut self) -> Outcome<Filter> {
        let first = self.at;
        while let Some(word) = self.word(self.at) {
            if self.at > first && self.begins_something(word) {
                break;
            }
            self.at += 1;
        }
        let (from, to) = (self.tokens[first].start, self.tokens[self.at - 1].end);
        Ok(Filter::Words { text: self.text[from..to].to_owned() })
    }

    /// True where a word is not one to look for, nor part of a value.
    pub(super) fn begins_something(&self, word: &str) -> bool {
        AND.contains(&word)
            || OR.contains(&word)
            || NOT.contains(&word)
            || (word.len() > 1 && word.starts_with('-'))
            || word.strip_prefix('#').is_some_and(|id| id.parse::<i64>().is_ok())
            || self.tokens.get(self.at + 1).is_some_and(|next| {
                next.is_glued && matches!(next.kind, Kind::Sign(_) | Kind::Quoted(_) | Kind::Open)
            })
            || self.named(self.at).is_some()
            || self.phrase_at(self.at, &SILENCE).is_some()
            || self.phrase_at(self.at, &IMPORTED).is_some()
            || (matches!(word, "est" | "is" | "n'est") && self.state_at(self.at).is_some())
    }

    /// How many tokens the plain words of a phrase take at a place.
    pub(super) fn follows(&self, index: usize, phrase: &str) -> Option<usize> {
        let mut count = 0;
        for wanted in phrase.split(' ') {
            // `en_retard` is one token of two words.
            if self.word(index + count)? != wanted {
                return None;
            }
            count += 1;
        }
        Some(count)
    }

    fn phrase_at(&self, index: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.follows(index, phrase))
    }

    /// "est en retard", "n'est pas opposé": the state, whether it is denied, and where the text goes on.
    fn state_at(&self, index: usize) -> Option<(State, bool, usize)> {
        let (behind, is_denied) =
            IS.iter().find_map(|(words, denied)| Some((index + self.follows(index, words)?, *denied)))?;
        let behind = if self.kind(behind) == Some(&Kind::Sign(Sign::Colon)) { behind + 1 } else { behind };
        STATES.iter().find_map(|(state, french, english)| {
            french.iter().chain(*english).find_map(|name| {
                let name = plain(name);
                let count = self
                    .follows(behind, &name)
                    .or_else(|| (self.word(behind) == Some(name.as_str())).then_some(1))?;
                Some((*state, is_denied, behind + count))
            })
        })
    }

    fn state(&mut self) -> Outcome<Option<Filter>> {
        if let Some((state, is_denied, next)) = self.state_at(self.at) {
            self.at = next;
            let filter = Filter::State { state };
            return Ok(Some(if is_denied { filter.negated() } else { filter }));
        }
        let is_asked = matches!(self.word(self.at), Some("est" | "is"))
            && self.kind(self.at + 1) == Some(&Kind::Sign(Sign::Colon));
        if !is_asked {
            return Ok(None);
        }
        let Some(word) = self.word(self.at + 2).map(str::to_owned) else {
            return Err(self.wrong("filter_incomplete", self.at + 2));
        };
        if matches!(word.as_str(), "mine" | "a moi") {
            self.at += 3;
            return Ok(Some(Filter::field("owner", Op::Is, vec!["me".to_owned()])));
        }
        let failure = self.wrong("filter_state_unknown", self.at + 2);
        let all = STATES.iter().flat_map(|(_, french, english)| french.iter().chain(*english).copied());
        Err(match super::vocabulary::nearest(&word, all) {
            Some(like) => failure.with("proposal", like).hint("filter_proposal"),
            None => failure,
        })
    }

    /// `has:email`, `sans:ville`.
    fn presence(&mut self, word: &str) -> Outcome<Option<Filter>> {
        let is_absent = match word {
            "has" | "avec" => false,
            "no" | "sans" | "without" => true,
            _ => return Ok(None),
        };
        if self.kind(self.at + 1) != Some(&Kind::Sign(Sign::Colon)) {
            return Ok(None);
        }
        let name = match self.kind(self.at + 2) {
            Some(Kind::Word(name)) => name.clone(),
            Some(Kind::Quoted(name)) => name.clone(),
            _ => return Err(self.wrong("filter_incomplete", self.at + 2)),
        };
        let Some(field) = self.vocabulary.field(&name) else {
            let failure = self.wrong("filter_field_unknown", self.at + 2);
            return Err(match self.vocabulary.field_like(&name) {
                Some(like) => failure.with("proposal", like).hint("filter_proposal"),
                None => failure,
            });
        };
        check_op(&field, Op::Empty).map_err(|failure| self.placed(failure, self.at + 2))?;
        self.at += 3;
        let empty = Filter::field(&field.key, Op::Empty, Vec::new());
        Ok(Some(if is_absent { empty } else { empty.negated() }))
    }

    fn silence(&mut self) -> Outcome<Option<Filter>> {
        if let Some(count) = self.phrase_at(self.at, &SILENCE) {
            self.at += count;
            let field = Named {
                key: "last_interaction".to_owned(),
                sort: relance_model::filters::FieldSort::Instant,
            };
            let (values, _) = self.worded_values(&field, Op::Last)?;
            return Ok(Some(Filter::field("last_interaction", Op::Last, values).negated()));
        }
        if let Some(count) = self.phrase_at(self.at, &IMPORTED) {
            self.at += count;
            let field = Named { key: "import".to_owned(), sort: relance_model::filters::FieldSort::File };
            let (values, _) = self.worded_values(&field, Op::Is)?;
            return Ok(Some(Filter::field("import", Op::Is, values)));
        }
        Ok(None)
    }
}

fn one_or(mut of: Vec<Filter>, group: impl FnOnce(Vec<Filter>) -> Filter) -> Filter {
    match of.len() {
        1 => of.remove(0),
        _ => group(of),
    }
}
