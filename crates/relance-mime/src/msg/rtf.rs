//! The rich text that Outlook keeps a body in: unpacked (MS-OXRTFCP), and the HTML or the text that was put into it taken out
//! again (MS-OXRTFEX).

use crate::charset;
use encoding_rs::{Encoding, WINDOWS_1252};
use std::collections::HashMap;

/// Bytes of a body unpacked.
const LARGEST: usize = 16 << 20;
/// Groups within groups.
const DEEPEST: usize = 500;

/// What packing begins with, so that short texts find something to repeat.
const START: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";

/// Unpacks a body.
pub(super) fn decompress(packed: &[u8]) -> Option<Vec<u8>> {
    let size = usize::try_from(u32::from_le_bytes(packed.get(4..8)?.try_into().ok()?)).ok()?;
    let kind = packed.get(8..12)?;
    let data = packed.get(16..)?;
    if size > LARGEST {
        return None;
    }
    if kind == b"MELA" {
        return Some(data[..size.min(data.len())].to_vec());
    }
    if kind != b"LZFu" {
        return None;
    }
    let mut window = [b' '; 4096];
    window[..START.len()].copy_from_slice(START);
    let mut at = START.len();
    let mut out = Vec::with_capacity(size);
    let mut rest = data.iter().copied();
    'packed: while let Some(control) = rest.next() {
        for bit in 0..8 {
            if out.len() >= size {
                break 'packed;
            }
            if control & (1 << bit) == 0 {
                let Some(byte) = rest.next() else { break 'packed };
                out.push(byte);
                window[at] = byte;
                at = (at + 1) % window.len();
                continue;
            }
            let (Some(high), Some(low)) = (rest.next(), rest.next()) else { break 'packed };
            let reference = u16::from_be_bytes([high, low]);
            let (from, length) = (usize::from(reference >> 4), usize::from(reference & 15) + 2);
            if from == at {
                break 'packed;
            }
            for step in 0..length {
                let byte = window[(from + step) % window.len()];
                out.push(byte);
                window[at] = byte;
                at = (at + 1) % window.len();
            }
        }
    }
    out.truncate(size);
    Some(out)
}

pub(super) enum Body {
    Html(String),
    Text(String),
}

/// What stands within a group, until it ends.
#[derive(Clone, Default)]
struct State {
    /// A destination that nobody reads: fonts, colours, pictures.
    is_hidden: bool,
    /// What is there for readers of rich text only, between `\htmlrtf` and `\htmlrtf0`.
    is_rich_only: bool,
    /// HTML itself.
    is_tag: bool,
    /// Letters that stand for one `\u`, to be passed over.
    skips: usize,
    font: Option<i32>,
}

/// The HTML or the text that a rich text was made of.
pub(super) fn body(rtf: &[u8]) -> Body {
    let is_html = contains(rtf, b"\\fromhtml");
    let mut reader = Reader {
        rtf,
        at: 0,
        out: String::new(),
        held: Vec::new(),
        is_html,
        page: WINDOWS_1252,
        fonts: HashMap::new(),
    };
    reader.read();
    let text = reader.out;
    if is_html { Body::Html(text) } else { Body::Text(text.trim().to_owned()) }
}

fn contains(bytes: &[u8], sought: &[u8]) -> bool {
    bytes[..bytes.len().min(8192)].windows(sought.len()).any(|window| window == sought)
}

struct Reader<'a> {
    rtf: &'a [u8],
    at: usize,
    out: String,
    /// Bytes of a code page, decoded together: a letter may be two of them.
    held: Vec<u8>,
    is_html: bool,
    page: &'static Encoding,
    fonts: HashMap<i32, &'static Encoding>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let mut states = vec![State { skips: 1, ..State::default() }];
        let mut pass = 0;
        let mut font_told: Option<i32> = None;
        while let Some(byte) = self.rtf.get(self.at).copied() {
            self.at += 1;
            let Some(state) = states.last().cloned() else { break };
            match byte {
                b'{' => {
                    self.flush(&state);
                    if states.len() >= DEEPEST {
                        break;
                    }
                    states.push(state);
                }
                b'}' => {
                    self.flush(&state);
                    states.pop();
                    if states.is_empty() {
                        break;
                    }
                }
                b'\r' | b'\n' => {}
                b'\\' => {
                    let Some(next) = self.rtf.get(self.at).copied() else { break };
                    if next == b'\'' {
                        let hex = self
                            .rtf
                            .get(self.at + 1..self.at + 3)
                            .and_then(|hex| std::str::from_utf8(hex).ok());
                        let value = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
                        self.at = (self.at + 3).min(self.rtf.len());
                        match value {
                            _ if pass > 0 => pass -= 1,
                            Some(value) => self.byte(value, &state),
                            None => {}
                        }
                        continue;
                    }
                    if !next.is_ascii_alphabetic() {
                        self.at += 1;
                        match next {
                            b'*' => {
                                // Of destinations that a reader may pass over, one is ours.
                                let is_ours = self.rtf[self.at..].starts_with(b"\\htmltag");
                                if let Some(top) = states.last_mut() {
                                    top.is_hidden |= !is_ours;
                                    top.is_tag |= is_ours;
                                }
                            }
                            b'~' => self.text("\u{a0}", &state),
                            b'_' => self.text("-", &state),
                            b'\r' | b'\n' => self.text("\n", &state),
                            b'{' | b'}' | b'\\' => self.byte(next, &state),
                            _ => {}
                        }
                        continue;
                    }
                    let (word, number) = self.word();
                    self.flush(&state);
                    let Some(top) = states.last_mut() else { break };
                    match word.as_str() {
                        "htmlrtf" => top.is_rich_only = number != Some(0),
                        "htmltag" => top.is_tag = true,
                        "mhtmltag" | "colortbl" | "stylesheet" | "info" | "pict" | "object" | "header"
                        | "footer" | "generator" => {
                            top.is_hidden = true;
                        }
                        "fonttbl" => top.is_hidden = true,
                        "ansicpg" => {
                            self.page = number
                                .and_then(|page| charset::page(page.unsigned_abs()))
                                .unwrap_or(WINDOWS_1252);
                        }
                        "f" => {
                            top.font = number;
                            font_told = number;
                        }
                        "fcharset" => {
                            if let (Some(font), Some(page)) = (font_told, number.and_then(of_font)) {
                                self.fonts.insert(font, page);
                            }
                        }
                        "plain" => top.font = None,
                        "uc" => {
                            top.skips = number.map_or(1, |count| usize::try_from(count).unwrap_or(1).min(8))
                        }
                        "u" => {
                            let code = number.unwrap_or(0);
                            let code = if code < 0 { code + 65_536 } else { code };
                            let state = top.clone();
                            self.unit(u32::try_from(code).unwrap_or(0), &state);
                            pass = state.skips;
                        }
                        "bin" => {
                            self.at = (self.at
                                + number.map_or(0, |count| usize::try_from(count).unwrap_or(0)))
                            .min(self.rtf.len())
                        }
                        other => {
                            let state = top.clone();
                            if let Some(text) = letter(other, self.is_html) {
                                self.text(text, &state);
                            }
                        }
                    }
                }
                _ if pass > 0 => pass -= 1,
                other => self.byte(other, &state),
            }
        }
        self.flush(&State::default());
    }

    /// A control word and its number; the space after it is its end.
    fn word(&mut self) -> (String, Option<i32>) {
        let start = self.at;
        while self.rtf.get(self.at).is_some_and(u8::is_ascii_alphabetic) && self.at - start < 40 {
            self.at += 1;
        }
        let word = String::from_utf8_lossy(&self.rtf[start..self.at]).into_owned();
        let digits = self.at;
        if self.rtf.get(self.at) == Some(&b'-') {
            self.at += 1;
        }
        while self.rtf.get(self.at).is_some_and(u8::is_ascii_digit) && self.at - digits < 12 {
            self.at += 1;
        }
        let number =
            std::str::from_utf8(&self.rtf[digits..self.at]).ok().and_then(|digits| digits.parse().ok());
        if self.rtf.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
        (word, number)
    }

    fn is_shown(&self, state: &State) -> bool {
        !state.is_hidden && !state.is_rich_only
    }

    fn byte(&mut self, byte: u8, state: &State) {
        if self.is_shown(state) && self.out.len() < LARGEST {
            self.held.push(byte);
            let font = state.font.and_then(|font| self.fonts.get(&font)).copied();
            // Only what is in a code page waits for more.
            if byte < 0x80 && self.held.len() == 1 {
                self.decode(font);
            } else if byte < 0x80 || self.held.len() > 1 {
                let encoding = font.unwrap_or(self.page);
                if encoding.is_single_byte() || self.held.len() >= 2 {
                    self.decode(font);
                }
            } else if font.unwrap_or(self.page).is_single_byte() {
                self.decode(font);
            }
        }
    }

    fn decode(&mut self, font: Option<&'static Encoding>) {
        let encoding = font.unwrap_or(self.page);
        let (text, _) = encoding.decode_without_bom_handling(&self.held);
        self.out.push_str(&text);
        self.held.clear();
    }

    fn flush(&mut self, state: &State) {
        if !self.held.is_empty() {
            let font = state.font.and_then(|font| self.fonts.get(&font)).copied();
            self.decode(font);
        }
    }

    fn text(&mut self, text: &str, state: &State) {
        self.flush(state);
        if self.is_shown(state) && self.out.len() < LARGEST {
            self.out.push_str(text);
        }
    }

    /// One unit of UTF-16; the two halves of a letter come one after the other.
    fn unit(&mut self, code: u32, state: &State) {
        let pending = self.out.chars().next_back().filter(|c| ('\u{F0000}'..='\u{F03FF}').contains(c));
        match (pending, code) {
            (Some(high), 0xDC00..=0xDFFF) if self.is_shown(state) => {
                self.out.pop();
                let letter = 0x10000 + ((u32::from(high) - 0xF0000) << 10) + (code - 0xDC00);
                self.text(&char::from_u32(letter).unwrap_or('\u{fffd}').to_string(), state);
            }
            // A first half waits as a letter of nobody's.
            (_, 0xD800..=0xDBFF) => {
                self.text(
                    &char::from_u32(0xF0000 + (code - 0xD800)).unwrap_or('\u{fffd}').to_string(),
                    state,
                );
            }
            _ => self.text(&char::from_u32(code).unwrap_or('\u{fffd}').to_string(), state),
        }
    }
}

/// What a control word stands for.
fn letter(word: &str, is_html: bool) -> Option<&'static str> {
    Some(match word {
        "par" | "line" if is_html => "\r\n",
        "par" | "line" | "row" | "sect" => "\n",
        "tab" | "cell" => "\t",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "endash" => "–",
        "emdash" => "—",
        "emspace" | "enspace" => " ",
        _ => return None,
    })
}

/// The code page of a font by its charset.
fn of_font(number: i32) -> Option<&'static Encoding> {
    charset::page(match number {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{Body, body, decompress};

    #[test]
    fn a_packed_body_is_unpacked() {
        // The example of the specification.
        let packed = [
            0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7,
            0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42, 0x32, 0x0a, 0xf3, 0x20,
            0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f,
            0xa0,
        ];
        assert_eq!(decompress(&packed).unwrap(), b"{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n");
        assert_eq!(decompress(&packed[..10]), None);
    }

    #[test]
    fn the_html_within_is_taken_out_again() {
        let rtf = br"{\rtf1\ansi\ansicpg1252\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}}
{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 D\'e9j\'e0 \u8364?{\*\htmltag244 <b>}\htmlrtf {\b \htmlrtf0 vu\htmlrtf }\htmlrtf0 {\*\htmltag252 </b>}\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}}";
        let Body::Html(html) = body(rtf) else { panic!("it is HTML") };
        assert_eq!(html.trim(), "<p>Déjà €<b>vu</b></p>");
    }

    #[test]
    fn rich_text_of_its_own_is_told_as_text() {
        let Body::Text(text) = body(br"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\colortbl;\red0;}Bonjour \b Paul\b0 ,\par \u-10179?\u-8704? fin}") else {
            panic!("it is text")
        };
        assert_eq!(text, "Bonjour Paul,\n😀 fin");
    }
}
