//! Power cuts and impatience: an import that is killed or cancelled leaves nothing, one that ended is all there.

use crate::{
    dice::{Dice, pause},
    home::{Home, told},
};
use std::{
    fmt::Write as _,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// Enough for a second or two of work in a debug build.
const ROWS: u64 = 4_000;
const ROUNDS: u64 = 50;

/// Rows of which none is like another.
fn csv(rows: u64) -> String {
    let mut text = String::from("Nom;Prénom;Société;E-mail;Téléphone;Ville;Montant\n");
    for n in 0..rows {
        let (town, worth) = (["Nantes", "Brest", "Lyon", "Lille"][n as usize % 4], n % 977);
        writeln!(text, "Nom{n};Prénom{n};Société {};p{n}@exemple.fr;06{:08};{town};{worth}", n % 500, n)
            .unwrap();
    }
    text
}

fn start(home: &Home, file: &str) -> Child {
    home.command(&["import", file, "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Waits until the import heeds both signals, as the system's own table of the process says.
fn until_heeding(child: &Child) {
    let status = format!("/proc/{}/status", child.id());
    let wanted = (1_u64 << (2 - 1)) | (1 << (15 - 1));
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(30) {
        let Ok(text) = std::fs::read_to_string(&status) else {
            // No such table on this system.
            return pause(Duration::from_secs(1));
        };
        let caught = text.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = caught.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0);
        if caught & wanted == wanted {
            return;
        }
        pause(Duration::from_millis(2));
    }
}

/// When to kill: anywhere, and every third time about the end, where the rows become part of the base.
fn moment(round: u64, span: Duration, dice: &mut Dice) -> Duration {
    let span = span.as_micros() as u64;
    let share = if round % 3 == 2 { 800 + dice.below(300) } else { dice.below(1000) };
    Duration::from_micros(span * share / 1000)
}

/// Puts the base back to its beginning, so that no round is slowed by the journal of those before it.
fn renew(home: &Home) {
    let (base, beginning) = (home.path("base").join("relance.db"), home.path("beginning.db"));
    if beginning.exists() {
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{suffix}", base.display()));
        }
        std::fs::copy(&beginning, &base).unwrap();
    } else {
        home.ok(&["stages"]);
        std::fs::copy(&base, &beginning).unwrap();
    }
}

#[test]
fn killed_fifty_times_the_base_is_sound_with_all_rows_or_none() {
    let home = Home::new();
    let file = home.file("long.csv", csv(ROWS));
    renew(&home);
    let timed = Instant::now();
    let whole = home.json(&["import", &file]);
    let span = timed.elapsed();
    assert_eq!(whole["created"].as_u64(), Some(ROWS));
    renew(&home);
    assert_eq!(home.count(), 0);

    let seed = u64::from(std::process::id()) | 1;
    let mut dice = Dice(seed);
    let (mut none, mut all) = (0, 0);
    for round in 0..ROUNDS {
        let mut child = start(&home, &file);
        pause(moment(round, span, &mut dice));
        child.kill().unwrap();
        child.wait().unwrap();
        let report = home.json(&["check"]);
        assert_eq!(report["is_sound"], true, "seed {seed}, round {round}: {report}");
        match report["prospects"].as_u64() {
            Some(0) => none += 1,
            Some(ROWS) => {
                all += 1;
                renew(&home);
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
    let file = home.file("long.csv", csv(20_000));
    home.ok(&["stages"]);
    for signal in ["-INT", "-TERM"] {
        let child = start(&home, &file);
        until_heeding(&child);
        let asked = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{signal}: {}", told(&output));
        assert_eq!(crate::home::document(&output.stdout)["key"], "import_cancelled", "{signal}");
        assert_eq!(home.count(), 0, "{signal}");
    }
    assert_eq!(home.json(&["check"])["is_sound"], true);
}
