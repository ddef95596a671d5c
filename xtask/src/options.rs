//! The command line of `cargo xtask`, read once. A word that is not understood is a mistake, never ignored.

use std::path::PathBuf;

pub const HELP: &str = "cargo xtask VERB

  run     builds and opens Relance; where there is no display, serves it on 127.0.0.1
          --data DIR   another base than yours        --empty   no sample prospects on the first run
          --release    the optimised build            --serve   in a browser even where there is a display
  test    every test: Rust, servers of mail, interface, Chromium, the real window
          --only rust|servers|ui|e2e|window   one suite (may be repeated)
          FILTER       only tests whose name contains this
  check   formatting, lints, types, licences, house rules
  gen     writes the OpenAPI document and the TypeScript types from the code
          --check      only says whether they are fresh
  bench   measures every speed that has a limit; writes target/bench.json
  bundle  makes the installable packages
  setup   installs what the others need, and nothing else

  --yes   never asks before installing (also where the input is not a terminal)";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Help,
    Setup,
    Run,
    Test,
    Check,
    Generate,
    Bench,
    Bundle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Suite {
    Rust,
    Servers,
    Ui,
    EndToEnd,
    Window,
}

impl Suite {
    pub const ALL: [Self; 5] = [Self::Rust, Self::Servers, Self::Ui, Self::EndToEnd, Self::Window];

    pub fn name(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Servers => "servers",
            Self::Ui => "ui",
            Self::EndToEnd => "e2e",
            Self::Window => "window",
        }
    }

    fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|suite| suite.name() == name)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Options {
    pub verb: Verb,
    pub yes: bool,
    pub data: Option<PathBuf>,
    pub empty: bool,
    pub release: bool,
    pub serve: bool,
    pub check: bool,
    pub suites: Vec<Suite>,
    pub filter: Option<String>,
}

impl Options {
    pub fn read(words: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut words = words.peekable();
        let verb = match words.next().as_deref() {
            None | Some("help" | "--help" | "-h") => Verb::Help,
            Some("setup") => Verb::Setup,
            Some("run") => Verb::Run,
            Some("test") => Verb::Test,
            Some("check") => Verb::Check,
            Some("gen") => Verb::Generate,
            Some("bench") => Verb::Bench,
            Some("bundle") => Verb::Bundle,
            Some(other) => return Err(format!("no verb `{other}`\n\n{HELP}")),
        };
        let mut options = Self::of(verb);
        while let Some(word) = words.next() {
            match word.as_str() {
                "--help" | "-h" => options.verb = Verb::Help,
                "--yes" | "-y" => options.yes = true,
                "--data" if verb == Verb::Run => {
                    options.data = Some(words.next().ok_or("--data needs a folder")?.into());
                }
                "--empty" if verb == Verb::Run => options.empty = true,
                "--serve" if verb == Verb::Run => options.serve = true,
                "--release" if verb == Verb::Run => options.release = true,
                "--check" if verb == Verb::Generate => options.check = true,
                "--only" if verb == Verb::Test => {
                    let name = words.next().unwrap_or_default();
                    let suite = Suite::from_name(&name).ok_or("--only needs rust, ui, e2e or window")?;
                    options.suites.push(suite);
                }
                filter if verb == Verb::Test && !filter.starts_with('-') && options.filter.is_none() => {
                    options.filter = Some(filter.to_owned());
                }
                other => return Err(format!("`{other}` is not understood here\n\n{HELP}")),
            }
        }
        Ok(options)
    }

    fn of(verb: Verb) -> Self {
        Self {
            verb,
            yes: false,
            data: None,
            empty: false,
            release: false,
            serve: false,
            check: false,
            suites: Vec::new(),
            filter: None,
        }
    }

    pub fn wants(&self, suite: Suite) -> bool {
        self.suites.is_empty() || self.suites.contains(&suite)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Options, String> {
        Options::read(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn suites_and_a_filter_are_read_together() {
        let options = read("test --only ui --only rust board").unwrap();
        assert_eq!(options.suites, [Suite::Ui, Suite::Rust], "both suites");
        assert_eq!(options.filter.as_deref(), Some("board"), "the filter");
    }

    #[test]
    fn a_flag_of_another_verb_is_a_mistake() {
        for line in ["test --empty", "run --only ui", "check --data x", "fly", "test --only all", "test a b"]
        {
            assert!(read(line).is_err(), "{line} must be refused");
        }
    }
}
