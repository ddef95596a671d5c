//! `--as-of`: the base at a past date, from the command line.

use crate::home::Home;

const MONDAY: &str = "2026-03-02T09:00:00Z";
const TUESDAY: &str = "2026-03-03T09:00:00Z";
const WEDNESDAY: &str = "2026-03-04T09:00:00Z";

#[test]
fn every_command_shows_the_base_of_that_date_and_changes_nothing() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng", "--city", "Lyon", "--now", MONDAY]);
    let id = home.id_of("Ng");
    home.ok(&["prospects", "edit", &id, "--city", "Brest", "--now", TUESDAY]);
    home.ok(&["prospects", "add", "--last-name", "Durand", "--now", TUESDAY]);
    let city = |when: &str| {
        let shown = home.json(&["prospects", "show", &id, "--as-of", when, "--now", WEDNESDAY]);
        shown["city"].as_str().unwrap_or_default().to_owned()
    };
    assert_eq!(city("2026-03-02"), "Lyon", "a day is its end");
    assert_eq!(city("hier"), "Brest");
    assert_eq!(city("avant-hier"), "Lyon");
    assert_eq!(city("2 days ago"), "Lyon");
    assert_eq!(city("2026-03-03T10:00:00+01:00"), "Brest", "the second in which it was done is in it");
    let total =
        |when: &str| home.json(&["--as-of", when, "--now", WEDNESDAY, "prospects", "list"])["total"].as_u64();
    assert_eq!((total("2026-03-02"), total("2026-03-03")), (Some(1), Some(2)));
    let file = home.file("liste.csv", "Nom\nBernard\n");
    for words in [
        &["prospects", "edit", &id, "--city", "Caen"][..],
        &["import", &file],
        &["undo"],
        &["backup"],
        &["demo"],
        &["check"],
        &["settings", "theme", "dark"],
    ] {
        let said = home.fails(1, &[words, &["--as-of", "hier", "--now", WEDNESDAY]].concat());
        assert!(said.contains("Vous regardez le 3 mars 2026 23:59"), "{words:?}: {said}");
    }
    assert_eq!(home.json(&["prospects", "show", &id])["city"], "Brest");
    assert!(!home.path("base/past").exists(), "no copy is left behind");
}

#[test]
fn a_date_that_cannot_be_shown_says_why() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng", "--now", TUESDAY]);
    let said = |when: &str| home.fails(1, &["prospects", "list", "--as-of", when, "--now", WEDNESDAY]);
    assert!(said("2026-03-05").contains("dans le futur"), "tomorrow is not known");
    assert!(said("2026-03-02").contains("elle commence le 3 mars 2026"), "the base was not there");
    assert!(home.fails(2, &["prospects", "list", "--as-of", "lundi"]).contains("lundi"), "no date at all");
}

#[test]
fn changes_the_way_back_and_the_audit_are_told() {
    let home = Home::new();
    home.ok(&["prospects", "add", "--last-name", "Ng", "--city", "Lyon", "--now", MONDAY]);
    let id = home.id_of("Ng");
    home.ok(&["prospects", "edit", &id, "--city", "Brest", "--now", TUESDAY]);
    home.ok(&["prospects", "add", "--last-name", "Durand", "--now", TUESDAY]);
    let changes = home.json(&["changes", "2026-03-02", "--now", WEDNESDAY]);
    assert_eq!((changes["created"].as_u64(), changes["changed"].as_u64()), (Some(1), Some(1)), "{changes}");
    let text = home.ok(&["changes", "2026-03-02", "hier", "--now", WEDNESDAY]);
    assert!(text.contains("Durand") && text.contains("Lyon") && text.contains("Brest"), "{text}");
    let field = home.json(&["history", &id, "--field", "city", "--since", "2026-03-03", "--now", WEDNESDAY]);
    assert_eq!(field["items"].as_array().map(Vec::len), Some(1), "by field and period: {field}");
    assert_eq!(home.json(&["history", "--caller", "import"])["items"].as_array().map(Vec::len), Some(0));
    let would = home.ok(&["restore", "--to", "2026-03-02", "--dry-run", "--now", WEDNESDAY]);
    assert!(would.contains("Revenir au 2 mars 2026") && home.count() == 2, "{would}");
    let done = home.json(&["restore", "--to", "2026-03-02", "--now", WEDNESDAY]);
    assert_eq!((done["removed"].as_u64(), done["changed"].as_u64()), (Some(1), Some(1)), "{done}");
    assert_eq!(home.json(&["prospects", "show", &id])["city"], "Lyon");
    assert!(home.ok(&["history"]).contains("Retour au 2 mars 2026"), "it has its line");
    home.ok(&["undo", "--now", WEDNESDAY]);
    assert_eq!(home.count(), 2, "and can be undone");
    let audit = home.json(&["check", "--audit"]);
    assert_eq!(
        (audit["is_sound"].as_bool(), audit["finding_count"].as_u64()),
        (Some(true), Some(0)),
        "{audit}"
    );
    assert!(home.ok(&["check", "--audit"]).contains("tel qu’il a été écrit"));
    assert!(home.ok(&["backup", "--prove"]).contains("tout est là"));
}
