//! The laws of the language: reading what is written gives the same again, and no text makes the reading stop short.

use proptest::{collection::vec, prelude::*, sample::select};
use relance_core::filters::{Vocabulary, read, search, words, write};
use relance_model::{
    Id,
    filters::{FieldSort, Filter, Form, Op, State},
    labels::{CustomField, FieldKind, Member, Stage, StageKind, Tag},
};

fn vocabulary() -> Vocabulary {
    let stage = |id: i64, label: &str| Stage {
        id: Id(id),
        key: format!("s{id}"),
        label: label.into(),
        kind: StageKind::Open,
        position: id,
        color: None,
        limit_days: None,
        demands_next: false,
        probability: None,
    };
    let tag = |id: i64, name: &str| Tag { id: Id(id), name: name.into(), color: None };
    let member = |id: i64, name: &str| Member {
        id: Id(id),
        name: name.into(),
        email: None,
        phone: None,
        is_me: id == 30,
    };
    let field = |id: i64, label: &str, kind| CustomField {
        id: Id(id),
        label: label.into(),
        kind,
        position: id,
        options: Vec::new(),
        currency: None,
        in_table: true,
        on_card: false,
        is_searchable: true,
        required_stages: Vec::new(),
        role: None,
    };
    Vocabulary {
        stages: vec![
            stage(10, "Contacté"),
            stage(11, "À recontacter"),
            stage(12, "et"),
            stage(13, "Contacte"),
        ],
        tags: ["vip", "non", "a:b, c", "say \"no\"", "#7", "vide", "\\"]
            .iter()
            .enumerate()
            .map(|(n, name)| tag(20 + n as i64, name))
            .collect(),
        members: vec![member(30, "Moi"), member(31, "Léa Martin"), member(32, "personne")],
        fields: vec![
            field(40, "Ville", FieldKind::Text),
            field(41, "Date du salon", FieldKind::Date),
            field(42, "Budget", FieldKind::Number),
            field(43, "Actif ?", FieldKind::Boolean),
            field(44, "est", FieldKind::Text),
            field(45, "say \"x\"", FieldKind::Text),
        ],
    }
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zéàœ0-9 :,()\"'\\\\#<>=~_.*’«»-]{1,14}"
        .prop_map(|text| text.trim().to_owned())
        .prop_filter("something is there", |text| !text.is_empty())
}

fn day() -> impl Strategy<Value = String> {
    prop_oneof![
        (2000..2035i32, 1..13u32, 1..29u32).prop_map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}")),
        select(vec![
            "today",
            "yesterday",
            "tomorrow",
            "this_week",
            "last_week",
            "next_month",
            "last_year",
            "this_month"
        ])
        .prop_map(str::to_owned),
    ]
}

fn length() -> impl Strategy<Value = String> {
    (1..400u16, select(vec!["d", "wd", "w", "m", "y"])).prop_map(|(count, unit)| format!("{count}{unit}"))
}

/// A value in its plain form, as a tree keeps it.
fn value(key: &str, sort: FieldSort, op: Op) -> BoxedStrategy<String> {
    match sort {
        _ if matches!(op, Op::Last | Op::Older | Op::Next) => length().boxed(),
        FieldSort::Text if key == "country" => select(vec!["FR", "DE", "BE"]).prop_map(str::to_owned).boxed(),
        FieldSort::Text | FieldSort::Phone | FieldSort::File => text().boxed(),
        FieldSort::Number => prop_oneof![
            any::<i32>().prop_map(|n| n.to_string()),
            (-9999..9999i32).prop_map(|n| (f64::from(n) / 4.0).to_string()),
        ]
        .boxed(),
        FieldSort::Money => (0..9_999_999i64)
            .prop_map(|cents| match cents % 100 {
                0 => (cents / 100).to_string(),
                rest => format!("{}.{rest:02}", cents / 100),
            })
            .boxed(),
        FieldSort::Day | FieldSort::Instant => day().boxed(),
        FieldSort::Flag => any::<bool>().prop_map(|flag| flag.to_string()).boxed(),
        FieldSort::Stage => select(vec!["10", "11", "12", "13", "99"]).prop_map(str::to_owned).boxed(),
        FieldSort::Tag => (20..29i64).prop_map(|id| id.to_string()).boxed(),
        FieldSort::Member => select(vec!["me", "30", "31", "32", "99"]).prop_map(str::to_owned).boxed(),
    }
}

fn leaf() -> BoxedStrategy<Filter> {
    let conditions = words(&vocabulary(), Vec::new(), false).fields.into_iter().flat_map(|field| {
        let of = field.clone();
        field.ops.into_iter().map(move |op| (of.key.clone(), of.sort, op)).collect::<Vec<_>>()
    });
    let condition = select(conditions.collect::<Vec<_>>()).prop_flat_map(|(key, sort, op)| {
        let count = match op {
            Op::Empty => 0..1,
            Op::Between => 2..3,
            Op::Is | Op::Contains | Op::Begins | Op::Ends => 1..4,
            _ => 1..2,
        };
        vec(value(&key, sort, op), count).prop_map(move |values| Filter::field(&key, op, values))
    });
    let states = vec![State::Opposed, State::Open, State::Won, State::Lost, State::Late, State::Sample];
    prop_oneof![
        8 => condition,
        1 => text().prop_map(|text| Filter::Words { text }),
        1 => text().prop_map(|text| Filter::Phrase { text }),
        1 => (1..i64::MAX).prop_map(|id| Filter::Record { id: Id(id) }),
        1 => select(states).prop_map(|state| Filter::State { state }),
    ]
    .boxed()
}

pub fn tree() -> BoxedStrategy<Filter> {
    leaf()
        .prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                vec(inner.clone(), 2..4).prop_map(|of| Filter::All { of }),
                vec(inner.clone(), 2..4).prop_map(|of| Filter::Any { of }),
                inner.prop_map(Filter::negated),
            ]
        })
        .boxed()
}

/// Pieces of the language in any order: most are no filter, all must be answered.
fn soup() -> impl Strategy<Value = String> {
    let pieces = vec![
        "étape",
        "est",
        "n'est pas",
        "vide",
        "(",
        ")",
        "\"",
        ",",
        ":",
        "et",
        "ou",
        "non",
        "-",
        "#",
        "#12",
        "dans les",
        "7",
        "derniers",
        "jours",
        "entre",
        "..",
        ">",
        "<=",
        "montant",
        "5000",
        "is:",
        "sans:",
        "ville",
        "ly on",
        "«",
        "»",
        "“",
        "\\",
        "_",
        "&",
        "|",
        "sans réponse depuis",
        "créé",
        "aujourd’hui",
        "budget",
        "\u{202f}",
        "é",
        "custom.42",
        "texte:",
        "!=",
        "*",
    ];
    vec(select(pieces), 0..14)
        .prop_flat_map(|parts| select(vec!["", " "]).prop_map(move |between| parts.join(between)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_as_the_same_tree(tree in tree()) {
        let vocabulary = vocabulary();
        for form in [Form::Long, Form::Short] {
            for english in [false, true] {
                let text = write(&tree, &vocabulary, form, english);
                prop_assert_eq!(read(&text, &vocabulary), Ok(tree.clone()), "through: {}", text);
            }
        }
    }

    #[test]
    fn no_text_makes_the_reading_panic(text in prop_oneof![soup(), any::<String>()]) {
        let vocabulary = vocabulary();
        let _ = search(&text, &vocabulary);
        if let Ok(tree) = read(&text, &vocabulary) {
            for english in [false, true] {
                let long = write(&tree, &vocabulary, Form::Long, english);
                prop_assert_eq!(read(&long, &vocabulary), Ok(tree.clone()), "{} was written {}", text, long);
            }
        }
    }
}

#[test]
fn depth_and_length_have_an_end() {
    let vocabulary = vocabulary();
    let deep = "(".repeat(5000) + "a" + &")".repeat(4999);
    assert_eq!(read(&deep, &vocabulary).map_err(|failure| failure.key), Err("filter_too_deep".into()));
    let denied = "-".repeat(9000) + "a";
    assert!(read(&denied, &vocabulary).is_err(), "a thousand negations are too many");
    assert_eq!(
        read(&"a".repeat(20_000), &vocabulary).map_err(|failure| failure.key),
        Err("filter_too_long".into())
    );
}
