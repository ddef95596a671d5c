//! `/prospects/{id}/activities`, `/companies/{id}/activities`, `/prospects/{id}/notes`, `/prospects/{id}/calls`, `/activities/{id}`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::activities;
use relance_model::{
    Id,
    activities::{
        ActivityEdit, ActivitySaved, CallNew, NoteText, TimeSpent, Timeline, TimelineQuery, Viewed,
    },
    labels::Done,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(timeline))
        .routes(routes!(of_company))
        .routes(routes!(spent, viewed))
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
    app.run(move |core| core.read(|db| activities::timeline(db, core.now(), id, &query))).await.map(Json)
}

/// What happened with all the people of a company, newest first.
#[utoipa::path(get, path = "/companies/{id}/activities", tag = "activities", params(("id" = Id, Path), TimelineQuery), responses((status = 200, body = Timeline)))]
async fn of_company(
    State(app): State<App>,
    Path(id): Path<Id>,
    Query(query): Query<TimelineQuery>,
) -> Answer<Timeline> {
    app.run(move |core| core.read(|db| activities::of_company(db, core.now(), id, &query))).await.map(Json)
}

/// Time spent on a prospect: calls, and how long her sheet stood open where that is counted.
#[utoipa::path(get, path = "/prospects/{id}/time", tag = "activities", params(("id" = Id, Path)), responses((status = 200, body = TimeSpent)))]
async fn spent(State(app): State<App>, Path(id): Path<Id>) -> Answer<TimeSpent> {
    app.run(move |core| core.read(|db| activities::spent(db, core.now(), id))).await.map(Json)
}

/// Adds to the time that a sheet stood open today. Refused with `time_not_counted` unless the settings ask for it.
#[utoipa::path(post, path = "/prospects/{id}/time", tag = "activities", params(("id" = Id, Path)), request_body = Viewed, responses((status = 200, body = TimeSpent)))]
async fn viewed(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(wanted): Body<Viewed>,
) -> Answer<TimeSpent> {
    app.run(move |core| {
        let local = core.local()?;
        let began = local.midnight(local.today());
        core.change_for_good(caller, "activities.viewed", |tx| {
            activities::viewed(tx, id, began, wanted.seconds)
        })?;
        core.read(|db| activities::spent(db, core.now(), id))
    })
    .await
    .map(Json)
}

/// Writes a note. `#word` puts the tag of this name on the prospect, `#[some words]` makes it where there is none.
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

/// Changes a note or a call.
#[utoipa::path(patch, path = "/activities/{id}", tag = "activities", params(("id" = Id, Path)), request_body = ActivityEdit, responses((status = 200, body = ActivitySaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(wanted): Body<ActivityEdit>,
) -> Answer<ActivitySaved> {
    app.run(move |core| {
        let done = core.change(caller, "activities.edit", |tx| activities::edit(tx, id, &wanted))?;
        let activity = core.read(|db| activities::get(db, id))?;
        Ok(ActivitySaved { activity, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Removes a note or a call.
#[utoipa::path(delete, path = "/activities/{id}", tag = "activities", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "activities.remove", |tx| activities::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}
