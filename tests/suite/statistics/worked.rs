//! A base after some months of work, the same for the same seed.

use axum::http::Method;
use relance_tests::{Base, DAY, Value, json, multipart, text};

const STAGES: [&str; 6] =
    ["non_qualifie", "contacte", "a_recontacter", "negociation", "abandon", "deja_client"];

/// Some numbers in an order that looks like none.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize].clone()
    }
}

/// The address that the user writes from.
const OWN: &str = "moi@sud.example";

/// An e-mail from or to somebody, of an instant.
fn write_to(base: &Base, n: u64, (from, to): (&str, &str), at: i64) {
    let date = base.core.local().expect("the calendar").of(at).format("%d %b %Y %H:%M:%S +0100");
    let letter = format!(
        "From: {from}\r\nTo: {to}\r\nSubject: Devis {n}\r\nDate: {date}\r\nMessage-ID: <{n}@sud.example>\r\n\r\nBonjour.\r\n"
    );
    let taken = base.send(multipart("/api/v1/messages", "lettre.eml", letter.as_bytes()));
    assert_eq!(taken.status, 200, "{}", String::from_utf8_lossy(&taken.body));
}

/// A meeting that took place, is to come, or never was sure; some are series.
fn meet(base: &Base, dice: &mut Dice, whom: &[String]) {
    let at = base.now() + (dice.below(10) as i64 - 6) * DAY;
    let starts = base.core.local().expect("the calendar").of(at).format("%Y-%m-%dT%H:%M").to_string();
    base.post(
        "/calendar",
        &json!({ "title": "Visite", "starts": starts, "minutes": 45, "prospects": whom,
                 "status": dice.of(&["confirmed", "confirmed", "confirmed", "tentative", "cancelled"]),
                 "rule": dice.of(&[None, None, Some("FREQ=WEEKLY;COUNT=4")]) }),
    );
}

/// A base after some months of work.
pub(super) fn worked(seed: u64) -> Base {
    let base = Base::new();
    let mut dice = Dice(seed);
    base.post("/members", &json!({ "name": "Anne Leroy" }));
    let me = text(&base.get("/session")["members"][0], "id");
    base.patch(&format!("/members/{me}"), &json!({ "email": OWN }));
    let members: Vec<Value> = base.get("/members").as_array().expect("members").clone();
    let tags = [base.tag("VIP"), base.tag("Salon")];
    let file = base.file(
        "salon.csv",
        "Nom;E-mail;Étape\nArdent;a@exemple.fr;Contacté\nBerger;b@exemple.fr;Déjà client\n",
    );
    base.import(&file);
    let mut people: Vec<String> =
        base.list(&[])["items"].as_array().expect("items").iter().map(|row| text(row, "id")).collect();
    for n in 0..160 {
        base.clock.advance(dice.below(20) as i64 * DAY / 12);
        let kind = dice.below(16);
        if kind < 4 || people.len() < 5 {
            people.push(base.add(&json!({
                "last_name": format!("Nom {n}"),
                "email": dice.of(&[Some(format!("nom{n}@exemple.fr")), None]),
                "source": dice.of(&[Some("Salon"), Some("salon"), Some("Site web, page \"devis\""), None]),
                "city": dice.of(&[Some("Lyon"), None]),
                "value_cents": dice.of(&[Some(120_050), Some(900_000), None]),
                "currency": dice.of(&["EUR", "EUR", "CHF"]),
                "stage_id": base.stage(dice.of(&STAGES[..5])),
                "owner_id": dice.of(&members)["id"].clone(),
                "tag_ids": if dice.below(3) == 0 { vec![dice.of(&tags)] } else { vec![] },
                "expected_close_on": dice.of(&[Some("2026-02-10"), Some("2026-07-14"), Some("2027-09-01"), None]),
            })));
            continue;
        }
        let one = dice.of(&people);
        // An undo may have taken her away.
        let sheet = base.ask(Method::GET, &format!("/prospects/{one}"), None);
        if sheet.status != 200 {
            continue;
        }
        match kind {
            4..=6 => {
                drop(base.edit(&one, &json!({ "stage_id": base.stage(dice.of(&STAGES)) })));
            }
            7 | 8 => {
                for _ in 0..=dice.below(3) {
                    base.post(
                        &format!("/prospects/{one}/calls"),
                        &json!({ "outcome": dice.of(&["reached", "reached", "message", "no_answer", "wrong_number"]),
                                 "direction": dice.of(&["out", "out", "out", "in"]) }),
                    );
                }
            }
            9 => drop(base.post(&format!("/prospects/{one}/notes"), &json!({ "body": "Vu au salon" }))),
            10 => {
                let saved = base.post(
                    &format!("/prospects/{one}/reminders"),
                    &json!({ "kind": "email", "at": "demain" }),
                );
                base.post(&format!("/reminders/{}/done", text(&saved["reminder"], "id")), &json!({}));
            }
            12 | 13 => {
                let sheet = sheet.ok();
                // A message finds nobody in the trash.
                if let (Some(address), true) = (sheet["email"].as_str(), sheet["deleted_at"].is_null()) {
                    let way = if dice.below(2) == 0 { (OWN, address) } else { (address, OWN) };
                    write_to(&base, n, way, base.now() - dice.below(9) as i64 * DAY);
                }
            }
            14 => {
                let whom = if dice.below(3) == 0 { vec![one, dice.of(&people)] } else { vec![one] };
                let there =
                    |id: &String| base.ask(Method::GET, &format!("/prospects/{id}"), None).status == 200;
                meet(&base, &mut dice, &whom.into_iter().filter(there).collect::<Vec<_>>());
            }
            _ if dice.below(4) == 0 => drop(base.delete(&format!("/prospects/{one}"))),
            _ => drop(base.undo()),
        }
    }
    base.core.announce_meetings().expect("what took place");
    base
}
