//! `/tags`

use crate::{
    answer::{Answer, Body, Path, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::tags;
use relance_model::{
    Id,
    labels::{Done, TagCount, TagEdit, TagMerge, TagSaved},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(merge)).routes(routes!(edit, remove))
}

/// The tags by name, with how many prospects each has.
#[utoipa::path(get, path = "/tags", tag = "tags", responses((status = 200, body = Vec<TagCount>)))]
async fn list(State(app): State<App>) -> Answer<Vec<TagCount>> {
    app.run(|core| core.read(tags::all)).await.map(Json)
}

/// Adds a tag.
#[utoipa::path(post, path = "/tags", tag = "tags", request_body = TagEdit, responses((status = 200, body = TagSaved)))]
async fn add(State(app): State<App>, Who(caller): Who, Body(edit): Body<TagEdit>) -> Answer<TagSaved> {
    app.run(move |core| {
        let done = core.change(caller, "tags.create", |tx| tags::add(tx, &edit))?;
        Ok(TagSaved { tag: core.read(|db| tags::get(db, done.value))?, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Makes one tag of several: whoever had any of them has the one.
#[utoipa::path(post, path = "/tags/merge", tag = "tags", request_body = TagMerge, responses((status = 200, body = TagSaved)))]
async fn merge(State(app): State<App>, Who(caller): Who, Body(request): Body<TagMerge>) -> Answer<TagSaved> {
    app.run(move |core| {
        let done = core.change(caller, "tags.merge", |tx| tags::merge(tx, &request))?;
        Ok(TagSaved { tag: core.read(|db| tags::get(db, request.into))?, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Changes a tag.
#[utoipa::path(patch, path = "/tags/{id}", tag = "tags", params(("id" = Id, Path)), request_body = TagEdit, responses((status = 200, body = TagSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<TagEdit>,
) -> Answer<TagSaved> {
    app.run(move |core| {
        let done = core.change(caller, "tags.edit", |tx| tags::edit(tx, id, &edit))?;
        Ok(TagSaved { tag: core.read(|db| tags::get(db, id))?, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Removes a tag.
#[utoipa::path(delete, path = "/tags/{id}", tag = "tags", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "tags.remove", |tx| tags::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}
