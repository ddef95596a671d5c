//! `relance duplicates`, `merge`, `unmerge`, `apart`: records that may be one person.

use crate::{
    args::{Apart, Duplicates, Merge, Unmerge},
    commands::history,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, companies, duplicates, prospects};
use relance_model::{
    Id, Outcome,
    duplicates::{
        DuplicatesQuery, Likelihood, MergeAll, MergeRequest, MergedQuery, Of, PairRequest, PlanQuery, Reason,
        ReasonKind, UnmergeRequest,
    },
    labels::Done,
};

pub fn list(core: &Core, wanted: &Duplicates, voice: &Voice) -> Outcome<Reply> {
    if wanted.merge {
        return merge_all(core, wanted, voice);
    }
    if wanted.merged {
        return merged(core, wanted, voice);
    }
    let query = DuplicatesQuery {
        at_least: wanted.at_least,
        offset: wanted.page.offset,
        limit: Some(wanted.page.limit),
    };
    if wanted.companies {
        let found = core.read(|db| duplicates::companies(db, core.pairs(), &query))?;
        let lines = found
            .pairs
            .iter()
            .map(|pair| (&pair.a.id, &pair.a.name, &pair.b.id, &pair.b.name, pair.score, &pair.reasons));
        return Reply::new(&found, shown(lines, found.total, voice));
    }
    let found = core.read(|db| duplicates::list(db, core.pairs(), &query))?;
    let lines = found
        .pairs
        .iter()
        .map(|pair| (&pair.a.id, &pair.a.name, &pair.b.id, &pair.b.name, pair.score, &pair.reasons));
    Reply::new(&found, shown(lines, found.total, voice))
}

type Line<'a> = (&'a Id, &'a String, &'a Id, &'a String, f64, &'a Vec<Reason>);

fn shown<'a>(lines: impl Iterator<Item = Line<'a>>, total: u64, voice: &Voice) -> String {
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.one"), Align::Left),
        (voice.say("column.id"), Align::Left),
        (voice.say("column.other"), Align::Left),
        (voice.say("column.score"), Align::Right),
        (voice.say("column.reasons"), Align::Left),
    ]);
    if total == 0 {
        return voice.say("duplicates_none").to_owned();
    }
    for (a, a_name, b, b_name, score, found) in lines {
        table.row([
            a.to_string(),
            a_name.clone(),
            b.to_string(),
            b_name.clone(),
            // Never said to be certain: 99 % and not 100.
            format!("{} %", (score * 100.0).floor().min(99.0)),
            reasons(found, voice),
        ]);
    }
    format!("{}\n{}", table.text(), voice.count("pairs", total))
}

/// What was put into other records, to be separated again by its number.
fn merged(core: &Core, wanted: &Duplicates, voice: &Voice) -> Outcome<Reply> {
    let of = if wanted.companies { Of::Companies } else { Of::People };
    let query = MergedQuery { of, offset: wanted.page.offset, limit: Some(wanted.page.limit) };
    let found = core.read(|db| duplicates::merged(db, &query))?;
    if found.total == 0 {
        let nothing = voice.say("merged_none").to_owned();
        return Reply::new(&found, nothing);
    }
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.record"), Align::Left),
        (voice.say("column.id"), Align::Left),
        (voice.say("column.merged_into"), Align::Left),
        (voice.say("column.at"), Align::Left),
    ]);
    for record in &found.records {
        let (id, kept) = (record.id.to_string(), record.kept.to_string());
        table.row([id, record.name.clone(), kept, record.kept_name.clone(), voice.at(record.at)]);
    }
    let text = format!("{}\n{}", table.text(), voice.count("merges", found.total));
    Reply::new(&found, text)
}

/// Merges all that is likely enough: counted first, then written as one operation.
fn merge_all(core: &Core, wanted: &Duplicates, voice: &Voice) -> Outcome<Reply> {
    let of = if wanted.companies { Of::Companies } else { Of::People };
    let at_least = wanted.at_least.unwrap_or(1.0);
    let query = PlanQuery { of, at_least: Some(at_least) };
    let plan = core.read(|db| duplicates::plan(db, core.pairs(), &query))?;
    let request = MergeAll { of, at_least, merges: plan.merges };
    let done = duplicates::merge_all(core, Caller::Cli, &request)?;
    let count = voice.count("merges", done.merges);
    Reply::new(&done, count)
}

fn reasons(reasons: &[Reason], voice: &Voice) -> String {
    let words: Vec<String> = reasons
        .iter()
        .map(|reason| {
            let what = voice.say(match reason.kind {
                ReasonKind::Name => "reason.name",
                ReasonKind::Domain => "reason.domain",
                ReasonKind::Siren => "reason.siren",
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

/// What a prospect or a company is called.
fn name_of(core: &Core, id: Id) -> Outcome<String> {
    core.read(|db| {
        prospects::row(db, id).map(|row| row.name).or_else(|_| companies::get(db, id).map(|row| row.name))
    })
}

pub fn merge(core: &Core, wanted: &Merge, voice: &Voice) -> Outcome<Reply> {
    let request = MergeRequest { keep: wanted.keep, merge: wanted.merge, from_merged: wanted.take.clone() };
    let done = duplicates::merge(core, Caller::Cli, &request)?;
    let name = name_of(core, done.id)?;
    Reply::new(&done, voice.fill("merged", &[("name", &name), ("id", &wanted.merge.to_string())]))
}

pub fn unmerge(core: &Core, wanted: &Unmerge, voice: &Voice) -> Outcome<Reply> {
    let request = UnmergeRequest { take: wanted.take.clone() };
    let answer = duplicates::unmerge(core, Caller::Cli, wanted.id, &request)?;
    let name = name_of(core, wanted.id)?;
    let said = voice.fill("unmerged", &[("name", &name)]);
    let kept = history::conflicts_kept(&answer, voice);
    Reply::new(&answer, if kept.is_empty() { said } else { format!("{said}\n{kept}") })
}

pub fn apart(core: &Core, wanted: &Apart, voice: &Voice) -> Outcome<Reply> {
    let pair = PairRequest { a: wanted.a, b: wanted.b };
    let done = core.change(Caller::Cli, "duplicates.apart", |tx| duplicates::tell_apart(tx, &pair))?;
    Reply::new(&Done { operation: done.operation }, voice.say("told_apart"))
}
