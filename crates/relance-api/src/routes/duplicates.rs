//! `/duplicates`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::duplicates;
use relance_model::{
    Id,
    duplicates::{
        Duplicates, DuplicatesQuery, MergeRequest, Merged, MergedRecord, PairRequest, Similar, SimilarTo,
        UnmergeRequest,
    },
    history::UndoAnswer,
    labels::Done,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(similar))
        .routes(routes!(tell_apart))
        .routes(routes!(merge))
        .routes(routes!(merged))
        .routes(routes!(unmerge))
}

/// Pairs of records that may be one person, the likeliest first.
#[utoipa::path(get, path = "/duplicates", tag = "duplicates", params(DuplicatesQuery), responses((status = 200, body = Duplicates)))]
async fn list(State(app): State<App>, Query(query): Query<DuplicatesQuery>) -> Answer<Duplicates> {
    app.run(move |core| core.read(|db| duplicates::list(db, core.pairs(), &query))).await.map(Json)
}

/// Who is already here of those that somebody being entered may be.
#[utoipa::path(post, path = "/duplicates/similar", tag = "duplicates", request_body = SimilarTo, responses((status = 200, body = Vec<Similar>)))]
async fn similar(State(app): State<App>, Body(to): Body<SimilarTo>) -> Answer<Vec<Similar>> {
    app.run(move |core| core.read(|db| duplicates::similar(db, &to))).await.map(Json)
}

/// Remembers that two records are two people.
#[utoipa::path(post, path = "/duplicates/apart", tag = "duplicates", request_body = PairRequest, responses((status = 200, body = Done)))]
async fn tell_apart(State(app): State<App>, Who(caller): Who, Body(pair): Body<PairRequest>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "duplicates.apart", |tx| duplicates::tell_apart(tx, &pair))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// Makes one record of two.
#[utoipa::path(post, path = "/duplicates/merge", tag = "duplicates", request_body = MergeRequest, responses((status = 200, body = Merged)))]
async fn merge(State(app): State<App>, Who(caller): Who, Body(wanted): Body<MergeRequest>) -> Answer<Merged> {
    app.run(move |core| duplicates::merge(core, caller, &wanted)).await.map(Json)
}

/// The records that were put into a prospect.
#[utoipa::path(get, path = "/duplicates/merged/{id}", tag = "duplicates", params(("id" = Id, Path)), responses((status = 200, body = Vec<MergedRecord>)))]
async fn merged(State(app): State<App>, Path(id): Path<Id>) -> Answer<Vec<MergedRecord>> {
    app.run(move |core| core.read(|db| duplicates::merged_into(db, id))).await.map(Json)
}

/// Gives back a record that was put into another one.
#[utoipa::path(post, path = "/duplicates/merged/{id}/undo", tag = "duplicates", params(("id" = Id, Path)), request_body = UnmergeRequest, responses((status = 200, body = UndoAnswer)))]
async fn unmerge(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(wanted): Body<UnmergeRequest>,
) -> Answer<UndoAnswer> {
    app.run(move |core| duplicates::unmerge(core, caller, id, &wanted)).await.map(Json)
}
