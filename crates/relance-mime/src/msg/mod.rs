//! The message of Outlook: a compound file of MAPI properties (MS-OXMSG).
//!
//! Only what hangs on the root itself is read: a message attached to this one is a file of its own.

mod embedded;
mod properties;
mod rtf;

use crate::{
    LARGEST_ATTACHMENT, LARGEST_FILE, MOST_ADDRESSES, MOST_ATTACHMENTS, address, eml,
    message::{Attachment, Mailbox, Parsed, Unreadable},
    text,
};
use cfb::CompoundFile;
use properties::{Bag, Kind, filetime};
use std::io::{Cursor, Read};

type File<'a> = CompoundFile<Cursor<&'a [u8]>>;

pub(crate) fn read(bytes: &[u8]) -> Result<Parsed, Unreadable> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| Unreadable::NoMessage)?;
    if !file.is_stream("/__properties_version1.0") {
        return Err(Unreadable::NoMessage);
    }
    let root = Bag::read(&mut file, "/", Kind::Message, None);
    let page = root.page;
    let heads = root.text(0x007D).and_then(|heads| eml::read_headers(&heads)).unwrap_or_default();
    let mut parsed = heads;
    parsed.class = root.text(0x001A);
    parsed.subject = root.text(0x0037).or(parsed.subject);
    parsed.message_id = parsed.message_id.or(root.text(0x1035).map(id));
    if parsed.in_reply_to.is_empty() {
        parsed.in_reply_to = root.text(0x1042).map(id).into_iter().filter(|id| !id.is_empty()).collect();
    }
    if parsed.references.is_empty() {
        parsed.references = root
            .text(0x1039)
            .map(|text| text.split_whitespace().map(|one| id(one.to_owned())).collect())
            .unwrap_or_default();
    }
    parsed.at = root.instant(0x0039).or(parsed.at).or(root.instant(0x0E06)).or(root.instant(0x3007));
    if parsed.from.is_empty() {
        parsed.from = sender(&root).into_iter().collect();
    }
    people(&mut file, page, &mut parsed);
    parsed.text = root.text(0x1000).filter(|text| !text.trim().is_empty());
    parsed.html = root.html();
    if parsed.html.is_none()
        && let Some(rtf) = root.bytes(0x1009).and_then(rtf::decompress)
    {
        match rtf::body(&rtf) {
            rtf::Body::Html(html) => parsed.html = Some(html),
            rtf::Body::Text(text) if parsed.text.is_none() => parsed.text = Some(text),
            rtf::Body::Text(_) => {}
        }
    }
    if let (Some(html), None) = (&parsed.html, &parsed.text) {
        parsed.text = Some(text::from_html(html));
    }
    attachments(&mut file, page, &mut parsed);
    if parsed.from.is_empty() && parsed.subject.is_none() && parsed.text.is_none() && parsed.to.is_empty() {
        return Err(Unreadable::NoMessage);
    }
    Ok(parsed)
}

fn id(text: String) -> String {
    text.trim().trim_matches(['<', '>']).to_owned()
}

/// The sender, by the addresses that the internet knows.
fn sender(root: &Bag) -> Option<Mailbox> {
    let name = root.text(0x0042).or(root.text(0x0C1A));
    [0x5D02, 0x5D01, 0x0065, 0x0C1F]
        .into_iter()
        .filter_map(|property| root.text(property))
        .find_map(|found| address::mailbox(name.as_deref(), &found))
}

fn people(file: &mut File<'_>, page: Option<u32>, parsed: &mut Parsed) {
    let (mut to, mut cc, mut bcc) = (Vec::new(), Vec::new(), Vec::new());
    for folder in folders(file, "__recip_version1.0_").into_iter().take(MOST_ADDRESSES) {
        let bag = Bag::read(file, &folder, Kind::Part, page);
        let name = bag.text(0x3001);
        let found = [0x39FE, 0x3003]
            .into_iter()
            .filter_map(|property| bag.text(property))
            .find_map(|found| address::mailbox(name.as_deref(), &found))
            .or_else(|| address::mailbox(None, name.as_deref()?));
        let Some(mailbox) = found else { continue };
        match bag.number(0x0C15) {
            Some(2) => cc.push(mailbox),
            Some(3) => bcc.push(mailbox),
            _ => to.push(mailbox),
        }
    }
    // The headers tell the same in the order of the sender; a message that was never sent has none.
    for (list, found) in [(&mut parsed.to, to), (&mut parsed.cc, cc), (&mut parsed.bcc, bcc)] {
        if list.is_empty() {
            *list = found;
        }
    }
    if parsed.to.is_empty() {
        let root = Bag::read(file, "/", Kind::Message, page);
        parsed.to = root.text(0x0E04).map(|shown| address::loose(&shown)).unwrap_or_default();
    }
}

fn attachments(file: &mut File<'_>, page: Option<u32>, parsed: &mut Parsed) {
    let mut left = LARGEST_FILE;
    for folder in folders(file, "__attach_version1.0_").into_iter().take(MOST_ATTACHMENTS + 1) {
        let bag = Bag::read(file, &folder, Kind::Part, page);
        let inner = format!("{folder}/__substg1.0_3701000D");
        let name = bag.text(0x3707).or(bag.text(0x3704)).or(bag.text(0x3001));
        let mut attachment = if file.is_storage(&inner) {
            let Some((subject, bytes)) = embedded::file(file, &inner, page, left) else { continue };
            let name = subject.or(name).unwrap_or_else(|| "message".to_owned());
            Attachment {
                name: format!("{}.msg", name.replace(['/', '\\'], "-")),
                mime: "application/vnd.ms-outlook".to_owned(),
                bytes,
                ..Attachment::default()
            }
        } else {
            let bytes = stream(file, &format!("{folder}/__substg1.0_37010102"), left).unwrap_or_default();
            Attachment {
                name: name.unwrap_or_default(),
                mime: bag.text(0x370E).unwrap_or_default(),
                bytes,
                ..Attachment::default()
            }
        };
        attachment.size = attachment.bytes.len();
        left = left.saturating_sub(attachment.size);
        if attachment.size > LARGEST_ATTACHMENT {
            attachment.bytes = Vec::new();
        }
        attachment.content_id = bag.text(0x3712).map(id).filter(|id| !id.is_empty());
        attachment.is_inline = match (&attachment.content_id, &parsed.html) {
            (Some(id), Some(html)) => html.contains(&format!("cid:{id}")),
            _ => false,
        };
        parsed.attachments.push(attachment);
    }
}

/// Folders of the root whose names begin so, in their order.
fn folders(file: &File<'_>, prefix: &str) -> Vec<String> {
    let mut found: Vec<String> = file
        .read_root_storage()
        .filter(|entry| entry.is_storage() && entry.name().starts_with(prefix))
        .map(|entry| format!("/{}", entry.name()))
        .collect();
    found.sort();
    found
}

/// A stream, unless it is larger than what may still be read.
fn stream<F: Read + std::io::Seek>(file: &mut CompoundFile<F>, path: &str, most: usize) -> Option<Vec<u8>> {
    let stream = file.open_stream(path).ok()?;
    let length = usize::try_from(stream.len()).ok().filter(|length| *length <= most)?;
    let mut bytes = Vec::with_capacity(length.min(1 << 20));
    stream.take(most as u64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// UTC ms of the eight bytes of a property.
fn at(bytes: [u8; 8]) -> Option<i64> {
    filetime(u64::from_le_bytes(bytes))
}
