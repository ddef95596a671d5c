//! The damage drill, in process: torn logs, garbled pages, a clock set back, backups that were tampered with. Never a state that
//! was not lived, never a lost write that was on the disk, every refusal with its sentence.

use relance_core::{Core, Options, backups};
use relance_tests::{Base, DAY, json};
use relance_world::fake::{HandClock, NoMail};
use std::{fs, path::Path, sync::Arc};

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).unwrap()
    }
}

fn opened(base: &Base, folder: &Path) -> relance_model::Outcome<Core> {
    Core::open(Options {
        folder: folder.to_owned(),
        clock: Arc::new(HandClock::at(base.now())),
        keychain: base.keychain.clone(),
        mail: Arc::new(NoMail),
        english: false,
    })
}

#[test]
fn a_log_torn_anywhere_leaves_a_state_that_was_lived() {
    let base = Base::new();
    let mut lived = vec![base.digest()];
    for n in 0..12 {
        let id = base.named("P", &format!("Nom{n}"));
        lived.push(base.digest());
        base.edit(&id, &json!({ "city": "Lyon", "company": format!("Société {n}") }));
        lived.push(base.digest());
    }
    let (file, log) = (base.core.store().path().to_owned(), base.core.folder().join("relance.db-wal"));
    let (pages, whole) = (fs::read(&file).unwrap(), fs::read(&log).unwrap());
    let mut dice = Dice(0x5eed);
    let mut shortest = lived.len();
    for round in 0..40 {
        let mut torn = whole.clone();
        match round % 4 {
            0 => torn.truncate(dice.below(whole.len())),
            1 => {
                let at = dice.below(whole.len());
                torn[at] ^= 0x55;
            }
            2 => {
                let at = dice.below(whole.len());
                torn[at..].fill(0);
            }
            _ => {}
        }
        let folder = base.outside().join(format!("torn{round}"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("relance.db"), &pages).unwrap();
        fs::write(folder.join("relance.db-wal"), &torn).unwrap();
        let core = match opened(&base, &folder) {
            Ok(core) => core,
            Err(failure) => {
                assert_ne!(failure.code, relance_model::Code::Bug, "round {round}: {failure}");
                continue;
            }
        };
        let digest = core.store().state_digest().unwrap();
        let state = lived.iter().position(|state| *state == digest);
        // A log that lost its very beginning shows the base as it was before there was one: planted, or planted anew.
        if let Some(state) = state {
            shortest = shortest.min(state);
        }
        if round % 4 == 3 {
            assert_eq!(state, Some(lived.len() - 1), "a whole log loses nothing of what was acknowledged");
        }
        let report = backups::check(&core).unwrap();
        assert!(report.is_sound, "round {round}: what is left is sound: {report:?}");
        let people = core.read(|db| db.scalar::<i64>("SELECT count(*) FROM prospect", [])).unwrap();
        assert!(state.is_some() || people == 0, "round {round}: a state that was never lived");
    }
    assert!(shortest < lived.len() - 1, "some logs were torn in the middle");
}

#[test]
fn a_garbled_page_is_noticed_and_named() {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": 60 }));
    base.core.store().checkpoint().unwrap();
    let whole = fs::read(base.core.store().path()).unwrap();
    let mut dice = Dice(0xbad);
    for round in 0..24 {
        let mut garbled = whole.clone();
        // Behind the first 16 bytes, which are the name of the key.
        let at = 16 + dice.below(whole.len() - 16);
        garbled[at] ^= 0x10;
        let folder = base.outside().join(format!("garbled{round}"));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("relance.db"), &garbled).unwrap();
        match opened(&base, &folder) {
            Err(failure) => assert!(
                ["base_damaged", "disk_error"].contains(&failure.key.as_ref()),
                "byte {at}: a sentence of its own: {failure:?}"
            ),
            Ok(core) => match backups::check(&core) {
                Err(failure) => assert_eq!(failure.key, "base_damaged", "byte {at}"),
                Ok(report) => assert!(!report.pages.is_sound, "byte {at}: the check sees it: {report:?}"),
            },
        }
        if round == 0 {
            assert_eq!(
                fs::read(folder.join("relance.db")).unwrap(),
                garbled,
                "looking repairs nothing silently"
            );
        }
    }
}

#[test]
fn a_clock_that_jumps_back_and_forth_loses_no_write() {
    let base = Base::new();
    let mut names = Vec::new();
    for (n, jump) in [0, -400 * DAY, 30 * DAY, -DAY, 900 * DAY, -1000 * DAY].into_iter().enumerate() {
        base.clock.advance(jump);
        names.push(base.named("P", &format!("Nom{n}")));
        base.edit(names.last().unwrap(), &json!({ "city": "Lyon" }));
    }
    assert_eq!(base.list(&[])["total"], names.len(), "everybody is there");
    let items = base.get("/history")["items"].as_array().unwrap().clone();
    let ids: Vec<i64> = items.iter().map(|op| op["id"].as_str().unwrap().parse().unwrap()).collect();
    assert!(ids.windows(2).all(|pair| pair[0] > pair[1]), "in the order in which it was done");
    base.assert_sound();
    for _ in 0..names.len() * 2 {
        assert!(base.undo()["operation"].is_string(), "and all of it can be undone");
    }
    assert_eq!(base.list(&[])["total"], 0);
}

#[test]
fn a_meeting_that_passed_since_is_no_difference_to_the_backup() {
    let base = Base::new();
    let lea = base.named("Léa", "Martin");
    base.post(
        "/calendar",
        &json!({ "title": "Visite", "starts": "2026-03-02T18:00", "prospects": [lea], "alarms": [10] }),
    );
    base.core.run_due().unwrap();
    for passes in [true, false] {
        base.clock.advance(DAY);
        if passes {
            base.core.announce_meetings().unwrap();
        }
        let proof = base.post("/backups/prove", &json!({}));
        assert_eq!(proof["is_sound"], true, "{proof}");
    }
}

#[test]
fn the_backup_of_the_night_is_restored_apart_and_compared() {
    let base = Base::new();
    base.post("/sample", &json!({ "rows": 30 }));
    base.core.run_due().unwrap();
    let backup = base.get("/backups")["items"][0].clone();
    let proof = &backup["proof"];
    assert_eq!(
        (&proof["is_sound"], &proof["prospects"], &proof["findings"]),
        (&json!(true), &json!(30), &json!([])),
        "{proof}"
    );
    assert_eq!(proof["file_name"], backup["file_name"]);
    base.named("Après", "Coup");
    let again = base.post("/backups/prove", &json!({}));
    assert_eq!(again["is_sound"], true, "the base may go on since: it is compared as it stood then: {again}");
    let copies = base.core.folder().join("past");
    assert!(fs::read_dir(&copies).into_iter().flatten().next().is_none(), "the scratch base is gone");
    let path = backup["path"].as_str().unwrap();
    let mut bytes = fs::read(path).unwrap();
    let at = bytes.len() / 2;
    bytes[at] ^= 1;
    fs::write(path, &bytes).unwrap();
    let garbled = base.post("/backups/prove", &json!({}));
    assert_eq!(garbled["is_sound"], false, "a byte that changed is noticed");
    assert!(!garbled["findings"].as_array().unwrap().is_empty(), "and told");
    assert_eq!(base.get("/backups")["items"][0]["proof"]["is_sound"], false, "and kept for the settings");
}
