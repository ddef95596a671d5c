//! `/calendar`

use crate::{
    answer::{Answer, Body, Path, Problem, Query, Who},
    routes::exports::download,
    state::App,
};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest, Request, State},
    http::header,
    response::{IntoResponse, Response},
};
use relance_core::{Core, calendar};
use relance_model::{
    Failure, Id, Outcome,
    calendar::{
        CalendarExport, CalendarFile, CalendarQuery, CalendarReport, EventEdit, EventNew, EventSaved,
        EventShown, OccurrenceList, Which,
    },
    imports::SavedFile,
    labels::Done,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(import))
        .routes(routes!(export))
        .routes(routes!(get, edit, remove))
}

fn saved(core: &Core, id: Id, operation: Option<Id>) -> Outcome<EventSaved> {
    let shown = core.read(|db| calendar::get(db, id))?;
    Ok(EventSaved { event: shown.event, people: shown.people, operation })
}

/// Meetings of a stretch of time, each time of a series by itself, in their order.
#[utoipa::path(get, path = "/calendar", tag = "calendar", params(CalendarQuery), responses((status = 200, body = OccurrenceList)))]
async fn list(State(app): State<App>, Query(query): Query<CalendarQuery>) -> Answer<OccurrenceList> {
    app.run(move |core| core.read(|db| calendar::list(db, core.now(), &query))).await.map(Json)
}

/// One event as it is kept.
#[utoipa::path(get, path = "/calendar/{id}", tag = "calendar", params(("id" = Id, Path)), responses((status = 200, body = EventShown)))]
async fn get(State(app): State<App>, Path(id): Path<Id>) -> Answer<EventShown> {
    app.run(move |core| core.read(|db| calendar::get(db, id))).await.map(Json)
}

/// Plans a meeting.
#[utoipa::path(post, path = "/calendar", tag = "calendar", request_body = EventNew, responses((status = 200, body = EventSaved)))]
async fn add(State(app): State<App>, Who(caller): Who, Body(new): Body<EventNew>) -> Answer<EventSaved> {
    app.run(move |core| {
        let done = core.change(caller, "calendar.add", |tx| calendar::add(tx, &core.local()?, &new))?;
        saved(core, done.value, done.operation)
    })
    .await
    .map(Json)
}

/// Changes a meeting: one time of a series, this one and those that follow, or all of them.
#[utoipa::path(patch, path = "/calendar/{id}", tag = "calendar", params(("id" = Id, Path)), request_body = EventEdit, responses((status = 200, body = EventSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<EventEdit>,
) -> Answer<EventSaved> {
    app.run(move |core| {
        let is_move = edit.moves_only();
        let label = if is_move { "calendar.move" } else { "calendar.edit" };
        let done = core.change(caller, label, |tx| calendar::edit(tx, &core.local()?, id, &edit))?;
        saved(core, done.value, done.operation)
    })
    .await
    .map(Json)
}

/// Removes a meeting: one time of a series, this one and those that follow, or all of them.
#[utoipa::path(delete, path = "/calendar/{id}", tag = "calendar", params(("id" = Id, Path), Which), responses((status = 200, body = Done)))]
async fn remove(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Query(which): Query<Which>,
) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "calendar.remove", |tx| calendar::remove(tx, id, &which))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// Takes in an iCalendar file: the body itself (`text/calendar`), or `{path}` of this machine. The same event again is updated.
#[utoipa::path(post, path = "/calendar/import", tag = "calendar", request_body = CalendarFile, responses((status = 200, body = CalendarReport)))]
async fn import(State(app): State<App>, Who(caller): Who, request: Request) -> Answer<CalendarReport> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let bytes = if kind.is_some_and(|kind| kind.starts_with("application/json")) {
        let Body(wanted) = Body::<CalendarFile>::from_request(request, &app).await?;
        match wanted.text {
            Some(text) => text.into_bytes(),
            None => {
                let path = wanted.path.unwrap_or_default();
                app.run(move |_| calendar::open_file(path.as_ref())).await?
            }
        }
    } else {
        let body = Bytes::from_request(request, &app).await;
        let unreadable = |error: axum::extract::rejection::BytesRejection| {
            Problem(Failure::invalid("body", "body_unreadable").with("what", error.body_text()))
        };
        body.map_err(unreadable)?.to_vec()
    };
    app.run(move |core| {
        let done =
            core.change(caller, "calendar.import", |tx| calendar::import(tx, &core.local()?, &bytes))?;
        Ok(CalendarReport { operation: done.operation, ..done.value })
    })
    .await
    .map(Json)
}

/// Writes the calendar as an iCalendar file: to `path`, or as the answer itself.
#[utoipa::path(post, path = "/calendar/export", tag = "calendar", request_body = CalendarExport, responses((status = 200, body = SavedFile)))]
async fn export(State(app): State<App>, Body(wanted): Body<CalendarExport>) -> Result<Response, Problem> {
    if wanted.path.is_some() {
        let saved = app.run(move |core| calendar::save_file(core, &wanted)).await?;
        return Ok(Json(saved).into_response());
    }
    let (text, _) = app.run(move |core| core.read(|db| calendar::export(db, core.now(), &wanted))).await?;
    Ok(download("relance.ics", text))
}
