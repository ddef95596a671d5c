//! Filling a template with what the variables are worth for somebody.

use super::{
    names::Facts,
    parse::{Expression, Form, Piece, Tag, parse},
};
use relance_model::templates::{FilledFrom, Used};

/// Something that is wrong with the template, or empty for whom it is filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    pub code: &'static str,
    pub at: usize,
    pub written: String,
    pub name: Option<String>,
    pub nearest: Option<String>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Filled {
    pub text: String,
    /// What was used, with the tag as it was written.
    pub used: Vec<(String, Used)>,
    pub trouble: Vec<Trouble>,
}

/// Fills it. Where nobody is meant the variables stay as they are, and a condition is taken as fulfilled.
pub(super) fn fill(source: &str, form: Form, facts: &Facts) -> Filled {
    let parsed = parse(source, form);
    let mut run = Run { form, facts, out: Filled::default(), gaps: Vec::new(), open: Vec::new() };
    run.out.trouble = parsed
        .wrong
        .into_iter()
        .map(|wrong| Trouble {
            code: wrong.code,
            at: wrong.at,
            written: wrong.written,
            name: None,
            nearest: None,
        })
        .collect();
    for piece in parsed.pieces {
        match piece {
            Piece::Source(place) => {
                if run.is_heard() {
                    run.out.text.push_str(&source[place]);
                }
            }
            Piece::Tag(tag) => run.tag(&tag),
        }
    }
    let Run { mut out, gaps, .. } = run;
    // What goes is behind what is still to be looked at, or around it.
    let mut edge = usize::MAX;
    for gap in gaps.into_iter().rev() {
        edge = close_gap(&mut out.text, gap.min(edge), form).unwrap_or(edge);
    }
    out.trouble.sort_by_key(|trouble| trouble.at);
    out
}

struct Run<'a> {
    form: Form,
    facts: &'a Facts,
    out: Filled,
    /// Where nothing came of a tag: a line that has nothing else goes.
    gaps: Vec<usize>,
    /// Of each condition around: whether what stands now is heard.
    open: Vec<bool>,
}

impl Run<'_> {
    fn is_heard(&self) -> bool {
        self.open.iter().all(|heard| *heard)
    }

    fn tag(&mut self, tag: &Tag) {
        match &tag.expression {
            Expression::Variable { name, fallback } => {
                if self.is_heard() {
                    self.variable(tag, name, fallback.as_deref());
                } else {
                    self.known(tag, name);
                }
            }
            Expression::If { name, is_not } => {
                let at = self.known(tag, name);
                let heard = match (at, &self.facts.values) {
                    (Some(at), Some(_)) => self.facts.holds(at) != *is_not,
                    _ => true,
                };
                self.control(tag);
                self.open.push(heard);
            }
            Expression::Else => {
                if let Some(heard) = self.open.last_mut() {
                    *heard = !*heard;
                }
                self.control(tag);
            }
            Expression::End => {
                self.open.pop();
                self.control(tag);
            }
        }
    }

    /// Nothing comes of it but its place and the marks within.
    fn control(&mut self, tag: &Tag) {
        self.gaps.push(self.out.text.len());
        if self.is_heard() {
            self.out.text.push_str(&tag.marks);
        }
    }

    /// Which variable it is; told where there is none.
    fn known(&mut self, tag: &Tag, name: &str) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        match self.facts.resolve(name) {
            Ok(at) => Some(at),
            Err(nearest) => {
                self.out.trouble.push(Trouble {
                    code: "variable_unknown",
                    at: tag.place.start,
                    written: tag.written.clone(),
                    name: Some(name.to_owned()),
                    nearest,
                });
                None
            }
        }
    }

    fn variable(&mut self, tag: &Tag, name: &str, fallback: Option<&str>) {
        let value = self.known(tag, name).map(|at| (at, self.facts.value(at).map(str::to_owned)));
        let (words, from) = match value {
            Some((at, Some(value))) if !value.is_empty() => (value, self.facts.from(at)),
            Some((_, Some(_))) => match fallback {
                Some(fallback) => (fallback.to_owned(), FilledFrom::Fallback),
                None => {
                    self.out.trouble.push(Trouble {
                        code: "variable_empty",
                        at: tag.place.start,
                        written: tag.written.clone(),
                        name: Some(name.to_owned()),
                        nearest: None,
                    });
                    (String::new(), FilledFrom::Nothing)
                }
            },
            // Nobody is meant, or no variable: it stays as it is.
            _ => {
                self.push(&tag.written);
                self.out.text.push_str(&tag.marks);
                return;
            }
        };
        if words.is_empty() {
            self.gaps.push(self.out.text.len());
        }
        self.push(&words);
        self.out.text.push_str(&tag.marks);
        let used = Used { name: name.to_owned(), value: words, from };
        self.out.used.push((tag.written.clone(), used));
    }

    fn push(&mut self, words: &str) {
        if self.form == Form::Text {
            self.out.text.push_str(words);
            return;
        }
        for c in words.chars() {
            match c {
                '&' => self.out.text.push_str("&amp;"),
                '<' => self.out.text.push_str("&lt;"),
                '>' => self.out.text.push_str("&gt;"),
                '"' => self.out.text.push_str("&quot;"),
                '\u{a0}' => self.out.text.push_str("&nbsp;"),
                '\n' => self.out.text.push_str("<br>"),
                c => self.out.text.push(c),
            }
        }
    }
}

/// Elements that go with the last thing in them.
const EMPTIED: [&str; 12] = ["p", "li", "ul", "ol", "b", "strong", "i", "em", "u", "s", "span", "div"];

/// Takes away the paragraph, the item or the line that holds nothing since a tag left nothing; answers where it was.
fn close_gap(text: &mut String, gap: usize, form: Form) -> Option<usize> {
    if form == Form::Text {
        let from = text[..gap].rfind('\n').map_or(0, |at| at + 1);
        let end = text[gap..].find('\n').map_or(text.len(), |at| gap + at + 1);
        let is_line = end > from && text[from..end].ends_with('\n');
        if !is_line || !text[from..end].trim().is_empty() {
            return None;
        }
        text.replace_range(from..end, "");
        return Some(from);
    }
    let mut gone = None;
    let mut at = gap;
    while let Some(place) = emptied(text, at) {
        at = place.start;
        gone = Some(at);
        text.replace_range(place, "");
    }
    gone
}

/// The element around a place that holds nothing.
fn emptied(text: &str, at: usize) -> Option<std::ops::Range<usize>> {
    let (before, after) = text.split_at(at);
    let (head, tail) = (before.trim_end(), after.trim_start());
    let start = head.rfind('<').filter(|_| head.ends_with('>'))?;
    let name: String = head[start + 1..].chars().take_while(char::is_ascii_alphanumeric).collect();
    let close = format!("</{name}>");
    if !EMPTIED.contains(&name.as_str()) || !tail.starts_with(&close) {
        return None;
    }
    Some(start..text.len() - tail.len() + close.len())
}
