//! The tables of an export: any base that goes out as CSV or XLSX comes back the same, as far as such a table tells of it.

use super::{essence, everybody, export};
use proptest::prelude::*;
use relance_tests::{Base, Value, count, json, text, texts};

/// Options and labels as people write them, separators and quotes too.
const CHOICES: [&str; 4] = ["Prix", "Délai, livraison", "« Autre » ; divers", "\"Vite\""];
const TAGS: [&str; 4] = ["VIP", "Salon, Lyon", "#chaud; 2026", "l’\"ami\""];
const KINDS: [&str; 11] = [
    "text",
    "long_text",
    "number",
    "currency",
    "date",
    "boolean",
    "select",
    "multi_select",
    "url",
    "email",
    "phone",
];

/// A base with what prospects refer to, and the ids of its fields by kind.
fn labelled() -> (Base, Vec<String>) {
    let base = Base::new();
    let fields = KINDS.map(|kind| {
        let options: &[&str] = if kind.ends_with("select") { &CHOICES } else { &[] };
        let field = json!({ "label": format!("Champ {kind}"), "kind": kind, "add_options": options });
        text(&base.post("/fields", &field)["field"], "id")
    });
    base.post("/members", &json!({ "name": "Zoé; D’Arc, dite \"Zo\"" }));
    base.post("/stages", &json!({ "label": "Essai, puis devis" }));
    for tag in TAGS {
        base.tag(tag);
    }
    (base, fields.into())
}

/// What a person is made of, by numbers and a text.
fn person(base: &Base, fields: &[String], n: usize, (bits, seed, words): &(u32, usize, String)) {
    let has = |bit: u32| bits >> bit & 1 == 1;
    let pick = |list: &[String]| list[seed % list.len()].clone();
    let mut one = json!({ "email": format!("n{n}@a.example") });
    let mut put = |bit: u32, member: &str, value: Value| {
        if has(bit) {
            one[member] = value;
        }
    };
    put(0, "last_name", words.as_str().into());
    put(1, "first_name", format!("{words}{n}").to_uppercase().into());
    put(2, "job_title", format!("{words}, adjoint").into());
    put(3, "company", format!("Société {} {}", seed % 3, ["", "& Fils", "SARL"][seed % 3]).into());
    put(4, "phone", format!("+3361234{:04}", seed * 7 % 10_000).into());
    put(5, "source", format!("{words}s").into());
    put(6, "sector", words.as_str().into());
    put(7, "city", format!("Saint-{words}").into());
    put(8, "postcode", format!("0{:04}", seed % 9_000).into());
    put(9, "country", ["FR", "CH", "BE"][seed % 3].into());
    put(10, "site", format!("https://a{n}.example/{seed}").into());
    put(11, "linkedin_url", format!("https://www.linkedin.com/in/n{n}").into());
    put(12, "value_cents", (*seed as i64 * 12_345).into());
    put(12, "currency", ["EUR", "CHF", "USD"][seed % 3].into());
    put(13, "expected_close_on", format!("2026-{:02}-{:02}", 1 + seed % 12, 1 + seed % 28).into());
    put(14, "notes", words.as_str().into());
    put(15, "do_not_contact", true.into());
    put(16, "civility", ["Mme", "M.", "Dr"][seed % 3].into());
    put(17, "stage_id", pick(&texts(&base.get("/stages"), "id")).into());
    put(18, "owner_id", pick(&texts(&base.get("/members"), "id")).into());
    put(19, "tag_ids", texts(&base.get("/tags"), "id").into_iter().take(1 + seed % 4).collect());
    put(
        20,
        "addresses",
        json!([{ "kind": "email", "value": format!("b{n}@b.example") }, { "kind": "phone", "value": "+33199001234" }]),
    );
    let mut custom = json!({});
    let values = [
        words.as_str().into(),
        format!("{words}\n{words}").into(),
        (*seed as f64 / 8.0 - 2.0).into(),
        (*seed as f64 / 4.0).into(),
        "2026-02-03".into(),
        seed.is_multiple_of(2).into(),
        CHOICES[seed % 4].into(),
        json!(&CHOICES[seed % 4..]),
        format!("https://c{n}.example").into(),
        format!("c{n}@c.example").into(),
        "+33199001235".into(),
    ];
    for (at, value) in values.into_iter().enumerate() {
        if has(21 + at as u32 % 11) {
            custom[&fields[at]] = value;
        }
    }
    one["custom"] = custom;
    base.add(&one);
    base.clock.advance(1_234);
}

/// Exports everybody, and imports the file into a base that knows the same labels.
fn journey(from: &Base, to: &Base, fields: &[String], format: &str, lang: &str) {
    let mut request = everybody(format);
    request["lang"] = lang.into();
    let bytes = export(from, &request);
    let draft = to.lay(&to.file(&format!("export.{format}"), bytes));
    let columns: Vec<Value> = draft["columns"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|column| {
            let at = KINDS.iter().position(|kind| column["header"] == format!("Champ {kind}"))?;
            Some(json!({ "index": column["index"], "target": { "to": "custom", "field_id": fields[at] } }))
        })
        .collect();
    assert_eq!(columns.len(), KINDS.len(), "each field has its column");
    let draft = to.correct(&draft, &json!({ "columns": columns, "options": { "on_duplicate": "create" } }));
    let report = to.run(&draft);
    assert_eq!(count(&report, "skipped"), 0, "nobody is lost: {report}");
    assert_eq!(report["warnings"], json!([]), "no value either");
}

/// What a table says of companies.
fn companies(base: &Base) -> Vec<Value> {
    let list = base.get("/companies");
    let told = |company: &Value| {
        ["name", "domain", "siren", "siret", "legal_form", "size", "address"]
            .map(|member| company[member].clone())
    };
    let mut all: Vec<Value> = list["items"].as_array().unwrap().iter().map(|one| json!(told(one))).collect();
    all.sort_by_key(ToString::to_string);
    all
}

/// Tells something of each company.
fn know(base: &Base, words: &str) {
    for (n, company) in base.get("/companies")["items"].as_array().unwrap().iter().enumerate() {
        let mut facts = json!({ "size": words, "address": words, "legal_form": "SARL", "domain": format!("s{n}.example") });
        if n == 0 {
            facts["siren"] = "732829320".into();
            facts["siret"] = "73282932000074".into();
        }
        base.patch(&format!("/companies/{}", text(company, "id")), &facts);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_table_of_any_base_comes_back_as_the_same_people(
        people in prop::collection::vec((any::<u32>(), 0..900usize, "[ -~àéœ€«»’\n]{1,12}"), 1..12),
        format in prop::sample::select(vec!["csv", "xlsx"]),
        lang in prop::sample::select(vec!["fr", "en"]),
    ) {
        let (from, fields) = labelled();
        let to = from.copied();
        for (n, one) in people.iter().enumerate() {
            person(&from, &fields, n, one);
        }
        know(&from, &people[0].2);
        journey(&from, &to, &fields, format, lang);
        prop_assert_eq!(companies(&to), companies(&from), "through {} in {}", format, lang);
        let (here, there) = (essence(&from), essence(&to));
        prop_assert_eq!(here.len(), there.len());
        for (here, there) in here.iter().zip(&there) {
            prop_assert_eq!(there, here, "through {} in {}", format, lang);
        }
    }
}
