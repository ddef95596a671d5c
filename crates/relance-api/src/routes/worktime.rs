//! `/worktime`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{Core, worktime};
use relance_model::{
    Id, Outcome,
    labels::Done,
    worktime::{DaysQuery, Leave, LeaveRequest, LeaveSaved, WorkDay, Worktime, WorktimeEdit, WorktimeSaved},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(get_worktime, edit_worktime))
        .routes(routes!(leave, add_leave))
        .routes(routes!(remove_leave))
        .routes(routes!(days))
}

fn present(core: &Core) -> Outcome<Worktime> {
    let usual = core.usual()?;
    core.read(|db| worktime::get(db, &usual, core.now()))
}

/// The week, the region whose holidays are kept, the time zone, and what may be chosen.
#[utoipa::path(get, path = "/worktime", tag = "worktime", operation_id = "get", responses((status = 200, body = Worktime)))]
async fn get_worktime(State(app): State<App>) -> Answer<Worktime> {
    app.run(present).await.map(Json)
}

/// Writes what is given.
#[utoipa::path(patch, path = "/worktime", tag = "worktime", operation_id = "edit", request_body = WorktimeEdit, responses((status = 200, body = WorktimeSaved)))]
async fn edit_worktime(
    State(app): State<App>,
    Who(caller): Who,
    Body(edit): Body<WorktimeEdit>,
) -> Answer<WorktimeSaved> {
    app.run(move |core| {
        let done = core.change(caller, "worktime.edit", |tx| worktime::edit(tx, &edit))?;
        Ok(WorktimeSaved { worktime: present(core)?, operation: done.operation })
    })
    .await
    .map(Json)
}

/// My leave, the earliest first.
#[utoipa::path(get, path = "/worktime/leave", tag = "worktime", responses((status = 200, body = Vec<Leave>)))]
async fn leave(State(app): State<App>) -> Answer<Vec<Leave>> {
    app.run(|core| core.read(worktime::all_leave)).await.map(Json)
}

/// Adds leave, from day to day: whole days, mornings or afternoons.
#[utoipa::path(post, path = "/worktime/leave", tag = "worktime", request_body = LeaveRequest, responses((status = 200, body = LeaveSaved)))]
async fn add_leave(
    State(app): State<App>,
    Who(caller): Who,
    Body(request): Body<LeaveRequest>,
) -> Answer<LeaveSaved> {
    app.run(move |core| {
        let done = core.change(caller, "worktime.leave_create", |tx| worktime::add_leave(tx, &request))?;
        let leave = core.read(|db| worktime::one_leave(db, done.value))?;
        Ok(LeaveSaved { leave, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Takes leave away.
#[utoipa::path(delete, path = "/worktime/leave/{id}", tag = "worktime", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove_leave(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "worktime.leave_remove", |tx| worktime::remove_leave(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// What each day of a stretch is: worked or not, its hours, and why.
#[utoipa::path(get, path = "/worktime/days", tag = "worktime", params(DaysQuery), responses((status = 200, body = Vec<WorkDay>)))]
async fn days(State(app): State<App>, Query(query): Query<DaysQuery>) -> Answer<Vec<WorkDay>> {
    app.run(move |core| {
        let usual = core.usual()?;
        core.read(|db| worktime::days(db, &usual, &query))
    })
    .await
    .map(Json)
}
