//! The key of a base: 256 random bits, and its two spellings.
//!
//! The first 16 bytes of the file (SQLCipher's salt) are a fingerprint of the key, so a wrong key is told from a
//! damaged file without trying to decrypt anything, and the file says which key of the keychain opens it.

use relance_model::{Failure, Outcome};
use sha2::{Digest, Sha256};
use std::{fmt::Write as _, fs::File, io::Read, path::Path};

/// Crockford base 32: no I, L, O, U, so that a printed key can be read back.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const CHECK_BYTES: usize = 3;

/// A raw 256-bit SQLCipher key.
#[derive(Clone, PartialEq, Eq)]
pub struct Key([u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

impl Key {
    /// Draws a key from the system's random source.
    ///
    /// # Errors
    /// `bug` when the system has no randomness.
    pub fn random() -> Outcome<Self> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).map_err(Failure::bug)?;
        Ok(Self(bytes))
    }

    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The key as 64 hexadecimal digits, as the keychain holds it.
    #[must_use]
    pub fn to_hex(&self) -> String {
        hex(&self.0)
    }

    #[must_use]
    pub fn from_hex(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (i, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(&text[2 * i..2 * i + 2], 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// Fingerprint: which key it is, without telling the key. Also the file's salt.
    #[must_use]
    pub fn id(&self) -> [u8; 16] {
        let digest =
            Sha256::new().chain_update(b"relance key fingerprint v1").chain_update(self.0).finalize();
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        id
    }

    #[must_use]
    pub fn id_hex(&self) -> String {
        hex(&self.id())
    }

    /// SQLCipher's raw key specification: key and salt.
    pub(crate) fn pragma(&self) -> String {
        format!("x'{}{}'", self.to_hex(), self.id_hex())
    }

    /// The recovery key as printed: 14 groups of four, 24 bits of which are a check.
    #[must_use]
    pub fn to_recovery(&self) -> String {
        let mut bytes = self.0.to_vec();
        bytes.extend_from_slice(&check(&self.0));
        let mut text = String::new();
        for (i, symbol) in base32(&bytes).chars().enumerate() {
            if i > 0 && i % 4 == 0 {
                text.push('-');
            }
            text.push(symbol);
        }
        text
    }

    /// Reads a recovery key as a person types it: case, spaces, dashes, O for 0 and I or L for 1 are forgiven.
    ///
    /// # Errors
    /// `recovery_key_unreadable` when a letter is missing or mistyped: the check does not agree.
    pub fn from_recovery(text: &str) -> Outcome<Self> {
        let unreadable = || Failure::invalid("recovery_key", "recovery_key_unreadable");
        let mut bits = 0u32;
        let mut held = 0;
        let mut bytes = Vec::new();
        for c in text.chars().filter(|c| !c.is_whitespace() && !"-–—_.".contains(*c)) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            };
            let value = ALPHABET.iter().position(|symbol| *symbol as char == c).ok_or_else(unreadable)?;
            bits = (bits << 5) | u32::try_from(value).map_err(Failure::bug)?;
            held += 5;
            if held >= 8 {
                held -= 8;
                bytes.push(u8::try_from((bits >> held) & 0xff).map_err(Failure::bug)?);
                bits &= (1 << held) - 1;
            }
        }
        if bytes.len() != 32 + CHECK_BYTES {
            return Err(unreadable());
        }
        let mut key = [0; 32];
        key.copy_from_slice(&bytes[..32]);
        if check(&key) != bytes[32..] { Err(unreadable()) } else { Ok(Self(key)) }
    }
}

/// The fingerprint of the key that a file was written with; `None` when the file is too short to have one.
///
/// # Errors
/// The file cannot be read.
pub fn key_id_of_file(path: &Path) -> std::io::Result<Option<[u8; 16]>> {
    let mut head = Vec::with_capacity(16);
    File::open(path)?.take(16).read_to_end(&mut head)?;
    Ok(head.try_into().ok())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn check(key: &[u8; 32]) -> [u8; CHECK_BYTES] {
    let digest = Sha256::new().chain_update(b"relance recovery check v1").chain_update(key).finalize();
    [digest[0], digest[1], digest[2]]
}

fn base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut bits, mut held) = (0u32, 0);
    for byte in bytes {
        bits = (bits << 8) | u32::from(*byte);
        held += 8;
        while held >= 5 {
            held -= 5;
            text.push(ALPHABET[((bits >> held) & 31) as usize] as char);
        }
        bits &= (1 << held) - 1;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn a_printed_recovery_key_reads_back_however_it_is_typed() {
        let key = Key::from_bytes(std::array::from_fn(|i| (i * 37 + 11) as u8));
        let printed = key.to_recovery();
        assert_eq!(printed.split('-').count(), 14, "{printed}");
        assert_eq!(Key::from_recovery(&printed).unwrap(), key);
        let typed = printed.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        assert_eq!(Key::from_recovery(&typed).unwrap(), key);
    }

    #[test]
    fn one_wrong_letter_is_noticed() {
        let printed = Key::from_bytes([7; 32]).to_recovery();
        let mut noticed = 0;
        let letters: Vec<usize> = printed.char_indices().filter(|(_, c)| *c != '-').map(|(i, _)| i).collect();
        for i in &letters {
            let mut wrong = printed.clone();
            let other = if &printed[*i..=*i] == "Z" { "Y" } else { "Z" };
            wrong.replace_range(*i..=*i, other);
            noticed += usize::from(Key::from_recovery(&wrong).is_err());
        }
        assert_eq!(noticed, letters.len());
        assert!(Key::from_recovery(&printed[..printed.len() - 1]).is_err());
        assert!(Key::from_recovery("").is_err());
    }
}
