//! `relance pipeline`: the columns with their exact counts and sums, and the move of a card.

use crate::{
    args::{Move, Pipeline, PipelineAct},
    commands::{fields::custom, filter, views},
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, fields, members, pipeline, prospects, reminders, settings, stages};
use relance_model::{
    Outcome,
    pipeline::{Amount, BoardQuery, Column, MoveRequest, Moved},
    reminders::ReminderNew,
};
use serde_json::{Value, json};

pub fn run(core: &Core, wanted: &Pipeline, voice: &Voice) -> Outcome<Reply> {
    match &wanted.act {
        Some(PipelineAct::Move(wanted)) => relocate(core, wanted, voice),
        None => board(core, wanted, voice),
    }
}

fn board(core: &Core, wanted: &Pipeline, voice: &Voice) -> Outcome<Reply> {
    let team = core.read(members::all)?;
    let view = wanted.view.as_deref().map(|name| views::find(core, name, voice)).transpose()?;
    let query = BoardQuery {
        search: wanted.search.clone().or_else(|| view.as_ref().map(|view| view.search.clone())),
        filter: filter::both(view.map(|view| view.filter), wanted.filter.clone()),
        tag: wanted.tag.clone(),
        owner: wanted.owner.as_deref().map(|words| filter::owners(words, &team)).transpose()?,
        limit: Some(0),
        ..BoardQuery::default()
    };
    let (board, currency) = core
        .read(|db| Ok((pipeline::board(db, core.lists(), &query)?, settings::get(db)?.default_currency)))?;
    let mut table = Table::new([
        (voice.say("column.stage"), Align::Left),
        (voice.say("column.prospects"), Align::Right),
        (voice.say("column.value"), Align::Right),
    ]);
    for column in &board.columns {
        let sums: Vec<String> =
            column.value.iter().map(|sum| voice.money(sum.cents, &sum.currency)).collect();
        table.row([column.label.clone(), voice.number(column.count.cast_signed()), sums.join(" + ")]);
    }
    let text = format!("{}\n{}", table.text(), voice.count("prospects", board.total));
    Reply::new(board.columns.iter().map(|column| told(column, &currency)).collect::<Vec<Value>>(), text)
}

/// A column for scripts: one number for the base's own currency, and every sum beside it.
fn told(column: &Column, currency: &str) -> Value {
    let own = column.value.iter().find(|sum| sum.currency == currency);
    json!({
        "key": column.key,
        "label": column.label,
        "count": column.count,
        "value": own.map_or(0, |sum: &Amount| sum.cents),
        "values": column.value,
        "probability": column.probability,
        "weighted": column.weighted,
        "kind": column.kind,
        "stage_id": column.stage_id,
    })
}

fn relocate(core: &Core, wanted: &Move, voice: &Voice) -> Outcome<Reply> {
    let request = MoveRequest {
        ids: vec![wanted.id],
        stage: wanted.stage.clone(),
        before: wanted.before,
        after: wanted.after,
        custom: custom(&core.read(fields::all)?, &wanted.custom)?.unwrap_or_default(),
        next: wanted.next.as_ref().map(|at| ReminderNew { at: at.clone(), ..ReminderNew::default() }),
        lost_reason: wanted.reason.clone(),
    };
    let (rules, local) = (core.rules()?, core.local()?);
    let done =
        core.change(Caller::Cli, "pipeline.move", |tx| reminders::relocate(tx, &local, &request, &rules))?;
    let (name, stage) =
        core.read(|db| Ok((prospects::row(db, wanted.id)?.name, stages::find(db, &wanted.stage)?.label)))?;
    let key = if done.operation.is_some() { "moved" } else { "moved_not" };
    let text = voice.fill(key, &[("name", &name), ("stage", &stage)]);
    Reply::new(Moved { moved: done.value, operation: done.operation }, text)
}
