//! What was written, without HTML: paragraphs, lists with dashes, links with their addresses, quotes with « > ».

/// The words of HTML that is ours: as [`super::outgoing`] leaves it, each tag closed and each attribute quoted.
#[must_use]
pub fn plain(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        page.words(&rest[..at]);
        let Some(end) = rest[at..].find('>').map(|end| at + end) else {
            rest = &rest[at..];
            break;
        };
        page.tag(&rest[at + 1..end]);
        rest = &rest[end + 1..];
    }
    page.words(rest);
    page.done()
}

#[derive(Default)]
struct Page {
    out: String,
    line: String,
    quotes: usize,
    /// Number of the next item of each list around; none where it has dashes.
    lists: Vec<Option<usize>>,
    /// What the next line begins with, of an item.
    mark: String,
    /// Where the link goes that is open, and where its words begin.
    link: Option<(String, usize)>,
    /// Of a paragraph before which a line stays empty.
    owes_space: bool,
    is_literal: bool,
}

impl Page {
    fn words(&mut self, html: &str) {
        let text = html
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&nbsp;", "\u{a0}")
            .replace("&amp;", "&");
        if self.is_literal {
            for (i, line) in text.split('\n').enumerate() {
                if i > 0 {
                    self.end_line();
                }
                self.line.push_str(line);
            }
            return;
        }
        for c in text.chars() {
            match c {
                ' ' | '\n' | '\r' | '\t' => {
                    if !self.line.is_empty() && !self.line.ends_with(' ') {
                        self.line.push(' ');
                    }
                }
                // What keeps words together on a page is a space in a text; the narrow one is French and stays.
                '\u{a0}' => self.line.push(' '),
                c => self.line.push(c),
            }
        }
    }

    fn tag(&mut self, tag: &str) {
        let (is_end, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
        let name = tag.split([' ', '/']).next().unwrap_or_default();
        match (name, is_end) {
            ("br", _) => self.end_line(),
            ("hr", _) => {
                self.close();
                self.line.push_str("---");
                self.close();
            }
            ("p" | "h1" | "h2" | "h3" | "h4" | "table" | "pre", _) => {
                self.close();
                self.is_literal = name == "pre" && !is_end;
                self.owes_space |= self.lists.is_empty();
            }
            ("div" | "tr" | "caption", _) => self.close(),
            ("td" | "th", true) => self.line.push_str("  "),
            ("blockquote", false) => {
                self.close();
                self.owes_space = true;
                self.space();
                self.quotes += 1;
            }
            ("blockquote", true) => {
                self.close();
                self.owes_space = false;
                self.quotes = self.quotes.saturating_sub(1);
            }
            ("ul", false) => self.list(None),
            ("ol", false) => self.list(Some(1)),
            ("ul" | "ol", true) => {
                self.close();
                self.lists.pop();
                self.owes_space |= self.lists.is_empty();
            }
            ("li", false) => self.item(),
            ("li", true) => self.close(),
            ("a", false) => {
                self.link = attribute(tag, "href").map(|href| (href, self.line.len()));
            }
            ("a", true) => self.end_link(),
            _ => {}
        }
    }

    fn list(&mut self, first: Option<usize>) {
        self.close();
        self.owes_space |= self.lists.is_empty();
        self.lists.push(first);
    }

    fn item(&mut self) {
        self.close();
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number += 1;
                format!("{}. ", *number - 1)
            }
            _ => "- ".to_owned(),
        };
        self.mark = format!("{}{mark}", "  ".repeat(self.lists.len().saturating_sub(1)));
    }

    fn end_link(&mut self) {
        let Some((href, from)) = self.link.take() else { return };
        let words = self.line.get(from..).unwrap_or_default().trim();
        let bare = |text: &str| {
            let text = text.trim_start_matches("mailto:").trim_start_matches("tel:");
            let text = text.trim_start_matches("https://").trim_start_matches("http://");
            text.trim_end_matches('/').replace(' ', "")
        };
        if !words.is_empty() && bare(words) != bare(&href) {
            let shown =
                href.strip_prefix("mailto:").or(href.strip_prefix("tel:")).unwrap_or(&href).to_owned();
            self.line.push_str(&format!(" ({shown})"));
        }
    }

    /// Ends the line if there is one.
    fn close(&mut self) {
        if !self.line.trim().is_empty() {
            self.end_line();
        }
        self.line.clear();
    }

    fn end_line(&mut self) {
        self.space();
        let line = std::mem::take(&mut self.mark) + &std::mem::take(&mut self.line);
        self.link = self.link.take().map(|(href, _)| (href, 0));
        self.push(line.trim_end());
    }

    /// The empty line that is owed, unless one is there.
    fn space(&mut self) {
        let last = self.out.trim_end_matches(['\n']).len();
        let has_space = self.out.len() - last > 1 || last == 0;
        if std::mem::take(&mut self.owes_space) && !has_space {
            self.push("");
        }
    }

    fn push(&mut self, line: &str) {
        let marks = ">".repeat(self.quotes);
        if !marks.is_empty() && !line.is_empty() {
            self.out.push_str(&marks);
            self.out.push(' ');
        } else {
            self.out.push_str(&marks);
        }
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn done(mut self) -> String {
        self.close();
        self.out.trim_matches('\n').to_owned()
    }
}

/// The value of an attribute of a tag that ammonia wrote.
fn attribute(tag: &str, name: &str) -> Option<String> {
    let from = tag.find(&format!("{name}=\""))? + name.len() + 2;
    let value = &tag[from..from + tag[from..].find('"')?];
    Some(value.replace("&quot;", "\"").replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::{super::outgoing, plain};

    #[test]
    fn paragraphs_lists_links_and_quotes_are_read_as_text() {
        let html = "<p>Bonjour Léa,</p><p>Trois points&nbsp;:<br>les voici.</p><ul><li>un &amp; deux</li><li><p>trois</p></li></ul>\
            <ol><li>a</li><li>b</li></ol><p><a href=\"https://nord.example/\">nord.example</a> et <a href=\"https://nord.example/p\">la page</a></p>\
            <blockquote type=\"cite\"><p>Jeudi ?</p><p>Paul</p></blockquote><p>Fin</p>";
        let text = "Bonjour Léa,\n\nTrois points :\nles voici.\n\n- un & deux\n- trois\n\n1. a\n2. b\n\n\
            nord.example et la page (https://nord.example/p)\n\n> Jeudi ?\n>\n> Paul\n\nFin";
        assert_eq!(plain(&outgoing(html)), text);
    }
}
