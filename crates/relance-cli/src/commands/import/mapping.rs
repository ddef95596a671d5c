//! What `--sheet` and `--map` mean in the file at hand.

use relance_core::values;
use relance_model::{
    Failure, Outcome,
    imports::{ColumnChoice, ImportColumn, ImportDraft, Target},
};

/// A sheet by its name, else by its number from 1.
pub fn sheet(draft: &ImportDraft, word: &str) -> Outcome<usize> {
    let folded = values::fold(word.trim());
    let exact = draft.sheets.iter().find(|sheet| sheet.name == word);
    let alike = || draft.sheets.iter().find(|sheet| values::fold(sheet.name.trim()) == folded);
    let counted = || {
        let number: usize = word.trim().parse().ok()?;
        draft.sheets.get(number.checked_sub(1)?)
    };
    let found = exact.or_else(alike).or_else(counted);
    found
        .map(|sheet| sheet.index)
        .ok_or_else(|| Failure::invalid("sheet", "no_such_sheet").with("value", word))
}

/// `Header=field`; the header may hold `=` itself, and `#3` is the third column.
pub fn choice(columns: &[ImportColumn], pair: &str) -> Outcome<ColumnChoice> {
    let cuts: Vec<usize> = pair.match_indices('=').map(|(at, _)| at).collect();
    if cuts.is_empty() {
        return Err(Failure::invalid("map", "map_unreadable").with("value", pair));
    }
    for cut in cuts.iter().rev() {
        if let Some(index) = column(columns, &pair[..*cut]) {
            return Ok(ColumnChoice { index, target: target(&pair[cut + 1..]) });
        }
    }
    let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
    let failure = Failure::invalid("map", "map_header_unknown").with("value", &pair[..cuts[0]]);
    Err(failure.with("headers", headers.join(", ")))
}

fn column(columns: &[ImportColumn], header: &str) -> Option<usize> {
    let header = header.trim();
    let folded = values::fold(header);
    let exact = columns.iter().find(|column| column.header.trim() == header);
    let alike = || columns.iter().find(|column| values::fold(column.header.trim()) == folded);
    let counted = || {
        let number: usize = header.strip_prefix('#')?.parse().ok()?;
        columns.iter().find(|column| column.index + 1 == number)
    };
    exact.or_else(alike).or_else(counted).map(|column| column.index)
}

fn target(word: &str) -> Target {
    let word = word.trim();
    match word.split_once(':') {
        Some(("custom", label)) => Target::NewCustom { label: label.trim().to_owned() },
        _ if word.is_empty() || word == "ignore" => Target::Ignore,
        _ => Target::Field { field: word.to_owned() },
    }
}

#[cfg(test)]
mod tests {
    use super::{choice, target};
    use relance_model::imports::{ImportColumn, Recognition, Target};

    fn columns(headers: &[&str]) -> Vec<ImportColumn> {
        let column = |(index, header): (usize, &&str)| ImportColumn {
            index,
            header: (*header).to_owned(),
            samples: Vec::new(),
            target: Target::Ignore,
            confidence: 0.0,
            state: Recognition::Ignored,
            reason: String::new(),
        };
        headers.iter().enumerate().map(column).collect()
    }

    #[test]
    fn a_column_is_named_by_its_header_however_it_is_typed() {
        let columns = columns(&["Prénom", "CA=net", " Société "]);
        let found = |pair: &str| choice(&columns, pair).map(|choice| (choice.index, choice.target));
        let field = |name: &str| Target::Field { field: name.to_owned() };
        assert_eq!(found("prenom=first_name"), Ok((0, field("first_name"))), "accents and case aside");
        assert_eq!(found("CA=net=value"), Ok((1, field("value"))), "the header holds the sign itself");
        assert_eq!(found("#3=company"), Ok((2, field("company"))), "by its number");
        assert_eq!(found("Prénom=custom:A=B"), Ok((0, Target::NewCustom { label: "A=B".into() })));
        let unknown = found("Nom=last_name").expect_err("no such header");
        assert_eq!(
            (unknown.key.as_str(), unknown.params["value"].as_str()),
            ("map_header_unknown", Some("Nom"))
        );
        assert_eq!(found("Prénom").expect_err("no sign").key, "map_unreadable");
    }

    #[test]
    fn a_target_is_a_field_a_new_field_or_nothing() {
        assert_eq!(target(" ignore "), Target::Ignore);
        assert_eq!(target("custom: Taille "), Target::NewCustom { label: "Taille".into() });
        assert_eq!(target("email"), Target::Field { field: "email".into() });
    }
}
