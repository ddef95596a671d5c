//! Failures as people hear them: the sentences of the interface, shared with it, and a few of the command's own.

use crate::{language::Language, table::tame, voice::Voice};
use relance_model::{Code, Failure};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

static FRENCH: LazyLock<Map<String, Value>> =
    LazyLock::new(|| crate::voice::table(include_str!("../../../ui/src/app/i18n/failures.fr.json")));
static ENGLISH: LazyLock<Map<String, Value>> =
    LazyLock::new(|| crate::voice::table(include_str!("../../../ui/src/app/i18n/failures.en.json")));

/// Exit codes: 1 for what the user can mend, 70 (`EX_SOFTWARE` of sysexits.h) for a fault of ours.
pub fn exit_code(failure: &Failure) -> u8 {
    if failure.code == Code::Bug { 70 } else { 1 }
}

/// The failure as one JSON document: its own members, and the sentence.
pub fn problem(failure: &Failure, voice: &Voice) -> Value {
    let mut problem = json!({});
    if let (Value::Object(problem), Ok(Value::Object(members))) =
        (&mut problem, serde_json::to_value(failure))
    {
        problem.extend(members);
        problem.insert("detail".to_owned(), sentence(failure, voice).into());
    }
    problem
}

/// The sentence, its hint after it.
pub fn sentence(failure: &Failure, voice: &Voice) -> String {
    let said = |key: &str| words(key, voice).map(|text| fill(text, &failure.params, voice));
    let mut text = said(&failure.key).unwrap_or_else(|| bare(failure));
    let field = failure.field.as_deref().filter(|_| failure.code == Code::Invalid);
    if let Some(name) = field.and_then(|field| voice.find(&format!("field.{field}"))) {
        text = voice.fill("failure_of_field", &[("field", name), ("text", &text)]);
    }
    if let Some(hint) =
        failure.hint.as_deref().and_then(|hint| command_hint(hint, voice).or_else(|| said(hint)))
    {
        text = format!("{text} {hint}");
    }
    if failure.code == Code::Bug {
        text = format!("{text}\n{}", report(voice));
    }
    tame_lines(&text)
}

/// What to send with a report of a fault of ours.
pub fn report(voice: &Voice) -> String {
    let version = env!("CARGO_PKG_VERSION");
    let system = format!("{} {}", std::env::consts::OS, std::env::consts::ARCH);
    voice.fill(
        "report",
        &[("version", version), ("system", &system), ("address", env!("CARGO_PKG_REPOSITORY"))],
    )
}

/// Hints that the command line can be more precise about than the interface.
fn command_hint(hint: &str, voice: &Voice) -> Option<String> {
    voice.find(&format!("hint.{hint}")).map(str::to_owned)
}

fn shared(key: &str, language: Language) -> Option<&'static str> {
    language.pick(&FRENCH, &ENGLISH).get(key).and_then(Value::as_str)
}

fn words<'a>(key: &str, voice: &'a Voice) -> Option<&'a str> {
    voice.find(&format!("failure.{key}")).or_else(|| shared(key, voice.language))
}

/// A key without words is shown as it is: a failure must never be hidden by its translation.
fn bare(failure: &Failure) -> String {
    let params: Vec<String> = failure.params.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    if params.is_empty() { failure.key.clone() } else { format!("{} ({})", failure.key, params.join(", ")) }
}

fn fill(sentence: &str, params: &Map<String, Value>, voice: &Voice) -> String {
    let mut text = String::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, behind)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        text.push_str(&value(name, params.get(name), voice));
        rest = behind;
    }
    text.push_str(rest);
    text
}

/// A value in words where it has some: `seen: pdf` is said as `seen.pdf`.
fn value(name: &str, value: Option<&Value>, voice: &Voice) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::Number(number)) if name == "bytes" => voice.size(number.as_u64().unwrap_or_default()),
        Some(Value::Number(number)) => match number.as_i64() {
            Some(at) if name == "at" => voice.at(at),
            Some(whole) => voice.number(whole),
            None => number.to_string(),
        },
        Some(value) => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            shared(&format!("{name}.{text}"), voice.language).map_or(text, str::to_owned)
        }
    }
}

fn tame_lines(text: &str) -> String {
    text.lines().map(tame).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::{exit_code, problem, sentence};
    use crate::{
        language::Language::{English, French},
        voice::Voice,
    };
    use relance_model::Failure;

    #[test]
    fn a_failure_is_said_with_its_values_and_its_hint() {
        let failure =
            Failure::refused("base_wrong_key").with("path", "/x/relance.db").hint("enter_recovery_key");
        let text = sentence(&failure, &Voice::new(French));
        assert!(text.contains("/x/relance.db") && text.contains("--recovery-key"), "{text}");
        let seen = Failure::refused("not_a_spreadsheet").with("seen", "pdf");
        assert!(sentence(&seen, &Voice::new(French)).contains("c’est un PDF"), "the value has its own words");
        assert!(sentence(&seen, &Voice::new(English)).contains("PDF"));
    }

    #[test]
    fn a_key_without_words_is_shown_with_its_values() {
        let failure = Failure::refused("never_heard_of").with("file", "x");
        assert_eq!(sentence(&failure, &Voice::new(English)), "never_heard_of (file: \"x\")");
    }

    #[test]
    fn what_comes_from_a_file_cannot_speak_to_the_terminal() {
        let failure = Failure::invalid("email", "email_invalid").with("value", "\u{1b}[2J{value}");
        let text = sentence(&failure, &Voice::new(French));
        assert!(!text.contains('\u{1b}') && text.contains("{value}"), "{text}");
    }

    #[test]
    fn a_bug_exits_with_70_and_says_what_to_report() {
        let failure = Failure::bug("no stage");
        assert_eq!((exit_code(&failure), exit_code(&Failure::refused("disk_full"))), (70, 1));
        assert!(sentence(&failure, &Voice::new(French)).contains(env!("CARGO_PKG_VERSION")));
        let problem = problem(&failure, &Voice::new(English));
        assert_eq!((problem["code"].as_str(), problem["key"].as_str()), (Some("bug"), Some("bug")));
    }
}
