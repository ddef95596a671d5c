//! Marks within a note: `#salon` and `#[grand compte]` put a tag on whom the note is about; `@[Paul Durand]` names a member.

use crate::tags;
use relance_model::{Id, Outcome};
use relance_store::Tx;

/// Puts the tags of a note on its prospect. A tag in brackets is made where there is none; a bare word may be anything
/// (« le bureau #12 »), so that it only counts where there is a tag of this name.
///
/// # Errors
/// Those of a new tag: `tag_name_too_long` …
pub(super) fn tag(tx: &Tx<'_>, prospect: Id, body: &str) -> Outcome<()> {
    for (name, is_certain) in named(body) {
        let tag = match tags::find(&tx.db(), name)? {
            Some(tag) => tag.id,
            None if is_certain => tags::find_or_add(tx, name)?,
            None => continue,
        };
        tags::put(tx, prospect, tag)?;
    }
    Ok(())
}

/// The names behind `#`, and whether brackets say that they are tags.
fn named(body: &str) -> Vec<(&str, bool)> {
    let mut found = Vec::new();
    for (at, _) in body.match_indices('#') {
        // `C#`, `page.html#top` are words of their own.
        if body[..at].chars().next_back().is_some_and(|c| !c.is_whitespace() && !"([«\"'".contains(c)) {
            continue;
        }
        let rest = &body[at + 1..];
        if let Some(inner) = rest.strip_prefix('[') {
            let Some(end) = inner.find([']', '\n']).filter(|end| inner[*end..].starts_with(']')) else {
                continue;
            };
            let name = inner[..end].trim();
            if !name.is_empty() {
                found.push((name, true));
            }
        } else {
            let end = rest.find(|c: char| !c.is_alphanumeric() && !"-_".contains(c)).unwrap_or(rest.len());
            // Digits alone are an id or a number to `tags::find`.
            if rest[..end].chars().any(char::is_alphabetic) {
                found.push((&rest[..end], false));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn names_behind_a_hash_are_found_and_other_hashes_are_not() {
        for (body, wanted) in [
            ("vu au #salon-lyon, #[grand compte]", vec![("salon-lyon", false), ("grand compte", true)]),
            ("(#vip) «#été»", vec![("vip", false), ("été", false)]),
            ("C# et page.html#top, bureau #12, # seul, #[], #[sans fin", vec![]),
            ("#[deux\nlignes]", vec![]),
        ] {
            assert_eq!(named(body), wanted, "{body}");
        }
    }
}
