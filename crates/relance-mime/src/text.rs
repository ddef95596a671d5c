//! The words of an HTML body: what is read where no text was sent along, and what a line of a list shows.

use mail_parser::decoders::html::html_to_text;

/// The words, in paragraphs.
#[must_use]
pub fn from_html(html: &str) -> String {
    let text = html_to_text(&without_hidden(html)).replace('\u{a0}', " ");
    let mut out = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines() {
        let line = line.trim();
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.trim().to_owned()
}

/// Without what no reader sees: styles, scripts, the title.
fn without_hidden(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let lower = html.to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = lower[at..].find('<') {
        let start = at + found;
        out.push_str(&html[at..start]);
        let hidden = ["style", "script", "title"].into_iter().find(|name| {
            lower[start + 1..]
                .strip_prefix(name)
                .is_some_and(|rest| rest.starts_with(['>', ' ', '\n', '\r', '\t']))
        });
        at = match hidden {
            Some(name) => {
                let close = format!("</{name}");
                let end = lower[start..].find(&close).map(|end| start + end);
                end.and_then(|end| lower[end..].find('>').map(|more| end + more + 1)).unwrap_or(html.len())
            }
            // A paragraph is followed by an empty line.
            None if lower[start..].starts_with("</p>") => {
                out.push_str("</p><br>");
                start + 4
            }
            None => {
                out.push('<');
                start + 1
            }
        };
    }
    out.push_str(&html[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::from_html;

    #[test]
    fn words_come_without_styles_and_in_paragraphs() {
        let html = "<html><head><title>x</title><style>p{color:red}</style></head><body><p>Bonjour,</p><p>à&nbsp;jeudi.<br>Léa</p></body></html>";
        assert_eq!(from_html(html), "Bonjour,\n\nà jeudi.\nLéa");
    }
}
