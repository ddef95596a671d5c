//! Several values in one text: « VIP, Salon » out and in again. A value that holds a separator or a quote stands between
//! quotes, its own doubled, as in a CSV.

const SEPARATORS: [char; 4] = [',', ';', '|', '\n'];

/// The values as one text.
pub fn listed<'a>(values: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = |value: &str| {
        let must = value.contains(SEPARATORS) || value.contains('"') || value.starts_with('#');
        if must { format!("\"{}\"", value.replace('"', "\"\"")) } else { value.to_owned() }
    };
    values.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// A value of a list, and whether it stood between quotes: then it is meant to the letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub text: String,
    pub is_quoted: bool,
}

/// The values that a text names, blank ones aside.
pub fn parts(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let after = match quoted(rest) {
            Some((text, after)) => {
                found.push(Part { text, is_quoted: true });
                after
            }
            None => {
                let end = rest.find(SEPARATORS).unwrap_or(rest.len());
                let text = rest[..end].trim();
                if !text.is_empty() {
                    found.push(Part { text: text.to_owned(), is_quoted: false });
                }
                &rest[end..]
            }
        };
        let mut letters = after.chars();
        if letters.next().is_none() {
            return found;
        }
        rest = letters.as_str();
    }
}

/// What stands between quotes at the beginning, where nothing but the next value follows; and what follows.
fn quoted(text: &str) -> Option<(String, &str)> {
    let inner = text.strip_prefix('"')?;
    let mut value = String::new();
    let mut letters = inner.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        if letter != '"' {
            value.push(letter);
        } else if letters.peek().is_some_and(|(_, next)| *next == '"') {
            letters.next();
            value.push('"');
        } else {
            let after = inner[at + 1..].trim_start_matches([' ', '\t']);
            let is_end = after.is_empty() || after.starts_with(SEPARATORS);
            return (is_end && !value.trim().is_empty()).then_some((value, after));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_comes_back_to_the_letter() {
        for values in
            [&["VIP", "Salon, Lyon", "#chaud; 2026", "l’\"ami\""][..], &["\"", "a|b", "c\nd"], &["seul"], &[]]
        {
            let back: Vec<String> =
                parts(&listed(values.iter().copied())).into_iter().map(|part| part.text).collect();
            assert_eq!(back, values);
        }
    }

    #[test]
    fn quotes_that_enclose_nothing_are_letters() {
        let texts = |text: &str| parts(text).into_iter().map(|part| part.text).collect::<Vec<_>>();
        assert_eq!(texts("5\" vis; a"), ["5\" vis", "a"]);
        assert_eq!(texts("\"a\" b, c"), ["\"a\" b", "c"]);
        assert_eq!(texts("\"a, b"), ["\"a", "b"]);
        assert_eq!(texts(" ; ,, "), Vec::<String>::new());
    }
}
