//! `relance views`: the views that are kept, and their upkeep.

use crate::{
    args::{Kind, Save, Views, ViewsAct},
    language::Language,
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, views};
use relance_model::{
    Id, Outcome,
    labels::Done,
    views::{View, ViewEdit, ViewKind, ViewSaved},
};

pub fn run(core: &Core, wanted: &Views, voice: &Voice) -> Outcome<Reply> {
    match &wanted.act {
        None => list(core, voice),
        Some(ViewsAct::Save(wanted)) => save(core, wanted, voice),
        Some(ViewsAct::Rename { view, new_name }) => {
            let id = find(core, view, voice)?.id;
            let edit = ViewEdit { name: Some(new_name.clone()), ..ViewEdit::default() };
            let done = core.change(Caller::Cli, "views.edit", |tx| views::edit(tx, id, &edit))?;
            saved(core, id, done.operation, voice)
        }
        Some(ViewsAct::Copy { view }) => {
            let id = find(core, view, voice)?.id;
            let done = core.change(Caller::Cli, "views.copy", |tx| views::copy(tx, id))?;
            saved(core, done.value, done.operation, voice)
        }
        Some(ViewsAct::Delete { view }) => {
            let view = find(core, view, voice)?;
            let done = core.change(Caller::Cli, "views.remove", |tx| views::remove(tx, view.id))?;
            Reply::new(
                Done { operation: done.operation },
                voice.fill("view_deleted", &[("name", &view.name)]),
            )
        }
    }
}

fn is_english(voice: &Voice) -> bool {
    voice.language == Language::English
}

/// A view by name or id.
///
/// # Errors
/// `not_found`.
pub fn find(core: &Core, word: &str, voice: &Voice) -> Outcome<View> {
    core.read(|db| views::find(db, word, is_english(voice)))
}

fn list(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let found = core.read(|db| views::all(db, is_english(voice)))?;
    if found.is_empty() {
        return Reply::new(&found, voice.say("views_none"));
    }
    let mut table = Table::new([
        (voice.say("column.view"), Align::Left),
        (voice.say("column.kind"), Align::Left),
        (voice.say("column.filter"), Align::Left),
        (voice.say("column.sort"), Align::Left),
    ]);
    for view in &found {
        let kind = if view.kind == ViewKind::Board { "view.board" } else { "view.table" };
        table.row([view.name.clone(), voice.say(kind).to_owned(), view.filter.clone(), view.sort.clone()]);
    }
    Reply::new(&found, table.text())
}

fn save(core: &Core, wanted: &Save, voice: &Voice) -> Outcome<Reply> {
    let edit = ViewEdit {
        kind: wanted.kind.map(|kind| match kind {
            Kind::Table => ViewKind::Table,
            Kind::Board => ViewKind::Board,
        }),
        filter: wanted.filter.clone(),
        search: wanted.search.clone(),
        sort: wanted.sort.clone(),
        columns: wanted.columns.clone(),
        is_favourite: wanted.favourite,
        position: wanted.position,
        ..ViewEdit::default()
    };
    let (id, operation) = match find(core, &wanted.view, voice) {
        Ok(view) => {
            let done = core.change(Caller::Cli, "views.edit", |tx| views::edit(tx, view.id, &edit))?;
            (view.id, done.operation)
        }
        Err(failure) if failure.key == "not_found" => {
            let new = ViewEdit { name: Some(wanted.view.clone()), ..edit };
            let done = core.change(Caller::Cli, "views.create", |tx| views::add(tx, &new))?;
            (done.value, done.operation)
        }
        Err(failure) => return Err(failure),
    };
    saved(core, id, operation, voice)
}

fn saved(core: &Core, id: Id, operation: Option<Id>, voice: &Voice) -> Outcome<Reply> {
    let view = core.read(|db| views::get(db, id, is_english(voice)))?;
    let text = super::saved(operation, &view.name, voice);
    Reply::new(ViewSaved { view, operation }, text)
}
