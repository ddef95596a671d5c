//! The two languages that the command speaks: the one asked for, else the environment's.

use clap::ValueEnum;
use std::env;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Language {
    #[value(name = "fr")]
    French,
    #[value(name = "en")]
    English,
}

impl Language {
    /// French where the locale is (POSIX: `LC_ALL`, then `LC_MESSAGES`, then `LANG`), English everywhere else.
    pub fn of_environment() -> Self {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .into_iter()
            .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
        Self::of_locale(&locale.unwrap_or_default())
    }

    fn of_locale(locale: &str) -> Self {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        if language.eq_ignore_ascii_case("fr") { Self::French } else { Self::English }
    }

    pub fn code(self) -> &'static str {
        self.pick("fr", "en")
    }

    pub fn pick<T>(self, french: T, english: T) -> T {
        match self {
            Self::French => french,
            Self::English => english,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn only_a_french_locale_speaks_french() {
        for locale in ["fr", "fr_FR.UTF-8", "fr-CA", "FR"] {
            assert_eq!(Language::of_locale(locale), Language::French, "{locale}");
        }
        for locale in ["", "C", "C.UTF-8", "en_GB", "fur_IT", "frr_DE"] {
            assert_eq!(Language::of_locale(locale), Language::English, "{locale}");
        }
    }
}
