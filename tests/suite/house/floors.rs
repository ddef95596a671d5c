//! Who may lean on whom: between the crates, and between the rooms of the core.

use super::{below, code, read};
use std::collections::{BTreeMap, BTreeSet};

/// What each crate may use of ours. `net` knows the core only to offer it what it is opened with.
const MAY_USE: [(&str, &str, &[&str]); 9] = [
    ("model", "crates/relance-model", &[]),
    ("sheet", "crates/relance-sheet", &[]),
    ("mime", "crates/relance-mime", &[]),
    ("world", "crates/relance-world", &["model"]),
    ("store", "crates/relance-store", &["model"]),
    ("core", "crates/relance-core", &["model", "world", "store", "sheet", "mime"]),
    ("net", "crates/relance-net", &["model", "world", "core"]),
    ("api", "crates/relance-api", &["model", "core"]),
    ("cli", "crates/relance-cli", &["model", "world", "core", "net", "api"]),
];

/// Outside crates, and the packages that alone may name them.
const LIVES_IN: [(&str, &[&str]); 19] = [
    ("rusqlite", &["relance-store"]),
    ("refinery", &["relance-store"]),
    ("calamine", &["relance-sheet"]),
    ("rust_xlsxwriter", &["relance-sheet"]),
    ("chardetng", &["relance-sheet"]),
    ("mail-builder", &["relance-mime"]),
    ("mail-parser", &["relance-mime"]),
    ("cfb", &["relance-mime", "relance-fuzz"]),
    ("ammonia", &["relance-mime"]),
    ("phonenumber", &["relance-core"]),
    ("whatlang", &["relance-core"]),
    ("chrono-tz", &["relance-core"]),
    ("iana-time-zone", &["relance-world"]),
    ("keyring", &["relance-net"]),
    ("axum", &["relance-api", "relance-desktop", "relance-tests"]),
    ("utoipa-axum", &["relance-api"]),
    ("clap", &["relance-cli"]),
    ("indicatif", &["relance-cli"]),
    ("tauri", &["relance-desktop"]),
];

/// Names of the dependencies of a manifest, by section.
fn dependencies(manifest: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut sections: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut section = String::new();
    for line in manifest.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.to_owned();
        } else if section.ends_with("dependencies")
            && section != "workspace.dependencies"
            && !line.starts_with('#')
        {
            let end = line.find(['.', ' ', '=']).unwrap_or(line.len());
            if end > 0 {
                sections.entry(section.clone()).or_default().insert(line[..end].to_owned());
            }
        }
    }
    sections
}

#[test]
fn crates_lean_only_on_those_below_them() {
    for (name, folder, allowed) in MAY_USE {
        let sections = dependencies(&read(format!("{folder}/Cargo.toml")));
        let used: BTreeSet<&str> = sections
            .get("dependencies")
            .into_iter()
            .flatten()
            .filter_map(|dependency| dependency.strip_prefix("relance-"))
            .collect();
        let allowed: BTreeSet<&str> = allowed.iter().copied().collect();
        assert!(used.is_subset(&allowed), "{name} uses {:?}, which it may not", used.difference(&allowed));
    }
    for (folder, _) in [("tests", ""), ("xtask", "")] {
        let sections = dependencies(&read(format!("{folder}/Cargo.toml")));
        assert!(!sections["dependencies"].contains("relance-desktop"), "{folder} does not need the shell");
    }
    let members = below("crates").into_iter().filter(|path| path.ends_with("/Cargo.toml")).count();
    assert_eq!(members, MAY_USE.len(), "a new crate has its line in this table and in ARCHITECTURE.md");
}

#[test]
fn outside_crates_live_in_one_place() {
    let manifests: Vec<String> = below("").into_iter().filter(|path| path.ends_with("Cargo.toml")).collect();
    for path in manifests {
        let text = read(&path);
        let package = text
            .lines()
            .skip_while(|line| line.trim() != "[package]")
            .find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
            .unwrap_or_default()
            .to_owned();
        let named = dependencies(&text).remove("dependencies").unwrap_or_default();
        for (dependency, homes) in LIVES_IN {
            if named.contains(dependency) {
                assert!(
                    homes.contains(&package.as_str()),
                    "{package} names {dependency}, which lives in {homes:?}"
                );
            }
        }
    }
    for path in
        below("crates").into_iter().filter(|path| path.ends_with(".rs") && !path.contains("relance-store/"))
    {
        assert!(!code(&path).contains("rusqlite"), "{path} goes to SQLite past the store");
    }
}

/// The floor of each room, as the core's own header states it.
fn floors() -> BTreeMap<String, u32> {
    let text = read("crates/relance-core/src/lib.rs");
    let header: Vec<&str> =
        text.lines().take_while(|line| line.starts_with("//!")).map(|line| line[3..].trim()).collect();
    let header = header.join(" ");
    let stated = header.split("downwards only:").nth(1).expect("the header states the floors");
    let mut floors = BTreeMap::new();
    for part in stated.split('·') {
        let part = part.trim();
        let digits = part.chars().take_while(char::is_ascii_digit).count();
        let Ok(floor) = part[..digits].parse() else { continue };
        for name in part[digits..].split(',') {
            let name = name.trim();
            if !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_') {
                floors.insert(name.to_owned(), floor);
            }
        }
    }
    floors
}

/// The first names behind each `crate::` of a text: `crate::{a, b::{c}}` gives a and b.
fn used(text: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for rest in text.split("crate::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            names.insert(first_word(rest));
            continue;
        };
        let (mut depth, mut at_start) = (0, true);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => at_start = true,
                c if at_start && !c.is_whitespace() => {
                    names.insert(first_word(&list[at..]));
                    at_start = false;
                }
                _ => {}
            }
        }
    }
    names
}

fn first_word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn rooms_of_the_core_import_downwards_only() {
    let floors = floors();
    assert_eq!(floors.get("core"), Some(&9), "the header was read: {floors:?}");
    for path in below("crates/relance-core/src").into_iter().filter(|path| path.ends_with(".rs")) {
        let inside = path.trim_start_matches("crates/relance-core/src/");
        let room = inside.split(['/', '.']).next().unwrap_or_default();
        if room == "lib" {
            continue;
        }
        // Recognising columns is pure: it stands on the values alone, though only imports use it.
        let is_pure = inside.starts_with("imports/recognise/");
        let stated = *floors.get(room).unwrap_or_else(|| panic!("{room} has no floor in lib.rs"));
        let own = if is_pure { 1 } else { stated };
        for name in used(&code(&path)) {
            match name.as_str() {
                "Caller" => {}
                // The handle and what it tells, for the rooms that are given them.
                "Core" | "Event" | "Options" => {
                    assert!(own >= 4, "{path} (floor {own}) takes the core itself")
                }
                name if name == room && !is_pure => {}
                name => {
                    let floor =
                        floors.get(name).unwrap_or_else(|| panic!("{path} uses {name}, which has no floor"));
                    assert!(*floor < own, "{path} (floor {own}) uses {name} (floor {floor})");
                }
            }
        }
    }
}

#[test]
fn a_room_is_entered_by_its_door_never_by_its_table() {
    for path in below("crates/relance-core/src").into_iter().filter(|path| path.ends_with(".rs")) {
        let text = code(&path);
        assert!(!text.contains("pub mod table"), "{path} opens its table to all");
        for rest in text.split("crate::").skip(1) {
            let path_used: String =
                rest.chars().take_while(|c| c.is_alphanumeric() || "_:".contains(*c)).collect();
            let parts: Vec<&str> = path_used.split("::").collect();
            assert!(parts.get(1) != Some(&"table"), "{path} reaches into {path_used}");
        }
    }
}

#[test]
fn a_table_has_one_writer() {
    // Rooms that may write a table besides its owner, as the header of the room says.
    const OWNERS: [(&str, &[&str]); 28] = [
        ("stage", &["stages"]),
        ("tag", &["tags", "sample"]),
        ("member", &["members"]),
        ("field", &["fields"]),
        ("company", &["companies", "imports", "sample"]),
        ("address", &["prospects", "sample"]),
        ("prospect_tag", &["tags", "prospects", "sample"]),
        ("activity", &["activities", "prospects", "sample"]),
        ("reminder", &["reminders", "prospects", "sample"]),
        ("event", &["calendar", "prospects", "sample"]),
        ("event_prospect", &["calendar", "prospects", "sample"]),
        ("event_held", &["calendar"]),
        ("message", &["messages", "prospects"]),
        ("message_attachment", &["messages", "prospects"]),
        ("content", &["messages", "prospects"]),
        ("mail_account", &["mail"]),
        ("mail_folder", &["mail"]),
        ("mail_place", &["mail", "prospects"]),
        ("mail_health", &["mail"]),
        ("mail_unsettled", &["mail"]),
        ("conversation_mark", &["inbox", "prospects"]),
        ("setting", &["settings"]),
        ("distinct_pair", &["duplicates"]),
        ("merged", &["duplicates", "prospects"]),
        ("view", &["views"]),
        ("template", &["templates"]),
        ("worktime", &["worktime"]),
        ("leave", &["worktime"]),
    ];
    for path in below("crates/relance-core/src").into_iter().filter(|path| path.ends_with(".rs")) {
        let room = path
            .trim_start_matches("crates/relance-core/src/")
            .split(['/', '.'])
            .next()
            .unwrap_or_default()
            .to_owned();
        let text = code(&path);
        for (table, owners) in OWNERS {
            for verb in ["INSERT INTO ", "INSERT OR IGNORE INTO ", "UPDATE ", "DELETE FROM "] {
                let writes = text.contains(&format!("{verb}{table} "));
                assert!(
                    !writes || owners.contains(&room.as_str()),
                    "{path} writes {table}, which belongs to {owners:?}"
                );
            }
        }
    }
}

#[test]
fn only_the_porch_names_tauri() {
    for path in below("crates")
        .into_iter()
        .chain(below("tests"))
        .chain(below("xtask"))
        .filter(|path| path.ends_with(".rs"))
    {
        if path.contains("tests/suite/house/")
            || path.contains("/window/bench/")
            || path.starts_with("xtask/")
        {
            continue;
        }
        let text = code(&path);
        assert!(!text.contains("tauri::") && !text.contains("use tauri"), "{path} names tauri");
    }
}
