//! `/members`

use crate::{
    answer::{Answer, Body, Path, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::members;
use relance_model::{
    Id,
    labels::{Done, Member, MemberEdit, MemberSaved},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list, add)).routes(routes!(edit, remove))
}

/// The members, the owner of the laptop first.
#[utoipa::path(get, path = "/members", tag = "members", responses((status = 200, body = Vec<Member>)))]
async fn list(State(app): State<App>) -> Answer<Vec<Member>> {
    app.run(|core| core.read(members::all)).await.map(Json)
}

/// Adds a member.
#[utoipa::path(post, path = "/members", tag = "members", request_body = MemberEdit, responses((status = 200, body = MemberSaved)))]
async fn add(State(app): State<App>, Who(caller): Who, Body(edit): Body<MemberEdit>) -> Answer<MemberSaved> {
    app.run(move |core| {
        let done = core.change(caller, "members.create", |tx| members::add(tx, &edit))?;
        Ok(MemberSaved { member: core.read(|db| members::get(db, done.value))?, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Changes a member.
#[utoipa::path(patch, path = "/members/{id}", tag = "members", params(("id" = Id, Path)), request_body = MemberEdit, responses((status = 200, body = MemberSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<MemberEdit>,
) -> Answer<MemberSaved> {
    app.run(move |core| {
        let done = core.change(caller, "members.edit", |tx| members::edit(tx, id, &edit))?;
        Ok(MemberSaved { member: core.read(|db| members::get(db, id))?, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Removes a member.
#[utoipa::path(delete, path = "/members/{id}", tag = "members", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "members.remove", |tx| members::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}
