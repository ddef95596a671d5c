//! What of a text was written for this message, what is quoted from others, and what is a signature.
//!
//! Line by line and without patterns that could be made slow: a quote begins with `>`, with a sentence such as « Le 3 nov. Léa a
//! écrit : », with a rule such as `-----Original Message-----`, or with a block of headers as Outlook writes it.

/// What a stretch of a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartKind {
    Text,
    Quote,
    Signature,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub kind: PartKind,
    pub text: String,
}

/// Lines of a text that are looked at; the rest is one quote.
const MOST_LINES: usize = 50_000;
/// Lines that a sentence before a quote may take.
const LONGEST_SENTENCE: usize = 4;

const WROTE: [&str; 31] = [
    "wrote",
    "writes",
    "a écrit",
    "a ecrit",
    "écrit",
    "schrieb",
    "escribió",
    "escribio",
    "ha escrito",
    "scritto",
    "scrive",
    "escreveu",
    "schreef",
    "geschreven",
    "napisał",
    "napisał(a)",
    "napisała",
    "pisze",
    "skrev",
    "kirjoitti",
    "написал",
    "написала",
    "пишет",
    "пише",
    "写道",
    "のメッセージ",
    "작성",
    "yazdı",
    "a scris",
    "va escriure",
    "έγραψε",
];

/// What such a sentence begins with.
const OPENINGS: [&str; 20] = [
    "on ", "le ", "am ", "el ", "il ", "em ", "op ", "den ", "w dniu ", "dnia ", "pe ", "ma ", "ti ", "ke ",
    "to ", "pon", "в ", "在", "at ", "em ",
];

const FROM: [&str; 18] = [
    "from",
    "de",
    "von",
    "da",
    "van",
    "från",
    "fra",
    "od",
    "от",
    "от кого",
    "lähettäjä",
    "desde",
    "发件人",
    "差出人",
    "expéditeur",
    "absender",
    "sender",
    "mittente",
];
const WHEN: [&str; 24] = [
    "sent",
    "date",
    "envoyé",
    "envoye",
    "envoyé le",
    "gesendet",
    "datum",
    "enviado",
    "enviado el",
    "enviada em",
    "inviato",
    "data",
    "verzonden",
    "skickat",
    "sendt",
    "дата",
    "wysłano",
    "lähetetty",
    "fecha",
    "发送时间",
    "日期",
    "送信日時",
    "отправлено",
    "sent on",
];
const TO: [&str; 16] = [
    "to",
    "à",
    "a",
    "an",
    "para",
    "aan",
    "till",
    "til",
    "кому",
    "do",
    "cc",
    "destinataire",
    "vastaanottaja",
    "收件人",
    "宛先",
    "pour",
];
const ABOUT: [&str; 17] = [
    "subject",
    "objet",
    "sujet",
    "betreff",
    "asunto",
    "oggetto",
    "onderwerp",
    "ämne",
    "emne",
    "тема",
    "temat",
    "aihe",
    "assunto",
    "主题",
    "件名",
    "re",
    "tema",
];

/// Words between rules that a quote or what is forwarded begins with.
const RULED: [&str; 27] = [
    "original message",
    "original appointment",
    "forwarded message",
    "reply message",
    "message d'origine",
    "message original",
    "message transféré",
    "message initial",
    "ursprüngliche nachricht",
    "originalnachricht",
    "weitergeleitete nachricht",
    "original-nachricht",
    "mensaje original",
    "mensaje reenviado",
    "messaggio originale",
    "messaggio inoltrato",
    "mensagem original",
    "oorspronkelijk bericht",
    "oprindelig meddelelse",
    "ursprungligt meddelande",
    "opprinnelig melding",
    "alkuperäinen viesti",
    "oryginalna wiadomość",
    "wiadomość oryginalna",
    "исходное сообщение",
    "пересылаемое сообщение",
    "originalmeddelande",
];

/// Lines that a telephone or a mailer puts below what was written.
const SENT_FROM: [&str; 22] = [
    "sent from my ",
    "sent from mail for ",
    "sent from outlook",
    "sent from yahoo",
    "sent via ",
    "get outlook for ",
    "envoyé de mon ",
    "envoyé depuis ",
    "envoyé à partir de ",
    "télécharger outlook",
    "obtenir outlook",
    "von meinem ",
    "gesendet von ",
    "enviado desde mi ",
    "enviado desde ",
    "enviado do meu ",
    "inviato da ",
    "verzonden vanaf ",
    "verstuurd vanaf ",
    "skickat från ",
    "sendt fra ",
    "wysłane z ",
];

/// Takes a text apart; put one after the other the parts are the text, but for empty lines around them.
#[must_use]
pub fn parts(text: &str) -> Vec<Part> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let mut parts = Builder::default();
    let mut at = 0;
    let mut kind = PartKind::Text;
    while at < lines.len() {
        if at >= MOST_LINES {
            parts.add(PartKind::Quote, &lines[at..]);
            break;
        }
        if is_quoted(lines[at]) {
            let end = end_of_quote(&lines, at);
            parts.add(PartKind::Quote, &lines[at..end]);
            (at, kind) = (end, PartKind::Text);
            continue;
        }
        if let Some(length) = sentence(&lines, at) {
            let next = next_filled(&lines, at + length);
            if next.is_some_and(|next| is_quoted(lines[next])) {
                let end = end_of_quote(&lines, next.unwrap_or(at));
                parts.add(PartKind::Quote, &lines[at..end]);
                (at, kind) = (end, PartKind::Text);
                continue;
            }
            parts.add(PartKind::Quote, &lines[at..]);
            break;
        }
        if is_rule(lines[at]) || is_block(&lines, at) || is_line_above_block(&lines, at) {
            parts.add(PartKind::Quote, &lines[at..]);
            break;
        }
        if is_signature(&lines, at) {
            kind = PartKind::Signature;
        }
        parts.add(kind, &lines[at..=at]);
        at += 1;
    }
    parts.done()
}

#[derive(Default)]
struct Builder {
    parts: Vec<(PartKind, String)>,
}

impl Builder {
    fn add(&mut self, kind: PartKind, lines: &[&str]) {
        let text = lines.join("\n");
        match self.parts.last_mut() {
            Some((last, held)) if *last == kind => {
                held.push('\n');
                held.push_str(&text);
            }
            _ => self.parts.push((kind, text)),
        }
    }

    fn done(self) -> Vec<Part> {
        let filled = self.parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
        filled
            .map(|(kind, text)| Part { kind, text: text.trim_matches('\n').trim_end().to_owned() })
            .collect()
    }
}

fn is_quoted(line: &str) -> bool {
    line.trim_start_matches([' ', '\t', '\u{a0}']).starts_with('>')
}

fn next_filled(lines: &[&str], from: usize) -> Option<usize> {
    (from..lines.len().min(from + 3)).find(|at| !lines[*at].trim().is_empty())
}

/// Where quoted lines end; empty ones between them are theirs.
fn end_of_quote(lines: &[&str], from: usize) -> usize {
    let mut end = from;
    let mut at = from;
    while at < lines.len() {
        if is_quoted(lines[at]) {
            end = at + 1;
        } else if !lines[at].trim().is_empty() {
            break;
        }
        at += 1;
    }
    end
}

/// The lines of a sentence that says who wrote what follows.
fn sentence(lines: &[&str], at: usize) -> Option<usize> {
    let first = lines[at].trim().trim_start_matches(['-', '*', '_', ' ']);
    if first.is_empty() || first.len() > 500 {
        return None;
    }
    let lower = first.to_lowercase();
    let opens = OPENINGS.iter().any(|word| lower.starts_with(word))
        || lower.starts_with(|c: char| c.is_ascii_digit())
        || (lower.contains('@') && lower.contains('<'));
    let mut joined = String::new();
    for (count, line) in lines[at..].iter().take(LONGEST_SENTENCE).enumerate() {
        let line = line.trim();
        if line.is_empty() || is_quoted(line) || joined.len() > 500 {
            return None;
        }
        if count > 0 && !opens {
            return None;
        }
        joined.push(' ');
        joined.push_str(&line.to_lowercase());
        if says_wrote(&joined, opens) {
            return Some(count + 1);
        }
    }
    None
}

fn says_wrote(text: &str, opens: bool) -> bool {
    let text = text.trim().trim_end_matches(['-', '*', '_', ' ']);
    let ends = text.strip_suffix(':').or_else(|| text.strip_suffix('：'));
    let Some(body) = ends.map(|body| body.trim_end_matches([' ', '\u{a0}', '\u{202f}'])) else {
        // « On Tuesday 3 May 2011, Léa wrote » is all that some write.
        return opens && text.ends_with(" wrote") && text.contains(|c: char| c.is_ascii_digit());
    };
    let has_mark = body.contains(|c: char| c.is_ascii_digit()) || body.contains('@');
    let Some(verb) = WROTE.iter().find(|verb| holds_word(body, verb)) else { return false };
    // What follows the verb is a name at most: « schrieb Léa Martin <lea@nord.example>: ».
    let after = body.rfind(verb).map_or("", |found| &body[found + verb.len()..]);
    has_mark && after.chars().count() < 120
}

fn holds_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        !word.is_ascii() || (!is_letter(before) && !is_letter(after))
    })
}

/// `-----Original Message-----`, « -------- Message d’origine -------- », « Begin forwarded message: ».
fn is_rule(line: &str) -> bool {
    let line = line.trim().trim_start_matches('*').trim_end_matches('*');
    if line.len() > 200 {
        return false;
    }
    let bare = line.trim_matches(['-', '_', '=', ' ', '\u{a0}', '–', '—']);
    let lower = bare.to_lowercase().replace('’', "'");
    let lower = lower.trim_end_matches([':', ' ', '\u{a0}', '\u{202f}']);
    let is_ruled = line.starts_with(['-', '_', '=', '–', '—']) && line.len() > bare.len() + 1;
    (is_ruled
        && RULED.iter().any(|words| {
            lower == *words || lower.starts_with(&format!("{words} ")) || lower.ends_with(words)
        }))
        || matches!(
            lower,
            "begin forwarded message"
                | "début du message réexpédié"
                | "début du message transféré"
                | "anfang der weitergeleiteten nachricht"
        )
}

/// The groups of headers that a line names: from, when, to, about.
fn group(line: &str) -> Option<usize> {
    let line = line.trim().trim_start_matches(['*', '>', ' ', '\u{200e}']);
    let (name, _) = line.split_once(':').or_else(|| line.split_once('：'))?;
    if name.len() > 40 {
        return None;
    }
    let name = name.trim_matches(['*', ' ', '\u{a0}', '\u{202f}', '_']).to_lowercase();
    [&FROM[..], &WHEN, &TO, &ABOUT].iter().position(|names| names.contains(&name.as_str()))
}

/// A block of headers as Outlook and telephones write it.
fn is_block(lines: &[&str], at: usize) -> bool {
    let Some(first) = group(lines[at]) else { return false };
    let mut seen = [false; 4];
    seen[first] = true;
    let mut gaps = 0;
    for line in lines[at + 1..].iter().take(9) {
        match group(line) {
            Some(found) => seen[found] = true,
            // A long list of addresses goes on below, or an empty line stands between each.
            None => gaps += 1,
        }
        if gaps > 4 {
            break;
        }
    }
    let count = seen.iter().filter(|is| **is).count();
    seen[0] && count >= 3 && (first == 0 || count == 4 || first == 1 || first == 3)
}

/// The line that Outlook draws above a block.
fn is_line_above_block(lines: &[&str], at: usize) -> bool {
    let line = lines[at].trim();
    let is_line = line.len() >= 5 && line.chars().all(|c| matches!(c, '_' | '-' | '=' | '*'));
    is_line && next_filled(lines, at + 1).is_some_and(|next| is_block(lines, next))
}

/// `-- ` and what telephones say of themselves.
fn is_signature(lines: &[&str], at: usize) -> bool {
    let line = lines[at];
    if matches!(line.trim_end(), "--" | "—" | "––") || line == "-- " {
        return true;
    }
    let bare = line.trim().trim_matches(['_', '*', '[', ']', '(', ')']);
    if bare.len() > 90 {
        return false;
    }
    let lower = bare.to_lowercase();
    // A sentence goes on below; a line of a telephone stands alone.
    let is_alone = lines.get(at + 1).is_none_or(|next| next.trim().is_empty() || is_quoted(next));
    is_alone && SENT_FROM.iter().any(|start| lower.starts_with(start))
}

#[cfg(test)]
mod tests;
