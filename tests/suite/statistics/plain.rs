//! The base as plain rows, counted one by one.

use chrono::NaiveDate;
use relance_tests::{Base, DAY, Value, query, text};
use std::collections::{BTreeMap, BTreeSet};

/// A prospect as her row has it.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) id: i64,
    pub(super) stage: i64,
    pub(super) owner: Option<i64>,
    pub(super) source: Option<String>,
    pub(super) cents: Option<i64>,
    pub(super) currency: String,
    pub(super) close: Option<String>,
    pub(super) created: NaiveDate,
    pub(super) created_at: i64,
    pub(super) city: Option<String>,
}

/// An entry of a timeline as its row has it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) whom: i64,
    pub(super) kind: String,
    pub(super) at: i64,
    pub(super) day: NaiveDate,
    pub(super) data: Value,
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
}

/// The whole base as plain rows, the trash left out.
pub(super) struct Plain {
    pub(super) people: Vec<Person>,
    pub(super) entries: Vec<Entry>,
    /// Id, kind, label, in the order of the board.
    pub(super) stages: Vec<(i64, String, String)>,
    pub(super) today: NaiveDate,
}

/// The meetings of the calendar that were sure and are over, one for each of whom they were with.
fn held(base: &Base, day: impl Fn(i64) -> NaiveDate) -> Vec<Entry> {
    let now = base.now();
    let (from, to) = ((now - 1_000 * DAY).to_string(), now.to_string());
    let page = base.get(&format!("/calendar{}", query(&[("from", &from), ("to", &to)])));
    let instant = |one: &Value, name: &str| one[name].as_i64().expect("an instant");
    let mut entries = Vec::new();
    for one in page["items"].as_array().expect("items") {
        if one["status"] == "confirmed" && instant(one, "ends_at") <= now {
            let at = instant(one, "starts_at");
            entries.extend(one["people"].as_array().expect("people").iter().map(|person| Entry {
                whom: text(person, "id").parse().expect("an id"),
                kind: "meeting".to_owned(),
                at,
                day: day(at),
                data: Value::Null,
                from: None,
                to: None,
            }));
        }
    }
    entries
}

impl Plain {
    pub(super) fn of(base: &Base) -> Self {
        let local = base.core.local().expect("the calendar");
        let day = |at: i64| local.of(at).date();
        base.core.announce_meetings().expect("what took place");
        let mut held = held(base, day);
        base.core
            .read(|db| {
                let people: Vec<Person> = db.rows(
                    "SELECT id, stage_id, owner_id, source, value_cents, currency, expected_close_on, created_at, city
                     FROM prospect WHERE deleted_at IS NULL",
                    [],
                    |row| {
                        Ok(Person {
                            id: row.get(0)?,
                            stage: row.get(1)?,
                            owner: row.get(2)?,
                            source: row.get(3)?,
                            cents: row.get(4)?,
                            currency: row.get(5)?,
                            close: row.get(6)?,
                            created_at: row.get(7)?,
                            created: day(row.get(7)?),
                            city: row.get(8)?,
                        })
                    },
                )?;
                let alive: BTreeSet<i64> = people.iter().map(|person| person.id).collect();
                let mut entries = db.rows(
                    "SELECT prospect_id, kind, at, data, from_stage, to_stage FROM activity ORDER BY at, id",
                    [],
                    |row| {
                        let data: String = row.get(3)?;
                        Ok(Entry {
                            whom: row.get(0)?,
                            kind: row.get(1)?,
                            at: row.get(2)?,
                            day: day(row.get(2)?),
                            data: serde_json::from_str(&data).expect("JSON"),
                            from: row.get(4)?,
                            to: row.get(5)?,
                        })
                    },
                )?;
                entries.append(&mut held);
                entries.sort_by_key(|entry| entry.at);
                entries.retain(|entry| alive.contains(&entry.whom));
                let stages = db.rows("SELECT id, kind, label FROM stage ORDER BY position", [], |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })?;
                Ok(Self { people, entries, stages, today: local.today() })
            })
            .expect("the rows")
    }

    pub(super) fn kind(&self, stage: i64) -> &str {
        self.stages.iter().find(|(id, ..)| *id == stage).map_or("", |(_, kind, _)| kind)
    }

    /// When a person was closed so last, where she is so now and was not from the beginning.
    pub(super) fn closed(&self, person: &Person, kind: &str) -> Option<NaiveDate> {
        let last = self.entries.iter().rfind(|entry| {
            entry.whom == person.id && entry.to.is_some_and(|stage| self.kind(stage) == kind)
        })?;
        (self.kind(person.stage) == kind).then_some(last.day)
    }

    pub(super) fn sum<'a>(&self, people: impl Iterator<Item = &'a Person>) -> BTreeMap<String, i64> {
        let mut sums = BTreeMap::new();
        for person in people {
            if let Some(cents) = person.cents {
                *sums.entry(person.currency.clone()).or_default() += cents;
            }
        }
        sums
    }
}
