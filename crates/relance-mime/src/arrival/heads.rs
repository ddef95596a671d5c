//! Blocks of fields (`Name: value`, folded over lines), as headers and reports have them, each where it stands.

pub(crate) struct Head<'a> {
    pub(crate) name: &'a str,
    /// As it stands, folds and all.
    pub(crate) value: &'a str,
    /// Where it begins in the text, in bytes.
    pub(crate) at: usize,
    /// An empty line stands above it.
    pub(crate) opens: bool,
}

impl Head<'_> {
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The value on one line.
    pub(crate) fn plain(&self) -> String {
        let words: Vec<&str> = self.value.split_whitespace().collect();
        words.join(" ")
    }
}

/// Fields of a block, at most.
const MOST: usize = 2000;

/// Every field of a text; lines that are none are passed over.
pub(crate) fn read(text: &str) -> Vec<Head<'_>> {
    let mut heads: Vec<Head<'_>> = Vec::new();
    let (mut at, mut opens, mut goes_on) = (0, true, false);
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let bare = line.trim_end_matches(['\r', '\n']);
        if bare.trim().is_empty() {
            (opens, goes_on) = (true, false);
            continue;
        }
        if bare.starts_with([' ', '\t']) {
            if goes_on && let Some(last) = heads.last_mut() {
                let from = last.value.as_ptr() as usize - text.as_ptr() as usize;
                last.value = text[from..start + bare.len()].trim_end();
            }
            continue;
        }
        goes_on = false;
        let Some((name, value)) = bare.split_once(':') else { continue };
        let name = name.trim_end();
        let is_name = !name.is_empty() && name.len() < 80 && name.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_name || heads.len() >= MOST {
            continue;
        }
        // An empty value keeps its place: what is folded below belongs to it.
        heads.push(Head { name, value: value.trim_start_matches([' ', '\t']).trim_end(), at: start, opens });
        (opens, goes_on) = (false, true);
    }
    heads
}

pub(crate) fn get<'a, 'h>(heads: &'h [Head<'a>], name: &str) -> Option<&'h Head<'a>> {
    heads.iter().find(|head| head.is(name))
}

/// An id without its brackets, if the text is one.
pub(crate) fn id(value: &str) -> Option<String> {
    let start = value.find('<').map_or(value, |start| &value[start + 1..]);
    let id = start.split(['>', ' ', '\t', '\r', '\n']).find(|part| !part.is_empty())?;
    (id.len() < 1000 && id.len() > 2).then(|| id.to_owned())
}

/// The address of a field such as `rfc822; lea@nord.example`.
pub(crate) fn address(value: &str) -> Option<String> {
    let value = value.split_once(';').map_or(value, |(_, value)| value);
    addresses(value).into_iter().next().map(|(address, ..)| address)
}

/// Every address in a text: in lower case, with where it begins and ends.
pub(crate) fn addresses(text: &str) -> Vec<(String, usize, usize)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices('@') {
        if found.len() >= 500 {
            break;
        }
        let is_local = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c);
        let is_domain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.');
        let start =
            text[..at].char_indices().rev().take_while(|(_, c)| is_local(*c)).last().map(|(start, _)| start);
        let Some(start) = start else { continue };
        let rest = &text[at + 1..];
        let end = rest.find(|c: char| !is_domain(c)).unwrap_or(rest.len());
        let domain = rest[..end].trim_end_matches(['.', '-']);
        let local =
            text[start..at].trim_start_matches(['\'', '=', '*', '`', '/', '{', '|', '.', '-', '_', '~']);
        let start = at - local.len();
        let is_whole =
            !domain.is_empty() && domain.contains(|c: char| c.is_alphabetic()) && !domain.starts_with('.');
        if local.is_empty() || !is_whole || local.len() > 200 || domain.len() > 255 {
            continue;
        }
        found.push((format!("{local}@{domain}").to_lowercase(), start, at + 1 + domain.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{address, addresses, get, id, read};

    #[test]
    fn fields_are_read_over_their_folds() {
        let heads = read("A: one\n two\n\nB:x\nno field\n\tnor this\nC: \n  y\n");
        assert_eq!(get(&heads, "a").unwrap().plain(), "one two");
        assert!(get(&heads, "B").unwrap().opens);
        assert_eq!(get(&heads, "b").unwrap().value, "x");
        assert_eq!(get(&heads, "c").unwrap().plain(), "y");
    }

    #[test]
    fn addresses_are_found_wherever_they_stand() {
        assert_eq!(address("rfc822;<Lea@Nord.example>").as_deref(), Some("lea@nord.example"));
        assert_eq!(addresses("« léa@nord.example », (p@sud.example.)").len(), 2);
        assert_eq!(address("rfc822; nobody"), None);
        assert_eq!(id(" <a@b> ").as_deref(), Some("a@b"));
    }
}
