//! A template as it comes out for somebody, and a message that is ready, looked at.

use super::{
    fill::{Filled, fill},
    lint::{self, Message},
    names::{self, Facts},
    parse::{Form, Piece, parse},
    table,
};
use crate::{fields, settings};
use relance_mime::compose::{outgoing, plain};
use relance_model::{
    Outcome,
    templates::{CheckRequest, Checked, Lint, Part, Preview, PreviewRequest, Purpose, Tongue, Variable},
};
use relance_store::Db;

/// The variables that may stand in a template.
///
/// # Errors
/// The base cannot be read.
pub fn variables(db: &Db<'_>) -> Outcome<Vec<Variable>> {
    Ok(names::variables(&fields::all(db)?))
}

/// A template as it is being filled.
pub(super) struct Draft {
    pub subject: String,
    pub body: String,
    /// Its own.
    pub language: Option<Tongue>,
    /// The one that values are said in.
    pub spoken: Tongue,
    pub purpose: Purpose,
    pub has_attachment: bool,
}

impl Draft {
    /// What is given, in the place of what is kept.
    pub fn read(db: &Db<'_>, request: &PreviewRequest) -> Outcome<Self> {
        let kept = request.template.map(|id| table::get(db, id)).transpose()?;
        let kept = kept.as_ref();
        let language = request.language.or(kept.and_then(|kept| kept.language));
        let usual = || -> Outcome<Tongue> {
            Ok(if settings::is_english(db, None)? { Tongue::En } else { Tongue::Fr })
        };
        let text = |given: &Option<String>, held: Option<&String>| {
            given.clone().or(held.cloned()).unwrap_or_default()
        };
        Ok(Self {
            subject: text(&request.subject, kept.map(|kept| &kept.subject)),
            body: text(&request.body, kept.map(|kept| &kept.body)),
            language,
            spoken: language.map_or_else(usual, Ok)?,
            purpose: request.purpose.or(kept.map(|kept| kept.purpose)).unwrap_or_default(),
            has_attachment: request.has_attachment,
        })
    }

    pub fn preview(&self, facts: &Facts) -> Preview {
        let subject = fill(&self.subject, Form::Text, facts);
        let body = fill(&self.body, Form::Html, facts);
        let html = outgoing(&body.text);
        let known = self.known(facts, &subject, &body);
        let used: Vec<_> = subject.used.iter().chain(&body.used).cloned().collect();
        let mut lints = lint::troubles(&subject, Part::Subject);
        lints.extend(lint::troubles(&body, Part::Body));
        lints.extend(lint::look(&Message {
            subject: &subject.text,
            html: &body.text,
            language: self.language,
            purpose: self.purpose,
            has_attachment: self.has_attachment,
            first_name: facts.first_name.as_deref(),
            last_name: facts.last_name.as_deref(),
            used: &used,
            known: &known,
        }));
        lints.sort_by_key(|lint| lint.severity);
        Preview {
            text: plain(&html),
            html,
            subject: table::one_line(&subject.text),
            used: used.into_iter().map(|(_, used)| used).collect(),
            lints,
        }
    }

    /// Tags that are still there on purpose, or are told of already.
    fn known(&self, facts: &Facts, subject: &Filled, body: &Filled) -> Vec<String> {
        let told = subject.trouble.iter().chain(&body.trouble).map(|trouble| trouble.written.clone());
        let mut known: Vec<String> = told.filter(|written| !written.is_empty()).collect();
        if facts.values.is_none() {
            for (source, form) in [(&self.subject, Form::Text), (&self.body, Form::Html)] {
                for piece in parse(source, form).pieces {
                    if let Piece::Tag(tag) = piece {
                        known.push(tag.written);
                    }
                }
            }
        }
        known
    }
}

/// Fills a template for somebody and says what is to be looked at.
///
/// # Errors
/// `not_found` for the template or the prospect.
pub fn preview(db: &Db<'_>, request: &PreviewRequest) -> Outcome<Preview> {
    let draft = Draft::read(db, request)?;
    let facts = match request.prospect {
        Some(prospect) => Facts::of(db, prospect, &names::me(db)?, draft.spoken)?,
        None => Facts::of_nobody(db)?,
    };
    Ok(draft.preview(&facts))
}

/// Says what is to be looked at in a message that is ready.
///
/// # Errors
/// `not_found` for the prospect.
pub fn check(db: &Db<'_>, request: &CheckRequest) -> Outcome<Checked> {
    let facts = match request.prospect {
        Some(prospect) => Facts::of(db, prospect, &names::me(db)?, request.language.unwrap_or(Tongue::Fr))?,
        None => Facts::default(),
    };
    let lints: Vec<Lint> = lint::look(&Message {
        subject: &request.subject,
        html: &request.html,
        language: request.language,
        purpose: request.purpose,
        has_attachment: request.has_attachment,
        first_name: facts.first_name.as_deref(),
        last_name: facts.last_name.as_deref(),
        ..Message::default()
    });
    Ok(Checked { lints })
}
