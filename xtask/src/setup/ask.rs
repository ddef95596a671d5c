//! One question, one answer. Where nobody can answer, the answer is yes: the person has typed the command.

use crate::options::Options;
use std::io::{IsTerminal, Write, stdin, stdout};

pub fn agreed(options: &Options, question: &str) -> bool {
    if options.yes || !stdin().is_terminal() {
        return true;
    }
    print!("{question} [Y/n] ");
    let _ = stdout().flush();
    let mut answer = String::new();
    if stdin().read_line(&mut answer).is_err() {
        return false;
    }
    matches!(answer.trim().to_lowercase().as_str(), "" | "y" | "yes" | "o" | "oui")
}
