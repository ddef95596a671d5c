//! E-mail addresses: the practical part of RFC 5321. Quoted local parts and addresses of numbers
//! are refused: in a list of prospects they are mistakes.

use super::text::{is_space, trim};
use super::{EMPTY, Listed, Reason};

const SYNTAX: Reason = "email_syntax";

/// An address in lower case, and the name that stood beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    pub address: String,
    pub name: Option<String>,
}

/// Reads a cell that holds exactly one address.
pub fn email(text: &str) -> Result<String, Reason> {
    let text = trim(text);
    if text.is_empty() {
        return Err(EMPTY);
    }
    if let Some(address) = address(text) {
        return Ok(address);
    }
    let mut listed = emails(text);
    match (listed.found.len(), listed.rejected.is_empty()) {
        (1, true) => Ok(listed.found.swap_remove(0).address),
        (0, _) => Err(SYNTAX),
        _ => Err("email_several"),
    }
}

/// Reads all addresses of a cell: separated in any way, with names, with "mailto:".
pub fn emails(text: &str) -> Listed<Email> {
    let mut listed = Listed::default();
    let text = trim(text);
    if text.is_empty() {
        return listed;
    }
    if let Some(address) = address(text) {
        listed.found.push(Email { address, name: None });
        return listed;
    }
    let plain = text.contains('@');
    let spelled = if plain { None } else { Some(unspell(text)) };
    let mut name = String::new();
    for token in spelled.as_deref().unwrap_or(text).split(|letter: char| {
        is_space(letter) || matches!(letter, ',' | ';' | '|' | '<' | '>' | '(' | ')' | '"')
    }) {
        take(token, &mut name, &mut listed);
    }
    let rest = trim(&name);
    if !rest.is_empty() && listed.found.is_empty() && listed.rejected.is_empty() {
        listed.rejected.push((text.to_owned(), SYNTAX));
    }
    listed
}

fn take(token: &str, name: &mut String, listed: &mut Listed<Email>) {
    let token =
        token.trim_matches(|letter: char| matches!(letter, '\'' | '[' | ']' | ':')).trim_end_matches('.');
    if token.is_empty() {
        return;
    }
    let token = strip_label(token);
    if !token.contains('@') {
        if !matches!(
            token.to_ascii_lowercase().as_str(),
            "mailto" | "email" | "e-mail" | "mail" | "et" | "ou" | "or" | "and" | "/" | "-" | ""
        ) {
            if !name.is_empty() {
                name.push(' ');
            }
            name.push_str(token);
        }
        return;
    }
    let is_several = token.contains('/') && token.split('/').all(|part| part.contains('@'));
    let parts: Vec<&str> = if is_several { token.split('/').collect() } else { vec![token] };
    for part in parts {
        match address(part) {
            Some(address) if listed.found.iter().any(|known| known.address == address) => {}
            Some(address) => {
                let name = std::mem::take(name);
                listed.found.push(Email { address, name: (!name.is_empty()).then_some(name) });
            }
            None => listed.rejected.push((part.to_owned(), SYNTAX)),
        }
    }
}

fn strip_label(token: &str) -> &str {
    for label in ["mailto:", "email:", "e-mail:", "mail:", "MAILTO:", "Email:", "E-mail:", "Mail:", "Mailto:"]
    {
        if let Some(rest) = token.strip_prefix(label) {
            return rest.split('?').next().unwrap_or(rest);
        }
    }
    token
}

/// "lea (at) acme (dot) fr" as people write it against robots.
fn unspell(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    let mut spelled = lower;
    for (hidden, plain) in [
        ("(at)", "@"),
        ("[at]", "@"),
        (" at ", "@"),
        ("(dot)", "."),
        ("[dot]", "."),
        (" dot ", "."),
        ("(arobase)", "@"),
    ] {
        if spelled.contains(hidden) {
            spelled = spelled.split(hidden).map(str::trim).collect::<Vec<_>>().join(plain);
        }
    }
    spelled
}

/// A checked address in lower case: mailboxes that differ only in case do not exist in practice.
fn address(text: &str) -> Option<String> {
    let (local, domain) = text.rsplit_once('@')?;
    (is_local(local) && is_domain(domain)).then(|| text.to_lowercase())
}

fn is_local(local: &str) -> bool {
    if local.is_empty()
        || local.len() > 64
        || local.starts_with('.')
        || local.ends_with('.')
        || local.contains("..")
    {
        return false;
    }
    local.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte))
}

/// A host name of at least two labels whose last one is no number.
pub(super) fn is_domain(domain: &str) -> bool {
    if domain.len() > 253 || domain.len() < 4 {
        return false;
    }
    let (mut labels, mut last) = (0, "");
    for label in domain.split('.') {
        let is_edge = |letter: Option<char>| letter.is_some_and(|letter| letter != '-');
        let fits = !label.is_empty()
            && label.len() <= 63
            && is_edge(label.chars().next())
            && is_edge(label.chars().next_back())
            && label.chars().all(|letter| {
                letter.is_ascii_alphanumeric()
                    || letter == '-'
                    || (!letter.is_ascii() && letter.is_alphanumeric())
            });
        if !fits {
            return false;
        }
        labels += 1;
        last = label;
    }
    labels >= 2
        && (last.starts_with("xn--") || (last.chars().count() >= 2 && last.chars().all(char::is_alphabetic)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address() {
        for (text, found) in [
            ("lea@acme.fr", "lea@acme.fr"),
            (" Lea.Martin@ACME.FR\u{a0}", "lea.martin@acme.fr"),
            ("mailto:lea@acme.fr", "lea@acme.fr"),
            ("Léa Martin <lea@acme.fr>", "lea@acme.fr"),
            ("<lea@acme.fr>", "lea@acme.fr"),
            ("\"Martin, Léa\" <lea@acme.fr>", "lea@acme.fr"),
            ("lea+crm@mail.acme.co.uk", "lea+crm@mail.acme.co.uk"),
            ("lea@société.fr", "lea@société.fr"),
            ("lea@xn--socit-esab.fr", "lea@xn--socit-esab.fr"),
            ("lea(at)acme.fr", "lea@acme.fr"),
            ("lea [at] acme [dot] fr", "lea@acme.fr"),
            ("o'brien@acme.ie", "o'brien@acme.ie"),
            ("lea@acme.fr.", "lea@acme.fr"),
            ("E-mail: lea@acme.fr", "lea@acme.fr"),
        ] {
            assert_eq!(email(text).as_deref(), Ok(found), "for {text:?}");
        }
    }

    #[test]
    fn what_is_no_address_says_so() {
        for text in [
            "lea",
            "lea@",
            "@acme.fr",
            "lea@acme",
            "lea@@acme.fr",
            "lea..m@acme.fr",
            ".lea@acme.fr",
            "lea.@acme.fr",
            "léa@acme.fr",
            "lea@acme..fr",
            "lea@-acme.fr",
            "lea@acme.f",
            "lea@127.0.0.1",
            "lea martin@acme",
            "lea@acme_corp.fr",
            "n/a",
            "06 12 34 56 78",
        ] {
            assert_eq!(email(text), Err(SYNTAX), "for {text:?}");
        }
        assert_eq!(email(" "), Err(EMPTY));
        assert_eq!(email("a@b.fr; c@d.fr"), Err("email_several"));
        assert_eq!(email(&format!("{}@acme.fr", "a".repeat(65))), Err(SYNTAX));
    }

    #[test]
    fn several_in_a_cell() {
        for text in [
            "a@b.fr; c@d.fr",
            "a@b.fr,c@d.fr",
            "a@b.fr / c@d.fr",
            "a@b.fr/c@d.fr",
            "a@b.fr c@d.fr",
            "a@b.fr\nC@D.fr",
            "a@b.fr | c@d.fr",
            "a@b.fr ou c@d.fr",
            "a@b.fr, c@d.fr, A@B.FR",
        ] {
            let found: Vec<_> = emails(text).found.into_iter().map(|email| email.address).collect();
            assert_eq!(found, ["a@b.fr", "c@d.fr"], "for {text:?}");
        }
        let listed = emails("Léa Martin <lea@acme.fr>, Paul <paul@acme>");
        assert_eq!(
            listed.found,
            [Email { address: "lea@acme.fr".to_owned(), name: Some("Léa Martin".to_owned()) }]
        );
        assert_eq!(listed.rejected, [("paul@acme".to_owned(), SYNTAX)]);
        assert!(emails("").found.is_empty() && emails("").rejected.is_empty());
        assert_eq!(emails("néant").rejected.len(), 1);
    }
}
