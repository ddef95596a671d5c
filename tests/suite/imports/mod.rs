//! Imports: a spreadsheet becomes prospects, every row accounted for.

mod again;
mod duplicates;
mod guesses;
mod hostile;
mod law;
mod messy;
mod policies;
mod reading;
mod real;
mod rejects;
mod rows;
mod running;
mod selects;
mod sheets;
mod understanding;

use relance_tests::{Base, Sheet, Value, json, text};

/// A list as a French salesperson keeps it.
fn french(rows: usize) -> Sheet {
    const FIRST: [&str; 8] = ["Anaïs", "Benoît", "Zoé", "François", "Hélène", "Jérôme", "Loïc", "Noémie"];
    const LAST: [&str; 7] = ["Lefèvre", "Müller", "Béranger", "Açores", "Château", "Guérin", "d’Étoile"];
    const CITIES: [&str; 5] = ["Besançon", "Saint-Étienne", "Orléans", "Nîmes", "Le Mans"];
    let mut sheet = Sheet::new(
        &[
            "Nom",
            "Prénom",
            "Société",
            "Téléphone",
            "E-mail",
            "Ville",
            "Montant estimé",
            "Échéance",
            "Commentaires",
        ],
        &[],
    );
    for n in 0..rows {
        sheet.rows.push(vec![
            LAST[n % 7].to_owned(),
            FIRST[n % 8].to_owned(),
            format!("Société {}", n / 3),
            format!("06 39 98 {:02} {:02}", n / 100, n % 100),
            format!("contact{n}@societe{}.example", n / 3),
            CITIES[n % 5].to_owned(),
            format!("{} {:03},50 €", 1 + n % 9, n % 1000),
            format!("{:02}/12/2026", 1 + n % 28),
            if n % 4 == 0 { "À rappeler ; « déjà » client".to_owned() } else { String::new() },
        ]);
    }
    sheet
}

/// What a column of a draft is taken for: a field's key, or the kind of target.
fn target(draft: &Value, header: &str) -> String {
    let columns = draft["columns"].as_array().unwrap();
    let column = columns.iter().find(|column| column["header"] == header);
    let target = &column.unwrap_or_else(|| panic!("no column {header} in {columns:?}"))["target"];
    target["field"].as_str().unwrap_or_else(|| target["to"].as_str().unwrap()).to_owned()
}

/// The number of a column.
fn index(draft: &Value, header: &str) -> u64 {
    let column =
        draft["columns"].as_array().unwrap().iter().find(|column| column["header"] == header).unwrap();
    column["index"].as_u64().unwrap()
}

/// Lays a small list on the desk.
fn lay(base: &Base, header: &[&str], rows: &[&[&str]]) -> Value {
    base.lay(&base.file("liste.csv", Sheet::new(header, rows).csv(';')))
}

/// Runs a small list under a policy.
fn run(base: &Base, header: &[&str], rows: &[&[&str]], on_duplicate: &str) -> Value {
    let draft = lay(base, header, rows);
    base.run(&base.correct(&draft, &json!({ "options": { "on_duplicate": on_duplicate } })))
}

/// Created, updated, unchanged, skipped.
fn counts(report: &Value) -> [u64; 4] {
    ["created", "updated", "unchanged", "skipped"].map(|member| relance_tests::count(report, member))
}

/// The whole sheet of the only prospect that some words find.
fn only(base: &Base, words: &str) -> Value {
    let list = base.list(&[("search", words)]);
    assert_eq!(list["total"], 1, "« {words} » finds one: {list}");
    base.prospect(&text(&list["items"][0], "id"))
}
