//! The damage drill with real processes: kills during every kind of write, two writers at once, a full disk, a disk that
//! turned read-only. What was acknowledged is there afterwards; what was not is there whole or not at all.

use crate::{
    dice::{Dice, pause},
    home::{Home, told},
};
use std::{
    process::{Command, Stdio},
    time::Duration,
};

const ROUNDS: u32 = 24;

#[test]
fn killed_while_it_writes_restores_or_backs_up_nothing_acknowledged_is_lost() {
    let home = Home::new();
    home.ok(&["demo", "--rows", "300"]);
    home.ok(&["prospects", "add", "--last-name", "Repère", "--now", "2026-01-05T09:00:00Z"]);
    let id = home.id_of("Repère");
    // As many edits as the rounds will undo: an undo never reaches the adding itself when the edits of a round are cut off.
    for round in 0..ROUNDS / 4 {
        home.ok(&["prospects", "edit", &id, "--city", &format!("Départ{round}")]);
    }
    let seed = u64::from(std::process::id()) | 1;
    let mut dice = Dice(seed);
    let mut acknowledged = format!("Départ{}", ROUNDS / 4 - 1);
    for round in 0..ROUNDS {
        let city = format!("Ville{round}");
        let words: &[&str] = match round % 4 {
            0 | 1 => &["prospects", "edit", &id, "--city", &city],
            2 => &["backup"],
            _ => &["undo"],
        };
        let mut child = home.command(words).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        pause(Duration::from_millis(dice.below(120)));
        let ended = child.try_wait().unwrap();
        let _ = child.kill();
        child.wait().unwrap();
        let report = home.json(&["check"]);
        assert_eq!(report["is_sound"], true, "seed {seed}, round {round}: {report}");
        let now = home.json(&["prospects", "show", &id])["city"].as_str().unwrap_or_default().to_owned();
        if ended.is_some_and(|status| status.success()) && round % 4 < 2 {
            assert_eq!(now, city, "seed {seed}, round {round}: what was acknowledged is there");
        } else if round % 4 == 2 {
            assert_eq!(now, acknowledged, "seed {seed}, round {round}: a backup changes nothing");
        }
        acknowledged = now;
    }
    let proved = home.json(&["backup", "--prove"]);
    assert_eq!(proved["proof"]["is_sound"], true, "after all that a backup holds everything: {proved}");
}

#[test]
fn two_processes_that_write_at_once_lose_nothing() {
    let home = Home::new();
    home.ok(&["stages"]);
    let mut acknowledged = 0;
    for round in 0..8 {
        let names: Vec<String> = (0..3).map(|n| format!("Nom{round}x{n}")).collect();
        let children: Vec<_> = names
            .iter()
            .map(|name| {
                home.command(&["prospects", "add", "--last-name", name, "--json"])
                    .stdout(Stdio::piped())
                    .stderr(Stdio::piped())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for child in children {
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(0), "writers wait for each other: {}", told(&output));
            acknowledged += 1;
        }
    }
    assert_eq!(home.count(), acknowledged, "each one that was acknowledged is there");
    assert_eq!(home.json(&["check"])["is_sound"], true);
    assert_eq!(home.json(&["check", "--audit"])["is_sound"], true);
}

/// Runs a script in which `relance` is the binary and the base lies on a small disk of its own (`$DISK`); none where the
/// system gives an ordinary user no such disk.
fn on_a_small_disk(home: &Home, megabytes: u32, script: &str) -> Option<String> {
    let disk = home.path("disk");
    std::fs::create_dir_all(&disk).unwrap();
    let mount = format!("mount -t tmpfs -o size={megabytes}m none \"$DISK\"");
    let can = Command::new("unshare").args(["-rm", "sh", "-c", &mount]).env("DISK", &disk).output();
    if !can.is_ok_and(|output| output.status.success()) {
        eprintln!("SKIPPED: this system lets nobody mount a small disk of his own (unshare -rm)");
        return None;
    }
    let body =
        format!("{mount}; export RELANCE_DATA=\"$DISK/base\"; relance() {{ \"$BIN\" \"$@\"; }}; {script}");
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", &body])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home.path("."))
        .env("XDG_CONFIG_HOME", home.path("config"))
        .env("RELANCE_KEYCHAIN", "file")
        .env("LC_ALL", "fr_FR.UTF-8")
        .env("DISK", &disk)
        .env("BIN", env!("CARGO_BIN_EXE_relance"))
        .output()
        .unwrap();
    Some(told(&output))
}

#[test]
fn a_full_disk_is_said_and_loses_nothing_that_was_acknowledged() {
    let home = Home::new();
    let script = "relance demo --rows 40 >/dev/null || exit 9
        acknowledged=40
        for n in $(seq 1 400); do
          if relance prospects add --last-name \"Nom$n\" --city \"$(head -c 60000 /dev/zero | tr '\\0' x)\" >/dev/null 2>\"$DISK/../said\"; then
            acknowledged=$((acknowledged + 1))
          else break; fi
        done
        echo \"acknowledged=$acknowledged\"; cat \"$DISK/../said\"
        relance prospects list --limit 0 --json
        rm -f \"$DISK/room\"; relance check --json";
    let Some(told) =
        on_a_small_disk(&home, 6, &format!("head -c 200000 /dev/zero > \"$DISK/room\"; {script}"))
    else {
        return;
    };
    let number = |after: &str| -> Option<u64> {
        let rest = told.split_once(after)?.1;
        rest.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()
    };
    let acknowledged = number("acknowledged=").unwrap_or_else(|| panic!("{told}"));
    assert!((41..440).contains(&acknowledged), "the disk was full at some point: {told}");
    assert!(told.contains("Espace disque insuffisant"), "the disk is full, and that is said: {told}");
    assert_eq!(
        number("\"total\":"),
        Some(acknowledged),
        "each acknowledged one is there, and no other: {told}"
    );
    assert!(told.contains("\"is_sound\":true"), "and the base is sound: {told}");
}

#[test]
fn a_disk_that_turned_read_only_is_said_before_anything_is_written() {
    let home = Home::new();
    let script = "relance prospects add --last-name Ng >/dev/null || exit 9
        mount -o remount,ro \"$DISK\"
        relance prospects add --last-name Durand; echo \"code=$?\"
        mount -o remount,rw \"$DISK\"
        relance prospects list --limit 0 --json; relance check --json";
    let Some(told) = on_a_small_disk(&home, 20, script) else { return };
    assert!(told.contains("code=1") && told.contains("lecture seule"), "refused with its sentence: {told}");
    assert!(told.contains("\"total\":1"), "nothing was written and nothing lost: {told}");
    assert!(told.contains("\"is_sound\":true"), "{told}");
}
