//! Which of the two languages the shell's own few words (menu, tray, dialogs, trouble page) are in.
//! The page has its own dictionary; nothing here is meant for it.

use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Language {
    #[default]
    #[serde(rename = "fr")]
    French,
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// Reads a BCP 47 or POSIX code such as `fr`, `fr-FR`, `en_GB.UTF-8`.
    pub fn from_code(code: &str) -> Option<Self> {
        match code.split(['-', '_', '.', '@']).next()?.to_ascii_lowercase().as_str() {
            "fr" => Some(Self::French),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    pub fn code(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// French on a French system, English on every other.
    pub fn of_system() -> Self {
        sys_locale::get_locales().find_map(|code| Self::from_code(&code)).unwrap_or(Self::English)
    }

    /// Picks the French or the English of two texts.
    pub fn pick<'a>(self, french: &'a str, english: &'a str) -> &'a str {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_of_every_platform_are_understood() {
        for (code, wanted) in [
            ("fr", Some(Language::French)),
            ("fr_FR.UTF-8", Some(Language::French)),
            ("en-GB", Some(Language::English)),
            ("C", None),
            ("de_DE", None),
            ("", None),
        ] {
            assert_eq!(Language::from_code(code), wanted, "code {code:?}");
        }
    }
}
