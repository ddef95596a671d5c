//! Addresses on the web: sites, domains, LinkedIn profiles, each in one spelling so that equal
//! ones compare equal.

use super::email::is_domain;
use super::text::{is_space, trim};
use super::{EMPTY, Reason, is_free_mail};

/// Reads a site as a URL with its scheme.
pub fn site(text: &str) -> Result<String, Reason> {
    let text = trim(text);
    if text.is_empty() {
        return Err(EMPTY);
    }
    let (scheme, host, path) = parts(text).ok_or("site_unreadable")?;
    let path = if path == "/" { "" } else { path };
    Ok(format!("{scheme}://{host}{path}"))
}

/// The company's domain out of a URL, a bare domain or an e-mail; nothing for the domains where
/// anybody has a mailbox.
pub fn domain(text: &str) -> Option<String> {
    let text = trim(text);
    let host = match text.rsplit_once('@') {
        Some((_, domain)) if !text.contains("://") => domain.trim_end_matches('>').to_lowercase(),
        _ => parts(text)?.1,
    };
    let host = host.split(':').next().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    (is_domain(host) && !is_free_mail(host)).then(|| host.to_owned())
}

/// Scheme, host in lower case, and the rest of a URL; the scheme may be missing.
fn parts(text: &str) -> Option<(&str, String, &str)> {
    if text.contains(is_space) || text.len() > 2048 {
        return None;
    }
    let (scheme, rest) = match text.split_once("://") {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("https") => ("https", rest),
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("http") => ("http", rest),
        Some(_) => return None,
        None => ("https", text.trim_start_matches('/')),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let name = host.split(':').next().unwrap_or_default();
    (!host.contains('@') && is_domain(name)).then(|| (scheme, host.to_lowercase(), path))
}

/// Reads the address of a LinkedIn profile or company as https://www.linkedin.com/in/slug.
pub fn linkedin(text: &str) -> Result<String, Reason> {
    let text = trim(text);
    if text.is_empty() {
        return Err(EMPTY);
    }
    let lower = text.to_ascii_lowercase();
    let path = match lower.find("linkedin.com") {
        Some(at) => &text[at + "linkedin.com".len()..],
        None if lower.starts_with("in/") || lower.starts_with("/in/") => text,
        None => return Err("linkedin_unreadable"),
    };
    let path = path.split(['?', '#']).next().unwrap_or(path);
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let kind = segments.next().unwrap_or_default().to_ascii_lowercase();
    let kind = match kind.as_str() {
        "in" | "pub" => "in",
        "company" => "company",
        "school" => "school",
        "sales" | "talent" | "recruiter" => return Err("linkedin_internal"),
        _ => return Err("linkedin_unreadable"),
    };
    let slug = canonical_slug(segments.next().unwrap_or_default());
    if slug.is_empty() || slug.len() > 300 {
        return Err("linkedin_unreadable");
    }
    Ok(format!("https://www.linkedin.com/{kind}/{slug}"))
}

/// Lower case, letters beyond ASCII as %xx: the spelling LinkedIn itself links to.
fn canonical_slug(slug: &str) -> String {
    let decoded = String::from_utf8(percent_decoded(slug)).unwrap_or_else(|_| slug.to_owned());
    let mut canonical = String::with_capacity(decoded.len());
    for letter in decoded.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.') {
            canonical.push(letter);
        } else if !letter.is_ascii() {
            for byte in letter.encode_utf8(&mut [0; 4]).bytes() {
                canonical.push_str(&format!("%{byte:02x}"));
            }
        }
    }
    canonical
}

fn percent_decoded(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = |byte: Option<&u8>| byte.and_then(|byte| (*byte as char).to_digit(16));
        match (bytes[at], hex(bytes.get(at + 1)), hex(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            (byte, _, _) => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sites_and_domains() {
        for (text, found) in [
            ("acme.fr", Ok("https://acme.fr")),
            ("www.Acme.fr/", Ok("https://www.acme.fr")),
            ("HTTP://ACME.fr/Contact?x=1", Ok("http://acme.fr/Contact?x=1")),
            ("https://acme.fr:8080/a", Ok("https://acme.fr:8080/a")),
            ("", Err(EMPTY)),
            ("acme", Err("site_unreadable")),
            ("lea@acme.fr", Err("site_unreadable")),
            ("not a site.fr", Err("site_unreadable")),
            ("ftp://acme.fr", Err("site_unreadable")),
            ("12.5", Err("site_unreadable")),
        ] {
            assert_eq!(site(text).as_deref().map_err(|reason| *reason), found, "for {text:?}");
        }
        for (text, found) in [
            ("https://www.acme.fr/contact", Some("acme.fr")),
            ("Lea@ACME.fr", Some("acme.fr")),
            ("Léa <lea@acme.fr>", Some("acme.fr")),
            ("lea@gmail.com", None),
            ("orange.fr", None),
            ("shop.acme.co.uk:443", Some("shop.acme.co.uk")),
            ("acme", None),
            ("", None),
        ] {
            assert_eq!(domain(text).as_deref(), found, "for {text:?}");
        }
    }

    #[test]
    fn linkedin_addresses_have_one_spelling() {
        for text in [
            "https://www.linkedin.com/in/lea-martin",
            "https://fr.linkedin.com/in/lea-martin/",
            "http://linkedin.com/in/Lea-Martin?trk=x",
            "linkedin.com/in/lea-martin#about",
            "www.linkedin.com/in/lea-martin/fr",
            "in/lea-martin",
            "/in/lea-martin/",
            "https://m.linkedin.com/in/lea-martin",
        ] {
            assert_eq!(
                linkedin(text).as_deref(),
                Ok("https://www.linkedin.com/in/lea-martin"),
                "for {text:?}"
            );
        }
        assert_eq!(
            linkedin("linkedin.com/company/acme/about/").as_deref(),
            Ok("https://www.linkedin.com/company/acme")
        );
        let accented = Ok("https://www.linkedin.com/in/l%c3%a9a-martin");
        assert_eq!(linkedin("https://www.linkedin.com/in/l%C3%A9a-martin").as_deref(), accented);
        assert_eq!(linkedin("https://www.linkedin.com/in/léa-martin/").as_deref(), accented);
        for text in [
            "https://www.linkedin.com/",
            "lea-martin",
            "https://www.linkedin.com/in/",
            "https://x.com/in/lea",
        ] {
            assert_eq!(linkedin(text), Err("linkedin_unreadable"), "for {text:?}");
        }
        assert_eq!(linkedin("https://www.linkedin.com/sales/lead/ABC"), Err("linkedin_internal"));
    }
}
