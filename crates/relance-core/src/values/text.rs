//! Texts made comparable: case, accents, punctuation and the many spaces taken away. For
//! comparing only; what is stored is what the user wrote.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case without accents, words of letters and digits separated by one space.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars().filter(|letter| !is_combining_mark(*letter)) {
        let before = folded.len();
        if gap && before > 0 {
            folded.push(' ');
        }
        let start = folded.len();
        push_folded(&mut folded, letter);
        if folded.len() == start {
            folded.truncate(before);
            gap = true;
        } else {
            gap = false;
        }
    }
    folded
}

/// Appends the letter in its plainest spelling; nothing for what is no letter or digit.
#[inline]
pub fn push_folded(folded: &mut String, letter: char) {
    if letter.is_ascii() {
        if letter.is_ascii_alphanumeric() {
            folded.push(letter.to_ascii_lowercase());
        }
        return;
    }
    match plain(letter) {
        "" => {
            for lower in letter.to_lowercase() {
                match plain(lower) {
                    // Letters of other languages, "ễ": Unicode knows what they are made of.
                    "" if lower.is_alphanumeric() => {
                        folded.extend(std::iter::once(lower).nfkd().filter(|part| part.is_alphanumeric()));
                    }
                    "" => {}
                    letters => folded.push_str(letters),
                }
            }
        }
        letters => folded.push_str(letters),
    }
}

/// The plain letters of an accented one.
pub fn plain(letter: char) -> &'static str {
    match letter {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ā' | 'ă' | 'ą' | 'À' | 'Á' | 'Â' | 'Ã' | 'Ä' | 'Å' | 'Ā'
        | 'Ă' | 'Ą' => "a",
        'ç' | 'ć' | 'č' | 'ĉ' | 'ċ' | 'Ç' | 'Ć' | 'Č' | 'Ĉ' | 'Ċ' => "c",
        'ď' | 'đ' | 'ð' | 'Ď' | 'Đ' | 'Ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' | 'È' | 'É' | 'Ê' | 'Ë' | 'Ē' | 'Ė' | 'Ę' | 'Ě' => {
            "e"
        }
        'ğ' | 'ģ' | 'Ğ' | 'Ģ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'į' | 'ı' | 'Ì' | 'Í' | 'Î' | 'Ï' | 'Ī' | 'Į' | 'İ' => {
            "i"
        }
        'ł' | 'ľ' | 'ļ' | 'Ł' | 'Ľ' | 'Ļ' => "l",
        'ñ' | 'ń' | 'ň' | 'ņ' | 'Ñ' | 'Ń' | 'Ň' | 'Ņ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' | 'ő' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ö' | 'Ø' | 'Ō' | 'Ő' => {
            "o"
        }
        'ř' | 'ŕ' | 'Ř' | 'Ŕ' => "r",
        'ś' | 'š' | 'ş' | 'ș' | 'Ś' | 'Š' | 'Ş' | 'Ș' => "s",
        'ť' | 'ţ' | 'ț' | 'Ť' | 'Ţ' | 'Ț' => "t",
        'ù' | 'ú' | 'û' | 'ü' | 'ū' | 'ů' | 'ű' | 'ų' | 'Ù' | 'Ú' | 'Û' | 'Ü' | 'Ū' | 'Ů' | 'Ű' | 'Ų' => {
            "u"
        }
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => "y",
        'ź' | 'ż' | 'ž' | 'Ź' | 'Ż' | 'Ž' => "z",
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        _ => "",
    }
}

/// A space of any width, also the invisible marks that spreadsheets leave behind.
pub fn is_space(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}')
}

/// Without spaces of any kind at either end.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_takes_away_what_does_not_matter() {
        for (text, folded) in [
            ("  Prénom ", "prenom"),
            ("E-mail (pro)", "e mail pro"),
            ("N° SIRET", "n siret"),
            ("Œuvre\u{202f}!", "oeuvre"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("…", ""),
            ("Имя", "имя"),
            ("Nguyễn Thị Hà", "nguyen thi ha"),
            ("Lefe\u{300}vre", "lefevre"),
            ("ΆΛΦΑ", "αλφα"),
        ] {
            assert_eq!(fold(text), folded);
        }
        assert_eq!(trim("\u{feff}\u{a0} a \u{200b}"), "a");
    }
}
