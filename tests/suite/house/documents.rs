//! Documents that must agree with the code: the schema, the API's description, the pages.

use super::{read, root};
use relance_store::rusqlite::params;
use relance_tests::Base;
use std::fs;

/// The schema of a base that was just made, in the order of its making.
fn schema() -> String {
    let base = Base::new();
    let statements: Vec<String> = base
        .core
        .read(|db| {
            db.rows(
                "SELECT sql FROM sqlite_master
                 WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND name <> 'refinery_schema_history'
                   AND name NOT IN (SELECT name FROM pragma_table_list WHERE type = 'shadow')
                 ORDER BY rowid",
                params![],
                |row| row.get(0),
            )
        })
        .unwrap();
    let mut text = String::from(
        "-- The schema of a base, as migrations/ makes it. Written by UPDATE_DOCS=1 cargo nextest run -p relance-tests schema\n",
    );
    for statement in statements {
        text.push_str(&format!("\n{statement};\n"));
    }
    text
}

#[test]
fn the_schema_of_the_documents_is_the_real_one() {
    let real = schema();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(root().join("docs/schema.sql"), &real).unwrap();
    }
    assert_eq!(read("docs/schema.sql"), real, "docs/schema.sql is fresh (UPDATE_DOCS=1 writes it)");
}

#[test]
fn the_description_that_the_page_was_generated_from_is_fresh() {
    let path = root().join("ui/src/api/openapi.json");
    let Ok(text) = fs::read_to_string(&path) else {
        println!("left out: {} is not generated yet", path.display());
        return;
    };
    let written: serde_json::Value = serde_json::from_str(&text).unwrap();
    let real = serde_json::to_value(relance_api::document()).unwrap();
    assert!(written == real, "ui/src/api/openapi.json is not fresh: run `cargo xtask gen`");
}

#[test]
fn links_of_the_documents_lead_somewhere() {
    let mut pages: Vec<String> =
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_owned).to_vec();
    pages.extend(super::below("docs").into_iter().filter(|path| path.ends_with(".md")));
    for page in pages {
        let text = read(&page);
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            // The picture is taken from the running program by the release.
            if file.is_empty() || link.contains("://") || file.ends_with("screenshot.png") {
                continue;
            }
            let target = root().join(&page).parent().unwrap().join(file);
            assert!(target.exists(), "{page} leads to {link}, which is not there");
        }
    }
}

#[test]
fn decisions_are_numbered_without_a_gap() {
    let names = super::below("docs/decisions");
    for (n, path) in names.iter().enumerate() {
        let name = path.trim_start_matches("docs/decisions/");
        assert!(name.starts_with(&format!("{:03}-", n + 1)), "{name} is number {}", n + 1);
        assert!(read(path).starts_with("# "), "{path} has a title");
    }
    assert!(names.len() >= 7, "the decisions are there: {names:?}");
}
