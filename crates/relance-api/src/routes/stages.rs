//! `/stages`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{Core, stages};
use relance_model::{
    Id, Outcome,
    labels::{Stage, StageEdit, StageRemoval, StageSaved},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(edit, remove))
}

fn saved(core: &Core, operation: Option<Id>) -> Outcome<StageSaved> {
    Ok(StageSaved { stages: core.read(stages::all)?, operation })
}

/// The stages in the order of the board.
#[utoipa::path(get, path = "/stages", tag = "stages", responses((status = 200, body = Vec<Stage>)))]
async fn list(State(app): State<App>) -> Answer<Vec<Stage>> {
    app.run(|core| core.read(stages::all)).await.map(Json)
}

/// Adds a stage.
#[utoipa::path(post, path = "/stages", tag = "stages", request_body = StageEdit, responses((status = 200, body = StageSaved)))]
async fn add(State(app): State<App>, Who(caller): Who, Body(edit): Body<StageEdit>) -> Answer<StageSaved> {
    app.run(move |core| {
        let done = core.change(caller, "stages.create", |tx| stages::add(tx, &edit))?;
        saved(core, done.operation)
    })
    .await
    .map(Json)
}

/// Renames, recolours, moves a stage.
#[utoipa::path(patch, path = "/stages/{id}", tag = "stages", params(("id" = Id, Path)), request_body = StageEdit, responses((status = 200, body = StageSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<StageEdit>,
) -> Answer<StageSaved> {
    app.run(move |core| {
        let done = core.change(caller, "stages.edit", |tx| stages::edit(tx, id, &edit))?;
        saved(core, done.operation)
    })
    .await
    .map(Json)
}

/// Removes a stage; its prospects go to `move_to`.
#[utoipa::path(delete, path = "/stages/{id}", tag = "stages", params(("id" = Id, Path), StageRemoval), responses((status = 200, body = StageSaved)))]
async fn remove(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Query(removal): Query<StageRemoval>,
) -> Answer<StageSaved> {
    app.run(move |core| {
        let done = core.change(caller, "stages.remove", |tx| stages::remove(tx, id, &removal))?;
        saved(core, done.operation)
    })
    .await
    .map(Json)
}
