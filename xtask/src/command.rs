//! Starting other programs: announced, in the right folder, with the environment that every one of them shares.

use crate::{Done, places};
use std::{
    ffi::OsStr,
    io::{BufRead, BufReader, Write},
    process::{Command, ExitStatus, Stdio},
    thread,
};

/// A command in the root of the tree.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(places::root()).env("CARGO_TARGET_DIR", places::target());
    if let Some(node) = crate::setup::node::private_bin() {
        let old = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(node).chain(std::env::split_paths(&old));
        if let Ok(path) = std::env::join_paths(folders) {
            command.env("PATH", path);
        }
    }
    if places::in_ci() {
        command.env("npm_config_cache", places::cache().join("npm"));
        // A clone is built once and thrown away: the files of incremental builds would only fill the cache.
        command.env("CARGO_INCREMENTAL", "0");
    }
    command
}

pub fn cargo() -> Command {
    // The cargo that runs this is the one that the tree asks for.
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// npm and npx are scripts with another name on Windows.
pub fn npm(name: &str) -> Command {
    let name = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
    let mut command = program(name);
    command.current_dir(places::ui());
    command
}

/// The words as one would type them.
pub fn spelled(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let name = |word: &OsStr| word.to_string_lossy().into_owned();
    let mut words: Vec<String> = words.map(name).collect();
    if let Some(short) = words.first().and_then(|first| first.rsplit(['/', '\\']).next().map(str::to_owned)) {
        words[0] = short;
    }
    words.join(" ")
}

pub fn say(text: &str) {
    println!("\n— {text}");
}

/// Runs it in sight of the person; a refusal is an error with the command's words.
pub fn run(command: &mut Command) -> Done {
    say(&spelled(command));
    let status = status(command)?;
    if status.success() { Ok(()) } else { Err(format!("`{}` failed ({status})", spelled(command))) }
}

pub fn status(command: &mut Command) -> Done<ExitStatus> {
    command.status().map_err(|error| format!("cannot start `{}`: {error}", spelled(command)))
}

/// Its standard output when it succeeds, silently.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs it in sight and keeps what it said (both streams, without colours) to count from.
pub fn run_and_keep(command: &mut Command) -> Done<(ExitStatus, String)> {
    say(&spelled(command));
    let words = spelled(command);
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("cannot start `{words}`: {error}"))?;
    let out = child.stdout.take().map(|stream| thread::spawn(move || copy(stream, std::io::stdout())));
    let err = child.stderr.take().map(|stream| thread::spawn(move || copy(stream, std::io::stderr())));
    let status = child.wait().map_err(|error| format!("`{words}`: {error}"))?;
    let said = [out, err].into_iter().flatten().filter_map(|reader| reader.join().ok());
    Ok((status, said.collect::<Vec<_>>().join("\n")))
}

fn copy(stream: impl std::io::Read, mut to: impl Write) -> String {
    let mut kept = String::new();
    let mut reader = BufReader::new(stream);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).is_ok_and(|length| length > 0) {
        // A closed terminal must not stop the tests.
        let _ = to.write_all(&line).and_then(|()| to.flush());
        kept.push_str(&plain(&String::from_utf8_lossy(&line)));
        line.clear();
    }
    kept
}

/// Without the escape sequences of a terminal.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().take_while(|letter| !letter.is_ascii_alphabetic()).for_each(drop);
        } else {
            plain.push(letter);
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    #[test]
    fn colours_are_taken_out_and_nothing_else() {
        assert_eq!(super::plain("\u{1b}[32;1m12 passed\u{1b}[0m, é [x]"), "12 passed, é [x]", "text stays");
    }
}
