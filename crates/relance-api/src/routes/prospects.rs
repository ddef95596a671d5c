//! `/prospects`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{prospects, reminders};
use relance_model::{
    Id,
    history::{FieldChanges, RecordHistoryQuery},
    labels::Done,
    prospects::{
        BulkAction, BulkAnswer, BulkRequest, Groups, PasteAnswer, PasteRequest, Prospect, ProspectEdit,
        ProspectList, ProspectQuery, ProspectSaved, SearchAnswer, SearchQuery,
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

/// Differences shown before a change of many.
const SHOWN: usize = 5;

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(groups))
        .routes(routes!(bulk))
        .routes(routes!(paste))
        .routes(routes!(get, edit, delete))
        .routes(routes!(history))
        .routes(routes!(search))
}

/// A page of prospects, with the exact total.
#[utoipa::path(get, path = "/prospects", tag = "prospects", params(ProspectQuery), responses((status = 200, body = ProspectList)))]
async fn list(State(app): State<App>, Query(query): Query<ProspectQuery>) -> Answer<ProspectList> {
    app.run(move |core| core.read(|db| prospects::list(db, core.lists(), &query))).await.map(Json)
}

/// The groups of a list, with their counts and sums.
#[utoipa::path(get, path = "/prospects/groups", tag = "prospects", params(ProspectQuery), responses((status = 200, body = Groups)))]
async fn groups(State(app): State<App>, Query(query): Query<ProspectQuery>) -> Answer<Groups> {
    app.run(move |core| core.read(|db| prospects::groups(db, core.lists(), &query))).await.map(Json)
}

/// Adds a prospect.
#[utoipa::path(post, path = "/prospects", tag = "prospects", request_body = ProspectEdit, responses((status = 200, body = ProspectSaved)))]
async fn add(
    State(app): State<App>,
    Who(caller): Who,
    Body(edit): Body<ProspectEdit>,
) -> Answer<ProspectSaved> {
    app.run(move |core| {
        let rules = core.rules()?;
        let done = core.change(caller, "prospects.create", |tx| prospects::add(tx, &edit, &rules, false))?;
        let prospect = core.read(|db| prospects::get(db, done.value))?;
        Ok(ProspectSaved { prospect, operation: done.operation })
    })
    .await
    .map(Json)
}

/// A prospect's whole sheet.
#[utoipa::path(get, path = "/prospects/{id}", tag = "prospects", params(("id" = Id, Path)), responses((status = 200, body = Prospect)))]
async fn get(State(app): State<App>, Path(id): Path<Id>) -> Answer<Prospect> {
    app.run(move |core| core.read(|db| prospects::get(db, id))).await.map(Json)
}

/// Writes the members that are given; `null` clears.
#[utoipa::path(patch, path = "/prospects/{id}", tag = "prospects", params(("id" = Id, Path)), request_body = ProspectEdit, responses((status = 200, body = ProspectSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<ProspectEdit>,
) -> Answer<ProspectSaved> {
    app.run(move |core| {
        let rules = core.rules()?;
        let done = core.change(caller, "prospects.edit", |tx| prospects::edit(tx, id, &edit, &rules))?;
        let prospect = core.read(|db| prospects::get(db, id))?;
        Ok(ProspectSaved { prospect, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Puts a prospect into the trash.
#[utoipa::path(delete, path = "/prospects/{id}", tag = "prospects", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn delete(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "prospects.delete", |tx| prospects::delete(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// The same change on many, as one operation; `dry_run` counts and names a few.
#[utoipa::path(post, path = "/prospects/bulk", tag = "prospects", request_body = BulkRequest, responses((status = 200, body = BulkAnswer)))]
async fn bulk(
    State(app): State<App>,
    Who(caller): Who,
    Body(request): Body<BulkRequest>,
) -> Answer<BulkAnswer> {
    app.run(move |core| {
        let ids = core.read(|db| prospects::selected(db, core.lists(), &request.selection))?;
        let sample = core
            .read(|db| ids.iter().take(5).map(|id| prospects::row(db, *id).map(|row| row.name)).collect())?;
        let selected = ids.len() as u64;
        let rules = core.rules()?;
        if request.dry_run {
            let differences =
                core.trial(caller, |tx| prospects::differences(tx, &ids, &request.action, &rules, SHOWN))?;
            return Ok(BulkAnswer { selected, changed: 0, operation: None, sample, differences });
        }
        let label = match request.action {
            BulkAction::Delete => "prospects.delete",
            BulkAction::Restore => "prospects.restore",
            BulkAction::Erase { .. } => "prospects.erase",
            _ => "prospects.bulk",
        };
        let done = if matches!(request.action, BulkAction::Erase { .. }) {
            core.change_for_good(caller, label, |tx| prospects::bulk(tx, &ids, &request.action, &rules))?
        } else {
            let local = core.local()?;
            core.change(caller, label, |tx| {
                if let BulkAction::Stage { next, .. } = &request.action {
                    reminders::plan_missing(tx, &local, &ids, next.as_deref())?;
                }
                prospects::bulk(tx, &ids, &request.action, &rules)
            })?
        };
        let (changed, operation, differences) = (done.value, done.operation, Vec::new());
        Ok(BulkAnswer { selected, changed, operation, sample, differences })
    })
    .await
    .map(Json)
}

/// Cells pasted over those of a list, as one operation; `dry_run` tells which would be refused, and shows a few differences.
#[utoipa::path(post, path = "/prospects/paste", tag = "prospects", request_body = PasteRequest, responses((status = 200, body = PasteAnswer)))]
async fn paste(
    State(app): State<App>,
    Who(caller): Who,
    Body(request): Body<PasteRequest>,
) -> Answer<PasteAnswer> {
    app.run(move |core| {
        let rules = core.rules()?;
        if request.dry_run {
            return core.trial(caller, |tx| prospects::try_paste(tx, &request.cells, &rules));
        }
        let done =
            core.change(caller, "prospects.paste", |tx| prospects::paste(tx, &request.cells, &rules))?;
        let (changed, operation) = (done.value, done.operation);
        Ok(PasteAnswer { changed, operation, refused: Vec::new(), differences: Vec::new() })
    })
    .await
    .map(Json)
}

/// The history of a prospect's own fields, or of one of them.
#[utoipa::path(get, path = "/prospects/{id}/history", tag = "prospects", params(("id" = Id, Path), RecordHistoryQuery), responses((status = 200, body = FieldChanges)))]
async fn history(
    State(app): State<App>,
    Path(id): Path<Id>,
    Query(query): Query<RecordHistoryQuery>,
) -> Answer<FieldChanges> {
    app.run(move |core| core.store().record_history("prospect", id, &query)).await.map(Json)
}

/// The first few prospects and companies for some letters.
#[utoipa::path(get, path = "/search", tag = "prospects", params(SearchQuery), responses((status = 200, body = SearchAnswer)))]
async fn search(State(app): State<App>, Query(query): Query<SearchQuery>) -> Answer<SearchAnswer> {
    app.run(move |core| core.read(|db| prospects::search(db, core.lists(), &query))).await.map(Json)
}
