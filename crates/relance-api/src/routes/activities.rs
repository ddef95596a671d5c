//! `/prospects/{id}/activities`, `/prospects/{id}/notes`, `/prospects/{id}/calls`, `/activities/{id}`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::activities;
use relance_model::{
    Id,
    activities::{ActivitySaved, CallNew, NoteText, Timeline, TimelineQuery},
    labels::Done,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(timeline))
        .routes(routes!(note))
        .routes(routes!(call))
        .routes(routes!(edit, remove))
}

/// A prospect's timeline, newest first.
#[utoipa::path(get, path = "/prospects/{id}/activities", tag = "activities", params(("id" = Id, Path), TimelineQuery), responses((status = 200, body = Timeline)))]
async fn timeline(
    State(app): State<App>,
    Path(id): Path<Id>,
    Query(query): Query<TimelineQuery>,
) -> Answer<Timeline> {
    app.run(move |core| core.read(|db| activities::timeline(db, id, &query))).await.map(Json)
}

/// Writes a note.
#[utoipa::path(post, path = "/prospects/{id}/notes", tag = "activities", params(("id" = Id, Path)), request_body = NoteText, responses((status = 200, body = ActivitySaved)))]
async fn note(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(text): Body<NoteText>,
) -> Answer<ActivitySaved> {
    app.run(move |core| {
        let done = core.change(caller, "activities.note", |tx| activities::note(tx, id, &text.body))?;
        let activity = core.read(|db| activities::get(db, done.value))?;
        Ok(ActivitySaved { activity, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Logs a call.
#[utoipa::path(post, path = "/prospects/{id}/calls", tag = "activities", params(("id" = Id, Path)), request_body = CallNew, responses((status = 200, body = ActivitySaved)))]
async fn call(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(call): Body<CallNew>,
) -> Answer<ActivitySaved> {
    app.run(move |core| {
        let done = core.change(caller, "activities.call", |tx| activities::call(tx, id, &call))?;
        let activity = core.read(|db| activities::get(db, done.value))?;
        Ok(ActivitySaved { activity, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Changes a note.
#[utoipa::path(patch, path = "/activities/{id}", tag = "activities", params(("id" = Id, Path)), request_body = NoteText, responses((status = 200, body = ActivitySaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(text): Body<NoteText>,
) -> Answer<ActivitySaved> {
    app.run(move |core| {
        let done = core.change(caller, "activities.edit", |tx| activities::edit_note(tx, id, &text.body))?;
        let activity = core.read(|db| activities::get(db, id))?;
        Ok(ActivitySaved { activity, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Removes a note.
#[utoipa::path(delete, path = "/activities/{id}", tag = "activities", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "activities.remove", |tx| activities::remove_note(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}
