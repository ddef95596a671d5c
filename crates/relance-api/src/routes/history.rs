//! `/history`, `/undo`, `/redo`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{Caller, Core, history};
use relance_model::{
    Id,
    history::{FieldChanges, History, HistoryQuery, UndoAnswer, UndoRequest},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(changes))
        .routes(routes!(undo))
        .routes(routes!(redo))
}

/// Operations, newest first.
#[utoipa::path(get, path = "/history", tag = "history", params(HistoryQuery), responses((status = 200, body = History)))]
async fn list(State(app): State<App>, Query(query): Query<HistoryQuery>) -> Answer<History> {
    app.run(move |core| core.store().history(&query)).await.map(Json)
}

/// What an operation changed, field by field (the first 500).
#[utoipa::path(get, path = "/history/{operation}/changes", tag = "history", params(("operation" = Id, Path)), responses((status = 200, body = FieldChanges)))]
async fn changes(State(app): State<App>, Path(operation): Path<Id>) -> Answer<FieldChanges> {
    app.run(move |core| core.store().changes_of(operation, 500)).await.map(Json)
}

async fn revert(
    app: App,
    caller: Caller,
    request: UndoRequest,
    act: fn(&Core, Caller, &UndoRequest) -> relance_model::Outcome<UndoAnswer>,
) -> Answer<UndoAnswer> {
    app.run(move |core| act(core, caller, &request)).await.map(Json)
}

/// Undoes the last operation, or the one that is named. With conflicts nothing is written and they are listed.
#[utoipa::path(post, path = "/undo", tag = "history", request_body = UndoRequest, responses((status = 200, body = UndoAnswer)))]
async fn undo(
    State(app): State<App>,
    Who(caller): Who,
    Body(request): Body<UndoRequest>,
) -> Answer<UndoAnswer> {
    revert(app, caller, request, history::undo).await
}

/// Redoes what was undone last.
#[utoipa::path(post, path = "/redo", tag = "history", request_body = UndoRequest, responses((status = 200, body = UndoAnswer)))]
async fn redo(
    State(app): State<App>,
    Who(caller): Who,
    Body(request): Body<UndoRequest>,
) -> Answer<UndoAnswer> {
    revert(app, caller, request, history::redo).await
}
