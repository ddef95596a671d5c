//! Reading a template: what stands between double braces, in a text or across the marks that an editor puts within it. Total: any
//! text is read, and what is wrong in it is told with its place.

use std::ops::Range;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Text,
    Html,
}

/// What stands between the braces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    Variable { name: String, fallback: Option<String> },
    If { name: String, is_not: bool },
    Else,
    End,
}

/// A piece of a template, in its order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Source(Range<usize>),
    Tag(Tag),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    pub expression: Expression,
    pub place: Range<usize>,
    /// The marks of the editor within the braces.
    pub marks: String,
    /// As it was written, without those.
    pub written: String,
}

/// What is wrong, where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    pub code: &'static str,
    pub at: usize,
    pub written: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parsed {
    pub pieces: Vec<Piece>,
    pub wrong: Vec<Wrong>,
}

/// Letters between the braces at most: beyond, they are braces of somebody else.
const LONGEST: usize = 300;

/// A letter as it is read, and the bytes that it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Letter {
    pub c: char,
    pub from: usize,
    pub to: usize,
    /// Between two blocks: no tag goes over it.
    pub is_break: bool,
}

pub(super) fn parse(source: &str, form: Form) -> Parsed {
    let letters = letters(source, form);
    let mut parsed = Parsed::default();
    let (mut at, mut done) = (0, 0);
    while at + 1 < letters.len() {
        if !is_pair(&letters, at, '{') {
            at += 1;
            continue;
        }
        let Some(end) = closing(&letters, at) else {
            let written: String =
                letters[at..].iter().take_while(|l| !l.is_break).take(24).map(|l| l.c).collect();
            parsed.wrong.push(Wrong { code: "tag_unclosed", at: letters[at].from, written });
            at += 2;
            continue;
        };
        let place = letters[at].from..letters[end + 1].to;
        let inner: String = letters[at + 2..end].iter().map(|letter| letter.c).collect();
        if place.start > done {
            parsed.pieces.push(Piece::Source(done..place.start));
        }
        let marks = if form == Form::Html { marks(&source[place.clone()]) } else { String::new() };
        done = place.end;
        let written = format!("{{{{{inner}}}}}");
        parsed.pieces.push(Piece::Tag(Tag { expression: expression(&inner), place, marks, written }));
        at = end + 2;
    }
    if done < source.len() {
        parsed.pieces.push(Piece::Source(done..source.len()));
    }
    balance(&mut parsed);
    parsed.wrong.sort_by_key(|wrong| wrong.at);
    parsed
}

fn is_pair(letters: &[Letter], at: usize, brace: char) -> bool {
    let is = |at: usize| letters.get(at).is_some_and(|letter| letter.c == brace && !letter.is_break);
    is(at) && is(at + 1)
}

/// Where the braces that are opened at `at` are closed.
fn closing(letters: &[Letter], at: usize) -> Option<usize> {
    let mut end = at + 2;
    while end + 1 < letters.len() && end < at + LONGEST {
        if letters[end].is_break || is_pair(letters, end, '{') {
            return None;
        }
        if is_pair(letters, end, '}') {
            return Some(end);
        }
        end += 1;
    }
    None
}

fn expression(inner: &str) -> Expression {
    if let Some((name, fallback)) = inner.split_once('|') {
        return Expression::Variable { name: name.trim().to_owned(), fallback: Some(fallback.to_owned()) };
    }
    let inner = inner.trim();
    let words: Vec<&str> = inner.split_whitespace().collect();
    let lower: Vec<String> = words.iter().map(|word| word.to_lowercase()).collect();
    let lower: Vec<&str> = lower.iter().map(String::as_str).collect();
    match lower.as_slice() {
        ["sinon" | "else"] => Expression::Else,
        ["fin" | "end" | "finsi" | "endif" | "/si" | "/if"] | ["fin", "si"] | ["end", "if"] => {
            Expression::End
        }
        ["si" | "if", "pas" | "not", _, ..] => Expression::If { name: words[2..].join(" "), is_not: true },
        ["si" | "if", rest @ ..] => {
            Expression::If { name: words[words.len() - rest.len()..].join(" "), is_not: false }
        }
        _ => Expression::Variable { name: inner.to_owned(), fallback: None },
    }
}

/// Conditions are closed, and closed once.
fn balance(parsed: &mut Parsed) {
    let mut open: Vec<(usize, String, bool)> = Vec::new();
    let mut wrong = Vec::new();
    for piece in &parsed.pieces {
        let Piece::Tag(tag) = piece else { continue };
        let mut say = |code| wrong.push(Wrong { code, at: tag.place.start, written: tag.written.clone() });
        match &tag.expression {
            Expression::If { name, .. } => {
                if name.is_empty() {
                    say("condition_empty");
                }
                open.push((tag.place.start, tag.written.clone(), false));
            }
            Expression::Else => match open.last_mut() {
                Some((_, _, has_else)) if !*has_else => *has_else = true,
                _ => say("else_alone"),
            },
            Expression::End => {
                if open.pop().is_none() {
                    say("end_alone");
                }
            }
            Expression::Variable { name, .. } => {
                if name.is_empty() {
                    say("variable_empty_name");
                }
            }
        }
    }
    wrong.extend(open.into_iter().map(|(at, written, _)| Wrong { code: "condition_unclosed", at, written }));
    parsed.wrong.extend(wrong);
}

/// Elements that stand within a line.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "big", "code", "em", "font", "i", "img", "label", "mark", "s", "small", "span",
    "strike", "strong", "sub", "sup", "u", "wbr",
];

/// The letters of a text: of HTML without its marks, its entities read.
pub(super) fn letters(source: &str, form: Form) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(source.len());
    let mut at = 0;
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        if form == Form::Html
            && c == '<'
            && let Some(len) = mark(rest)
        {
            if !INLINE.contains(&element(&rest[..len]).as_str()) {
                letters.push(Letter { c: '\n', from: at, to: at, is_break: true });
            }
            at += len;
            continue;
        }
        let (c, len) = match (form, c) {
            (Form::Html, '&') => entity(rest).unwrap_or((c, 1)),
            _ => (c, c.len_utf8()),
        };
        let is_break = form == Form::Text && c == '\n';
        letters.push(Letter { c, from: at, to: at + len, is_break });
        at += len;
    }
    letters
}

/// Bytes of a mark that begins here, if one does.
fn mark(text: &str) -> Option<usize> {
    let next = text[1..].chars().next()?;
    if !(next.is_ascii_alphabetic() || next == '/' || next == '!') {
        return None;
    }
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

fn element(mark: &str) -> String {
    mark.trim_start_matches(['<', '/'])
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect::<String>()
        .to_lowercase()
}

fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.char_indices().take(10).find(|(_, c)| *c == ';')?.0;
    let c = match &text[1..end] {
        "nbsp" => '\u{a0}',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        number => {
            let number = number.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c, end + 1))
}

/// The marks of a piece of HTML, without its words.
fn marks(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at..];
        let len = mark(rest).unwrap_or(0);
        out.push_str(&rest[..len]);
        rest = &rest[len.max(1)..];
    }
    out
}
