//! Searching, paging, the board, at growing sizes.

use crate::{
    base::{Base, Client},
    percentile, report, say,
};
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

struct Figures {
    rows: u64,
    search: f64,
    page: f64,
    board: f64,
    shift: f64,
}

pub fn measure(sizes: &[u64]) {
    let mut growth = Vec::new();
    for rows in sizes {
        let base = Base::of(*rows);
        let client = Client::new(&base);
        let figures = Figures {
            rows: *rows,
            search: search(&client),
            page: pages(&client, *rows),
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
            &format!("any page, any sort, any offset, {rows} prospects, p99"),
            figures.page,
            "ms",
            limit(16.0, None),
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
    say("| prospects | search p99 | page p99 | board p99 | move p99 |");
    say("|---|---|---|---|---|");
    for f in growth {
        say(&format!(
            "| {} | {:.1} ms | {:.1} ms | {:.1} ms | {:.1} ms |",
            f.rows, f.search, f.page, f.board, f.shift
        ));
    }
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|b| if b.is_ascii_alphanumeric() { (b as char).to_string() } else { format!("%{b:02X}") })
        .collect()
}

fn search(client: &Client) -> f64 {
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..4 {
        for typed in TYPED {
            let letters: Vec<char> = typed.chars().collect();
            for end in 1..=letters.len() {
                let q: String = letters[..end].iter().collect();
                times.push(client.get(&format!("/search?limit=50&q={}", encode(&q))).1);
            }
        }
    }
    percentile(&mut times, 0.99)
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
