//! The filter language: one grammar for what a person types into the search, writes in full or builds in the page. Text
//! becomes a tree and a tree becomes text; nothing here reads the base: what the words name comes in a [`Vocabulary`].
//!
//! Reading what is written gives the same tree again; reading never panics, whatever the text.

mod conditions;
mod operators;
mod parse;
mod period;
mod tokens;
mod value;
mod vocabulary;
mod write;

pub use parse::{is_plain, read, search};
pub(crate) use period::{Almanac, Span, span};
pub use vocabulary::{Vocabulary, words};
pub use write::write;

use relance_model::{
    Failure, Outcome,
    filters::{Filter, FilterRead, Form},
};

/// A tree in both written forms, in one language; what it names must exist.
///
/// # Errors
/// Those of [`read`].
pub fn both(filter: &Filter, vocabulary: &Vocabulary, english: bool) -> Outcome<FilterRead> {
    known(filter, vocabulary)?;
    let long = write(filter, vocabulary, Form::Long, english);
    // Whoever built the tree, it is held to the grammar.
    let filter = read(&long, vocabulary)?;
    Ok(FilterRead { short: write(&filter, vocabulary, Form::Short, english), long, filter })
}

/// Refuses a tree that asks of a field that is not there: written, it would be words to look for.
fn known(filter: &Filter, vocabulary: &Vocabulary) -> Outcome<()> {
    match filter {
        Filter::All { of } | Filter::Any { of } => of.iter().try_for_each(|part| known(part, vocabulary)),
        Filter::Not { of } => known(of, vocabulary),
        Filter::Field { field, .. } if vocabulary.field(field).is_none() => {
            Err(Failure::invalid("filter", "filter_field_unknown")
                .with("word", field.as_str())
                .with("place", 1))
        }
        _ => Ok(()),
    }
}
