//! The help and the mistakes of usage, in the chosen language: clap knows the words, the dictionaries say them.

use crate::{
    args::Cli,
    language::Language,
    voice::{Voice, table},
};
use clap::{
    Arg, ArgAction, Command, CommandFactory as _, Error,
    builder::StyledStr,
    error::{ContextKind, ContextValue, ErrorKind},
};
use relance_model::Failure;
use serde_json::{Map, Value};
use std::sync::LazyLock;

static FRENCH: LazyLock<Dictionary> = LazyLock::new(|| table(include_str!("words/help.fr.json")));
static ENGLISH: LazyLock<Dictionary> = LazyLock::new(|| table(include_str!("words/help.en.json")));

type Dictionary = Map<String, Value>;

/// The command line with its help in a language.
pub fn command(language: Language) -> Command {
    let help: &'static Dictionary = language.pick(&FRENCH, &ENGLISH);
    let version = switch("version", 'V', ArgAction::Version);
    dress(Cli::command().disable_version_flag(true).arg(version), "", help)
}

fn switch(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name).long(name).short(short).action(action)
}

fn say(help: &'static Dictionary, key: &str) -> Option<&'static str> {
    help.get(key).and_then(Value::as_str)
}

/// Gives a command, its options and its own commands their words. `path` is its name, such as `prospects list`.
fn dress(command: Command, path: &str, help: &'static Dictionary) -> Command {
    let about = say(help, path).unwrap_or_default();
    let template = format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}",
        say(help, ":usage").unwrap_or("Usage:")
    );
    let value_name = say(help, "<COMMAND>").unwrap_or("COMMAND");
    let commands = say(help, ":commands").unwrap_or("Commands");
    let command = command
        .about(about)
        .help_template(StyledStr::from(template))
        .subcommand_value_name(value_name)
        .subcommand_help_heading(commands)
        .disable_help_flag(true)
        .arg(switch("help", 'h', ArgAction::Help))
        .mut_args(|arg| dress_arg(arg, path, help));
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        let path = if path.is_empty() { name } else { format!("{path} {name}") };
        dress(sub, &path, help)
    })
}

fn dress_arg(arg: Arg, path: &str, help: &'static Dictionary) -> Arg {
    let name = arg.get_id().as_str().to_owned();
    let words = say(help, &format!("{path}.{name}")).or_else(|| say(help, &format!("*.{name}")));
    let values: Vec<String> =
        arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let takes_values = arg.get_action().takes_values();
    // clap refuses this of a switch.
    let arg = if takes_values { arg.hide_default_value(true) } else { arg };
    let arg = arg.help(words.unwrap_or_default());
    let arg = match values.as_slice() {
        [value] if takes_values => match say(help, &format!("<{value}>")) {
            Some(said) => arg.value_name(said),
            None => arg,
        },
        _ => arg,
    };
    let heading = match name.as_str() {
        "help" | "version" => ":general",
        _ if arg.is_global_set() => ":general",
        _ if arg.is_positional() => ":arguments",
        _ => ":options",
    };
    arg.help_heading(say(help, heading).unwrap_or(heading))
}

/// A mistake of usage as a failure with its sentence's key and values.
pub fn mistake(error: &Error) -> Failure {
    let what = |kind| error.get(kind).map(spoken).unwrap_or_default();
    let (key, kind) = match error.kind() {
        ErrorKind::InvalidSubcommand => ("usage_command_unknown", ContextKind::InvalidSubcommand),
        ErrorKind::UnknownArgument => ("usage_argument_unknown", ContextKind::InvalidArg),
        ErrorKind::MissingRequiredArgument => ("usage_argument_missing", ContextKind::InvalidArg),
        ErrorKind::MissingSubcommand => ("usage_command_missing", ContextKind::InvalidSubcommand),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation
            if what(ContextKind::InvalidValue).is_empty() =>
        {
            ("usage_value_missing", ContextKind::InvalidArg)
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            ("usage_value_invalid", ContextKind::InvalidArg)
        }
        ErrorKind::ArgumentConflict => ("usage_conflict", ContextKind::InvalidArg),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => {
            ("usage_repeated", ContextKind::InvalidArg)
        }
        _ => ("usage", ContextKind::InvalidArg),
    };
    Failure::invalid("arguments", key)
        .with("what", what(kind))
        .with("value", what(ContextKind::InvalidValue))
        .with("other", what(ContextKind::PriorArg))
}

/// What clap would have one write instead, when it is nearly that.
pub fn suggestion(error: &Error, voice: &Voice) -> Option<String> {
    let kinds = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let near = kinds.into_iter().find_map(|kind| error.get(kind)).map(spoken).filter(|near| !near.is_empty());
    near.map(|near| voice.fill("usage_suggestion", &[("near", &near)])).or_else(|| {
        let valid = error.get(ContextKind::ValidValue).map(spoken).filter(|valid| !valid.is_empty())?;
        Some(voice.fill("usage_valid", &[("valid", &valid)]))
    })
}

fn spoken(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{ENGLISH, FRENCH, command};
    use crate::language::Language::{English, French};
    use clap::Command;

    fn wordless(command: &Command, path: &str, found: &mut Vec<String>) {
        if command.get_about().is_none_or(|about| about.to_string().is_empty()) && !command.is_hide_set() {
            found.push(path.to_owned());
        }
        for arg in command.get_arguments() {
            if arg.get_help().is_none_or(|help| help.to_string().is_empty()) {
                found.push(format!("{path}.{}", arg.get_id()));
            }
        }
        for sub in command.get_subcommands() {
            wordless(sub, format!("{path} {}", sub.get_name()).trim(), found);
        }
    }

    #[test]
    fn every_command_and_option_is_explained_in_both_languages() {
        for language in [French, English] {
            let mut found = Vec::new();
            wordless(&command(language), "", &mut found);
            assert!(found.is_empty(), "{language:?} has no words for {found:?}");
        }
        let missing: Vec<_> = FRENCH.keys().filter(|key| !ENGLISH.contains_key(*key)).collect();
        assert!(missing.is_empty() && FRENCH.len() == ENGLISH.len(), "in French only: {missing:?}");
    }

    #[test]
    fn help_speaks_french() {
        let text = command(French).render_help().to_string();
        assert!(text.contains("Utilisation") && text.contains("Commandes"), "{text}");
        assert!(!text.contains("Usage:") && !text.contains("Print"), "no English is left: {text}");
    }
}
