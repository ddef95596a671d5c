//! Templates of messages: kept by name, filled for somebody, and looked at before they go. A template counts as data and nothing
//! else: no message depends on the one that it was begun with.

mod fill;
mod lint;
mod many;
mod names;
mod parse;
mod preview;
mod starters;
mod table;

#[cfg(test)]
mod tests;

pub use many::many;
pub use preview::{check, preview, variables};
pub use relance_mime::compose::plain;
pub use starters::add_starters;
pub use table::{add, all, copy, edit, find, get, remove};
pub(crate) use table::{adopt, erase_sample};

/// Reads a template and forgets it: what a program that feeds it anything watches.
#[doc(hidden)]
pub fn probe(text: &str, is_html: bool) -> String {
    let form = if is_html { parse::Form::Html } else { parse::Form::Text };
    let facts = names::Facts::probe();
    let filled = fill::fill(text, form, &facts);
    let message = lint::Message { subject: &filled.text, html: &filled.text, ..lint::Message::default() };
    drop(lint::look(&message));
    filled.text
}
