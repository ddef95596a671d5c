//! What variables are called, and what they are worth for somebody.

use crate::{fields, members, prospects, values};
use relance_model::{
    Failure, Id, Outcome,
    labels::{CustomField, FieldKind, Member},
    prospects::ProspectRow,
    templates::{FilledFrom, Tongue, Variable, VariableOf},
};
use relance_store::{Db, fold};
use serde_json::Value;
use std::collections::BTreeSet;

/// French name, English name, whose.
const KNOWN: [(&str, &str, VariableOf); 13] = [
    ("civilite", "civility", VariableOf::Prospect),
    ("prenom", "first_name", VariableOf::Prospect),
    ("nom", "last_name", VariableOf::Prospect),
    ("nom_complet", "full_name", VariableOf::Prospect),
    ("entreprise", "company", VariableOf::Prospect),
    ("secteur", "sector", VariableOf::Prospect),
    ("fonction", "title", VariableOf::Prospect),
    ("ville", "city", VariableOf::Prospect),
    ("moi.prenom", "me.first_name", VariableOf::Me),
    ("moi.nom", "me.last_name", VariableOf::Me),
    ("moi.nom_complet", "me.full_name", VariableOf::Me),
    ("moi.email", "me.email", VariableOf::Me),
    ("moi.telephone", "me.phone", VariableOf::Me),
];

/// All variables of a base: those that everybody has, then its own fields by their labels.
pub(super) fn variables(own: &[CustomField]) -> Vec<Variable> {
    let mut all: Vec<Variable> = KNOWN
        .iter()
        .map(|(fr, en, of)| Variable { fr: (*fr).into(), en: (*en).into(), of: *of, label: None })
        .collect();
    let mut taken: BTreeSet<String> =
        all.iter().flat_map(|known| [known.fr.clone(), known.en.clone()]).collect();
    for field in own {
        let slug = slug(&field.label);
        let slug = if slug.is_empty() { "champ".to_owned() } else { slug };
        let free = |name: &String| !taken.contains(name);
        let name = std::iter::once(slug.clone()).chain((2..).map(|n| format!("{slug}_{n}"))).find(free);
        let name = name.unwrap_or(slug);
        taken.insert(name.clone());
        all.push(Variable {
            fr: name.clone(),
            en: name,
            of: VariableOf::Field,
            label: Some(field.label.clone()),
        });
    }
    all
}

/// A label as a name: letters, digits and dots, joined.
fn slug(label: &str) -> String {
    let folded: String =
        fold(label).chars().map(|c| if c.is_alphanumeric() || c == '.' { c } else { ' ' }).collect();
    folded.split_whitespace().collect::<Vec<_>>().join("_")
}

/// What the variables of a message are worth.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    pub variables: Vec<Variable>,
    /// Beside each of them; empty where she has none, none at all where nobody is meant.
    pub values: Option<Vec<String>>,
    /// Fields whose answer is no: they are worth words, and do not hold in a condition.
    pub refused: BTreeSet<usize>,
    pub last_name: Option<String>,
    pub first_name: Option<String>,
}

impl Facts {
    /// The variables alone.
    pub fn of_nobody(db: &Db<'_>) -> Outcome<Self> {
        Ok(Self { variables: variables(&fields::all(db)?), ..Self::default() })
    }

    pub fn of(db: &Db<'_>, prospect: Id, me: &Member, language: Tongue) -> Outcome<Self> {
        let own = fields::all(db)?;
        let row = prospects::row(db, prospect)?;
        Ok(Self::made(&own, variables(&own), &row, me, language))
    }

    pub fn made(
        own: &[CustomField],
        variables: Vec<Variable>,
        row: &ProspectRow,
        me: &Member,
        language: Tongue,
    ) -> Self {
        let text = |text: &Option<String>| text.clone().unwrap_or_default().trim().to_owned();
        let name =
            |text: &Option<String>| values::person_name(text.as_deref().unwrap_or_default()).into_owned();
        let (first, last) = (name(&row.first_name), name(&row.last_name));
        let mine = values::full_name(&me.name);
        let mut worth = vec![
            civility(row.civility.as_deref().unwrap_or_default(), language).to_owned(),
            first.clone(),
            last.clone(),
            format!("{first} {last}").trim().to_owned(),
            text(&row.company),
            text(&row.sector),
            text(&row.job_title),
            text(&row.city),
            mine.first,
            mine.last,
            me.name.trim().to_owned(),
            text(&me.email),
            text(&me.phone),
        ];
        let mut refused = BTreeSet::new();
        for field in own {
            let held = row.custom.get(&field.id.to_string());
            if held == Some(&Value::Bool(false)) {
                refused.insert(worth.len());
            }
            worth.push(held.map(|value| spoken(field, value, language)).unwrap_or_default());
        }
        let kept = |name: String| Some(name).filter(|name| !name.is_empty());
        Self { variables, values: Some(worth), refused, last_name: kept(last), first_name: kept(first) }
    }

    /// What anything may be filled with.
    pub fn probe() -> Self {
        let variables = variables(&[]);
        let worth = variables
            .iter()
            .enumerate()
            .map(|(n, known)| if n % 3 == 0 { String::new() } else { format!("<{}> & \n", known.fr) });
        Self { values: Some(worth.collect()), variables, ..Self::default() }
    }

    /// Which variable a name is; else the nearest one there is.
    pub fn resolve(&self, name: &str) -> Result<usize, Option<String>> {
        let asked = slug(name);
        let found = self.variables.iter().position(|known| known.fr == asked || known.en == asked);
        found.ok_or_else(|| self.nearest(&asked))
    }

    fn nearest(&self, asked: &str) -> Option<String> {
        let most = (asked.chars().count() / 3).clamp(1, 4);
        let names = self.variables.iter().flat_map(|known| [&known.fr, &known.en]);
        let near = names
            .map(|name| (strsim::osa_distance(asked, name), name))
            .min_by_key(|(distance, _)| *distance)
            .filter(|(distance, _)| *distance <= most);
        // « nom_de_famille », "company_name": it begins with what it means.
        let begins = || {
            let names = self.variables.iter().flat_map(|known| [&known.fr, &known.en]);
            names
                .filter(|name| name.len() >= 3 && asked.starts_with(name.as_str()))
                .max_by_key(|name| name.len())
        };
        near.map(|(_, name)| name).or_else(begins).filter(|_| !asked.is_empty()).cloned()
    }

    pub fn value(&self, at: usize) -> Option<&str> {
        self.values.as_ref().map(|values| values.get(at).map(String::as_str).unwrap_or_default())
    }

    pub fn holds(&self, at: usize) -> bool {
        self.value(at).is_some_and(|value| !value.is_empty()) && !self.refused.contains(&at)
    }

    pub fn from(&self, at: usize) -> FilledFrom {
        match self.variables.get(at).map(|known| known.of) {
            Some(VariableOf::Me) => FilledFrom::Me,
            Some(VariableOf::Field) => FilledFrom::Field,
            _ => FilledFrom::Prospect,
        }
    }
}

/// Who writes: the owner of the laptop.
pub(super) fn me(db: &Db<'_>) -> Outcome<Member> {
    members::all(db)?.into_iter().next().ok_or_else(|| Failure::bug("no member"))
}

/// A civility as one says it.
fn civility(short: &str, language: Tongue) -> &'static str {
    match (short, language) {
        ("M.", Tongue::Fr) => "Monsieur",
        ("M.", Tongue::En) => "Mr",
        ("Mme", Tongue::Fr) => "Madame",
        ("Mme", Tongue::En) => "Ms",
        ("Dr", Tongue::Fr) => "Docteur",
        ("Dr", Tongue::En) => "Dr",
        ("Pr", Tongue::Fr) => "Professeur",
        ("Pr", Tongue::En) => "Professor",
        ("Me", _) => "Maître",
        _ => "",
    }
}

const MONTHS: [(&str, &str); 12] = [
    ("janvier", "January"),
    ("février", "February"),
    ("mars", "March"),
    ("avril", "April"),
    ("mai", "May"),
    ("juin", "June"),
    ("juillet", "July"),
    ("août", "August"),
    ("septembre", "September"),
    ("octobre", "October"),
    ("novembre", "November"),
    ("décembre", "December"),
];

/// The value of a field of one's own, in words.
fn spoken(field: &CustomField, value: &Value, language: Tongue) -> String {
    let is_french = language == Tongue::Fr;
    match value {
        Value::String(text) if field.kind == FieldKind::Date => day(text, is_french),
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(yes) => match (yes, is_french) {
            (true, true) => "oui",
            (true, false) => "yes",
            (false, true) => "non",
            (false, false) => "no",
        }
        .to_owned(),
        Value::Number(number) => {
            let figure = number.to_string();
            let figure = if is_french { figure.replace('.', ",") } else { figure };
            match field.currency.as_deref().filter(|_| field.kind == FieldKind::Currency) {
                Some("EUR") => format!("{figure}\u{a0}€"),
                Some(currency) => format!("{figure}\u{a0}{currency}"),
                None => figure,
            }
        }
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
        _ => String::new(),
    }
}

fn day(text: &str, is_french: bool) -> String {
    let mut parts = text.splitn(3, '-');
    let mut number = || parts.next().and_then(|part| part.parse::<usize>().ok());
    let (Some(year), Some(month), Some(day)) = (number(), number(), number()) else { return text.to_owned() };
    let Some((french, english)) = MONTHS.get(month.wrapping_sub(1)) else { return text.to_owned() };
    match (is_french, day) {
        (true, 1) => format!("1er {french} {year}"),
        (true, _) => format!("{day} {french} {year}"),
        (false, _) => format!("{day} {english} {year}"),
    }
}
