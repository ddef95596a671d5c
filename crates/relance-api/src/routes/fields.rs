//! `/fields`

use crate::{
    answer::{Answer, Body, Path, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::fields;
use relance_model::{
    Id,
    labels::{CustomField, CustomFieldEdit, CustomFieldSaved, Done},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(edit, remove))
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
        let done = core.change(caller, "fields.create", |tx| fields::add(tx, &edit))?;
        Ok(CustomFieldSaved {
            field: core.read(|db| fields::get(db, done.value))?,
            operation: done.operation,
        })
    })
    .await
    .map(Json)
}

/// Changes a custom field.
#[utoipa::path(patch, path = "/fields/{id}", tag = "fields", params(("id" = Id, Path)), request_body = CustomFieldEdit, responses((status = 200, body = CustomFieldSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<CustomFieldEdit>,
) -> Answer<CustomFieldSaved> {
    app.run(move |core| {
        let done = core.change(caller, "fields.edit", |tx| fields::edit(tx, id, &edit))?;
        Ok(CustomFieldSaved { field: core.read(|db| fields::get(db, id))?, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Removes a custom field.
#[utoipa::path(delete, path = "/fields/{id}", tag = "fields", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "fields.remove", |tx| fields::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}
