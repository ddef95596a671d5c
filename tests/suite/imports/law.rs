//! The law, on any file: read = created + updated + unchanged + skipped; the dry run is the run; undo undoes.

use proptest::prelude::*;
use relance_tests::{Base, Sheet, json};

fn cell(kind: usize) -> BoxedStrategy<String> {
    let of = |texts: &[&str]| {
        prop::sample::select(texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>()).boxed()
    };
    match kind {
        0 => of(&["Martin", "Bernard", "LEFÈVRE", "", "de Gaulle", "O’Neil", "=1+1", "-"]),
        1 => of(&["Léa", "Hugo", "", "ANNE", "Jean-Luc"]),
        2 => of(&[
            "lea@a.example",
            "LEA@a.example",
            "hugo@b.example",
            "",
            "pas bon",
            "a@a.example; b@a.example",
            "x@",
        ]),
        3 => of(&["06 12 34 56 78", "+33612345678", "01 99 00 12 34", "", "12", "abc"]),
        4 => of(&["Acme", "ACME SAS", "Globex", "", "Société Générale"]),
        5 => of(&["1 234,56 €", "12", "", "beaucoup", "1e999", "-5"]),
        6 => of(&["31/12/2026", "", "31/02/2026", "46387", "hier"]),
        7 => of(&["Contacté", "deja_client", "", "Lune", "Perdu"]),
        8 => of(&["oui", "non", "", "01/01/2025", "?"]),
        _ => "[ -~à-ü\t]{0,12}".boxed(),
    }
}

const HEADERS: [&str; 10] = [
    "Nom",
    "Prénom",
    "E-mail",
    "Téléphone",
    "Société",
    "Montant",
    "Échéance",
    "Étape",
    "Ne pas contacter",
    "Remarques",
];

fn sheet() -> impl Strategy<Value = Sheet> {
    let columns = prop::sample::subsequence((0..HEADERS.len()).collect::<Vec<usize>>(), 2..=HEADERS.len());
    (columns, 0..25usize).prop_flat_map(|(columns, rows)| {
        let header: Vec<String> = columns.iter().map(|column| HEADERS[*column].to_owned()).collect();
        let row: Vec<BoxedStrategy<String>> = columns.iter().map(|column| cell(*column)).collect();
        prop::collection::vec(row, rows).prop_map(move |rows| Sheet { header: header.clone(), rows })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, max_shrink_iters: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_row_is_lost_whatever_the_file_and_undo_takes_it_all_back(
        first in sheet(), second in sheet(), policies in prop::array::uniform2(prop::sample::select(vec!["skip", "fill", "overwrite", "create"]))
    ) {
        let base = Base::new();
        let mut states = vec![base.digest()];
        for (sheet, policy) in [&first, &second].into_iter().zip(policies) {
            let draft = base.lay(&base.file("liste.csv", sheet.csv(';')));
            if draft["ready"] == false {
                continue;
            }
            let draft = base.correct(&draft, &json!({ "options": { "on_duplicate": policy } }));
            let preview = base.preview(&draft)["counts"].clone();
            // `run` checks that the rows balance.
            let report = base.run(&draft);
            for member in ["read", "created", "updated", "unchanged", "skipped", "reasons", "warnings"] {
                prop_assert_eq!(&report[member], &preview[member], "{} under {}", member, policy);
            }
            let here = base.list(&[])["total"].as_u64().unwrap();
            prop_assert!(here >= report["created"].as_u64().unwrap());
            if !report["operation"].is_null() {
                states.push(base.digest());
            }
        }
        base.assert_sound();
        states.pop();
        while let Some(state) = states.pop() {
            base.undo();
            prop_assert_eq!(base.digest(), state, "undone");
        }
        base.assert_sound();
    }
}
