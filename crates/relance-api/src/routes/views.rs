//! `/views`

use super::filters::is_english;
use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{Core, views};
use relance_model::{
    Id, Outcome,
    filters::LanguageQuery,
    labels::Done,
    views::{View, ViewEdit, ViewSaved},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(edit, remove)).routes(routes!(copy))
}

fn saved(core: &Core, id: Id, operation: Option<Id>) -> Outcome<ViewSaved> {
    Ok(ViewSaved { view: core.read(|db| views::get(db, id, false))?, operation })
}

/// The views in the order of the sidebar.
#[utoipa::path(get, path = "/views", tag = "views", params(LanguageQuery), responses((status = 200, body = Vec<View>)))]
async fn list(State(app): State<App>, Query(query): Query<LanguageQuery>) -> Answer<Vec<View>> {
    app.run(move |core| core.read(|db| views::all(db, is_english(query.lang.as_deref())))).await.map(Json)
}

/// Keeps a view.
#[utoipa::path(post, path = "/views", tag = "views", request_body = ViewEdit, responses((status = 200, body = ViewSaved)))]
async fn add(State(app): State<App>, Who(caller): Who, Body(edit): Body<ViewEdit>) -> Answer<ViewSaved> {
    app.run(move |core| {
        let done = core.change(caller, "views.create", |tx| views::add(tx, &edit))?;
        saved(core, done.value, done.operation)
    })
    .await
    .map(Json)
}

/// Changes a view.
#[utoipa::path(patch, path = "/views/{id}", tag = "views", params(("id" = Id, Path)), request_body = ViewEdit, responses((status = 200, body = ViewSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<ViewEdit>,
) -> Answer<ViewSaved> {
    app.run(move |core| {
        let done = core.change(caller, "views.edit", |tx| views::edit(tx, id, &edit))?;
        saved(core, id, done.operation)
    })
    .await
    .map(Json)
}

/// Deletes a view; those whom it shows stay.
#[utoipa::path(delete, path = "/views/{id}", tag = "views", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "views.remove", |tx| views::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// A second view that begins as this one is.
#[utoipa::path(post, path = "/views/{id}/copy", tag = "views", params(("id" = Id, Path)), responses((status = 200, body = ViewSaved)))]
async fn copy(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<ViewSaved> {
    app.run(move |core| {
        let done = core.change(caller, "views.copy", |tx| views::copy(tx, id))?;
        saved(core, done.value, done.operation)
    })
    .await
    .map(Json)
}
