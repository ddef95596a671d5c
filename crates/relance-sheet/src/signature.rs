//! A stable fingerprint of a header row, by which a mapping is remembered. Stored in bases: the
//! result for given headers may never change.

/// 16 hexadecimal digits; the same for headers that differ only in case, accents, punctuation
/// or spaces. The order of the columns counts.
pub fn header_signature<S: AsRef<str>>(header: &[S]) -> String {
    // FNV-1a, 64 bits.
    let mut hash = 0xCBF2_9CE4_8422_2325u64;
    let mut push = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
    for title in header {
        for letter in title.as_ref().chars().flat_map(char::to_lowercase) {
            let letter = base_letter(letter);
            if letter.is_alphanumeric() {
                letter.encode_utf8(&mut [0; 4]).bytes().for_each(&mut push);
            }
        }
        push(0x1F);
    }
    format!("{hash:016x}")
}

fn base_letter(letter: char) -> char {
    match letter {
        'à' | 'á' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ÿ' => 'y',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_stable_and_tolerant() {
        let signature = header_signature(&["Prénom", "Nom", "E-mail"]);
        assert_eq!(signature, "e75aa13c76ccf37f", "stored in bases: may never change");
        assert_eq!(signature, header_signature(&["PRENOM ", "nom", "Email"]));
        assert_ne!(signature, header_signature(&["Nom", "Prénom", "E-mail"]));
        assert_ne!(header_signature(&["ab", "c"]), header_signature(&["a", "bc"]));
    }
}
