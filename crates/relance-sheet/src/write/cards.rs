//! Contact cards out: vCard 4.0 (RFC 6350), or 3.0 (RFC 2426) for address books that know nothing newer. Lines are folded at
//! 75 octets, between characters; texts are escaped here and nowhere else.

use std::io::{self, Write};

/// The version of the cards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardVersion {
    #[default]
    V4,
    V3,
}

/// What follows the colon of a line.
#[derive(Clone, Copy, Debug)]
pub enum CardValue<'a> {
    Text(&'a str),
    /// Components between semicolons: the parts of a name, of an address.
    Parts(&'a [&'a str]),
    /// Values between commas: tags.
    List(&'a [&'a str]),
    /// Written as it is: an address of the web.
    Uri(&'a str),
}

pub struct CardWriter<W: Write> {
    output: W,
    pub version: CardVersion,
    line: String,
}

impl<W: Write> CardWriter<W> {
    pub fn new(output: W, version: CardVersion) -> CardWriter<W> {
        CardWriter { output, version, line: String::new() }
    }

    /// Opens a card.
    pub fn begin(&mut self) -> io::Result<()> {
        let version = if self.version == CardVersion::V4 { "4.0" } else { "3.0" };
        self.write("BEGIN", CardValue::Uri("VCARD"))?;
        self.write("VERSION", CardValue::Uri(version))
    }

    /// Writes a line: its name with its parameters, and a value. Blank values are left out.
    pub fn write(&mut self, name: &str, value: CardValue<'_>) -> io::Result<()> {
        let is_blank = match value {
            CardValue::Text(text) | CardValue::Uri(text) => text.is_empty(),
            CardValue::Parts(parts) | CardValue::List(parts) => parts.iter().all(|part| part.is_empty()),
        };
        if is_blank {
            return Ok(());
        }
        self.line.clear();
        self.line.push_str(name);
        self.line.push(':');
        match value {
            CardValue::Text(text) => escape(text, &mut self.line),
            CardValue::Uri(text) => {
                self.line.extend(text.chars().filter(|letter| !letter.is_control()));
            }
            CardValue::Parts(parts) => self.join(parts, ';'),
            CardValue::List(parts) => self.join(parts, ','),
        }
        self.fold()
    }

    fn join(&mut self, parts: &[&str], between: char) {
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.line.push(between);
            }
            escape(part, &mut self.line);
        }
    }

    fn fold(&mut self) -> io::Result<()> {
        let mut rest = self.line.as_str();
        // The space at the head of what follows counts.
        let mut room = 75;
        while rest.len() > room {
            let mut cut = room;
            while !rest.is_char_boundary(cut) {
                cut -= 1;
            }
            let (now, later) = rest.split_at(cut);
            self.output.write_all(now.as_bytes())?;
            self.output.write_all(b"\r\n ")?;
            rest = later;
            room = 74;
        }
        self.output.write_all(rest.as_bytes())?;
        self.output.write_all(b"\r\n")
    }

    /// Closes a card.
    pub fn end(&mut self) -> io::Result<()> {
        self.write("END", CardValue::Uri("VCARD"))
    }

    /// Flushes and gives the output back.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }
}

fn escape(text: &str, line: &mut String) {
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' | ';' | ',' => {
                line.push('\\');
                line.push(letter);
            }
            '\r' if letters.peek() == Some(&'\n') => {}
            '\n' | '\r' => line.push_str("\\n"),
            '\t' => line.push('\t'),
            other if other.is_control() => {}
            other => line.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters_and_texts_escaped() {
        let mut writer = CardWriter::new(Vec::new(), CardVersion::V4);
        writer.begin().unwrap();
        writer.write("N", CardValue::Parts(&["L’Hôte; fils", "Léa", "", "", ""])).unwrap();
        writer.write("NOTE", CardValue::Text(&format!("a,b\r\nc\\{}", "é".repeat(60)))).unwrap();
        writer.write("TITLE", CardValue::Text("")).unwrap();
        writer.end().unwrap();
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert!(
            text.starts_with("BEGIN:VCARD\r\nVERSION:4.0\r\nN:L’Hôte\\; fils;Léa;;;\r\nNOTE:a\\,b\\nc\\\\é")
        );
        assert!(
            text.split("\r\n").all(|line| line.len() <= 75),
            "no line is longer than the standard allows"
        );
        assert!(!text.contains("TITLE"), "what is blank is left out");
    }
}
