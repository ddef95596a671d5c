//! One slice, one word, everywhere: the core's folder, the API's route file, the tests, the page of the documents.

use super::{read, root};
use std::{collections::BTreeSet, fs};

/// The rooms: folders of the core.
fn rooms() -> BTreeSet<String> {
    let folder = fs::read_dir(root().join("crates/relance-core/src")).unwrap();
    let folders = folder.flatten().filter(|entry| entry.path().is_dir());
    // How values are read is below the rooms: it is a capability of nobody.
    folders
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name != "values")
        .collect()
}

fn names(folder: &str, ending: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_string_lossy().strip_suffix(ending).map(str::to_owned))
        .collect()
}

#[test]
fn every_room_has_its_routes_its_tests_and_its_page() {
    let rooms = rooms();
    assert!(rooms.len() >= 15, "the rooms were found: {rooms:?}");
    let mut routes = names("crates/relance-api/src/routes", ".rs");
    routes.remove("mod");
    assert_eq!(routes, rooms, "one route file a room, no other");
    assert_eq!(names("docs/capabilities", ".md"), rooms, "one page a room, no other");
    for room in &rooms {
        let suite = root().join("tests/suite");
        let is_tested = suite.join(format!("{room}.rs")).exists() || suite.join(room).join("mod.rs").exists();
        assert!(is_tested, "{room} has its file in the suite");
    }
}

#[test]
fn every_feature_of_the_page_is_a_room() {
    let rooms = rooms();
    for entry in fs::read_dir(root().join("ui/src/features")).into_iter().flatten().flatten() {
        let feature = entry.file_name().to_string_lossy().into_owned();
        assert!(rooms.contains(&feature), "ui/src/features/{feature} has no room of that name");
    }
}

#[test]
fn every_route_is_filed_under_a_room() {
    let rooms = rooms();
    let document = serde_json::to_value(relance_api::document()).unwrap();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            if let Some(tag) = operation["tags"][0].as_str() {
                assert!(rooms.contains(tag), "{method} {path} is filed under {tag}, which is no room");
            }
        }
    }
}

#[test]
fn every_file_of_the_suite_is_in_the_suite() {
    let main = read("tests/suite/main.rs");
    for entry in fs::read_dir(root().join("tests/suite")).unwrap().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let module = name.strip_suffix(".rs").unwrap_or(&name);
        if module == "main" {
            continue;
        }
        assert!(main.contains(&format!("mod {module};")), "tests/suite/{name} is never run");
        if entry.path().is_dir() {
            let door = read(format!("tests/suite/{module}/mod.rs"));
            for inner in names(&format!("tests/suite/{module}"), ".rs") {
                assert!(
                    inner == "mod" || door.contains(&format!("mod {inner};")),
                    "tests/suite/{module}/{inner}.rs is never run"
                );
            }
        }
    }
}
