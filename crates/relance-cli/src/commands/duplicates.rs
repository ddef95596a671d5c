//! `relance duplicates`, `merge`, `unmerge`, `apart`: records that may be one person.

use crate::{
    args::{Apart, Duplicates, Merge, Unmerge},
    commands::history,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, duplicates, prospects};
use relance_model::{
    Outcome,
    duplicates::{
        DuplicatesQuery, Likelihood, MergeRequest, PairRequest, Reason, ReasonKind, UnmergeRequest,
    },
    labels::Done,
};

pub fn list(core: &Core, wanted: &Duplicates, voice: &Voice) -> Outcome<Reply> {
    let query = DuplicatesQuery {
        at_least: wanted.at_least,
        offset: wanted.page.offset,
        limit: Some(wanted.page.limit),
    };
    let found = core.read(|db| duplicates::list(db, core.pairs(), &query))?;
    if found.pairs.is_empty() {
        return Reply::new(&found, voice.say("duplicates_none"));
    }
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.one"), Align::Left),
        (voice.say("column.id"), Align::Left),
        (voice.say("column.other"), Align::Left),
        (voice.say("column.score"), Align::Right),
        (voice.say("column.reasons"), Align::Left),
    ]);
    for pair in &found.pairs {
        table.row([
            pair.a.id.to_string(),
            pair.a.name.clone(),
            pair.b.id.to_string(),
            pair.b.name.clone(),
            // Never said to be certain: 99 % and not 100.
            format!("{} %", (pair.score * 100.0).floor().min(99.0)),
            reasons(&pair.reasons, voice),
        ]);
    }
    let total = voice.count("pairs", found.total);
    Reply::new(&found, format!("{}\n{total}", table.text()))
}

fn reasons(reasons: &[Reason], voice: &Voice) -> String {
    let words: Vec<String> = reasons
        .iter()
        .map(|reason| {
            let what = voice.say(match reason.kind {
                ReasonKind::LastName => "reason.last_name",
                ReasonKind::FirstName => "reason.first_name",
                ReasonKind::Email => "reason.email",
                ReasonKind::Phone => "reason.phone",
                ReasonKind::Linkedin => "reason.linkedin",
                ReasonKind::Company => "reason.company",
                ReasonKind::City => "reason.city",
                ReasonKind::Postcode => "reason.postcode",
                ReasonKind::JobTitle => "reason.job_title",
            });
            match reason.likelihood {
                Likelihood::Same => what.to_owned(),
                Likelihood::Close => voice.fill("reason.close", &[("what", what)]),
                Likelihood::Different => voice.fill("reason.different", &[("what", what)]),
            }
        })
        .collect();
    words.join(", ")
}

pub fn merge(core: &Core, wanted: &Merge, voice: &Voice) -> Outcome<Reply> {
    let request = MergeRequest { keep: wanted.keep, merge: wanted.merge, from_merged: wanted.take.clone() };
    let done = duplicates::merge(core, Caller::Cli, &request)?;
    let name = core.read(|db| prospects::row(db, done.id))?.name;
    Reply::new(&done, voice.fill("merged", &[("name", &name), ("id", &wanted.merge.to_string())]))
}

pub fn unmerge(core: &Core, wanted: &Unmerge, voice: &Voice) -> Outcome<Reply> {
    let request = UnmergeRequest { take: wanted.take.clone() };
    let answer = duplicates::unmerge(core, Caller::Cli, wanted.id, &request)?;
    let name = core.read(|db| prospects::row(db, wanted.id))?.name;
    let said = voice.fill("unmerged", &[("name", &name)]);
    let kept = history::conflicts_kept(&answer, voice);
    Reply::new(&answer, if kept.is_empty() { said } else { format!("{said}\n{kept}") })
}

pub fn apart(core: &Core, wanted: &Apart, voice: &Voice) -> Outcome<Reply> {
    let pair = PairRequest { a: wanted.a, b: wanted.b };
    let done = core.change(Caller::Cli, "duplicates.apart", |tx| duplicates::tell_apart(tx, &pair))?;
    Reply::new(&Done { operation: done.operation }, voice.say("told_apart"))
}
