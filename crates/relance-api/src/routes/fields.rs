//! `/fields`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{Core, fields};
use relance_model::{
    Id, Outcome,
    labels::{
        CustomField, CustomFieldEdit, CustomFieldSaved, Done, FieldOptionEdit, FieldOptionRemoval, FieldUse,
        LostReasons,
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(edit, remove))
        .routes(routes!(lost_reasons, keep_lost_reasons))
        .routes(routes!(uses))
        .routes(routes!(add_option))
        .routes(routes!(edit_option, remove_option))
}

fn saved(core: &Core, id: Id, operation: Option<Id>) -> Outcome<CustomFieldSaved> {
    Ok(CustomFieldSaved { field: core.read(|db| fields::get(db, id))?, operation })
}

/// The custom fields in the order of the sheet.
#[utoipa::path(get, path = "/fields", tag = "fields", responses((status = 200, body = Vec<CustomField>)))]
async fn list(State(app): State<App>) -> Answer<Vec<CustomField>> {
    app.run(|core| core.read(fields::all)).await.map(Json)
}

/// Adds a custom field.
#[utoipa::path(post, path = "/fields", tag = "fields", request_body = CustomFieldEdit, responses((status = 200, body = CustomFieldSaved)))]
async fn add(
    State(app): State<App>,
    Who(caller): Who,
    Body(edit): Body<CustomFieldEdit>,
) -> Answer<CustomFieldSaved> {
    app.run(move |core| {
        let habits = core.habits()?;
        let done = core.change(caller, "fields.create", |tx| fields::add(tx, &edit, &habits))?;
        saved(core, done.value, done.operation)
    })
    .await
    .map(Json)
}

/// Why people can be lost: the options of the field of lost reasons, or those that it begins with.
#[utoipa::path(get, path = "/fields/lost-reasons", tag = "fields", responses((status = 200, body = LostReasons)))]
async fn lost_reasons(State(app): State<App>) -> Answer<LostReasons> {
    app.run(|core| {
        let english = core.is_english(None)?;
        core.read(|db| fields::lost_reasons(db, english))
    })
    .await
    .map(Json)
}

/// Makes the field of lost reasons, where nobody gave one yet: then its list can be changed like any other.
#[utoipa::path(post, path = "/fields/lost-reasons", tag = "fields", responses((status = 200, body = CustomFieldSaved)))]
async fn keep_lost_reasons(State(app): State<App>, Who(caller): Who) -> Answer<CustomFieldSaved> {
    app.run(move |core| {
        let english = core.is_english(None)?;
        let done = core.change(caller, "fields.create", |tx| {
            let field = fields::ensure_lost_reason(tx, english)?;
            tx.say("field", field.label);
            Ok(field.id)
        })?;
        saved(core, done.value, done.operation)
    })
    .await
    .map(Json)
}

/// Changes a custom field. Another kind converts its values, or is refused with the count of those that it cannot read.
#[utoipa::path(patch, path = "/fields/{id}", tag = "fields", params(("id" = Id, Path)), request_body = CustomFieldEdit, responses((status = 200, body = CustomFieldSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<CustomFieldEdit>,
) -> Answer<CustomFieldSaved> {
    app.run(move |core| {
        let habits = core.habits()?;
        let done = core.change(caller, "fields.edit", |tx| fields::edit(tx, id, &edit, &habits))?;
        saved(core, id, done.operation)
    })
    .await
    .map(Json)
}

/// Removes a custom field and its values.
#[utoipa::path(delete, path = "/fields/{id}", tag = "fields", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "fields.remove", |tx| fields::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// How many prospects hold a value of a custom field, and of each of its options; the trash included.
#[utoipa::path(get, path = "/fields/{id}/use", tag = "fields", params(("id" = Id, Path)), responses((status = 200, body = FieldUse)))]
async fn uses(State(app): State<App>, Path(id): Path<Id>) -> Answer<FieldUse> {
    app.run(move |core| core.read(|db| fields::uses(db, id))).await.map(Json)
}

/// Adds an option to a select.
#[utoipa::path(post, path = "/fields/{id}/options", tag = "fields", params(("id" = Id, Path)), request_body = FieldOptionEdit, responses((status = 200, body = CustomFieldSaved)))]
async fn add_option(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<FieldOptionEdit>,
) -> Answer<CustomFieldSaved> {
    app.run(move |core| {
        let done = core.change(caller, "fields.option_create", |tx| fields::add_option(tx, id, &edit))?;
        saved(core, id, done.operation)
    })
    .await
    .map(Json)
}

/// Renames, recolours, moves an option; whoever has it keeps it.
#[utoipa::path(patch, path = "/fields/{id}/options/{option}", tag = "fields", params(("id" = Id, Path), ("option" = Id, Path)), request_body = FieldOptionEdit, responses((status = 200, body = CustomFieldSaved)))]
async fn edit_option(
    State(app): State<App>,
    Who(caller): Who,
    Path((id, option)): Path<(Id, Id)>,
    Body(edit): Body<FieldOptionEdit>,
) -> Answer<CustomFieldSaved> {
    app.run(move |core| {
        let done =
            core.change(caller, "fields.option_edit", |tx| fields::edit_option(tx, id, option, &edit))?;
        saved(core, id, done.operation)
    })
    .await
    .map(Json)
}

/// Removes an option: its values become those of `merge_into`, or are cleared.
#[utoipa::path(delete, path = "/fields/{id}/options/{option}", tag = "fields", params(("id" = Id, Path), ("option" = Id, Path), FieldOptionRemoval), responses((status = 200, body = CustomFieldSaved)))]
async fn remove_option(
    State(app): State<App>,
    Who(caller): Who,
    Path((id, option)): Path<(Id, Id)>,
    Query(removal): Query<FieldOptionRemoval>,
) -> Answer<CustomFieldSaved> {
    app.run(move |core| {
        let label = if removal.merge_into.is_some() { "fields.option_merge" } else { "fields.option_remove" };
        let done = core.change(caller, label, |tx| fields::remove_option(tx, id, option, &removal))?;
        saved(core, id, done.operation)
    })
    .await
    .map(Json)
}
