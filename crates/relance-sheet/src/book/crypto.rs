//! Opening protected workbooks with a password (MS-OFFCRYPTO): new Excel's agile and standard
//! encryption, old Excel's RC4. Excel itself tries its built-in password before it asks; so do
//! we. The crates that do this know the new formats only, and trust the file more than we may.

use aes::cipher::{Array, BlockCipherDecrypt, KeyInit};
use md5::Md5;
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use super::biff;
use super::compound::{Compound, u16_at, u32_at};
use crate::error::SheetError;

/// What Excel encrypts with when a workbook is only locked against changes.
pub(crate) const BUILT_IN: &str = "VelvetSweatshop";
/// Excel writes 100,000; a file that asks for billions would hold the reader for hours.
const MOST_SPINS: u32 = 10_000_000;

#[derive(Clone, Copy)]
enum Hash {
    Md5,
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Hash> {
        Some(match name.to_ascii_uppercase().replace('-', "").as_str() {
            "MD5" => Hash::Md5,
            "SHA1" => Hash::Sha1,
            "SHA256" => Hash::Sha256,
            "SHA384" => Hash::Sha384,
            "SHA512" => Hash::Sha512,
            _ => return None,
        })
    }

    fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        fn run<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
            let mut digest = D::new();
            for part in parts {
                digest.update(part);
            }
            digest.finalize().to_vec()
        }
        match self {
            Hash::Md5 => run::<Md5>(parts),
            Hash::Sha1 => run::<Sha1>(parts),
            Hash::Sha256 => run::<Sha256>(parts),
            Hash::Sha384 => run::<Sha384>(parts),
            Hash::Sha512 => run::<Sha512>(parts),
        }
    }

    fn spun(self, salt: &[u8], password: &[u8], spins: u32) -> Vec<u8> {
        let mut hash = self.of(&[salt, password]);
        for spin in 0..spins {
            hash = self.of(&[&spin.to_le_bytes(), &hash]);
        }
        hash
    }
}

/// The package inside an encrypted xlsx or xlsb; `None` when the password is wrong.
pub(crate) fn package(compound: &Compound<'_>, password: &str) -> Result<Option<Vec<u8>>, SheetError> {
    let (Some(info), Some(sealed)) = (compound.stream("EncryptionInfo"), compound.stream("EncryptedPackage"))
    else {
        return Err(SheetError::damaged("the encrypted package is missing"));
    };
    match (u16_at(&info, 0), u16_at(&info, 2)) {
        (Some(4), Some(4)) => agile(&info, &sealed, password),
        (Some(2..=4), Some(2)) => standard(&info, &sealed, password),
        (major, minor) => Err(unsupported(format!("encryption version {major:?}.{minor:?}"))),
    }
}

fn agile(info: &[u8], sealed: &[u8], password: &str) -> Result<Option<Vec<u8>>, SheetError> {
    let text = String::from_utf8_lossy(info.get(8..).unwrap_or_default());
    let (data, key) = text
        .split_once("encryptedKey ")
        .ok_or_else(|| unsupported("a certificate instead of a password".to_owned()))?;
    let data = Parameters::read(data)?;
    let key_parameters = Parameters::read(key)?;
    let spins: u32 = attribute(key, "spinCount").and_then(|spins| spins.parse().ok()).unwrap_or(0);
    if spins > MOST_SPINS {
        return Err(unsupported(format!("{spins} rounds")));
    }
    let hash = key_parameters.hash;
    let spun = hash.spun(&key_parameters.salt, &utf16(password), spins);
    let open = |block: [u8; 8], name: &str| -> Result<Vec<u8>, SheetError> {
        let sealed = attribute(key, name).and_then(base64).ok_or_else(missing)?;
        let derived = sized(hash.of(&[&spun, &block]), key_parameters.key_bytes);
        cbc(&derived, &sized(key_parameters.salt.clone(), 16), &sealed)
    };
    let input = open([0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79], "encryptedVerifierHashInput")?;
    let expected = open([0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E], "encryptedVerifierHashValue")?;
    let input = &input[..input.len().min(key_parameters.salt.len())];
    let found = hash.of(&[input]);
    if expected.len() < found.len() || expected[..found.len()] != found[..] {
        return Ok(None);
    }
    let mut secret = open([0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6], "encryptedKeyValue")?;
    secret.truncate(data.key_bytes);
    let mut plain = Vec::with_capacity(sealed.len());
    for (index, segment) in sealed.get(8..).unwrap_or_default().chunks(4096).enumerate() {
        let start = sized(data.hash.of(&[&data.salt, &(index as u32).to_le_bytes()]), 16);
        plain.extend(cbc(&secret, &start, segment)?);
    }
    plain.truncate(announced(sealed));
    Ok(Some(plain))
}

/// What an element of the agile description says of its cipher.
struct Parameters {
    salt: Vec<u8>,
    key_bytes: usize,
    hash: Hash,
}

impl Parameters {
    fn read(element: &str) -> Result<Parameters, SheetError> {
        let cipher = attribute(element, "cipherAlgorithm").unwrap_or_default();
        let chaining = attribute(element, "cipherChaining").unwrap_or_default();
        if cipher != "AES" || chaining != "ChainingModeCBC" {
            return Err(unsupported(format!("{cipher} {chaining}")));
        }
        let name = attribute(element, "hashAlgorithm").unwrap_or_default();
        let bits: usize = attribute(element, "keyBits").and_then(|bits| bits.parse().ok()).unwrap_or(0);
        Ok(Parameters {
            salt: attribute(element, "saltValue").and_then(base64).ok_or_else(missing)?,
            key_bytes: bits / 8,
            hash: Hash::named(name).ok_or_else(|| unsupported(name.to_owned()))?,
        })
    }
}

fn standard(info: &[u8], sealed: &[u8], password: &str) -> Result<Option<Vec<u8>>, SheetError> {
    let verifier = Verifier::read(info, 8).ok_or_else(missing)?;
    let hash = Hash::Sha1.spun(verifier.salt, &utf16(password), 50_000);
    let last = Hash::Sha1.of(&[&hash, &0u32.to_le_bytes()]);
    let half = |byte: u8| {
        let mut pad = [byte; 64];
        for (pad, hash) in pad.iter_mut().zip(&last) {
            *pad ^= hash;
        }
        Hash::Sha1.of(&[&pad])
    };
    let key = sized([half(0x36), half(0x5C)].concat(), verifier.key_bytes);
    let input = ecb(&key, verifier.sealed)?;
    let expected = ecb(&key, verifier.sealed_hash)?;
    let found = Hash::Sha1.of(&[&input]);
    if expected.len() < found.len() || expected[..found.len()] != found[..] {
        return Ok(None);
    }
    let mut plain = ecb(&key, sealed.get(8..).unwrap_or_default())?;
    plain.truncate(announced(sealed));
    Ok(Some(plain))
}

/// Salt and check values, the same layout in new and old files.
struct Verifier<'a> {
    key_bytes: usize,
    salt: &'a [u8],
    sealed: &'a [u8],
    sealed_hash: &'a [u8],
}

impl<'a> Verifier<'a> {
    /// `at` is the place of the header's length.
    fn read(info: &'a [u8], at: usize) -> Option<Verifier<'a>> {
        let header = u32_at(info, at)? as usize;
        let bits = u32_at(info, at + 4 + 16)? as usize;
        let start = at.checked_add(4)?.checked_add(header)?;
        let salt = info.get(start + 4..start + 20)?;
        let sealed = info.get(start + 20..start + 36)?;
        let tail = info.get(start + 40..)?;
        // RC4 keeps the 20 bytes of the hash, AES pads them to 32.
        let sealed_hash = &tail[..tail.len().min(32)];
        Some(Verifier { key_bytes: if bits == 0 { 5 } else { bits / 8 }, salt, sealed, sealed_hash })
    }
}

/// Decrypts the record stream of an old workbook in place; false when the password is wrong.
pub(crate) fn old_workbook(stream: &mut [u8], password: &str) -> Result<bool, SheetError> {
    let Some(info) = biff::protection(stream).map(<[u8]>::to_vec) else { return Ok(true) };
    let keys = match (u16_at(&info, 0), u16_at(&info, 2), u16_at(&info, 4)) {
        (Some(0), _, _) => return Err(unsupported("XOR obfuscation".to_owned())),
        (Some(1), Some(1), Some(1)) => Keys::office_97(&info, password),
        (Some(1), Some(2..=4), Some(2)) => Keys::crypto_api(&info, password),
        _ => return Err(unsupported("an unknown protection record".to_owned())),
    };
    let Some(keys) = keys.ok_or_else(missing)? else { return Ok(false) };
    let records: Vec<_> = biff::records(stream).collect();
    let mut keystream = Keystream::new(keys);
    for (kind, start, length) in records {
        match kind {
            biff::FILE_PASS => {
                // An unknown record: the reader passes over it.
                stream[start - 4..start - 2].copy_from_slice(&[0xFF, 0x0F]);
            }
            // Records that are never encrypted.
            0x0809 | 0x00E1 | 0x0194 | 0x0195 | 0x0196 | 0x0138 => {}
            _ => {
                // The place of a sheet stays readable in its announcement.
                let skip = if kind == 0x0085 { 4.min(length) } else { 0 };
                keystream.apply(start + skip, &mut stream[start + skip..start + length]);
            }
        }
    }
    Ok(true)
}

/// From which the key of each block of 1,024 bytes is made.
enum Keys {
    Office97([u8; 5]),
    CryptoApi { hash: Vec<u8>, key_bytes: usize },
}

impl Keys {
    /// `None` where the record is cut, `Some(None)` where the password is wrong.
    fn office_97(info: &[u8], password: &str) -> Option<Option<Keys>> {
        let (salt, sealed, sealed_hash) = (info.get(6..22)?, info.get(22..38)?, info.get(38..54)?);
        let first = Hash::Md5.of(&[&utf16(password)]);
        let repeated = [&first[..5], salt].concat().repeat(16);
        let second = Hash::Md5.of(&[&repeated]);
        let keys = Keys::Office97([second[0], second[1], second[2], second[3], second[4]]);
        Some(keys.checked(sealed, sealed_hash, Hash::Md5))
    }

    fn crypto_api(info: &[u8], password: &str) -> Option<Option<Keys>> {
        let verifier = Verifier::read(info, 10)?;
        let hash = Hash::Sha1.of(&[verifier.salt, &utf16(password)]);
        let keys = Keys::CryptoApi { hash, key_bytes: verifier.key_bytes.min(16) };
        Some(keys.checked(verifier.sealed, verifier.sealed_hash.get(..20)?, Hash::Sha1))
    }

    fn checked(self, sealed: &[u8], sealed_hash: &[u8], hash: Hash) -> Option<Keys> {
        let mut cipher = Rc4::new(&self.block(0));
        let (mut input, mut expected) = (sealed.to_vec(), sealed_hash.to_vec());
        cipher.apply(&mut input);
        cipher.apply(&mut expected);
        (hash.of(&[&input]) == expected).then_some(self)
    }

    fn block(&self, number: u32) -> Vec<u8> {
        match self {
            Keys::Office97(key) => Hash::Md5.of(&[key, &number.to_le_bytes()]),
            Keys::CryptoApi { hash, key_bytes } => {
                let mut key = Hash::Sha1.of(&[hash, &number.to_le_bytes()]);
                key.truncate(*key_bytes);
                if *key_bytes == 5 {
                    key.resize(16, 0);
                }
                key
            }
        }
    }
}

const BLOCK: usize = 1024;

/// The key stream over a whole record stream; places must not go back.
struct Keystream {
    keys: Keys,
    cipher: Rc4,
    block: usize,
    within: usize,
}

impl Keystream {
    fn new(keys: Keys) -> Keystream {
        let cipher = Rc4::new(&keys.block(0));
        Keystream { keys, cipher, block: 0, within: 0 }
    }

    fn apply(&mut self, mut at: usize, mut data: &mut [u8]) {
        while !data.is_empty() {
            if at / BLOCK != self.block {
                self.block = at / BLOCK;
                self.within = 0;
                self.cipher = Rc4::new(&self.keys.block(self.block as u32));
            }
            while self.within < at % BLOCK {
                self.cipher.next();
                self.within += 1;
            }
            let length = data.len().min(BLOCK - self.within);
            let (now, later) = data.split_at_mut(length);
            self.cipher.apply(now);
            self.within += length;
            at += length;
            data = later;
        }
    }
}

/// The RC4 cipher; broken, but what the old files use.
struct Rc4 {
    state: [u8; 256],
    i: u8,
    j: u8,
}

impl Rc4 {
    fn new(key: &[u8]) -> Rc4 {
        let mut state: [u8; 256] = std::array::from_fn(|index| index as u8);
        let mut j = 0u8;
        for i in 0..256 {
            j = j.wrapping_add(state[i]).wrapping_add(key[i % key.len()]);
            state.swap(i, usize::from(j));
        }
        Rc4 { state, i: 0, j: 0 }
    }

    fn next(&mut self) -> u8 {
        self.i = self.i.wrapping_add(1);
        self.j = self.j.wrapping_add(self.state[usize::from(self.i)]);
        self.state.swap(usize::from(self.i), usize::from(self.j));
        let sum = self.state[usize::from(self.i)].wrapping_add(self.state[usize::from(self.j)]);
        self.state[usize::from(sum)]
    }

    fn apply(&mut self, data: &mut [u8]) {
        for byte in data {
            *byte ^= self.next();
        }
    }
}

enum Aes {
    Bits128(aes::Aes128),
    Bits192(aes::Aes192),
    Bits256(aes::Aes256),
}

impl Aes {
    fn new(key: &[u8]) -> Result<Aes, SheetError> {
        let wrong = |_| unsupported(format!("a key of {} bytes", key.len()));
        Ok(match key.len() {
            16 => Aes::Bits128(aes::Aes128::new_from_slice(key).map_err(wrong)?),
            24 => Aes::Bits192(aes::Aes192::new_from_slice(key).map_err(wrong)?),
            _ => Aes::Bits256(aes::Aes256::new_from_slice(key).map_err(wrong)?),
        })
    }

    fn decrypt(&self, block: [u8; 16]) -> [u8; 16] {
        let mut block = Array::from(block);
        match self {
            Aes::Bits128(cipher) => cipher.decrypt_block(&mut block),
            Aes::Bits192(cipher) => cipher.decrypt_block(&mut block),
            Aes::Bits256(cipher) => cipher.decrypt_block(&mut block),
        }
        block.into()
    }
}

/// AES in chained blocks; a last block that is cut is dropped.
fn cbc(key: &[u8], start: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SheetError> {
    let cipher = Aes::new(key)?;
    let mut previous: [u8; 16] = start.try_into().map_err(|_| missing())?;
    let mut plain = Vec::with_capacity(sealed.len());
    for block in sealed.as_chunks::<16>().0 {
        let mut opened = cipher.decrypt(*block);
        for (byte, before) in opened.iter_mut().zip(previous) {
            *byte ^= before;
        }
        plain.extend_from_slice(&opened);
        previous = *block;
    }
    Ok(plain)
}

fn ecb(key: &[u8], sealed: &[u8]) -> Result<Vec<u8>, SheetError> {
    let cipher = Aes::new(key)?;
    Ok(sealed.as_chunks::<16>().0.iter().flat_map(|block| cipher.decrypt(*block)).collect())
}

/// Size of the package, before its padding.
fn announced(sealed: &[u8]) -> usize {
    let size = u32_at(sealed, 0).zip(u32_at(sealed, 4));
    size.map_or(usize::MAX, |(low, high)| (u64::from(high) << 32 | u64::from(low)) as usize)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// Cut or padded as MS-OFFCRYPTO 2.3.4.11 says.
fn sized(mut bytes: Vec<u8>, length: usize) -> Vec<u8> {
    bytes.resize(length, 0x36);
    bytes
}

fn attribute<'a>(element: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = element.split_once(&format!(" {name}=\"")).or_else(|| {
        // The first attribute of the element follows the split directly.
        element.starts_with(&format!("{name}=\"")).then(|| ("", &element[name.len() + 2..]))
    })?;
    after.split_once('"').map(|(value, _)| value)
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 3 / 4);
    let (mut bits, mut count) = (0u32, 0);
    for letter in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    Some(bytes)
}

fn missing() -> SheetError {
    SheetError::damaged("the description of the protection is incomplete")
}

fn unsupported(detail: String) -> SheetError {
    SheetError::UnsupportedProtection { detail }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rc4_gives_the_published_stream() {
        let mut data = *b"Plaintext";
        Rc4::new(b"Key").apply(&mut data);
        assert_eq!(data, [0xBB, 0xF3, 0x16, 0xE8, 0xD9, 0x40, 0xAF, 0x0A, 0xD3]);
    }

    #[test]
    fn base64_of_any_length() {
        assert_eq!(base64("TWFu").unwrap(), b"Man");
        assert_eq!(base64("TWE=").unwrap(), b"Ma");
        assert_eq!(base64("TQ==").unwrap(), b"M");
        assert_eq!(base64("T*"), None);
    }

    #[test]
    fn attributes_are_found_by_their_whole_name() {
        let element = r#"spinCount="100000" saltSize="16" encryptedKeyValue="abc""#;
        assert_eq!(attribute(element, "spinCount"), Some("100000"));
        assert_eq!(attribute(element, "encryptedKeyValue"), Some("abc"));
        assert_eq!(attribute(element, "KeyValue"), None);
    }
}
