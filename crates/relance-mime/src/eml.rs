//! The message of the standards (RFC 5322 and MIME), as a file.

use crate::{
    LARGEST_ATTACHMENT, MOST_ATTACHMENTS, MOST_WITHIN, address, charset, headers,
    message::{Attachment, Mailbox, Parsed, Unreadable},
};
use mail_parser::{
    Address, Encoding, HeaderName, HeaderValue, Message, MessageParser, MessagePart, MimeHeaders, PartType,
    decoders::{base64::base64_decode, quoted_printable::quoted_printable_decode},
};

/// Headers of which one at least makes a file a message.
const TELLING: [&str; 9] = [
    "from:",
    "to:",
    "subject:",
    "date:",
    "received:",
    "message-id:",
    "return-path:",
    "mime-version:",
    "sender:",
];

pub(crate) fn read(bytes: &[u8]) -> Result<Parsed, Unreadable> {
    // Lines may end as they did on an old Macintosh.
    let one_line: Vec<u8>;
    let bytes = match bytes.contains(&b'\n') {
        true => trimmed(bytes),
        false => {
            one_line = bytes.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect();
            trimmed(&one_line)
        }
    };
    let end = headers::end(bytes);
    let head = headers::tidy(&bytes[..end]);
    let lower = head.to_ascii_lowercase();
    if !lower.lines().any(|line| TELLING.iter().any(|name| line.starts_with(name))) {
        return Err(Unreadable::NoMessage);
    }
    if is_bottomless(bytes) {
        return Err(Unreadable::NoMessage);
    }
    let mut whole = head.clone().into_bytes();
    whole.extend_from_slice(&bytes[end..]);
    let message = MessageParser::default().parse(&whole).ok_or(Unreadable::NoMessage)?;
    let mut parsed = of_headers(&message);
    parsed.headers = headers::plain(&head);
    bodies(&message, &mut parsed);
    Ok(parsed)
}

/// What the headers alone say: of a message of which Outlook kept them.
pub(crate) fn read_headers(text: &str) -> Option<Parsed> {
    let mut head = headers::tidy(text.as_bytes());
    head.push_str("\r\n\r\n");
    let message = MessageParser::default().parse_headers(head.as_bytes())?;
    let mut parsed = of_headers(&message);
    parsed.headers = headers::plain(head.trim_end());
    Some(parsed)
}

/// Without what a mailbox file or an editor puts before the headers.
fn trimmed(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let start = bytes.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(bytes.len());
    let bytes = &bytes[start..];
    if bytes.starts_with(b"From ") || bytes.starts_with(b">From ") {
        let line = bytes.iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |end| end + 1);
        return &bytes[line..];
    }
    bytes
}

/// Whether more is packed into one another than anybody sends: taking it apart would need as many steps within steps.
fn is_bottomless(bytes: &[u8]) -> bool {
    let (mut messages, mut boundaries) = (0, 0);
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'/' | b'=')) {
        let before = |word: &[u8]| at >= word.len() && bytes[at - word.len()..at].eq_ignore_ascii_case(word);
        messages += usize::from(bytes[at] == b'/' && before(b"message"));
        boundaries += usize::from(bytes[at] == b'=' && before(b"boundary"));
    }
    messages > MOST_WITHIN || boundaries > 4 * MOST_WITHIN
}

fn of_headers(message: &Message<'_>) -> Parsed {
    let text =
        |name: HeaderName<'static>| message.header(name).and_then(HeaderValue::as_text).map(str::to_owned);
    let list = |name: HeaderName<'static>| match message.header(name) {
        Some(HeaderValue::Text(one)) => ids([one.as_ref()]),
        Some(HeaderValue::TextList(many)) => ids(many.iter().map(AsRef::as_ref)),
        _ => Vec::new(),
    };
    let mut from = mailboxes(message.from());
    if from.is_empty() {
        from = mailboxes(message.sender());
    }
    Parsed {
        from,
        to: all(message.all_to()),
        cc: all(message.all_cc()),
        bcc: all(message.all_bcc()),
        reply_to: mailboxes(message.reply_to()),
        at: message
            .date()
            .filter(|date| date.is_valid() && date.year > 1970)
            .map(mail_parser::DateTime::to_timestamp)
            .or_else(|| {
                message.received().and_then(mail_parser::Received::date).map(|date| date.to_timestamp())
            })
            .filter(|at| (0..=32_503_680_000).contains(at))
            .map(|at| at * 1000),
        subject: text(HeaderName::Subject),
        message_id: list(HeaderName::MessageId).into_iter().next(),
        in_reply_to: list(HeaderName::InReplyTo),
        references: list(HeaderName::References),
        ..Parsed::default()
    }
}

fn ids<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    texts
        .into_iter()
        .map(|id| id.trim().trim_matches(['<', '>']).to_owned())
        .filter(|id| !id.is_empty() && id.len() < 1000 && !id.contains(char::is_whitespace))
        .collect()
}

fn all<'a>(lists: impl Iterator<Item = &'a Address<'a>>) -> Vec<Mailbox> {
    lists.flat_map(|list| mailboxes(Some(list))).collect()
}

fn mailboxes(list: Option<&Address<'_>>) -> Vec<Mailbox> {
    let Some(list) = list else { return Vec::new() };
    list.iter().filter_map(|one| address::mailbox(one.name(), one.address()?)).collect()
}

fn bodies(message: &Message<'_>, parsed: &mut Parsed) {
    let is_html = |part: &MessagePart<'_>| matches!(part.body, PartType::Html(_));
    let is_text = |part: &MessagePart<'_>| matches!(part.body, PartType::Text(_));
    let mut shown: Vec<u32> = Vec::new();
    let mut join = |ids: &[u32], is: &dyn Fn(&MessagePart<'_>) -> bool, between: &str| {
        let found: Vec<u32> = ids.iter().copied().filter(|id| message.part(*id).is_some_and(is)).collect();
        let texts: Vec<String> =
            found.iter().filter_map(|id| message.part(*id)).map(|part| letters(message, part)).collect();
        shown.extend(&found);
        (!texts.is_empty()).then(|| texts.join(between))
    };
    parsed.text = join(&message.text_body, &is_text, "\n\n");
    parsed.html = join(&message.html_body, &is_html, "<hr>");
    if parsed.text.is_none() && parsed.html.is_none() {
        // Of a message that was cut off, the text lies among what is attached.
        let loose: Vec<u32> =
            message.attachments.iter().copied().filter(|id| message.part(*id).is_some_and(is_body)).collect();
        parsed.text = join(&loose, &is_text, "\n\n");
        parsed.html = join(&loose, &is_html, "<hr>");
    }
    let attached = message.attachments.iter().filter(|id| !shown.contains(id));
    for part in attached.filter_map(|id| message.part(*id)).take(MOST_ATTACHMENTS + 1) {
        parsed.attachments.push(attachment(message, part));
    }
    // Pictures that the HTML names stand within it, wherever the mailer put them.
    if let Some(html) = &parsed.html {
        for attachment in &mut parsed.attachments {
            let named =
                attachment.content_id.as_deref().is_some_and(|id| html.contains(&format!("cid:{id}")));
            attachment.is_inline = named;
        }
    } else {
        parsed.attachments.iter_mut().for_each(|attachment| attachment.is_inline = false);
    }
}

/// Whether a part is a text that nobody attached.
fn is_body(part: &MessagePart<'_>) -> bool {
    matches!(part.body, PartType::Text(_) | PartType::Html(_))
        && part.attachment_name().is_none()
        && part.content_disposition().is_none_or(|kind| !kind.is_attachment())
}

/// The letters of a text part, by its bytes: what it declares is not always what it is.
fn letters(message: &Message<'_>, part: &MessagePart<'_>) -> String {
    let declared = part.content_type().and_then(|kind| kind.attribute("charset"));
    let read = || part.text_contents().unwrap_or_default().to_owned();
    // UTF-7 is known to the reader of messages alone.
    if declared.is_some_and(|label| label.trim().to_ascii_lowercase().contains("utf-7")) {
        return read();
    }
    let (from, to) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
    let Some(raw) = message.raw_message().get(from..to) else { return read() };
    let bytes = match part.encoding {
        Encoding::None => Some(raw.to_vec()),
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
    };
    match bytes {
        Some(bytes) if !bytes.is_empty() => charset::decode(&bytes, declared),
        _ => read(),
    }
}

fn attachment(message: &Message<'_>, part: &MessagePart<'_>) -> Attachment {
    let kind = part.content_type().map(|kind| {
        format!(
            "{}/{}",
            kind.ctype(),
            kind.subtype().unwrap_or(if kind.ctype() == "text" { "plain" } else { "octet-stream" })
        )
    });
    let contents: Vec<u8> = match &part.body {
        // The bytes as they were attached: another program reads them.
        PartType::Message(_) => {
            let (from, to) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
            let raw = message.raw_message().get(from..to).unwrap_or_default();
            match part.encoding {
                Encoding::None => raw.to_vec(),
                Encoding::Base64 => base64_decode(raw).unwrap_or_default(),
                Encoding::QuotedPrintable => quoted_printable_decode(raw).unwrap_or_default(),
            }
        }
        PartType::Text(_) | PartType::Html(_) => {
            let (from, to) = (part.raw_body_offset() as usize, part.raw_end_offset() as usize);
            let raw = message.raw_message().get(from..to).unwrap_or_default();
            match part.encoding {
                Encoding::None => raw.to_vec(),
                Encoding::Base64 => base64_decode(raw).unwrap_or_else(|| part.contents().to_vec()),
                Encoding::QuotedPrintable => {
                    quoted_printable_decode(raw).unwrap_or_else(|| part.contents().to_vec())
                }
            }
        }
        _ => part.contents().to_vec(),
    };
    let name = part.attachment_name().map(headers::plain);
    let name = name.or_else(|| match &part.body {
        PartType::Message(inner) => Some(format!(
            "{}.eml",
            headers::plain(inner.subject().unwrap_or("message")).replace(['/', '\\'], "-")
        )),
        _ => None,
    });
    let size = contents.len();
    Attachment {
        name: name.unwrap_or_default(),
        mime: kind.unwrap_or_default(),
        content_id: part.content_id().map(|id| id.trim_matches(['<', '>']).to_owned()),
        is_inline: part.content_disposition().is_some_and(mail_parser::ContentType::is_inline),
        size,
        bytes: if size > LARGEST_ATTACHMENT { Vec::new() } else { contents },
    }
}
