//! What messages are taken for, in cases made for it; no file of anybody is read.

mod laws;
mod machines;
mod people;

use relance_mime::{
    Arrival,
    arrival::{Away, Contact, Kind},
    read, understand,
};

/// A message of 2 November 2026, a Monday: its own headers, and what it says.
fn message(headers: &str, body: &str) -> Vec<u8> {
    let has = |name: &str| headers.lines().any(|line| line.to_ascii_lowercase().starts_with(name));
    let mut text = String::new();
    for (name, line) in [
        ("from:", "From: Paul Roy <paul@sud.example>\n"),
        ("to:", "To: Léa Martin <lea@nord.example>\n"),
        ("date:", "Date: Mon, 2 Nov 2026 10:00:00 +0100\n"),
        ("content-type:", "Content-Type: text/plain; charset=utf-8\n"),
    ] {
        if !has(name) {
            text.push_str(line);
        }
    }
    format!("{text}{headers}\n{body}").into_bytes()
}

fn arrival(headers: &str, body: &str) -> Arrival {
    let parsed = read(&message(headers, body)).expect("a message");
    understand(&parsed, &["lea@nord.example"])
}

/// A verdict in one line.
fn told(arrival: &Arrival) -> String {
    match &arrival.kind {
        Kind::Bounce(bounce) => {
            let each = bounce.recipients.iter().map(|one| {
                let codes = (
                    one.status.as_deref().unwrap_or("-"),
                    one.code.map_or("-".to_owned(), |code| code.to_string()),
                );
                format!(" {} {:?} {:?} {} {}", one.address, one.severity, one.reason, codes.0, codes.1)
            });
            format!("bounce {:?}{}", bounce.severity, each.collect::<Vec<_>>().join(";"))
        }
        Kind::Complaint(complaint) => {
            format!("complaint {:?} {}", complaint.kind, complaint.recipients.join(" "))
        }
        Kind::Receipt(receipt) => format!("receipt {:?} {}", receipt.kind, receipt.recipients.join(" ")),
        Kind::Automatic(automatic) => {
            format!("automatic {:?}{}", automatic.what, away(automatic.away.as_ref()))
        }
        Kind::Left(left) => {
            let last = if left.is_final { " final" } else { "" };
            let by = if left.is_automatic { " automatic" } else { "" };
            format!("left{by}{last}{}", contacts(&left.successors))
        }
        Kind::Human(human) => {
            let reply = if human.is_reply { "human reply" } else { "human" };
            let away = human.away.as_ref().map(|one| format!(" away{}", away(Some(one)))).unwrap_or_default();
            format!("{reply}{away}")
        }
        other => other.word().to_owned(),
    }
}

fn away(away: Option<&Away>) -> String {
    let Some(away) = away else { return String::new() };
    let day = |name: &str, day: Option<chrono::NaiveDate>| {
        day.map(|day| format!(" {name} {day}")).unwrap_or_default()
    };
    format!(
        "{}{}{}{}",
        day("from", away.from),
        day("until", away.until),
        day("back", away.back_on),
        contacts(&away.instead)
    )
}

fn contacts(contacts: &[Contact]) -> String {
    let each = contacts.iter().map(|one| {
        format!(" [{} {}]", one.name.as_deref().unwrap_or("-"), one.address.as_deref().unwrap_or("-"))
    });
    each.collect()
}

/// Asks each case and says all that differ at once.
fn expect(cases: &[(&str, &str, &str)]) {
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|(headers, body, expected)| {
            let arrival = arrival(headers, body);
            let found = told(&arrival);
            (found != *expected).then(|| {
                let rules: Vec<_> =
                    arrival.evidence.iter().map(|one| (one.rule, one.text.as_str())).collect();
                format!("{headers}{body}\n  expected {expected}\n  found    {found}\n  by {rules:?}\n")
            })
        })
        .collect();
    assert!(
        wrong.is_empty(),
        "{} of {} are taken for something else:\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
