//! What a command answers, and how it leaves: one JSON document for scripts or a text for people, on standard output.
//! Nothing else may print there.

use relance_model::{Failure, Outcome};
use serde::Serialize;
use serde_json::Value;
use std::io::{self, ErrorKind, IsTerminal as _, Write as _};

/// What came of a command.
pub struct Reply {
    pub json: Value,
    pub text: String,
    /// The command understood and did not do it: exit 1, with the answer all the same.
    pub is_refused: bool,
}

impl Reply {
    /// # Errors
    /// The answer is not JSON: a fault of the program.
    pub fn new(json: impl Serialize, text: impl Into<String>) -> Outcome<Self> {
        let json = serde_json::to_value(json).map_err(Failure::bug)?;
        Ok(Self { json, text: text.into(), is_refused: false })
    }

    /// For a command that has said everything on its way.
    pub fn said() -> Self {
        Self { json: Value::Null, text: String::new(), is_refused: false }
    }

    pub fn refused(mut self, is_refused: bool) -> Self {
        self.is_refused = is_refused;
        self
    }

    /// Writes the answer.
    ///
    /// # Errors
    /// `output_refused`. A reader that went away is no failure.
    pub fn print(&self, as_json: bool) -> Outcome<()> {
        match (as_json, &self.json) {
            (true, Value::Null) => Ok(()),
            (true, json) => print_json(json),
            (false, _) => print(&self.text),
        }
    }
}

/// Writes one document: on one line for programs, laid out for eyes.
///
/// # Errors
/// `output_refused`.
pub fn print_json(json: &Value) -> Outcome<()> {
    let is_seen = io::stdout().is_terminal();
    let text = if is_seen { serde_json::to_string_pretty(json) } else { serde_json::to_string(json) };
    print(&text.map_err(Failure::bug)?)
}

/// Writes a text, ended by one line feed; an empty one is not written.
///
/// # Errors
/// `output_refused`.
pub fn print(text: &str) -> Outcome<()> {
    if text.is_empty() {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    let written = writeln!(out, "{}", text.trim_end_matches('\n')).and_then(|()| out.flush());
    match written {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::refused("output_refused").with("what", error.to_string()))
        }
        _ => Ok(()),
    }
}

/// A remark beside the answer, on standard error; a reader that went away is no failure.
pub fn remark(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}
