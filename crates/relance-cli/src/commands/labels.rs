//! `relance stages`, `relance tags`: the words that prospects are sorted by, listed and changed.

use crate::{
    args::{StageAct, StageWords, Stages, TagAct, Tags},
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, stages, tags};
use relance_model::{
    Failure, Id, Outcome,
    labels::{Done, StageEdit, StageKind, StageRemoval, StageSaved, Tag, TagEdit, TagMerge, TagSaved},
};

pub fn stages(core: &Core, wanted: &Stages, voice: &Voice) -> Outcome<Reply> {
    let find = |word: &str| core.read(|db| stages::find(db, word));
    let (label, operation) = match &wanted.act {
        None => return list_stages(core, voice),
        Some(StageAct::Add { label, words }) => {
            let edit = stage_edit(Some(label), words)?;
            (label.clone(), core.change(Caller::Cli, "stages.create", |tx| stages::add(tx, &edit))?.operation)
        }
        Some(StageAct::Edit { stage, label, words }) => {
            let stage = find(stage)?;
            let edit = stage_edit(label.as_ref(), words)?;
            let done = core.change(Caller::Cli, "stages.edit", |tx| stages::edit(tx, stage.id, &edit))?;
            (label.clone().unwrap_or(stage.label), done.operation)
        }
        Some(StageAct::Remove { stage, to }) => {
            let stage = find(stage)?;
            let move_to = to.as_deref().map(find).transpose()?.map(|stage| stage.id);
            let removal = StageRemoval { move_to };
            let done =
                core.change(Caller::Cli, "stages.remove", |tx| stages::remove(tx, stage.id, &removal))?;
            let saved = StageSaved { stages: core.read(stages::all)?, operation: done.operation };
            return Reply::new(saved, voice.fill("removed", &[("name", &stage.label)]));
        }
    };
    let saved = StageSaved { stages: core.read(stages::all)?, operation };
    Reply::new(saved, super::saved(operation, &label, voice))
}

fn list_stages(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let found = core.read(stages::all)?;
    let mut table = Table::new([
        (voice.say("column.key"), Align::Left),
        (voice.say("column.stage"), Align::Left),
        (voice.say("column.kind"), Align::Left),
        (voice.say("column.days"), Align::Right),
        (voice.say("column.probability"), Align::Right),
    ]);
    for stage in &found {
        let kind = match stage.kind {
            StageKind::Open => "kind.open",
            StageKind::Won => "kind.won",
            StageKind::Lost => "kind.lost",
        };
        table.row([
            stage.key.clone(),
            stage.label.clone(),
            voice.say(kind).to_owned(),
            stage.limit_days.map(|days| days.to_string()).unwrap_or_default(),
            stage.probability.map(|percent| format!("{percent} %")).unwrap_or_default(),
        ]);
    }
    Reply::new(&found, table.text())
}

fn stage_edit(label: Option<&String>, words: &StageWords) -> Outcome<StageEdit> {
    Ok(StageEdit {
        label: label.cloned(),
        kind: words.kind.as_deref().map(|kind| match kind {
            "won" => StageKind::Won,
            "lost" => StageKind::Lost,
            _ => StageKind::Open,
        }),
        position: words.position,
        color: color(words.color.as_ref()),
        limit_days: number(&words.days, "stage_days_invalid")?,
        probability: number(&words.probability, "stage_probability_invalid")?,
        demands_next: words.demands_next.as_deref().map(|said| said == "yes"),
    })
}

/// A colour to set; `none` clears it.
pub fn color(typed: Option<&String>) -> Option<Option<String>> {
    typed.map(|word| (word != "none").then(|| word.clone()))
}

fn number(typed: &Option<String>, key: &str) -> Outcome<Option<Option<i64>>> {
    match typed.as_deref().map(|text| text.trim_end_matches('%').trim()) {
        None => Ok(None),
        Some("none" | "") => Ok(Some(None)),
        Some(text) => {
            text.parse().map(|number| Some(Some(number))).map_err(|_| Failure::invalid("number", key))
        }
    }
}

pub fn tags(core: &Core, wanted: &Tags, voice: &Voice) -> Outcome<Reply> {
    let find = |word: &str| -> Outcome<Tag> {
        core.read(|db| tags::find(db, word))?.ok_or_else(|| Failure::not_found("tag", word))
    };
    let (id, operation): (Id, Option<Id>) = match &wanted.act {
        None => return list_tags(core, voice),
        Some(TagAct::Add { name, color: typed }) => {
            let edit = TagEdit { name: Some(name.clone()), color: color(typed.as_ref()) };
            let done = core.change(Caller::Cli, "tags.create", |tx| tags::add(tx, &edit))?;
            (done.value, done.operation)
        }
        Some(TagAct::Edit { tag, name, color: typed }) => {
            let tag = find(tag)?;
            let edit = TagEdit { name: name.clone(), color: color(typed.as_ref()) };
            (tag.id, core.change(Caller::Cli, "tags.edit", |tx| tags::edit(tx, tag.id, &edit))?.operation)
        }
        Some(TagAct::Merge { from, into }) => {
            let into = find(into)?.id;
            let from = from.iter().map(|word| find(word).map(|tag| tag.id)).collect::<Outcome<Vec<_>>>()?;
            let request = TagMerge { from, into };
            (into, core.change(Caller::Cli, "tags.merge", |tx| tags::merge(tx, &request))?.operation)
        }
        Some(TagAct::Remove { tag }) => {
            let tag = find(tag)?;
            let done = core.change(Caller::Cli, "tags.remove", |tx| tags::remove(tx, tag.id))?;
            return Reply::new(
                Done { operation: done.operation },
                voice.fill("removed", &[("name", &tag.name)]),
            );
        }
    };
    let tag = core.read(|db| tags::get(db, id))?;
    let text = super::saved(operation, &tag.name, voice);
    Reply::new(TagSaved { tag, operation }, text)
}

fn list_tags(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let found = core.read(tags::all)?;
    if found.is_empty() {
        return Reply::new(&found, voice.say("tags_none"));
    }
    let mut table =
        Table::new([(voice.say("column.tag"), Align::Left), (voice.say("column.prospects"), Align::Right)]);
    for tag in &found {
        table.row([tag.tag.name.clone(), voice.number(tag.prospects.cast_signed())]);
    }
    Reply::new(&found, table.text())
}
