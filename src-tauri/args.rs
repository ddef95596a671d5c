//! The window's own command line: `--data DIR`, `--lang fr|en`, `--help`, `--version`.
//! Anything richer belongs to the `relance` command.

use crate::language::Language;
use std::path::PathBuf;

const HELP: &str = "Usage: relance-desktop [--data DIR] [--lang fr|en]

  --data DIR   the folder of the base (or RELANCE_DATA)
  --lang fr|en the language of the menus and of the page (otherwise the settings', then the system's)
  --version    prints the version
  --help       prints this";

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Args {
    pub data: Option<PathBuf>,
    pub language: Option<Language>,
}

#[derive(Debug, PartialEq)]
pub enum Asked {
    Window(Args),
    Print(String),
    Mistake(String),
}

/// Reads the words after the program's name; `RELANCE_DATA` stands in for a missing `--data`.
pub fn read(words: impl Iterator<Item = String>) -> Asked {
    let asked = parse(words);
    match asked {
        Asked::Window(mut args) => {
            args.data = args.data.or_else(|| std::env::var_os("RELANCE_DATA").map(PathBuf::from));
            Asked::Window(args)
        }
        other => other,
    }
}

fn parse(words: impl Iterator<Item = String>) -> Asked {
    let mut args = Args::default();
    let mut words = words.flat_map(split_equals);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--help" | "-h" => return Asked::Print(HELP.to_owned()),
            "--version" | "-V" => {
                return Asked::Print(format!("relance-desktop {}", env!("CARGO_PKG_VERSION")));
            }
            "--data" => match words.next() {
                Some(folder) => args.data = Some(PathBuf::from(folder)),
                None => return Asked::Mistake(format!("--data needs a folder\n\n{HELP}")),
            },
            "--lang" => match words.next().as_deref().and_then(Language::from_code) {
                Some(language) => args.language = Some(language),
                None => return Asked::Mistake(format!("--lang needs fr or en\n\n{HELP}")),
            },
            // macOS passes -psn_… when the app is opened from the Finder.
            other if other.starts_with("-psn_") => {}
            other => return Asked::Mistake(format!("unknown argument {other}\n\n{HELP}")),
        }
    }
    Asked::Window(args)
}

fn split_equals(word: String) -> Vec<String> {
    match word.split_once('=') {
        Some((name, value)) if name.starts_with("--") => vec![name.to_owned(), value.to_owned()],
        _ => vec![word],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(line: &str) -> Asked {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn a_folder_and_a_language_are_read_in_both_spellings() {
        let wanted = Args { data: Some("/tmp/x".into()), language: Some(Language::English) };
        assert_eq!(asked("--data /tmp/x --lang en"), Asked::Window(wanted.clone()), "with a space");
        assert_eq!(asked("--data=/tmp/x --lang=en"), Asked::Window(wanted), "with an equals sign");
    }

    #[test]
    fn a_mistake_is_told_and_never_ignored() {
        for line in ["--lang de", "--data", "--dta x", "file.xlsx"] {
            assert!(matches!(asked(line), Asked::Mistake(_)), "{line} must be refused");
        }
    }
}
