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
        DuplicateCompanies, Duplicates, DuplicatesQuery, MergeAll, MergeAllDone, MergePlan, MergePreview,
        MergeRequest, Merged, MergedList, MergedQuery, MergedRecord, PairCount, PairRequest, PlanQuery,
        Similar, SimilarTo, UnmergeRequest,
    },
    history::UndoAnswer,
    labels::Done,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(companies))
        .routes(routes!(plan))
        .routes(routes!(merge_all))
        .routes(routes!(preview))
        .routes(routes!(similar))
        .routes(routes!(like))
        .routes(routes!(tell_apart))
        .routes(routes!(merge))
        .routes(routes!(merged))
        .routes(routes!(merged_into))
        .routes(routes!(count))
        .routes(routes!(unmerge))
}

/// Pairs of records that may be one person, the likeliest first.
#[utoipa::path(get, path = "/duplicates", tag = "duplicates", params(DuplicatesQuery), responses((status = 200, body = Duplicates)))]
async fn list(State(app): State<App>, Query(query): Query<DuplicatesQuery>) -> Answer<Duplicates> {
    app.run(move |core| core.read(|db| duplicates::list(db, core.pairs(), &query))).await.map(Json)
}

/// Pairs of companies that may be one, the likeliest first.
#[utoipa::path(get, path = "/duplicates/companies", tag = "duplicates", params(DuplicatesQuery), responses((status = 200, body = DuplicateCompanies)))]
async fn companies(
    State(app): State<App>,
    Query(query): Query<DuplicatesQuery>,
) -> Answer<DuplicateCompanies> {
    app.run(move |core| core.read(|db| duplicates::companies(db, core.pairs(), &query))).await.map(Json)
}

/// What merging everything from a score on would do.
#[utoipa::path(get, path = "/duplicates/plan", tag = "duplicates", params(PlanQuery), responses((status = 200, body = MergePlan)))]
async fn plan(State(app): State<App>, Query(query): Query<PlanQuery>) -> Answer<MergePlan> {
    app.run(move |core| core.read(|db| duplicates::plan(db, core.pairs(), &query))).await.map(Json)
}

/// Merges everything from a score on, as one operation.
#[utoipa::path(post, path = "/duplicates/merge-all", tag = "duplicates", request_body = MergeAll, responses((status = 200, body = MergeAllDone)))]
async fn merge_all(
    State(app): State<App>,
    Who(caller): Who,
    Body(wanted): Body<MergeAll>,
) -> Answer<MergeAllDone> {
    app.run(move |core| duplicates::merge_all(core, caller, &wanted)).await.map(Json)
}

/// The record that a merge would give. Nothing is written.
#[utoipa::path(post, path = "/duplicates/preview", tag = "duplicates", request_body = MergeRequest, responses((status = 200, body = MergePreview)))]
async fn preview(State(app): State<App>, Body(wanted): Body<MergeRequest>) -> Answer<MergePreview> {
    app.run(move |core| duplicates::preview(core, &wanted)).await.map(Json)
}

/// Who is already here of those that somebody being entered may be.
#[utoipa::path(post, path = "/duplicates/similar", tag = "duplicates", request_body = SimilarTo, responses((status = 200, body = Vec<Similar>)))]
async fn similar(State(app): State<App>, Body(to): Body<SimilarTo>) -> Answer<Vec<Similar>> {
    app.run(move |core| core.read(|db| duplicates::similar(db, core.pairs(), &to))).await.map(Json)
}

/// Who may be the same person as a prospect.
#[utoipa::path(get, path = "/duplicates/like/{id}", tag = "duplicates", params(("id" = Id, Path)), responses((status = 200, body = Vec<Similar>)))]
async fn like(State(app): State<App>, Path(id): Path<Id>) -> Answer<Vec<Similar>> {
    app.run(move |core| core.read(|db| duplicates::like(db, core.pairs(), id))).await.map(Json)
}

/// Remembers that two records are two people, or two companies.
#[utoipa::path(post, path = "/duplicates/apart", tag = "duplicates", request_body = PairRequest, responses((status = 200, body = Done)))]
async fn tell_apart(State(app): State<App>, Who(caller): Who, Body(pair): Body<PairRequest>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "duplicates.apart", |tx| duplicates::tell_apart(tx, &pair))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// Makes one record of two prospects, or of two companies.
#[utoipa::path(post, path = "/duplicates/merge", tag = "duplicates", request_body = MergeRequest, responses((status = 200, body = Merged)))]
async fn merge(State(app): State<App>, Who(caller): Who, Body(wanted): Body<MergeRequest>) -> Answer<Merged> {
    app.run(move |core| duplicates::merge(core, caller, &wanted)).await.map(Json)
}

/// The records that were put into others and can be taken out again, the last one first.
#[utoipa::path(get, path = "/duplicates/merged", tag = "duplicates", params(MergedQuery), responses((status = 200, body = MergedList)))]
async fn merged(State(app): State<App>, Query(query): Query<MergedQuery>) -> Answer<MergedList> {
    app.run(move |core| core.read(|db| duplicates::merged(db, &query))).await.map(Json)
}

/// How many pairs are known at this moment. Nothing is looked for: it costs nothing.
#[utoipa::path(get, path = "/duplicates/count", tag = "duplicates", responses((status = 200, body = PairCount)))]
async fn count(State(app): State<App>) -> Answer<PairCount> {
    app.run(move |core| core.read(|db| core.pairs().count(db))).await.map(Json)
}

/// The records that were put into a prospect or a company.
#[utoipa::path(get, path = "/duplicates/merged/{id}", tag = "duplicates", params(("id" = Id, Path)), responses((status = 200, body = Vec<MergedRecord>)))]
async fn merged_into(State(app): State<App>, Path(id): Path<Id>) -> Answer<Vec<MergedRecord>> {
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
