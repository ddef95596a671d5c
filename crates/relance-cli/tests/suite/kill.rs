//! Power cuts and impatience: an import that is killed or cancelled leaves nothing, one that ended is all there.

use crate::home::{Home, told};
use std::{
    fmt::Write as _,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const ROWS: u64 = 20_000;

/// Rows of which none is like another.
fn csv(rows: u64) -> String {
    let mut text = String::from("Nom;Prénom;Société;E-mail;Téléphone;Ville;Montant\n");
    for n in 0..rows {
        let (town, worth) = (["Nantes", "Brest", "Lyon", "Lille"][n as usize % 4], n % 977);
        writeln!(text, "Nom{n};Prénom{n};Société {};p{n}@exemple.fr;06{:08};{town};{worth}", n % 500, n).unwrap();
    }
    text
}

/// A few milliseconds that differ from run to run; the seed is printed with a failure.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

#[allow(clippy::disallowed_methods, reason = "a power cut comes at a moment, not at a state")]
fn pause(duration: Duration) {
    std::thread::sleep(duration);
}

fn start(home: &Home, file: &str) -> Child {
    home.command(&["import", file, "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until the import has begun to write, so that what comes after hits the middle of it.
fn until_writing(home: &Home) {
    let journal = home.path("base").join("relance.db-wal");
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(20) && std::fs::metadata(&journal).map_or(0, |found| found.len()) == 0 {
        pause(Duration::from_millis(2));
    }
}

#[test]
fn killed_fifty_times_the_base_is_sound_with_all_rows_or_none() {
    let home = Home::new();
    let file = home.file("long.csv", csv(ROWS));
    home.ok(&["stages"]);
    let timed = Instant::now();
    let whole = home.json(&["import", &file]);
    let span = timed.elapsed();
    assert_eq!(whole["created"].as_u64(), Some(ROWS));
    home.ok(&["undo", whole["operation"].as_str().unwrap()]);
    assert_eq!(home.count(), 0);

    let seed = u64::from(std::process::id()) | 1;
    let mut dice = Dice(seed);
    let (mut none, mut all) = (0, 0);
    for round in 0..50 {
        let mut child = start(&home, &file);
        // Beyond its whole length, so that some runs end and the moments around the commit are met too.
        pause(Duration::from_micros(dice.below(span.as_micros() as u64 * 11 / 10)));
        child.kill().unwrap();
        child.wait().unwrap();
        let report = home.json(&["check"]);
        assert_eq!(report["is_sound"], true, "seed {seed}, round {round}: {report}");
        match report["prospects"].as_u64() {
            Some(0) => none += 1,
            Some(ROWS) => {
                all += 1;
                home.ok(&["undo"]);
            }
            other => panic!("seed {seed}, round {round}: {other:?} of {ROWS} rows"),
        }
    }
    eprintln!("{none} left nothing, {all} were whole, in {:?}", timed.elapsed());
    assert!(none > 0, "some were killed in the middle");
    let last = home.json(&["import", &file]);
    assert_eq!(last["created"].as_u64(), Some(ROWS), "and it can be imported after all that");
}

#[test]
fn asked_to_stop_an_import_leaves_nothing_and_says_so() {
    let home = Home::new();
    let file = home.file("long.csv", csv(60_000));
    home.ok(&["stages"]);
    for signal in ["-INT", "-TERM"] {
        let child = start(&home, &file);
        until_writing(&home);
        let asked = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{signal}: {}", told(&output));
        assert_eq!(crate::home::document(&output.stdout)["key"], "import_cancelled", "{signal}");
        assert_eq!(home.count(), 0, "{signal}");
    }
    assert_eq!(home.json(&["check"])["is_sound"], true);
}
