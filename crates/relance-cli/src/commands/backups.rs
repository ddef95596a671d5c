//! `relance backup`, `restore`, `recovery-key`, `check`: what keeps the base safe.

use crate::{
    args::Backup,
    opening::{Opening, has_base, is_open_elsewhere},
    output::Reply,
    table::Table,
    voice::Voice,
};
use relance_core::{Core, backups};
use relance_model::{
    Failure, Outcome,
    backups::{CheckItem, CheckReport, RestoreRequest},
};
use serde_json::json;
use std::path::Path;

pub fn make(core: &Core, wanted: &Backup, voice: &Voice) -> Outcome<Reply> {
    let path = wanted.file.as_ref().map(|file| std::path::absolute(file).unwrap_or_else(|_| file.clone()));
    let path = path.map(|path| path.display().to_string());
    let made = backups::make(core, path.as_deref())?;
    let values = [
        ("prospects", voice.count("prospects", made.prospects)),
        ("size", voice.size(made.size_bytes)),
        ("path", made.path.clone()),
    ];
    let text = voice.fill("backup_made", &values.each_ref().map(|(name, value)| (*name, value.as_str())));
    if !wanted.prove {
        return Reply::new(made, text);
    }
    let proof = backups::prove(core, None)?;
    let said = if proof.is_sound {
        voice.fill("backup_proved", &[("prospects", &voice.count("prospects", proof.prospects))])
    } else {
        format!("{}\n{}", voice.say("backup_unproved"), crate::table::tame(&proof.findings.join("\n")))
    };
    let is_sound = proof.is_sound;
    let mut json = serde_json::to_value(made).map_err(Failure::bug)?;
    json["proof"] = json!(proof);
    Ok(Reply::new(json, format!("{text}\n{said}"))?.refused(!is_sound))
}

/// Works without a base and in place of one, but never under the feet of a process that has it open.
pub fn restore(opening: &Opening<'_>, file: &Path, dry_run: bool, voice: &Voice) -> Outcome<Reply> {
    let options = opening.options()?;
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let request = RestoreRequest {
        path: file.display().to_string(),
        recovery_key: opening.recovery_key().map(str::to_owned),
        dry_run,
    };
    let now = options.clock.now();
    if !dry_run && has_base(&options) {
        // Opened and closed alone, a base leaves no working files behind: those that stay are another's.
        let closed = Core::open(opening.options()?).map(drop);
        if closed.is_ok() && is_open_elsewhere(&options) {
            return Err(Failure::not_now("base_in_use"));
        }
    }
    let answer = backups::restore_into(&options.folder, options.keychain.as_ref(), now, &request)?;
    let prospects = voice.count("prospects", answer.prospects);
    let key = if dry_run { "restore_would" } else { "restored" };
    let mut text = voice
        .fill(key, &[("prospects", &prospects), ("companies", &voice.count("companies", answer.companies))]);
    if let Some(at) = answer.last_operation_at {
        text = format!("{text}\n{}", voice.fill("restore_last", &[("at", &voice.at(at))]));
    }
    if let Some(replaced) = &answer.replaced {
        text = format!("{text}\n{}", voice.fill("restore_replaced", &[("path", replaced)]));
    }
    Reply::new(answer, text)
}

pub fn recovery_key(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let key = backups::recovery_key(core);
    let text = format!("{}\n\n{}", key.key, voice.say("recovery_key_keep"));
    Reply::new(key, text)
}

pub fn check(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let report = backups::check(core)?;
    let key_mode = report.key_path.as_deref().and_then(mode);
    let mut table = Table::plain();
    for (key, item) in [
        ("check.pages", &report.pages),
        ("check.foreign_keys", &report.foreign_keys),
        ("check.journal", &report.journal),
        ("check.search_index", &report.search_index),
        ("check.totals", &report.totals),
    ] {
        table.fact(voice.say(key), verdict(item, voice));
    }
    table.fact(voice.say("column.prospects"), voice.number(report.prospects.cast_signed()));
    table.fact(voice.say("check.operations"), voice.number(report.operations.cast_signed()));
    table.fact(voice.say("check.path"), report.path.clone());
    table.fact(voice.say("check.key"), place(&report, key_mode.as_deref(), voice));
    let findings: Vec<String> =
        [&report.pages, &report.foreign_keys, &report.journal, &report.search_index, &report.totals]
            .into_iter()
            .flat_map(|item| &item.findings)
            .map(|finding| format!("  {}", crate::table::tame(finding)))
            .collect();
    let title = voice.say(if report.is_sound { "check.sound" } else { "check.unsound" });
    let text = format!("{title}\n\n{}{}", table.text(), findings.join("\n"));
    let is_sound = report.is_sound;
    let mut json = serde_json::to_value(&report).map_err(Failure::bug)?;
    json["key_mode"] = json!(key_mode);
    Ok(Reply::new(json, text)?.refused(!is_sound))
}

fn verdict(item: &CheckItem, voice: &Voice) -> String {
    let key = if item.is_sound { "check.item_sound" } else { "check.item_unsound" };
    voice.fill(key, &[("n", &voice.number(item.examined.cast_signed()))])
}

fn place(report: &CheckReport, mode: Option<&str>, voice: &Voice) -> String {
    match &report.key_path {
        Some(path) => voice.fill("check.key_file", &[("path", path), ("mode", mode.unwrap_or("?"))]),
        None => voice.say("check.key_keychain").to_owned(),
    }
}

/// The permissions of the key's file, such as `0600`.
#[cfg(unix)]
fn mode(path: &str) -> Option<String> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).ok().map(|found| format!("{:04o}", found.permissions().mode() & 0o7777))
}

#[cfg(not(unix))]
fn mode(_: &str) -> Option<String> {
    None
}
