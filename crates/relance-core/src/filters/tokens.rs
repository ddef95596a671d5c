//! The words and signs of a filter's text, each with its place. No meaning is given here.

use crate::values::fold;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Colon,
    Equal,
    Different,
    Like,
    Less,
    LessEqual,
    More,
    MoreEqual,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Folded, with `_` as a space: `dernier_contact` is two words that stand together.
    Word(String),
    /// What stands between quotes, as it is.
    Quoted(String),
    /// A quote that is never closed.
    Unclosed,
    Open,
    Close,
    Comma,
    Sign(Sign),
}

#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: Kind,
    /// Bytes of the text.
    pub start: usize,
    pub end: usize,
    /// Nothing stands between this one and the one before.
    pub is_glued: bool,
}

/// How a word counts when it is compared: accents, case and the kind of apostrophe aside.
pub(super) fn plain(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c == '_' { ' ' } else { c }).collect();
    relance_store::fold(spaced.trim())
}

/// The same for values, which are compared as names are.
pub(super) fn loose(text: &str) -> String {
    fold(text)
}

fn closing(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '«' => Some('»'),
        '“' => Some('”'),
        _ => None,
    }
}

fn is_of_word(c: char) -> bool {
    !c.is_whitespace() && closing(c).is_none() && !"»”():,=<>~".contains(c)
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((start, c)) = rest.next() {
        if c.is_whitespace() || c == '»' || c == '”' {
            continue;
        }
        let next = rest.peek().map(|(_, c)| *c);
        let mut twice = |sign: Sign, other: Sign| {
            if next == Some('=') {
                rest.next();
                Kind::Sign(other)
            } else {
                Kind::Sign(sign)
            }
        };
        let kind = match c {
            '(' => Kind::Open,
            ')' => Kind::Close,
            ',' => Kind::Comma,
            ':' => Kind::Sign(Sign::Colon),
            '~' => Kind::Sign(Sign::Like),
            '=' => Kind::Sign(Sign::Equal),
            '<' => twice(Sign::Less, Sign::LessEqual),
            '>' => twice(Sign::More, Sign::MoreEqual),
            '!' if next == Some('=') => twice(Sign::Different, Sign::Different),
            _ => match closing(c) {
                Some(end) => quoted(&mut rest, end),
                None => {
                    while rest.peek().is_some_and(|(_, c)| is_of_word(*c)) {
                        // `a!=b` is a comparison, `a!b` a word.
                        if rest.peek().is_some_and(|(at, _)| text[*at..].starts_with("!=")) {
                            break;
                        }
                        rest.next();
                    }
                    let end = rest.peek().map_or(text.len(), |(at, _)| *at);
                    Kind::Word(plain(&text[start..end]))
                }
            },
        };
        let end = rest.peek().map_or(text.len(), |(at, _)| *at);
        let is_glued = found.last().is_some_and(|last| last.end == start);
        found.push(Token { kind, start, end, is_glued });
    }
    found
}

fn quoted(rest: &mut std::iter::Peekable<std::str::CharIndices<'_>>, end: char) -> Kind {
    let mut text = String::new();
    while let Some((_, c)) = rest.next() {
        match c {
            '\\' => text.extend(rest.next().map(|(_, c)| c)),
            c if c == end => {
                // « a » has its spaces from French, not from the user.
                let inside = if end == '»' { text.trim() } else { text.as_str() };
                return Kind::Quoted(inside.to_owned());
            }
            c => text.push(c),
        }
    }
    Kind::Unclosed
}
