//! Addresses: who wrote, who got it.

use crate::message::{Mailbox, one_line};

/// A mailbox, if the text is an address at all.
pub(crate) fn mailbox(name: Option<&str>, address: &str) -> Option<Mailbox> {
    let address = bare(address)?;
    let name =
        name.map(|name| one_line(name, 200)).map(|name| name.trim_matches(['"', '\'', ' ']).to_owned());
    let name = name.filter(|name| !name.is_empty() && !name.eq_ignore_ascii_case(&address));
    Some(Mailbox { name, address })
}

/// An address in lower case, without what stands around it.
fn bare(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['<', '>', '"', '\'', ' ', ',', ';']);
    let text = text.strip_prefix("mailto:").unwrap_or(text);
    let (local, domain) = text.rsplit_once('@')?;
    let is_plain = |part: &str| {
        !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c.is_control() || c == '<' || c == '>')
    };
    (is_plain(local) && is_plain(domain) && text.len() <= 320).then(|| text.to_lowercase())
}

/// Mailboxes in a text that no list of addresses is: `Léa Martin <lea@nord.example>; paul@sud.example`.
pub(crate) fn loose(text: &str) -> Vec<Mailbox> {
    text.split([';', ','])
        .filter_map(|part| match part.split_once('<') {
            Some((name, rest)) => mailbox(Some(name), rest),
            None => mailbox(None, part),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{loose, mailbox};

    #[test]
    fn an_address_is_in_lower_case_and_its_name_says_more_than_it() {
        let found = mailbox(Some("\"Léa  Martin\""), "<Lea@Nord.example>").unwrap();
        assert_eq!((found.name.as_deref(), found.address.as_str()), (Some("Léa Martin"), "lea@nord.example"));
        assert_eq!(mailbox(Some("lea@nord.example"), "lea@nord.example").unwrap().name, None);
        assert_eq!(mailbox(None, "no address"), None);
        assert_eq!(loose("Léa <lea@nord.example>; paul@sud.example, x").len(), 2);
    }
}
