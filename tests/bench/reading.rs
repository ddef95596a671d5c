//! Searching, paging, the board, at growing sizes.

use crate::{
    base::{Base, Client},
    percentile, report, say,
};
use relance_core::{Caller, imports};
use serde_json::json;
use std::time::Duration;

const SORTS: [&str; 17] = [
    "name",
    "company",
    "job_title",
    "email",
    "phone",
    "city",
    "source",
    "sector",
    "postcode",
    "country",
    "value",
    "expected_close",
    "last_interaction",
    "created",
    "updated",
    "stage",
    "owner",
];

/// What people type, letter by letter.
const TYPED: [&str; 14] = [
    "martin",
    "lefèvre",
    "léa martin",
    "atelier nord",
    "06 39 98 12",
    "+33199",
    "lyon",
    "directrice",
    "zoé du",
    "kermarec",
    "jean-pierre",
    "lea.martin@",
    "75011",
    "introuvable",
];

/// What people type when they do not know how it is written, letter by letter; most of it finds nothing exactly.
const MISTYPED: [&str; 14] = [
    "lefevbre",
    "jan dupon",
    "dupnot léa",
    "martn",
    "bernrad zoe",
    "kermarek",
    "ateleir nord",
    "nartin",
    "thoams lyon",
    "jeanpierre",
    "filipe moro",
    "veroniqe durant",
    "wojcechowsky",
    "xkqzwvtr",
];

struct Figures {
    rows: u64,
    search: f64,
    mistyped: f64,
    page: f64,
    filter: f64,
    board: f64,
    shift: f64,
}

pub fn measure(sizes: &[u64]) {
    let mut growth = Vec::new();
    for rows in sizes {
        let base = Base::of(*rows);
        foreigners(&base, *rows / 10);
        let client = Client::new(&base);
        let figures = Figures {
            rows: *rows,
            search: search(&client, "/search?limit=50&q=", &TYPED),
            mistyped: search(&client, "/search?limit=50&q=", &MISTYPED).max(search(
                &client,
                "/prospects?limit=50&similar=true&search=",
                &MISTYPED,
            )),
            page: pages(&client, *rows),
            filter: filters(&client),
            board: board(&client),
            shift: shift(&client),
        };
        let limit = |at_100k: f64, at_1m: Option<f64>| match rows {
            100_000 => Some(at_100k),
            1_000_000 => at_1m,
            _ => None,
        };
        report(
            &format!("search as you type, first 50, {rows} prospects, p99"),
            figures.search,
            "ms",
            limit(10.0, Some(50.0)),
        );
        report(
            &format!("search of mistyped names, first 50 and whole lists, {rows} prospects, p99"),
            figures.mistyped,
            "ms",
            limit(10.0, Some(50.0)),
        );
        report(
            &format!("any page, any sort, any offset, {rows} prospects, p99"),
            figures.page,
            "ms",
            limit(16.0, None),
        );
        report(
            &format!("filter of three nested conditions, first 50 and exact total, {rows} prospects, p99"),
            figures.filter,
            "ms",
            limit(30.0, Some(300.0)),
        );
        report(
            &format!("groups of a list with exact counts and sums, {rows} prospects, p99"),
            groups(&client),
            "ms",
            None,
        );
        report(
            &format!("board, first screen with exact counts, {rows} prospects, p99"),
            figures.board,
            "ms",
            limit(16.0, None),
        );
        report(&format!("move of a card, {rows} prospects, p99"), figures.shift, "ms", limit(16.0, None));
        growth.push(figures);
    }
    say("");
    say("| prospects | search p99 | mistyped p99 | page p99 | filter p99 | board p99 | move p99 |");
    say("|---|---|---|---|---|---|---|");
    for f in growth {
        say(&format!(
            "| {} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms |",
            f.rows, f.search, f.mistyped, f.page, f.filter, f.board, f.shift
        ));
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn search(client: &Client, path: &str, words: &[&str]) -> f64 {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..4 {
        for typed in words {
            let letters: Vec<char> = typed.chars().collect();
            for end in 1..=letters.len() {
                let q: String = letters[..end].iter().collect();
                times.push(client.get(&format!("{path}{}", encode(&q))).1);
            }
        }
    }
    percentile(&mut times, 0.99)
}

/// People of whom each has a name of her own: the sample's few names would make a vocabulary that no base has.
fn foreigners(base: &Base, rows: u64) {
    const SOUNDS: [&str; 32] = [
        "ka", "bre", "lu", "mont", "si", "ver", "do", "ga", "lef", "nar", "ti", "pou", "ches", "ral", "vi",
        "gno", "bel", "ta", "rou", "men", "jac", "que", "del", "fon", "bou", "las", "ri", "er", "au", "mar",
        "in", "zel",
    ];
    let mut file = String::from("Nom;Prénom\n");
    for n in 0..rows {
        let mut rest = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 20;
        for part in 0..4 {
            let sound = SOUNDS[(rest % 32) as usize];
            rest /= 32;
            if part == 0 {
                file.extend(sound.chars().take(1).flat_map(char::to_uppercase).chain(sound.chars().skip(1)));
            } else {
                file.push_str(sound);
            }
        }
        file.push_str(";Ana\n");
    }
    let path = base.core.folder().join("foreigners.csv");
    std::fs::write(&path, file).expect("a file");
    let draft = imports::open(&base.core, &path, None).expect("a readable file");
    imports::run(&base.core, Caller::Cli, draft.id).expect("an import");
}

fn pages(client: &Client, rows: u64) -> f64 {
    let mut times: Vec<Duration> = Vec::new();
    let mut offset = 1;
    for round in 0..24 {
        for sort in SORTS {
            offset = (offset * 48_271 + 11) % 2_147_483_647;
            let sign = if round % 2 == 0 { "" } else { "-" };
            times.push(
                client.get(&format!("/prospects?sort={sign}{sort}&limit=50&offset={}", offset % rows)).1,
            );
        }
    }
    percentile(&mut times, 0.99)
}

/// Three conditions, one group inside another, of every kind; no question is put twice, so hardly a set is at hand.
fn filters(client: &Client) -> f64 {
    const CITIES: [&str; 8] = ["Lyon", "Paris", "Lille", "Nantes", "Brest", "Rennes", "Nice", "Metz"];
    let mut times: Vec<Duration> = Vec::new();
    for n in 0..40_usize {
        let (amount, days, city, other) = (500 + n * 87, 3 + n * 2, CITIES[n % 8], CITIES[(n + 3) % 8]);
        let letters = &["art", "nord", "ier", "menu", "son", "ouv", "lef", "cad"][n % 8];
        for (i, asked) in [
            format!(
                "ville est {city} et (montant>{amount} ou non dernier contact dans les {days} derniers jours)"
            ),
            format!("étape:contacté,négociation (entreprise:{letters} ou montant<{amount})"),
            format!("non (ville={city},{other} et montant:{amount}..{}) -contact:{days}jo", amount + 900),
            format!("nom contient {letters} ou (sans:e-mail et contact>{days}j)"),
            format!("is:late (fonction:{letters} or value>={amount})"),
        ]
        .iter()
        .enumerate()
        {
            let sort = ["name", "-value", "-created", "city", "-last_interaction"][(n + i) % 5];
            let path = format!("/prospects?limit=50&sort={sort}&filter={}", encode(asked));
            // The orders are kept as every list keeps them: what is measured is the filter.
            if n > 0 {
                times.push(client.get(&path).1);
            } else {
                client.get(&format!("/prospects?limit=1&sort={sort}&filter={}", encode("#1")));
            }
        }
    }
    percentile(&mut times, 0.99)
}

/// Counts and sums of the groups of a list, never the same question twice; the rows of the first page in their groups.
fn groups(client: &Client) -> f64 {
    let mut times: Vec<Duration> = Vec::new();
    for n in 0..12_usize {
        for group in ["stage", "owner", "company", "city", "source", "sector"] {
            let asked = encode(&format!("montant > {}", 500 + n * 410));
            times.push(client.get(&format!("/prospects/groups?group={group}&filter={asked}")).1);
            times
                .push(client.get(&format!("/prospects?group={group}&limit=50&sort=-value&filter={asked}")).1);
        }
    }
    percentile(&mut times, 0.99)
}

fn board(client: &Client) -> f64 {
    let mut times: Vec<Duration> = (0..200).map(|_| client.get("/pipeline?limit=20").1).collect();
    percentile(&mut times, 0.99)
}

/// Moves the first card of a column to the top of another, and back and forth.
fn shift(client: &Client) -> f64 {
    let mut times = Vec::new();
    let (board, _) = client.get("/pipeline?limit=150");
    let cards: Vec<_> = board["columns"][0]["cards"].as_array().cloned().unwrap_or_default();
    for card in &cards {
        times.push(client.post("/pipeline/move", &json!({ "ids": [card["id"]], "stage": "contacte" })).1);
    }
    percentile(&mut times, 0.99)
}
