//! Contact cards: what a phone needs of a prospect, and the way back through an import.

use super::{everybody, export, full};
use relance_tests::{Base, count, json, text};

#[test]
fn a_list_becomes_contact_cards_that_a_phone_reads() {
    let base = full();
    let cards = String::from_utf8(export(&base, &everybody("vcard"))).unwrap();
    assert_eq!(
        cards.matches("BEGIN:VCARD\r\nVERSION:4.0\r\n").count(),
        2,
        "one card each, of version 4.0: {cards}"
    );
    let unfolded = cards.replace("\r\n ", "");
    for line in [
        "N:L’Hôte;Léa;;Mme;",
        "ORG:Au « Fournil »",
        "TITLE:Gérante\\; associée",
        "EMAIL;PREF=1:lea@fournil.example",
        "EMAIL:perso@fournil.example",
        "TEL;VALUE=uri;PREF=1:tel:+33612345678",
        "ADR:;;;Saint-Étienne;;01000;FR",
        "NOTE:ligne 1\\nligne \"2\"",
        "CATEGORIES:Salon 2026,VIP",
        "FN:Acme",
    ] {
        assert!(unfolded.contains(&format!("{line}\r\n")), "{line} in {unfolded}");
    }
    assert!(!cards.contains("PHOTO"), "no picture");
    let old = String::from_utf8(export(&base, &everybody("vcard3"))).unwrap();
    assert!(old.contains("VERSION:3.0") && old.contains("TEL;TYPE=PREF:+33612345678"), "{old}");
}

#[test]
fn contact_cards_are_imported_without_a_mapping() {
    for format in ["vcard", "vcard3"] {
        let from = full();
        let to = Base::new();
        let draft = to.lay(&to.file("contacts.vcf", export(&from, &everybody(format))));
        assert_eq!((draft["format"].as_str(), &draft["ready"]), (Some("vcard"), &json!(true)));
        let report = to.run(&draft);
        assert_eq!((count(&report, "created"), count(&report, "skipped")), (2, 0), "{report}");
        assert_eq!(report["warnings"], json!([]), "every value is read");
        let find = |base: &Base, name: &str| {
            let list = base.list(&[("search", name)]);
            base.prospect(&text(&list["items"][0], "id"))
        };
        let (there, here) = (find(&to, "fournil"), find(&from, "fournil"));
        for member in [
            "civility",
            "first_name",
            "last_name",
            "job_title",
            "company",
            "email",
            "phone",
            "city",
            "postcode",
            "country",
            "site",
            "linkedin_url",
            "notes",
            "addresses",
        ] {
            assert_eq!(there[member], here[member], "{member} through {format}");
        }
        assert_eq!(there["tags"].as_array().unwrap().len(), 2, "tags too");
    }
}
