//! `import`: every row accounted for, nothing written before it is whole.

use crate::home::{Home, document, read, told};
use serde_json::Value;

const FILE: &str = "Nom;Prénom;Société;E-mail;Téléphone;Montant\n\
    Lefèvre;Zoé;Halle & Cie;zoe@exemple.fr;06 12 34 56 78;1 234,56 €\n\
    Durand;Marc;Ker Lann;marc@exemple.fr;;500\n\
    ;;;;;\n\
    ;;;;;12\n\
    Ng;Li;;li@exemple.fr;0142685300;\n";

fn law(counts: &Value) -> u64 {
    let count = |name: &str| counts[name].as_u64().unwrap_or_else(|| panic!("{name} is missing: {counts}"));
    let read = count("read");
    assert_eq!(read, count("created") + count("updated") + count("unchanged") + count("skipped"), "{counts}");
    read
}

#[test]
fn an_import_accounts_for_every_row_and_can_be_undone() {
    let home = Home::new();
    let file = home.file("clients.csv", FILE);
    let report = home.json(&["import", &file]);
    law(&report);
    assert_eq!((report["created"].as_u64(), report["updated"].as_u64()), (Some(3), Some(0)));
    let operation = report["operation"].as_str().unwrap();
    assert_eq!(home.count(), 3);
    let again = home.json(&["import", &file]);
    law(&again);
    assert_eq!((again["created"].as_u64(), again["unchanged"].as_u64()), (Some(0), Some(3)));
    assert!(home.json(&["undo", operation])["operation"].is_string());
    assert_eq!((home.count(), home.json(&["companies", "list"])["total"].as_u64()), (0, Some(0)));
}

#[test]
fn a_dry_run_tells_the_same_and_writes_nothing() {
    let home = Home::new();
    let file = home.file("clients.csv", FILE);
    let dry = home.json(&["import", &file, "--dry-run"]);
    assert_eq!(
        (law(&dry), dry["created"].as_u64(), dry["dry_run"].as_bool()),
        (law(&dry), Some(3), Some(true))
    );
    assert!(dry["operation"].is_null() && dry["rows"].is_array());
    assert_eq!(home.count(), 0);
    let real = home.json(&["import", &file]);
    for name in ["read", "created", "updated", "unchanged", "skipped", "reasons"] {
        assert_eq!(dry[name], real[name], "{name}");
    }
    let text = home.ok(&["import", &file, "--dry-run"]);
    assert!(text.contains("rien n’est écrit") && text.contains("Inchangés"), "{text}");
}

#[test]
fn rejects_are_saved_in_their_layout_with_a_reason() {
    let home = Home::new();
    let file = home.file("clients.csv", FILE);
    let path = home.path("rejets.csv");
    let report = home.json(&["import", &file, "--rejects", &path.display().to_string()]);
    assert_eq!(report["rejects"]["rows"], 1, "an empty row is not worth saving");
    let lines: Vec<String> = read(&path).lines().map(str::to_owned).collect();
    assert_eq!(lines[0], "Nom;Prénom;Société;E-mail;Téléphone;Montant;Motif");
    assert!(lines[1].starts_with(";;;;;12;Ni nom"), "{lines:?}");
    let text =
        home.ok(&["import", &file, "--on-duplicate", "skip", "--rejects", &path.display().to_string()]);
    assert!(text.contains("même ligne") && text.contains("rejets.csv"), "{text}");
    assert_eq!(read(&path).lines().count(), 5);
    let english = home.path("rejects.csv");
    home.ok(&[
        "--lang",
        "en",
        "import",
        &file,
        "--on-duplicate",
        "skip",
        "--rejects",
        &english.display().to_string(),
    ]);
    let text = read(&english);
    assert!(
        text.lines().next().unwrap().ends_with(";Reason") && text.contains("Already in the base"),
        "{text}"
    );
}

#[test]
fn duplicates_follow_the_policy() {
    let home = Home::new();
    home.ok(&["import", &home.file("a.csv", FILE)]);
    let other = home.file("b.csv", "Nom;Prénom;E-mail;Ville;Montant\nLefèvre;Zoé;zoe@exemple.fr;Nantes;99\n");
    let city = || home.json(&["prospects", "list", "--search", "zoe@exemple.fr"])["items"][0]["city"].clone();
    let value =
        || home.json(&["prospects", "list", "--search", "zoe@exemple.fr"])["items"][0]["value_cents"].clone();
    assert_eq!(home.json(&["import", &other, "--on-duplicate", "skip"])["skipped"], 1);
    assert!(city().is_null());
    assert_eq!(home.json(&["import", &other, "--on-duplicate", "fill"])["updated"], 1);
    assert_eq!((city(), value()), ("Nantes".into(), 123_456.into()), "only what was empty");
    assert_eq!(home.json(&["import", &other, "--on-duplicate", "overwrite"])["updated"], 1);
    assert_eq!(value(), 9900);
    assert_eq!(home.json(&["import", &other, "--on-duplicate", "create"])["created"], 1);
    assert_eq!(home.json(&["prospects", "list", "--search", "zoe@exemple.fr"])["total"], 2);
}

#[test]
fn columns_are_mapped_by_hand() {
    let home = Home::new();
    let file = home.file("a.csv", "A;B;C=D;E\nNg;Lyon;bleu;12\n");
    let report = home.json(&[
        "import",
        &file,
        "--map",
        "A=last_name",
        "--map",
        "b=city",
        "--map",
        "C=D=custom:Couleur",
        "--map",
        "#4=ignore",
        "--stage",
        "contacte",
        "--tag",
        "Salon",
        "--tag",
        "2026",
        "--source",
        "Foire",
    ]);
    assert_eq!(report["created"], 1);
    assert_eq!(report["columns"][2]["target"]["label"], "Couleur");
    let found = home.json(&["prospects", "show", &home.id_of("bleu")]);
    assert_eq!((found["last_name"].as_str(), found["city"].as_str()), (Some("Ng"), Some("Lyon")));
    assert_eq!((found["source"].as_str(), found["tags"].as_array().map(Vec::len)), (Some("Foire"), Some(2)));
    assert_eq!(home.json(&["prospects", "list", "--stage", "contacte"])["total"], 1);
    assert!(
        home.fails(1, &["import", &file, "--map", "Z=city"])
            .contains("« Z »".replace(' ', "\u{202f}").as_str())
    );
    assert!(home.fails(1, &["import", &file, "--map", "A=ville"]).contains("ville"));
    home.fails(1, &["import", &file, "--map", "A"]);
}

#[test]
fn a_file_that_names_nobody_is_not_imported() {
    let home = Home::new();
    let file = home.file("a.csv", "Taille;Poids\n12;13\n14;15\n");
    let problem = home.json_with(1, &["import", &file]);
    assert_eq!(problem["key"], "import_not_ready");
    assert!(home.fails(1, &["import", &file]).contains("--map"));
}

#[test]
fn text_options_are_heeded() {
    let home = Home::new();
    let bytes: Vec<u8> = b"Pr\xe9nom,Nom,Signature pr\xe9vue\nZo\xe9,Ng,03/04/2026\n".to_vec();
    let file = home.file("a.txt", bytes);
    let dry = home.json(&[
        "import",
        &file,
        "--encoding",
        "windows-1252",
        "--delimiter",
        ",",
        "--header-row",
        "1",
        "--dry-run",
    ]);
    assert_eq!(dry["rows"][0]["name"], "Zoé Ng");
    home.ok(&["import", &file, "--date-order", "md", "--map", "Signature prévue=expected_close_on"]);
    assert_eq!(home.json(&["prospects", "show", &home.id_of("Ng")])["expected_close_on"], "2026-03-04");
    assert_eq!(home.json_with(1, &["import", &file, "--encoding", "klingon"])["key"], "encoding_unknown");
    assert_eq!(home.json_with(1, &["import", &file, "--header-row", "99"])["key"], "header_row_unknown");
}

#[test]
fn a_sheet_is_named_or_numbered() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng"]);
    let book = home.path("a.xlsx").display().to_string();
    home.ok(&["export", &book]);
    let other = Home::new();
    for sheet in ["Prospects", "prospects", "1"] {
        assert_eq!(other.json(&["import", &book, "--sheet", sheet, "--dry-run"])["created"], 1, "{sheet}");
    }
    assert_eq!(other.json_with(1, &["import", &book, "--sheet", "2"])["key"], "no_such_sheet");
    assert!(other.fails(1, &["import", &book, "--sheet", "Clients"]).contains("Clients"));
}

#[test]
fn files_that_are_no_spreadsheets_get_a_clear_sentence() {
    let home = Home::new();
    let refused = [
        ("a.pdf", &b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"[..], "not_a_spreadsheet"),
        ("b.xls", b"<html><body><table></table></body></html>", "not_a_spreadsheet"),
        ("c.xlsx", b"PK\x03\x04truncated", "file_damaged"),
        ("d.csv", b"", "file_empty"),
    ];
    for (name, content, key) in refused {
        let file = home.file(name, content);
        let problem = home.json_with(1, &["import", &file]);
        assert_eq!(problem["key"], key, "{name}: {problem}");
        assert!(!home.fails(1, &["import", &file]).contains('{'), "{name} has words");
    }
    let missing = home.path("nowhere.csv").display().to_string();
    assert_eq!(home.json_with(1, &["import", &missing])["key"], "file_not_found");
    home.fails(1, &["import", &home.path("").display().to_string()]);
    assert_eq!(home.count(), 0);
}

#[test]
fn a_pipe_that_sees_no_terminal_gets_no_bar() {
    let home = Home::new();
    let file = home.file("a.csv", FILE);
    home.ok(&["stages"]);
    let output = home.command(&["import", &file, "--json"]).output().unwrap();
    assert!(output.stderr.is_empty(), "{}", told(&output));
    document(&output.stdout);
}
