//! `/history`, `/undo`, `/redo`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{Caller, Core, history};
use relance_model::{
    Id,
    history::{
        AuditReport, Between, BetweenQuery, FieldChanges, History, HistoryQuery, RestoreToAnswer,
        RestoreToRequest, UndoAnswer, UndoRequest,
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(changes))
        .routes(routes!(undo))
        .routes(routes!(redo))
        .routes(routes!(between))
        .routes(routes!(audit))
        .routes(routes!(restore))
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

/// What became of the base between two instants, net of what went back and forth: records, and the board's columns.
#[utoipa::path(get, path = "/history/between", tag = "history", params(BetweenQuery), responses((status = 200, body = Between)))]
async fn between(State(app): State<App>, Query(query): Query<BetweenQuery>) -> Answer<Between> {
    app.run(move |core| history::between(core, &query)).await.map(Json)
}

/// Verifies the journal's chain of hashes, and names each entry that was not left as it was written.
#[utoipa::path(get, path = "/history/audit", tag = "history", responses((status = 200, body = AuditReport)))]
async fn audit(State(app): State<App>) -> Answer<AuditReport> {
    app.run(|core| core.store().audit()).await.map(Json)
}

/// Takes back everything that was done after an instant, as one operation that can be undone; `dry_run` counts.
#[utoipa::path(post, path = "/history/restore", tag = "history", request_body = RestoreToRequest, responses((status = 200, body = RestoreToAnswer)))]
async fn restore(
    State(app): State<App>,
    Who(caller): Who,
    Body(request): Body<RestoreToRequest>,
) -> Answer<RestoreToAnswer> {
    app.run(move |core| history::restore_to(core, caller, &request)).await.map(Json)
}
