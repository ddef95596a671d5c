//! The base against the plainest reading of a filter: the tree evaluated over the JSON of every prospect, one by one.

use chrono::{Datelike, Days, NaiveDate};
use proptest::{
    collection::vec,
    prelude::*,
    sample::select,
    test_runner::{Config, TestRunner},
};
use relance_core::filters::{Vocabulary, write};
use relance_model::filters::{Filter, Form, Op, State};
use relance_store::fold;
use relance_tests::{Base, DAY, Value, json, text};

/// What the evaluation knows: everybody's JSON, the stages by id, and the day.
struct World {
    rows: Vec<Value>,
    stages: Vec<Value>,
    me: String,
    today: NaiveDate,
}

fn day_of(millis: i64) -> NaiveDate {
    chrono::DateTime::from_timestamp_millis(millis).unwrap().date_naive()
}

/// Working days before a day: week ends out, and the holidays of France in the year of the tests.
fn back_working_days(from: NaiveDate, count: u32) -> NaiveDate {
    let holidays = [
        "2025-05-01",
        "2025-05-08",
        "2025-05-29",
        "2025-06-09",
        "2025-07-14",
        "2025-08-15",
        "2025-11-01",
        "2025-11-11",
        "2025-12-25",
        "2026-01-01",
        "2025-04-21",
    ];
    let mut day = from;
    let mut left = count;
    while left > 0 {
        day = day.pred_opt().unwrap();
        if day.weekday().number_from_monday() <= 5 && !holidays.contains(&day.to_string().as_str()) {
            left -= 1;
        }
    }
    day
}

impl World {
    fn of(base: &Base) -> Self {
        let list = base.list(&[("limit", "1000")]);
        let rows =
            list["items"].as_array().unwrap().iter().map(|row| base.prospect(&text(row, "id"))).collect();
        let session = base.get("/session");
        Self {
            rows,
            stages: session["stages"].as_array().unwrap().clone(),
            me: text(&session["me"], "id"),
            today: day_of(session["now_at"].as_i64().unwrap()),
        }
    }

    fn passes(&self, row: &Value, filter: &Filter) -> bool {
        match filter {
            Filter::All { of } => of.iter().all(|part| self.passes(row, part)),
            Filter::Any { of } => of.iter().any(|part| self.passes(row, part)),
            Filter::Not { of } => !self.passes(row, of),
            Filter::Record { id } => row["id"] == id.to_string(),
            Filter::State { state } => self.state(row, *state),
            Filter::Field { field, op, values } => self.field(row, field, *op, values),
            Filter::Words { .. } | Filter::Phrase { .. } => unreachable!("words have their own tests"),
        }
    }

    fn stage<'a>(&'a self, row: &Value) -> &'a Value {
        self.stages.iter().find(|stage| stage["id"] == row["stage_id"]).unwrap()
    }

    fn state(&self, row: &Value, state: State) -> bool {
        let stage = self.stage(row);
        match state {
            State::Opposed => !row["do_not_contact_at"].is_null(),
            State::Open => stage["kind"] == "open",
            State::Won => stage["kind"] == "won",
            State::Lost => stage["kind"] == "lost",
            State::Sample => row["is_sample"] == true,
            State::Late => {
                let last = row["last_interaction_at"].as_i64().or(row["created_at"].as_i64()).unwrap();
                let limit = stage["limit_days"].as_i64().unwrap_or(14);
                stage["kind"] == "open"
                    && row["do_not_contact_at"].is_null()
                    && (self.today - day_of(last)).num_days() > limit
            }
        }
    }

    fn field(&self, row: &Value, field: &str, op: Op, values: &[String]) -> bool {
        let texts = |members: &[&str]| -> Vec<String> {
            members.iter().filter_map(|member| row[*member].as_str()).map(str::to_owned).collect()
        };
        match field {
            "name" => {
                let (first, last) =
                    (row["first_name"].as_str().unwrap_or(""), row["last_name"].as_str().unwrap_or(""));
                let all: Vec<String> = [format!("{first} {last}"), format!("{last} {first}")]
                    .map(|name| name.trim().to_owned())
                    .into();
                compare_texts(
                    &all.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>(),
                    op,
                    values,
                )
            }
            "first_name" | "last_name" | "civility" | "job_title" | "company" | "source" | "sector"
            | "city" | "postcode" | "country" | "site" | "currency" => {
                compare_texts(&texts(&[field]), op, values)
            }
            "linkedin" => compare_texts(&texts(&["linkedin_url"]), op, values),
            "remarks" => compare_texts(&texts(&["notes"]), op, values),
            "email" => {
                let mut all = texts(&["email"]);
                for address in row["addresses"].as_array().unwrap().iter().filter(|a| a["kind"] == "email") {
                    all.push(text(address, "value"));
                }
                compare_texts(&all, op, values)
            }
            "stage" => values.iter().any(|id| row["stage_id"] == **id),
            "tag" if op == Op::Empty => row["tag_ids"].as_array().unwrap().is_empty(),
            "tag" => row["tag_ids"].as_array().unwrap().iter().any(|tag| values.iter().any(|id| tag == id)),
            "owner" if op == Op::Empty => row["owner_id"].is_null(),
            "owner" => values.iter().any(|id| row["owner_id"] == **(if id == "me" { &self.me } else { id })),
            "value" => {
                let scaled: Vec<f64> =
                    values.iter().map(|value| (value.parse::<f64>().unwrap() * 100.0).round()).collect();
                compare_numbers(row["value_cents"].as_f64(), op, &scaled)
            }
            "expected_close" => self.compare_days(
                row["expected_close_on"].as_str().map(|day| day.parse().unwrap()),
                op,
                values,
            ),
            "created" => self.compare_days(row["created_at"].as_i64().map(day_of), op, values),
            "updated" => self.compare_days(row["updated_at"].as_i64().map(day_of), op, values),
            "next_action" => self.compare_days(row["next_action_at"].as_i64().map(day_of), op, values),
            "last_interaction" => {
                self.compare_days(row["last_interaction_at"].as_i64().map(day_of), op, values)
            }
            own => {
                let value = &row["custom"][own.trim_start_matches("custom.")];
                match value {
                    _ if op == Op::Empty => value.is_null(),
                    Value::Number(number) => {
                        let wanted: Vec<f64> = values.iter().map(|value| value.parse().unwrap()).collect();
                        compare_numbers(number.as_f64(), op, &wanted)
                    }
                    Value::Bool(flag) => values.iter().any(|value| *value == flag.to_string()),
                    Value::String(text) => match text.parse::<NaiveDate>() {
                        Ok(day) => self.compare_days(Some(day), op, values),
                        Err(_) => compare_texts(std::slice::from_ref(text), op, values),
                    },
                    Value::Array(labels) => {
                        let labels: Vec<String> =
                            labels.iter().map(|label| label.as_str().unwrap().to_owned()).collect();
                        compare_texts(&labels, op, values)
                    }
                    _ => false,
                }
            }
        }
    }

    fn compare_days(&self, day: Option<NaiveDate>, op: Op, values: &[String]) -> bool {
        let Some(day) = day else { return op == Op::Empty };
        let ago = |value: &str| {
            let at = value.find(|c: char| !c.is_ascii_digit()).unwrap();
            let count: u32 = value[..at].parse().unwrap();
            match &value[at..] {
                "d" => self.today - Days::new(u64::from(count)),
                "w" => self.today - Days::new(7 * u64::from(count)),
                _ => back_working_days(self.today, count),
            }
        };
        let one = |value: &str| match value {
            "today" => self.today,
            "yesterday" => self.today.pred_opt().unwrap(),
            iso => iso.parse().unwrap(),
        };
        match op {
            Op::Empty => false,
            Op::Is => values.iter().any(|value| day == one(value)),
            Op::Above => day > one(&values[0]),
            Op::AtLeast => day >= one(&values[0]),
            Op::Below => day < one(&values[0]),
            Op::AtMost => day <= one(&values[0]),
            Op::Between => {
                let (a, b) = (one(&values[0]), one(&values[1]));
                (a.min(b)..=a.max(b)).contains(&day)
            }
            Op::Last => day > ago(&values[0]) && day <= self.today,
            Op::Older => day <= ago(&values[0]),
            Op::Next => {
                let count: u64 = values[0].trim_end_matches('d').parse().unwrap();
                day >= self.today && day < self.today + Days::new(count)
            }
            _ => unreachable!(),
        }
    }
}

fn compare_texts(held: &[String], op: Op, values: &[String]) -> bool {
    if op == Op::Empty {
        return held.is_empty();
    }
    held.iter().map(|text| fold(text)).any(|text| {
        values.iter().map(|value| fold(value.trim())).any(|value| match op {
            Op::Is => text == value,
            Op::Contains => text.contains(&value),
            Op::Begins => text.starts_with(&value),
            _ => text.ends_with(&value),
        })
    })
}

fn compare_numbers(held: Option<f64>, op: Op, values: &[f64]) -> bool {
    let Some(held) = held else { return op == Op::Empty };
    match op {
        Op::Empty => false,
        Op::Is => values.contains(&held),
        Op::Above => held > values[0],
        Op::AtLeast => held >= values[0],
        Op::Below => held < values[0],
        Op::AtMost => held <= values[0],
        _ => (values[0].min(values[1])..=values[0].max(values[1])).contains(&held),
    }
}

/// A base where every field holds something somewhere, and nothing elsewhere.
fn filled() -> Base {
    let base = Base::new();
    let field = |label: &str, kind: &str| {
        text(&base.post("/fields", &json!({ "label": label, "kind": kind }))["field"], "id")
    };
    let (budget, seen, active, word) =
        (field("Budget", "number"), field("Vu le", "date"), field("Actif", "boolean"), field("Mot", "text"));
    let offers = text(
        &base.post(
            "/fields",
            &json!({ "label": "Offres", "kind": "multi_select", "add_options": ["Été 1", "Été 2", "Hiver 3"] }),
        )["field"],
        "id",
    );
    // Behind them comes the field of those who are lost.
    base.post("/sample", &json!({ "rows": 160, "seed": 3 }));
    let rows = base.list(&[("limit", "200"), ("sort", "name")])["items"].as_array().unwrap().clone();
    for (n, row) in rows.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
        base.edit(
            &text(row, "id"),
            &json!({
                "custom": { &budget: (n % 7) as f64 * 2.5, &seen: format!("2026-0{}-15", 1 + n % 3), &active: n % 2 == 0, &word: format!("Été {}", n % 4), &offers: if n % 2 == 0 { json!(["Été 1", "Hiver 3"]) } else { json!(["Été 2"]) } },
                "do_not_contact": n % 5 == 0,
                "owner_id": if n % 2 == 0 { row["owner_id"].clone() } else { Value::Null },
                "addresses": [{ "kind": "email", "value": format!("autre{n}@ailleurs.example") }],
            }),
        );
        base.clock.advance(DAY / 3);
    }
    for n in 0..8 {
        base.add(&json!({ "phone": format!("06 39 98 00 {:02}", n) }));
    }
    base.delete(&format!("/prospects/{}", text(&rows[4], "id")));
    base.delete(&format!("/prospects/{}", text(&rows[9], "id")));
    base
}

/// Conditions on values that the base has, or nearly.
fn conditions(base: &Base, world: &World) -> Vec<BoxedStrategy<Filter>> {
    let mut all: Vec<BoxedStrategy<Filter>> = Vec::new();
    let mut add = |field: &str, op: Op, values: BoxedStrategy<Vec<String>>| {
        let field = field.to_owned();
        all.push(values.prop_map(move |values| Filter::field(&field, op, values)).boxed());
    };
    for (field, member) in [
        ("first_name", "first_name"),
        ("last_name", "last_name"),
        ("civility", "civility"),
        ("job_title", "job_title"),
        ("company", "company"),
        ("source", "source"),
        ("sector", "sector"),
        ("city", "city"),
        ("postcode", "postcode"),
        ("country", "country"),
        ("site", "site"),
        ("remarks", "notes"),
        ("email", "email"),
        ("name", "name"),
        ("currency", "currency"),
    ] {
        let held: Vec<String> =
            world.rows.iter().filter_map(|row| row[member].as_str().map(str::to_owned)).collect();
        let pieces: Vec<String> = held
            .iter()
            .map(|text| {
                text.chars()
                    .skip(text.len() % 2)
                    .take(2 + text.len() % 5)
                    .collect::<String>()
                    .trim()
                    .to_owned()
            })
            .filter(|piece| !piece.is_empty())
            .collect();
        add(field, Op::Is, vec(select(held), 1..3).boxed());
        for op in [Op::Contains, Op::Begins, Op::Ends] {
            if field != "country" {
                add(field, op, vec(select(pieces.clone()), 1..3).boxed());
            }
        }
        add(field, Op::Empty, Just(Vec::new()).boxed());
    }
    let ids = |items: &Value, member: &str| -> Vec<String> {
        items.as_array().unwrap().iter().map(|item| text(item, member)).collect()
    };
    let session = base.get("/session");
    add("stage", Op::Is, vec(select(ids(&session["stages"], "id")), 1..4).boxed());
    add("tag", Op::Is, vec(select(ids(&session["tags"], "id")), 1..3).boxed());
    add("tag", Op::Empty, Just(Vec::new()).boxed());
    add("owner", Op::Is, Just(vec!["me".to_owned()]).boxed());
    add("owner", Op::Empty, Just(Vec::new()).boxed());
    let custom = ids(&session["fields"], "id");
    // Amounts that somebody has, too: bounds are met exactly.
    let held: Vec<String> = world
        .rows
        .iter()
        .filter_map(|row| row["value_cents"].as_i64().map(|cents| (cents / 100).to_string()))
        .collect();
    let amounts = prop_oneof![(0..4000i64).prop_map(|n| n.to_string()), select(held)];
    let numbers = (0..60i64).prop_map(|n| (n as f64 / 4.0).to_string());
    let budget = format!("custom.{}", custom[0]);
    for op in [Op::Is, Op::Above, Op::AtLeast, Op::Below, Op::AtMost] {
        add("value", op, vec(amounts.clone(), 1..2).boxed());
        add(&budget, op, vec(numbers.clone(), 1..2).boxed());
    }
    add("value", Op::Between, vec(amounts, 2..3).boxed());
    add(&budget, Op::Between, vec(numbers, 2..3).boxed());
    let today = world.today;
    let days = prop_oneof![
        (0..130u64).prop_map(move |ago| (today - Days::new(ago)).to_string()),
        select(vec!["today".to_owned(), "yesterday".to_owned()]),
    ];
    let lengths = (1..90u32, select(vec!["d", "wd", "w"])).prop_map(|(n, unit)| format!("{n}{unit}"));
    for field in [
        "created",
        "updated",
        "last_interaction",
        "next_action",
        "expected_close",
        &format!("custom.{}", custom[1]),
    ] {
        for op in [Op::Is, Op::Above, Op::AtLeast, Op::Below, Op::AtMost] {
            add(field, op, vec(days.clone(), 1..2).boxed());
        }
        add(field, Op::Between, vec(days.clone(), 2..3).boxed());
        add(field, Op::Last, vec(lengths.clone(), 1..2).boxed());
        add(field, Op::Older, vec(lengths.clone(), 1..2).boxed());
        add(field, Op::Next, vec((1..100u32).prop_map(|n| format!("{n}d")), 1..2).boxed());
        add(field, Op::Empty, Just(Vec::new()).boxed());
    }
    add(
        &format!("custom.{}", custom[2]),
        Op::Is,
        vec(any::<bool>().prop_map(|flag| flag.to_string()), 1..2).boxed(),
    );
    for (op, own) in [Op::Is, Op::Contains, Op::Ends].iter().flat_map(|op| [(*op, 3), (*op, 4)]) {
        add(
            &format!("custom.{}", custom[own]),
            op,
            vec(select(vec!["été 1".to_owned(), "ete".to_owned(), "3".to_owned()]), 1..3).boxed(),
        );
    }
    for id in &custom {
        add(&format!("custom.{id}"), Op::Empty, Just(Vec::new()).boxed());
    }
    for state in [State::Opposed, State::Open, State::Won, State::Lost, State::Late, State::Sample] {
        all.push(Just(Filter::State { state }).boxed());
    }
    all
}

#[test]
fn the_base_finds_exactly_whom_a_plain_reading_finds() {
    let base = filled();
    let world = World::of(&base);
    let conditions = conditions(&base, &world);
    let leaf = (0..conditions.len()).prop_flat_map(move |n| conditions[n].clone());
    let tree = leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_map(|of| Filter::All { of }),
            vec(inner.clone(), 2..4).prop_map(|of| Filter::Any { of }),
            inner.prop_map(Filter::negated),
        ]
    });
    let (mut some, mut none, mut everybody) = (0, 0, 0);
    let counts = std::cell::RefCell::new((&mut some, &mut none, &mut everybody));
    let agrees = |tree: Filter| {
        // The vocabulary is left out: every value is written by its id, every own field by its key.
        let written = write(&tree, &Vocabulary::default(), Form::Long, false);
        let list = base.list(&[("filter", &written), ("limit", "1000"), ("sort", "name")]);
        let mut found: Vec<String> =
            list["items"].as_array().unwrap().iter().map(|row| text(row, "id")).collect();
        let mut wanted: Vec<String> =
            world.rows.iter().filter(|row| world.passes(row, &tree)).map(|row| text(row, "id")).collect();
        found.sort();
        wanted.sort();
        let mut counts = counts.borrow_mut();
        match wanted.len() {
            0 => *counts.1 += 1,
            all if all == world.rows.len() => *counts.2 += 1,
            _ => *counts.0 += 1,
        }
        prop_assert_eq!(found, wanted, "{}", written);
        Ok(())
    };
    // Sets come from indexes, then from the orders that are at hand by then, falling ones and then rising ones.
    for sorts in [&[][..], &["-value", "-last_interaction", "created"], &["value", "-updated"]] {
        for sort in sorts {
            base.list(&[("filter", "is:open"), ("sort", sort)]);
        }
        let mut runner =
            TestRunner::new(Config { cases: 150, failure_persistence: None, ..Config::default() });
        runner.run(&tree, agrees).unwrap();
    }
    assert!(some > 120, "most filters divide the base: {some} do, {none} find nobody, {everybody} everybody");
}
