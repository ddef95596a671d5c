//! The floor as the rooms meet it: opening, writing, searching, undoing, backing up, checking.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use relance_model::{Code, Id, history::HistoryQuery};
use relance_store::{BASE_FILE, Caller, Key, Needle, Stamp, Store, inspect, params};
use std::{fs, path::PathBuf};
use tempfile::TempDir;

const NOW: i64 = 1_795_000_000_000;

struct Bench {
    folder: TempDir,
    store: Store,
}

impl Bench {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::create(&folder.path().join(BASE_FILE), &Key::from_bytes([9; 32])).unwrap();
        store
            .change(Stamp::new(NOW, Caller::User, "stages.create").fact(), |tx| {
                tx.db().execute(
                    "INSERT INTO stage (id, key, label, kind, position) VALUES (1, 'a', 'A', 'open', 0), (2, 'b', 'B', 'won', 1)",
                    [],
                )
            })
            .unwrap();
        Self { folder, store }
    }
    fn path(&self) -> PathBuf {
        self.folder.path().join(BASE_FILE)
    }
    fn add(&self, first: &str, last: &str, phone: Option<&str>) -> Id {
        let done = self
            .store
            .change(Stamp::new(NOW, Caller::User, "prospects.create"), |tx| {
                let id = tx.new_id();
                tx.db().execute(
                    "INSERT INTO prospect (id, first_name, last_name, phone, stage_id, position, created_at, updated_at)
                     VALUES (?1, ?2, ?3, ?4, 1, 0, ?5, ?5)",
                    params![id.0, first, last, phone, tx.at()],
                )?;
                Ok(id)
            })
            .unwrap();
        done.value
    }
    fn set(&self, id: Id, column: &str, value: &str) -> Id {
        self.store
            .change(Stamp::new(NOW, Caller::User, "prospects.edit"), |tx| {
                tx.db().execute(
                    &format!("UPDATE prospect SET {column} = ?1 WHERE id = ?2"),
                    params![value, id.0],
                )
            })
            .unwrap()
            .operation
            .unwrap()
    }
    fn get(&self, id: Id, column: &str) -> Option<String> {
        self.store
            .read(|db| {
                db.optional(&format!("SELECT {column} FROM prospect WHERE id = ?1"), [id.0], |row| row.get(0))
            })
            .unwrap()
            .flatten()
    }
    fn find(&self, words: &str) -> Vec<i64> {
        let Needle::Match(expression) = Needle::parse(words) else { return Vec::new() };
        self.store
            .read(|db| {
                db.rows(
                    "SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid",
                    [&expression],
                    |row| row.get(0),
                )
            })
            .unwrap()
    }
    fn undo(&self) -> relance_model::history::UndoAnswer {
        let next = self.store.history(&HistoryQuery::default()).unwrap().undo.expect("something to undo");
        self.store.revert(Stamp::new(NOW, Caller::User, ""), next.id, false).unwrap()
    }
    fn state(&self) -> String {
        self.store.state_digest().unwrap()
    }
    fn assert_sound(&self) {
        for item in [
            self.store.check_pages().unwrap(),
            self.store.check_references().unwrap(),
            self.store.check_journal().unwrap(),
            self.store.check_search(true).unwrap(),
            self.store.check_totals().unwrap(),
        ] {
            assert!(item.is_sound, "{:?}", item.findings);
        }
    }
}

#[test]
fn a_name_is_found_without_accents_by_parts_by_prefix_and_a_phone_in_any_spelling() {
    let bench = Bench::new();
    let id = bench.add("Jean-Noël", "Lefèvre", Some("+33612345678")).0;
    bench.add("Zoé", "Martin", Some("+33698765432"));
    for words in [
        "lefevre",
        "LEFÈVRE",
        "fevr",
        "le",
        "noel lef",
        "06 12",
        "+33612",
        "0033 6 12 34",
        "06.12.34.56.78",
        "345678",
    ] {
        assert_eq!(bench.find(words), [id], "{words}");
    }
    assert_eq!(bench.find("ef"), [0i64; 0], "two letters find by prefix, not inside");
    assert_eq!(bench.find("lefevre zoe"), [0i64; 0], "all words are wanted");
    bench.set(Id(id), "last_name", "Dupont");
    assert_eq!(bench.find("lefevre"), [0i64; 0]);
    assert_eq!(bench.find("dupont"), [id]);
    bench.undo();
    assert_eq!(bench.find("lefevre"), [id], "undo brings the index along");
    bench.assert_sound();
}

#[test]
fn a_write_outside_an_operation_is_refused() {
    let bench = Bench::new();
    let refused = bench.store.read(|db| db.execute("DELETE FROM stage", [])).unwrap_err();
    assert_eq!(refused.key, "base_read_only");
}

#[test]
fn a_failed_operation_leaves_nothing() {
    let bench = Bench::new();
    let before = bench.state();
    let outcome = bench.store.change(Stamp::new(NOW, Caller::User, "x"), |tx| {
        tx.db().execute("UPDATE stage SET label = 'changed'", [])?;
        Err::<(), _>(relance_model::Failure::not_now("cancelled"))
    });
    assert_eq!(outcome.unwrap_err().key, "cancelled");
    assert_eq!(bench.state(), before);
    bench.assert_sound();
}

#[test]
fn undo_and_redo_go_back_and_forth_across_restarts() {
    let bench = Bench::new();
    let id = bench.add("Léa", "Martin", None);
    bench.set(id, "city", "Lyon");
    bench.set(id, "city", "Paris");
    bench.undo();
    assert_eq!(bench.get(id, "city").as_deref(), Some("Lyon"));
    let Bench { folder, store } = bench;
    drop(store);
    let store = Store::open(&folder.path().join(BASE_FILE), &Key::from_bytes([9; 32])).unwrap();
    let bench = Bench { folder, store };
    bench.undo();
    assert_eq!(bench.get(id, "city"), None);
    let redo = || {
        let next = bench.store.history(&HistoryQuery::default()).unwrap().redo.expect("something to redo");
        bench.store.revert(Stamp::new(NOW, Caller::User, ""), next.id, false).unwrap();
    };
    redo();
    assert_eq!(bench.get(id, "city").as_deref(), Some("Lyon"));
    redo();
    assert_eq!(bench.get(id, "city").as_deref(), Some("Paris"));
    assert!(bench.store.history(&HistoryQuery::default()).unwrap().redo.is_none());
    for _ in 0..3 {
        bench.undo();
    }
    assert_eq!(bench.get(id, "id"), None, "the creation itself is undone");
    bench.set_nothing();
    bench.assert_sound();
}

impl Bench {
    fn set_nothing(&self) {
        let done = self.store.change(Stamp::new(NOW, Caller::User, "x"), |_| Ok(())).unwrap();
        assert!(done.operation.is_none(), "an operation that changes nothing leaves no trace");
    }
}

#[test]
fn an_older_operation_is_undone_unless_its_fields_were_touched_since() {
    let bench = Bench::new();
    let id = bench.add("Léa", "Martin", None);
    let lyon = bench.set(id, "city", "Lyon");
    bench.set(id, "job_title", "Directrice");
    let again = |operation| bench.store.revert(Stamp::new(NOW, Caller::User, ""), operation, false).unwrap();
    let answer = again(lyon);
    assert!(answer.operation.is_some() && answer.conflicts.is_empty(), "{:?}", answer.conflicts);
    assert_eq!(bench.get(id, "job_title").as_deref(), Some("Directrice"), "later work stays");

    let nice = bench.set(id, "city", "Nice");
    let metz = bench.set(id, "city", "Metz");
    let answer = again(nice);
    assert!(answer.operation.is_none());
    assert_eq!(answer.conflicts.len(), 1);
    let conflict = &answer.conflicts[0];
    assert_eq!((conflict.field.as_deref(), conflict.now.as_str()), (Some("city"), Some("Metz")));
    assert_eq!(conflict.by, Some(metz));
    assert_eq!(bench.get(id, "city").as_deref(), Some("Metz"), "nothing was written");
    again(metz);
    assert!(
        again(nice).operation.is_some(),
        "once the later change is undone, it no longer stands in the way"
    );
    bench.assert_sound();
}

#[test]
fn undoing_a_creation_that_others_hang_on_is_refused_with_the_reason() {
    let bench = Bench::new();
    let id = bench.add("Léa", "Martin", None);
    let created = bench.store.history(&HistoryQuery::default()).unwrap().undo.unwrap().id;
    bench
        .store
        .change(Stamp::new(NOW, Caller::User, "activities.note"), |tx| {
            tx.db().execute(
                "INSERT INTO activity (id, prospect_id, kind, at, body, caller) VALUES (?1, ?2, 'note', 1, 'x', 'user')",
                params![tx.new_id().0, id.0],
            )
        })
        .unwrap();
    let answer = bench.store.revert(Stamp::new(NOW, Caller::User, ""), created, false).unwrap();
    assert_eq!(answer.conflict_count, 1);
    assert!(bench.get(id, "first_name").is_some());
}

#[test]
fn every_wrong_file_has_its_own_sentence_and_is_left_as_it_is() {
    let bench = Bench::new();
    bench.add("Léa", "Martin", None);
    bench.store.checkpoint().unwrap();
    let path = bench.path();
    let key = Key::from_bytes([9; 32]);
    let opened = |path: &std::path::Path, key: &Key| Store::open(path, key).map(drop).unwrap_err();

    let folder = TempDir::new().unwrap();
    let place = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let whole = fs::read(&path).unwrap();
    let mut torn = whole.clone();
    torn[5000..5100].fill(0);
    torn[100..140].fill(7);
    for (name, bytes, key_given, expected) in [
        ("wrong", whole.clone(), Key::from_bytes([8; 32]), "base_wrong_key"),
        ("torn", torn, key.clone(), "base_damaged"),
        ("short", whole[..100].to_vec(), key.clone(), "base_damaged"),
        ("empty", Vec::new(), key.clone(), "base_damaged"),
        (
            "plain",
            [b"SQLite format 3\0".as_slice(), &whole[16..]].concat(),
            key.clone(),
            "base_not_encrypted",
        ),
        ("text", vec![b'x'; 9000], key.clone(), "base_wrong_key"),
    ] {
        let path = place(name, &bytes);
        let failure = opened(&path, &key_given);
        assert_eq!(failure.key, expected, "{name}");
        assert_eq!(failure.code, Code::Refused);
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name}: untouched");
    }
    assert_eq!(opened(&folder.path().join("absent"), &key).key, "base_missing");

    bench
        .store
        .change(Stamp::new(NOW, Caller::User, "x").fact(), |tx| {
            tx.db().execute("INSERT INTO refinery_schema_history (version, name, applied_on, checksum) VALUES (9000, 'future', '', '')", [])
        })
        .unwrap();
    bench.store.checkpoint().unwrap();
    assert_eq!(opened(&path, &key).key, "base_newer");
}

#[test]
fn a_second_process_that_writes_makes_this_one_say_that_the_base_is_busy() {
    let bench = Bench::new();
    let other = Store::open(&bench.path(), &Key::from_bytes([9; 32])).unwrap();
    let failure = bench
        .store
        .change(Stamp::new(NOW, Caller::User, "x"), |_| {
            Ok(other.change(Stamp::new(NOW, Caller::Cli, "x"), |_| Ok(())).map(drop).unwrap_err())
        })
        .unwrap()
        .value;
    assert_eq!((failure.code, failure.key.as_str()), (Code::NotNow, "base_busy"));
}

#[test]
fn a_backup_made_in_use_opens_elsewhere_with_the_recovery_key() {
    let bench = Bench::new();
    let id = bench.add("Léa", "Martin", None);
    let backup = bench.folder.path().join("sub/copy.relance");
    let made = bench.store.backup(&backup).unwrap();
    assert_eq!(made.prospects, 1);
    bench.set(id, "city", "Lyon");
    let key = Key::from_recovery(&bench.store.key().to_recovery()).unwrap();
    assert_eq!(inspect(&backup, &key).unwrap().prospects, 1);
    let elsewhere = Store::open(&backup, &key).unwrap();
    let city: Option<String> =
        elsewhere.read(|db| db.scalar("SELECT city FROM prospect WHERE id = ?1", [id.0])).unwrap();
    assert_eq!(city, None, "the backup is the state of its moment");
    assert!(elsewhere.check_journal().unwrap().is_sound);
    let text = fs::read(&backup).unwrap();
    assert!(!text.windows(6).any(|bytes| bytes == b"Martin"), "a backup tells nothing without the key");
    assert_eq!(inspect(&backup, &Key::from_bytes([1; 32])).unwrap_err().key, "base_wrong_key");
}

#[test]
fn changing_any_entry_of_the_journal_is_noticed_and_named() {
    let bench = Bench::new();
    let id = bench.add("Léa", "Martin", None);
    let edit = bench.set(id, "city", "Lyon");
    bench.set(id, "city", "Paris");
    assert!(bench.store.check_journal().unwrap().is_sound);
    for forgery in [
        "UPDATE change SET before = '{\"city\":\"Nice\"}' WHERE operation_id = ?1",
        "UPDATE operation SET at = at + 1 WHERE id = ?1",
        "UPDATE operation SET params = '{\"x\":1}' WHERE id = ?1",
        "DELETE FROM change WHERE operation_id = ?1",
    ] {
        let copy = bench.folder.path().join("copy.db");
        let _ = fs::remove_file(&copy);
        bench.store.backup(&copy).unwrap();
        let forged = Store::open(&copy, bench.store.key()).unwrap();
        forged.forge(forgery, edit);
        let verdict = forged.check_journal().unwrap();
        assert!(!verdict.is_sound, "{forgery}");
        assert!(verdict.findings[0].contains(&edit.to_string()), "{:?}", verdict.findings);
    }
}

/// One step of a random life of a base.
#[derive(Clone, Debug)]
enum Step {
    Add(u8),
    Edit(u8, u8, u8),
    Remove(u8),
    Tag(u8, u8),
    Custom(u8, u8),
    Undo,
    Redo,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => any::<u8>().prop_map(Step::Add),
        5 => (any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(who, column, value)| Step::Edit(who, column, value)),
        1 => any::<u8>().prop_map(Step::Remove),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(who, tag)| Step::Tag(who, tag)),
        2 => (any::<u8>(), any::<u8>()).prop_map(|(who, value)| Step::Custom(who, value)),
        2 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
}

impl Bench {
    fn live(&self, step: &Step) {
        let ids: Vec<i64> = self
            .store
            .read(|db| db.rows("SELECT id FROM prospect ORDER BY id", [], |row| row.get(0)))
            .unwrap();
        let pick = |who: u8| ids.get(who as usize % ids.len().max(1)).copied();
        let write = |label: &str, act: &dyn Fn(&relance_store::Tx<'_>) -> relance_model::Outcome<u64>| {
            self.store.change(Stamp::new(NOW, Caller::User, label), |tx| act(tx)).unwrap();
        };
        match *step {
            Step::Add(n) => drop(self.add(&format!("P{n}"), "Nom", None)),
            Step::Edit(who, column, value) => {
                let Some(id) = pick(who) else { return };
                let column = ["city", "job_title", "source", "notes", "last_name"][column as usize % 5];
                write("prospects.edit", &|tx| {
                    tx.db().execute(
                        &format!(
                            "UPDATE prospect SET {column} = ?1, updated_at = updated_at + 1 WHERE id = ?2"
                        ),
                        params![format!("v{value}"), id],
                    )
                });
            }
            Step::Remove(who) => {
                let Some(id) = pick(who) else { return };
                write("prospects.erase", &|tx| {
                    tx.db().execute("DELETE FROM prospect_tag WHERE prospect_id = ?1", [id])?;
                    tx.db().execute("DELETE FROM prospect WHERE id = ?1", [id])
                });
            }
            Step::Tag(who, tag) => {
                let Some(id) = pick(who) else { return };
                write("tags.add", &|tx| {
                    tx.db().execute(
                        "INSERT OR IGNORE INTO tag (id, name) VALUES (?1, ?2)",
                        params![i64::from(tag % 4) + 1, format!("t{}", tag % 4)],
                    )?;
                    tx.db().execute(
                        "INSERT OR IGNORE INTO prospect_tag (id, prospect_id, tag_id) VALUES (?1, ?2, ?3)",
                        params![tx.new_id().0, id, i64::from(tag % 4) + 1],
                    )
                });
            }
            Step::Custom(who, value) => {
                let Some(id) = pick(who) else { return };
                write("prospects.edit", &|tx| {
                    tx.db().execute(
                        "UPDATE prospect SET custom = json_set(custom, ?1, ?2) WHERE id = ?3",
                        params![format!("$.{}", value % 3), value, id],
                    )
                });
            }
            Step::Undo | Step::Redo => {
                let history = self.store.history(&HistoryQuery::default()).unwrap();
                let next = if matches!(step, Step::Undo) { history.undo } else { history.redo };
                if let Some(next) = next {
                    let answer =
                        self.store.revert(Stamp::new(NOW, Caller::User, ""), next.id, false).unwrap();
                    assert!(
                        answer.conflicts.is_empty(),
                        "the newest is always undoable: {:?}",
                        answer.conflicts
                    );
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 200, ..ProptestConfig::default() })]
    #[test]
    fn any_series_of_operations_all_undone_gives_the_same_state(steps in prop::collection::vec(step(), 1..40)) {
        let bench = Bench::new();
        let before = bench.state();
        for step in &steps {
            bench.live(step);
        }
        let lived = bench.state();
        let mut undone = 0;
        while bench.store.history(&HistoryQuery::default()).unwrap().undo.is_some() {
            let answer = bench.undo();
            prop_assert!(answer.conflicts.is_empty(), "{:?}", answer.conflicts);
            undone += 1;
        }
        prop_assert_eq!(bench.state(), before);
        for _ in 0..undone {
            let next = bench.store.history(&HistoryQuery::default()).unwrap().redo.expect("a redo for each undo");
            bench.store.revert(Stamp::new(NOW, Caller::User, ""), next.id, false).unwrap();
        }
        prop_assert_eq!(bench.state(), lived);
        bench.assert_sound();
    }
}

#[test]
fn an_index_of_names_that_is_missing_is_made_anew() {
    let bench = Bench::new();
    let first = bench.add("Jean", "Lefèvre", None);
    bench.add("Zoé", "de La Tour", None);
    let state = bench.state();
    bench.store.forge("DELETE FROM search_person WHERE rowid = ?1", first);
    bench.store.forge("DELETE FROM search_word WHERE id < 3 OR ?1 = 0", first);
    let found = bench.store.check_search(true).unwrap();
    assert!(!found.is_sound && found.findings.len() == 2, "the check notices: {:?}", found.findings);
    bench.store.forge("DELETE FROM meta WHERE key = 'names_index' AND ?1 <> 0", first);
    let path = bench.path();
    let Bench { folder, store } = bench;
    drop(store);
    let bench = Bench { store: Store::open(&path, &Key::from_bytes([9; 32])).unwrap(), folder };
    assert_eq!(bench.state(), state, "at the next opening it is as it was");
    bench.assert_sound();
}
