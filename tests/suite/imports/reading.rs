//! Values as people write them.

use super::{counts, lay, only, run};
use relance_tests::{Base, Value, json};

#[test]
fn amounts_dates_phones_and_flags_are_read_as_the_french_write_them() {
    let cases = [
        ("Montant", "1 234,56 €", "value_cents", json!(123_456)),
        ("Montant", "1\u{202f}234,56\u{a0}€", "value_cents", json!(123_456)),
        ("Montant", "1.234,56", "value_cents", json!(123_456)),
        ("Montant", "12 k€", "value_cents", json!(1_200_000)),
        ("Montant", "0", "value_cents", json!(0)),
        ("Échéance", "31/12/2026", "expected_close_on", json!("2026-12-31")),
        ("Échéance", "2026-12-31", "expected_close_on", json!("2026-12-31")),
        ("Échéance", "31 décembre 2026", "expected_close_on", json!("2026-12-31")),
        ("Échéance", "46387", "expected_close_on", json!("2026-12-31")),
        ("Téléphone", "06 12 34 56 78", "phone", json!("+33612345678")),
        ("Téléphone", "(0)6.12.34.56.78", "phone", json!("+33612345678")),
        ("Téléphone", "0033 6 12 34 56 78", "phone", json!("+33612345678")),
        ("Téléphone", "612345678", "phone", json!("+33612345678")),
        ("Téléphone", "+32 470 12 34 56", "phone", json!("+32470123456")),
        ("E-mail", "Léa Martin <Lea@A.Example>", "email", json!("lea@a.example")),
        ("E-mail", "mailto:lea@a.example", "email", json!("lea@a.example")),
        ("Pays", "Suisse", "country", json!("CH")),
        ("Code postal", "1000", "postcode", json!("01000")),
        ("Civilité", "Monsieur", "civility", json!("M.")),
        ("Ville", "SAINT-ÉTIENNE", "city", json!("Saint-Étienne")),
        ("Site web", "www.a.example", "site", json!("https://www.a.example")),
    ];
    let base = Base::new();
    for (n, (header, written, member, expected)) in cases.into_iter().enumerate() {
        let name = format!("Personne{n}");
        let report = run(&base, &["Nom", header], &[&[&name, written]], "create");
        let prospect = only(&base, &name);
        assert_eq!(prospect[member], expected, "{header}: « {written} » ({report})");
        base.undo();
    }
}

#[test]
fn a_phone_is_read_as_it_is_dialled_in_the_country_of_its_row() {
    let base = Base::new();
    let file = "Nom;Pays;Téléphone\nPeeters;Belgique;02 555 12 12\nMeier;Suisse;044 668 18 00\nMartin;Maroc;01 42 68 53 00\nSmith;United States of America;(831) 605-2433 x12\nPetit;;06 12 34 56 78\n";
    let report = base.import(&base.file("pays.csv", file));
    assert_eq!(report["warnings"], json!([]), "all are read: {report}");
    let of = |name: &str| base.list(&[("search", name)])["items"][0]["phone"].clone();
    for (name, phone) in [
        ("peeters", "+3225551212"),
        ("meier", "+41446681800"),
        ("martin", "+33142685300"),
        ("smith", "+18316052433;ext=12"),
        ("petit", "+33612345678"),
    ] {
        assert_eq!(of(name), phone, "{name}");
    }
}

#[test]
fn an_opposition_is_read_from_yes_or_from_its_date() {
    let base = Base::new();
    run(
        &base,
        &["Nom", "Ne pas contacter"],
        &[&["Oui", "oui"], &["Non", "non"], &["Vide", ""], &["Date", "15/01/2026"]],
        "fill",
    );
    assert!(only(&base, "oui")["do_not_contact_at"].is_i64(), "yes");
    assert_eq!(only(&base, "non")["do_not_contact_at"], Value::Null, "no");
    assert_eq!(only(&base, "vide")["do_not_contact_at"], Value::Null, "nothing");
    assert_eq!(only(&base, "date")["do_not_contact_at"], 1_768_435_200_000_i64, "since that day");
}

#[test]
fn a_value_that_cannot_be_read_is_left_out_and_counted() {
    let base = Base::new();
    let draft = lay(
        &base,
        &["Nom", "E-mail", "Téléphone", "Montant", "Échéance", "Étape"],
        &[
            &["Martin", "lea@", "12", "beaucoup", "31/02/2026", "Sur la lune"],
            &["Bernard", "hugo@a.example", "06 12 34 56 78", "12", "31/12/2026", "Contacté"],
        ],
    );
    let preview = base.preview(&draft);
    let row = &preview["rows"].as_array().unwrap().iter().find(|row| row["name"] == "Martin").unwrap();
    let fields: Vec<&str> =
        row["warnings"].as_array().unwrap().iter().map(|w| w["field"].as_str().unwrap()).collect();
    for field in ["email", "phone", "value", "expected_close_on", "stage"] {
        assert!(fields.contains(&field), "{field} is told before the run: {fields:?}");
    }
    let report = base.run(&draft);
    assert_eq!(counts(&report), [2, 0, 0, 0], "the person is taken all the same");
    let warned: u64 =
        report["warnings"].as_array().unwrap().iter().map(|w| w["count"].as_u64().unwrap()).sum();
    assert_eq!(warned, 5, "five values were left out: {}", report["warnings"]);
    let prospect = only(&base, "martin");
    for member in ["email", "phone", "value_cents", "expected_close_on"] {
        assert_eq!(prospect[member], Value::Null, "{member} is not invented");
    }
    assert_eq!(prospect["stage_id"], base.stage("non_qualifie"), "an unknown stage is the first one");
}

#[test]
fn several_addresses_in_one_cell_or_in_several_columns_are_all_kept() {
    let base = Base::new();
    run(
        &base,
        &["Nom", "E-mail", "E-mail 2", "Téléphone", "Portable"],
        &[&[
            "Martin",
            "a@a.example ; b@a.example",
            "c@a.example",
            "01 99 00 12 34 / 01 99 00 12 35",
            "06 39 98 12 34",
        ]],
        "fill",
    );
    let prospect = only(&base, "martin");
    assert_eq!(
        (&prospect["email"], &prospect["phone"]),
        (&json!("a@a.example"), &json!("+33199001234")),
        "the first is the primary"
    );
    let further = relance_tests::texts(&prospect["addresses"], "value");
    for value in ["b@a.example", "c@a.example", "+33199001235", "+33639981234"] {
        assert!(further.contains(&value.to_owned()), "{value} is kept: {further:?}");
    }
}

#[test]
fn words_for_nothing_are_nothing() {
    let base = Base::new();
    run(&base, &["Nom", "Ville", "Fonction"], &[&["Martin", "N/A", "-"]], "fill");
    let prospect = only(&base, "martin");
    assert_eq!((&prospect["city"], &prospect["job_title"]), (&Value::Null, &Value::Null), "N/A is no city");
}

#[test]
fn a_full_name_is_cut_and_capitals_are_set() {
    let base = Base::new();
    run(
        &base,
        &["Nom complet", "Société"],
        &[&["Mme DUPONT-MARTIN Anne-Sophie", "A"], &["Jean de La Fontaine", "B"]],
        "fill",
    );
    let anne = only(&base, "dupont");
    assert_eq!(
        (&anne["civility"], &anne["first_name"], &anne["last_name"]),
        (&json!("Mme"), &json!("Anne-Sophie"), &json!("Dupont-Martin")),
        "the capitals are the family's"
    );
    let jean = only(&base, "fontaine");
    assert_eq!(
        (&jean["first_name"], &jean["last_name"]),
        (&json!("Jean"), &json!("de La Fontaine")),
        "particles stay"
    );
}

#[test]
fn a_company_is_made_once_with_what_the_rows_say_of_it() {
    let base = Base::new();
    let report = run(
        &base,
        &["Nom", "Société", "SIRET", "Effectif", "Forme juridique"],
        &[&["Martin", "Fournil", "732 829 320 00074", "", ""], &["Bernard", "FOURNIL", "", "40", "SARL"]],
        "fill",
    );
    assert_eq!(report["companies_created"], 1, "one company: {report}");
    let company = base.get(&format!("/companies/{}", only(&base, "martin")["company_id"].as_str().unwrap()));
    assert_eq!(
        (&company["siret"], &company["siren"], &company["prospects"]),
        (&json!("73282932000074"), &json!("732829320"), &json!(2))
    );
    assert_eq!(
        (&company["size"], &company["legal_form"]),
        (&json!("40"), &json!("SARL")),
        "a later row completes it"
    );
}

#[test]
fn a_company_told_by_its_domain_alone_is_found_by_it_or_named_after_it() {
    let base = Base::new();
    base.import(&base.file("known.csv", "Nom;Entreprise;Domaine de l’entreprise\nDurand;Acme;acme.fr\n"));
    let file = "Nom;Domaine de l’entreprise;Adresse de l’entreprise\nMartin;acme.fr;\nPetit;nord.example;3 rue du Port\nRoux;gmail.com;\nBlanc;;9 rue Haute\n";
    let report = base.import(&base.file("domaines.csv", file));
    let company = |name: &str| base.list(&[("search", name)])["items"][0]["company"].clone();
    assert_eq!(company("martin"), "Acme", "the one that has the domain");
    assert_eq!(company("petit"), "nord.example", "a new one, named after its domain");
    assert_eq!(company("roux"), Value::Null, "a mailbox for everybody is nobody's company");
    assert_eq!(company("blanc"), Value::Null);
    assert_eq!(
        report["warnings"],
        json!([{ "reason": "company_address:company.missing", "count": 1 }]),
        "an address of no company is left out, and said so"
    );
    assert_eq!(report["companies_created"], 1);
}

#[test]
fn rows_keep_the_order_of_the_file_on_the_board_above_what_was_there() {
    let base = Base::new();
    base.named("", "Ancien");
    run(
        &base,
        &["Nom", "E-mail"],
        &[&["Un", "1@a.example"], &["Deux", "2@a.example"], &["Trois", "3@a.example"]],
        "fill",
    );
    let cards = base.get("/pipeline/non_qualifie/cards");
    assert_eq!(
        relance_tests::texts(&cards["items"], "name"),
        ["Un", "Deux", "Trois", "Ancien"],
        "as in the file, on top"
    );
    base.named("", "Nouveau");
    let cards = base.get("/pipeline/non_qualifie/cards?limit=1");
    assert_eq!(cards["items"][0]["name"], "Nouveau", "and who comes next is above them");
}
