//! The past of a large base: as of before 10,000 changes, until the first page is answered.

use crate::{
    base::{Base, Client},
    imports::imported,
    report, say,
};
use relance_core::{Caller, activities, pipeline, prospects};
use relance_model::{Id, pipeline::MoveRequest, prospects::ProspectEdit};

const PEOPLE: u64 = 100_000;
const CHANGES: usize = 10_000;
/// Changes of one operation.
const TOGETHER: usize = 100;

pub fn measure() {
    let base = Base::of(PEOPLE);
    let client = Client::new(&base);
    let core = &base.core;
    let ids: Vec<Id> = core
        .read(|db| {
            // Spread over the whole base, as changes of days are.
            db.rows(
                "SELECT id FROM prospect ORDER BY relance_fold(email || id) LIMIT ?1",
                [CHANGES as i64],
                |row| row.get(0).map(Id),
            )
        })
        .expect("ids");
    let rules = core.rules().expect("rules");
    let mut instants = vec![core.now()];
    for (round, some) in ids.chunks(TOGETHER).enumerate() {
        let done = core.change(Caller::User, "prospects.bulk", |tx| {
            if round % 5 < 2 {
                let stage = ["contacte", "negociation"][round % 2].to_owned();
                return pipeline::relocate(
                    tx,
                    &MoveRequest { ids: some.to_vec(), stage, ..MoveRequest::default() },
                    &rules,
                )
                .map(drop);
            }
            for id in some {
                if round % 5 == 4 {
                    activities::note(tx, *id, "Rappeler jeudi, le devis est prêt")?;
                } else {
                    let edit = ProspectEdit {
                        city: Some(Some(format!("Ville {round}"))),
                        ..ProspectEdit::default()
                    };
                    prospects::edit(tx, *id, &edit, &rules)?;
                }
            }
            Ok(())
        });
        done.expect("a change");
        if round == 9 || round == 19 {
            instants.push(core.now());
        }
    }
    say(&format!("The past: {PEOPLE} prospects, {CHANGES} changes since"));
    let mut slowest: f64 = 0.0;
    for at in &instants {
        let (page, spent) = client.get(&format!("/prospects?limit=100&sort=name&asOf={at}"));
        assert_eq!(page["total"], PEOPLE, "everybody was there");
        slowest = slowest.max(spent.as_secs_f64());
    }
    report("dates: as of before 10,000 changes, first page", slowest, "s", Some(1.0));
    let at = instants.last().copied().unwrap_or_default();
    let (_, board) = client.get(&format!("/pipeline?asOf={at}"));
    report("dates: the board of a past that is open", board.as_secs_f64(), "s", Some(0.3));
    since_an_import();
}

/// What became of the base since before a large import: the first page of it with its counts, and the board.
fn since_an_import() {
    let (base, before, _) = imported(PEOPLE);
    let client = Client::new(&base);
    let (page, spent) = client.get(&format!("/history/between?from={before}&limit=100"));
    assert_eq!(page["items"].as_array().map(Vec::len), Some(100), "a page");
    assert!(page["created"].as_u64() >= Some(PEOPLE), "everybody is new: {}", page["created"]);
    report(
        "dates: what changed over an import of 100,000 rows, first page and counts",
        spent.as_secs_f64(),
        "s",
        Some(1.5),
    );
    let (board, spent) = client.get(&format!("/pipeline/moves?since={before}"));
    assert_eq!(board["cards"].as_array().map(Vec::len), Some(PEOPLE as usize), "every card is new");
    report("dates: the board since before an import of 100,000 rows", spent.as_secs_f64(), "s", Some(1.5));
}
