//! Names of folders: modified UTF-7 (RFC 3501 §5.1.3), quoted strings, and what a name says about the use of a folder.

use relance_world::mail::FolderUse;

const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";

/// A name as the protocol writes it.
pub(super) fn encode(name: &str) -> String {
    let mut written = String::with_capacity(name.len());
    let mut foreign: Vec<u16> = Vec::new();
    for letter in name.chars() {
        if (' '..='~').contains(&letter) {
            flush(&mut foreign, &mut written);
            written.push(letter);
            if letter == '&' {
                written.push('-');
            }
        } else {
            foreign.extend(letter.encode_utf16(&mut [0; 2]).iter());
        }
    }
    flush(&mut foreign, &mut written);
    written
}

fn flush(foreign: &mut Vec<u16>, written: &mut String) {
    if foreign.is_empty() {
        return;
    }
    written.push('&');
    let bytes: Vec<u8> = foreign.drain(..).flat_map(u16::to_be_bytes).collect();
    for group in bytes.chunks(3) {
        let mut bits = 0_u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(group.get(at).copied().unwrap_or(0));
        }
        for sextet in 0..=group.len() {
            let index = (bits >> (18 - 6 * sextet)) & 0x3F;
            written.push(char::from(BASE64[index as usize]));
        }
    }
    written.push('-');
}

/// A name as people read it. What is not well written stays as it is: the server knows it by that name only.
pub(super) fn decode(written: &str) -> String {
    let mut name = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(start) = rest.find('&') {
        name.push_str(&rest[..start]);
        let shifted = &rest[start + 1..];
        let Some(end) = shifted.find('-') else { return written.to_owned() };
        if end == 0 {
            name.push('&');
        } else {
            let Some(letters) = letters(&shifted[..end]) else { return written.to_owned() };
            name.push_str(&letters);
        }
        rest = &shifted[end + 1..];
    }
    name.push_str(rest);
    name
}

fn letters(shifted: &str) -> Option<String> {
    let mut units = Vec::new();
    let (mut bits, mut held) = (0_u32, 0_u8);
    for byte in shifted.bytes() {
        let value = BASE64.iter().position(|known| *known == byte)?;
        bits = bits << 6 | value as u32;
        held += 6;
        if held >= 16 {
            held -= 16;
            units.push((bits >> held) as u16);
            bits &= (1 << held) - 1;
        }
    }
    (bits == 0 && held < 6).then(|| String::from_utf16(&units).ok())?
}

/// A string within quotes, or none where it cannot be one (RFC 3501 §9 `quoted`).
pub(super) fn quoted(text: &str) -> Option<String> {
    let is_quotable = text.bytes().all(|byte| byte != b'\r' && byte != b'\n' && byte != 0 && byte < 0x80);
    is_quotable.then(|| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")))
}

/// What a folder is for, by its name: for servers that do not say, as those of Microsoft.
pub(super) fn use_of(name: &str, separator: Option<char>) -> Option<FolderUse> {
    if name.eq_ignore_ascii_case("inbox") {
        return Some(FolderUse::Inbox);
    }
    let name = name.to_lowercase();
    // Some servers keep all folders within the inbox.
    let name = separator.and_then(|by| name.strip_prefix(&format!("inbox{by}"))).unwrap_or(&name);
    let uses: [(FolderUse, &[&str]); 5] = [
        (
            FolderUse::Sent,
            &[
                "sent",
                "sent items",
                "sent mail",
                "sent messages",
                "envoyés",
                "éléments envoyés",
                "messages envoyés",
                "courrier envoyé",
                "objets envoyés",
                "gesendet",
                "gesendete elemente",
                "gesendete objekte",
                "enviados",
                "elementos enviados",
                "posta inviata",
                "inviata",
                "verzonden items",
            ],
        ),
        (
            FolderUse::Drafts,
            &["drafts", "draft", "brouillons", "brouillon", "entwürfe", "borradores", "bozze", "concepten"],
        ),
        (
            FolderUse::Trash,
            &[
                "trash",
                "deleted items",
                "deleted messages",
                "bin",
                "corbeille",
                "éléments supprimés",
                "messages supprimés",
                "papierkorb",
                "gelöschte elemente",
                "gelöschte objekte",
                "papelera",
                "elementos eliminados",
                "cestino",
                "posta eliminata",
                "verwijderde items",
            ],
        ),
        (
            FolderUse::Junk,
            &[
                "junk",
                "junk email",
                "junk e-mail",
                "spam",
                "bulk mail",
                "courrier indésirable",
                "indésirables",
                "pourriel",
                "junk-e-mail",
                "correo no deseado",
                "posta indesiderata",
                "ongewenste e-mail",
            ],
        ),
        (FolderUse::Archive, &["archive", "archives", "archiv", "archivo", "archivio", "archief"]),
    ];
    uses.into_iter().find(|(_, names)| names.contains(&name)).map(|(used_for, _)| used_for)
}

#[cfg(test)]
mod tests {
    use super::{decode, encode, quoted, use_of};
    use relance_world::mail::FolderUse;

    #[test]
    fn names_go_to_the_server_and_come_back() {
        let written = [
            ("Prénoms", "Pr&AOk-noms"),
            ("~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
            ("Dupont & fils", "Dupont &- fils"),
            ("Éléments envoyés", "&AMk-l&AOk-ments envoy&AOk-s"),
            ("😀", "&2D3eAA-"),
            ("", ""),
        ];
        for (name, on_the_wire) in written {
            assert_eq!(encode(name), on_the_wire);
            assert_eq!(decode(on_the_wire), name);
        }
    }

    #[test]
    fn a_name_that_is_badly_written_stays_as_the_server_knows_it() {
        for name in ["R&D", "a&b", "&AOk", "&!!-", "&2D0-"] {
            assert_eq!(decode(name), name);
        }
    }

    #[test]
    fn nothing_that_ends_a_line_gets_into_a_command() {
        assert_eq!(quoted(r#"a "b" \c"#).as_deref(), Some(r#""a \"b\" \\c""#));
        assert_eq!(quoted("a\r\nr2 LOGOUT"), None);
    }

    #[test]
    fn a_folder_is_known_by_its_name_where_the_server_says_nothing() {
        assert_eq!(use_of("Éléments envoyés", Some('/')), Some(FolderUse::Sent));
        assert_eq!(use_of("INBOX.Trash", Some('.')), Some(FolderUse::Trash));
        assert_eq!(use_of("inbox", None), Some(FolderUse::Inbox));
        assert_eq!(use_of("Clients/Sent", Some('/')), None, "somebody's own folder");
    }
}
