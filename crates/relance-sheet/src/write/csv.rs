//! Delimited text out. A cell that a spreadsheet program would run as a formula is disarmed by
//! an apostrophe (OWASP "CSV injection"); numbers and phone numbers are left as they are.

use std::borrow::Cow;
use std::io::{self, Write};

/// Writes records ended by CRLF, fields quoted where they must be.
pub struct CsvWriter<W: Write> {
    output: W,
    delimiter: u8,
    is_guarded: bool,
    record: Vec<u8>,
}

impl<W: Write> CsvWriter<W> {
    /// For people: with the mark by which Excel knows UTF-8, formulas disarmed.
    pub fn new(mut output: W, delimiter: u8) -> io::Result<CsvWriter<W>> {
        output.write_all("\u{feff}".as_bytes())?;
        Ok(CsvWriter { is_guarded: true, ..CsvWriter::plain(output, delimiter) })
    }

    /// For giving back what was read: with the mark, each cell untouched.
    pub fn faithful(output: W, delimiter: u8) -> io::Result<CsvWriter<W>> {
        Ok(CsvWriter { is_guarded: false, ..CsvWriter::new(output, delimiter)? })
    }

    /// For programs: no mark, each cell untouched.
    pub fn plain(output: W, delimiter: u8) -> CsvWriter<W> {
        CsvWriter { output, delimiter, is_guarded: false, record: Vec::new() }
    }

    pub fn write_row<I, S>(&mut self, cells: I) -> io::Result<()>
    where
        I: IntoIterator<Item = S>,
        S: AsRef<str>,
    {
        self.record.clear();
        let mut count = 0;
        for cell in cells {
            if count > 0 {
                self.record.push(self.delimiter);
            }
            count += 1;
            let text = cell.as_ref();
            let text = if self.is_guarded { guard_formula(text) } else { Cow::Borrowed(text) };
            push_field(&mut self.record, &text, self.delimiter);
        }
        if count == 1 && self.record.is_empty() {
            // A lone empty field would be an empty line, which readers skip.
            self.record.extend_from_slice(b"\"\"");
        }
        self.record.extend_from_slice(b"\r\n");
        self.output.write_all(&self.record)
    }

    /// Flushes and gives the output back.
    pub fn finish(mut self) -> io::Result<W> {
        self.output.flush()?;
        Ok(self.output)
    }
}

fn push_field(record: &mut Vec<u8>, text: &str, delimiter: u8) {
    let needs_quotes = text.starts_with([' ', '\t', '\u{feff}'])
        || text.ends_with([' ', '\t'])
        || text.bytes().any(|byte| byte == delimiter || matches!(byte, b'"' | b'\r' | b'\n'));
    if !needs_quotes {
        record.extend_from_slice(text.as_bytes());
        return;
    }
    record.push(b'"');
    for byte in text.bytes() {
        if byte == b'"' {
            record.push(b'"');
        }
        record.push(byte);
    }
    record.push(b'"');
}

/// Puts an apostrophe before a text that would run as a formula.
pub fn guard_formula(text: &str) -> Cow<'_, str> {
    let is_armed = match text.as_bytes().first() {
        Some(b'=' | b'@' | b'\t' | b'\r' | b'\n') => true,
        Some(b'+' | b'-') => !is_number_or_phone(&text[1..]),
        // Full-width signs are taken for the plain ones by some programs.
        _ => text.starts_with(['＝', '＋', '－', '＠']),
    };
    // A text that looks guarded is guarded once more, so that each apostrophe of ours can be told from its own.
    let is_guarded = || text.starts_with('\'') && is_held(text);
    if is_armed || is_guarded() { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A cell as it was before it was guarded.
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_held(text) => rest,
        _ => text,
    }
}

/// Whether what stands behind the apostrophes is held back by them.
fn is_held(text: &str) -> bool {
    let rest = text.trim_start_matches('\'');
    matches!(guard_formula(rest), Cow::Owned(_))
}

fn is_number_or_phone(text: &str) -> bool {
    let mut has_digit = false;
    for letter in text.chars() {
        match letter {
            '0'..='9' => has_digit = true,
            ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | '(' | ')' | '-' | '/' | '%' | '€' | '$' | '£' => {}
            _ => return false,
        }
    }
    has_digit || text.chars().all(|letter| matches!(letter, '-' | ' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed_and_numbers_are_not() {
        for armed in
            ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+A1", "\tx", "\r=1", "=", "＝1+1", "+SUM(1)"]
        {
            assert_eq!(guard_formula(armed), format!("'{armed}"));
        }
        for harmless in [
            "+33 6 12 34 56 78",
            "+33612345678",
            "-12,50",
            "-1\u{202f}234,56 €",
            "+33 (0)6 12",
            "a=b",
            "",
            "-",
            "--",
            "-5 %",
        ] {
            assert_eq!(guard_formula(harmless), harmless);
        }
    }

    #[test]
    fn a_guarded_cell_is_told_from_one_that_was_written_so() {
        for text in ["=1+1", "'=1+1", "''@x", "'a", "l'=", "", "'", "-12,50", "+33612345678", "=", "plain"] {
            assert_eq!(unguarded(&guard_formula(text)), text);
        }
        assert_eq!(unguarded("'a"), "'a", "nothing was held back");
    }

    #[test]
    fn fields_are_quoted_where_they_must_be() {
        let mut writer = CsvWriter::new(Vec::new(), b';').unwrap();
        writer.write_row(["a;b", "c,d", "e\"f", "g\nh", " i", "=j", ""]).unwrap();
        writer.write_row([""]).unwrap();
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(text, "\u{feff}\"a;b\";c,d;\"e\"\"f\";\"g\nh\";\" i\";'=j;\r\n\"\"\r\n");
    }
}
