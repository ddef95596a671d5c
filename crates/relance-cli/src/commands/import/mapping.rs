//! What `--sheet` and `--map` mean in the file at hand.

use relance_core::values;
use relance_model::{
    Failure, Outcome,
    imports::{ColumnChoice, ImportColumn, ImportDraft, Policy, SheetChoice, SheetKind, Target},
    labels::FieldKind,
};

/// What the sheets of the file become when these words say which are read: `all` as they are proposed, else only those
/// that are named, as they are proposed or as `NAME=kind` says.
pub fn sheets(draft: &ImportDraft, words: &[String]) -> Outcome<Vec<SheetChoice>> {
    let mut choices: Vec<SheetChoice> = Vec::new();
    for word in words {
        let (index, said) = match (sheet(draft, word), word.rsplit_once('=')) {
            (Ok(index), _) => (index, None),
            (Err(_), Some((name, kind))) => (sheet(draft, name)?, Some(kind_of(kind)?)),
            (Err(_), None) if word.trim() == "all" => continue,
            (Err(failure), None) => return Err(failure),
        };
        let proposed = draft.sheets.get(index).map(|sheet| sheet.kind).unwrap_or_default();
        // Who names a sheet wants it read.
        let proposed = if proposed == SheetKind::Nothing { SheetKind::Prospects } else { proposed };
        choices.push(SheetChoice { index, kind: said.unwrap_or(proposed) });
    }
    if choices.is_empty() {
        return Ok(choices);
    }
    let is_named = |index: usize| choices.iter().any(|choice| choice.index == index);
    let left: Vec<SheetChoice> = draft
        .sheets
        .iter()
        .filter(|sheet| !is_named(sheet.index))
        .map(|sheet| SheetChoice { index: sheet.index, kind: SheetKind::Nothing })
        .collect();
    Ok(choices.into_iter().chain(left).collect())
}

fn kind_of(word: &str) -> Outcome<SheetKind> {
    Ok(match word.trim() {
        "prospects" => SheetKind::Prospects,
        "companies" => SheetKind::Companies,
        "notes" => SheetKind::Notes,
        "nothing" => SheetKind::Nothing,
        _ => return Err(Failure::invalid("sheet", "sheet_kind_unknown").with("value", word)),
    })
}

/// A sheet by its name, else by its number from 1.
fn sheet(draft: &ImportDraft, word: &str) -> Outcome<usize> {
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
    let (index, word) = split(columns, pair)?;
    Ok(ColumnChoice { index, target: Some(target(word)?), ..ColumnChoice::default() })
}

/// `Header=policy`.
pub fn policy(columns: &[ImportColumn], pair: &str) -> Outcome<ColumnChoice> {
    let (index, word) = split(columns, pair)?;
    let policy = match word.trim() {
        "keep" => Policy::Keep,
        "fill" => Policy::Fill,
        "overwrite" => Policy::Overwrite,
        "append" => Policy::Append,
        _ => return Err(Failure::invalid("policy", "policy_unknown").with("value", word)),
    };
    Ok(ColumnChoice { index, policy: Some(Some(policy)), ..ColumnChoice::default() })
}

/// A column and what is said of it.
fn split<'a>(columns: &[ImportColumn], pair: &'a str) -> Outcome<(usize, &'a str)> {
    let cuts: Vec<usize> = pair.match_indices('=').map(|(at, _)| at).collect();
    if cuts.is_empty() {
        return Err(Failure::invalid("map", "map_unreadable").with("value", pair));
    }
    for cut in cuts.iter().rev() {
        if let Some(index) = column(columns, &pair[..*cut]) {
            return Ok((index, &pair[cut + 1..]));
        }
    }
    Err(unknown_header(columns, &pair[..cuts[0]]))
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

/// `Header`: values that its select does not offer become options.
pub fn adding(columns: &[ImportColumn], header: &str) -> Outcome<ColumnChoice> {
    match column(columns, header) {
        Some(index) => Ok(ColumnChoice { index, adds_options: Some(true), ..ColumnChoice::default() }),
        None => Err(unknown_header(columns, header)),
    }
}

fn unknown_header(columns: &[ImportColumn], header: &str) -> Failure {
    let headers: Vec<&str> = columns.iter().map(|column| column.header.as_str()).collect();
    let failure = Failure::invalid("map", "map_header_unknown").with("value", header);
    failure.with("headers", headers.join(", "))
}

/// A field, `full_name:last_first`, `custom:Label`, `custom/kind:Label`, or `ignore`.
fn target(word: &str) -> Outcome<Target> {
    let word = word.trim();
    Ok(match word.split_once(':') {
        Some((start, label)) if start == "custom" || start.starts_with("custom/") => {
            let kind = match start.strip_prefix("custom/") {
                Some(kind) => serde_json::from_value(kind.into())
                    .map_err(|_| Failure::invalid("map", "field_kind_unknown").with("value", kind))?,
                None => FieldKind::Text,
            };
            Target::NewCustom { label: label.trim().to_owned(), kind }
        }
        _ if word.is_empty() || word == "ignore" => Target::Ignore,
        Some(("full_name", order)) => {
            let order = serde_json::from_value(order.into())
                .map_err(|_| Failure::invalid("map", "name_order_unknown").with("value", order))?;
            Target::Field { field: "full_name".to_owned(), name_order: Some(order) }
        }
        _ => Target::field(word),
    })
}

#[cfg(test)]
mod tests {
    use super::{choice, target};
    use relance_model::{
        imports::{ImportColumn, Recognition, Target},
        labels::FieldKind,
    };

    fn made(label: &str, kind: FieldKind) -> Target {
        Target::NewCustom { label: label.to_owned(), kind }
    }

    fn columns(headers: &[&str]) -> Vec<ImportColumn> {
        let column = |(index, header): (usize, &&str)| ImportColumn {
            index,
            header: (*header).to_owned(),
            samples: Vec::new(),
            target: Target::Ignore,
            confidence: 0.0,
            state: Recognition::Ignored,
            reason: String::new(),
            policy: None,
            policies: Vec::new(),
            unknown: Vec::new(),
            adds_options: false,
            split: None,
        };
        headers.iter().enumerate().map(column).collect()
    }

    #[test]
    fn a_column_is_named_by_its_header_however_it_is_typed() {
        let columns = columns(&["Prénom", "CA=net", " Société "]);
        let found = |pair: &str| {
            choice(&columns, pair).map(|choice| (choice.index, choice.target.unwrap_or(Target::Ignore)))
        };
        let field = |name: &str| Target::field(name);
        assert_eq!(found("prenom=first_name"), Ok((0, field("first_name"))), "accents and case aside");
        assert_eq!(found("CA=net=value"), Ok((1, field("value"))), "the header holds the sign itself");
        assert_eq!(found("#3=company"), Ok((2, field("company"))), "by its number");
        assert_eq!(found("Prénom=custom:A=B"), Ok((0, made("A=B", FieldKind::Text))));
        let unknown = found("Nom=last_name").expect_err("no such header");
        assert_eq!(
            (unknown.key.as_str(), unknown.params["value"].as_str()),
            ("map_header_unknown", Some("Nom"))
        );
        assert_eq!(found("Prénom").expect_err("no sign").key, "map_unreadable");
    }

    #[test]
    fn a_target_is_a_field_a_new_field_or_nothing() {
        assert_eq!(target(" ignore "), Ok(Target::Ignore));
        assert_eq!(target("custom: Taille "), Ok(made("Taille", FieldKind::Text)));
        assert_eq!(target("custom/select:A:B"), Ok(made("A:B", FieldKind::Select)), "of a kind");
        assert_eq!(target("custom/color:A").expect_err("no such kind").key, "field_kind_unknown");
        assert_eq!(target("email"), Ok(Target::field("email")));
    }
}
