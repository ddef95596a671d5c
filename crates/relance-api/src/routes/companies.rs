//! `/companies`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::companies;
use relance_model::{
    Id,
    companies::{CompanyEdit, CompanyList, CompanyQuery, CompanyRow, CompanySaved},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(get, edit))
}

/// A page of companies by name.
#[utoipa::path(get, path = "/companies", tag = "companies", params(CompanyQuery), responses((status = 200, body = CompanyList)))]
async fn list(State(app): State<App>, Query(query): Query<CompanyQuery>) -> Answer<CompanyList> {
    app.run(move |core| core.read(|db| companies::list(db, &query))).await.map(Json)
}

/// A company.
#[utoipa::path(get, path = "/companies/{id}", tag = "companies", params(("id" = Id, Path)), responses((status = 200, body = CompanyRow)))]
async fn get(State(app): State<App>, Path(id): Path<Id>) -> Answer<CompanyRow> {
    app.run(move |core| core.read(|db| companies::get(db, id))).await.map(Json)
}

/// Writes the members that are given; `null` clears.
#[utoipa::path(patch, path = "/companies/{id}", tag = "companies", params(("id" = Id, Path)), request_body = CompanyEdit, responses((status = 200, body = CompanySaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<CompanyEdit>,
) -> Answer<CompanySaved> {
    app.run(move |core| {
        let done = core.change(caller, "companies.edit", |tx| companies::edit(tx, id, &edit))?;
        let company = core.read(|db| companies::get(db, id))?;
        Ok(CompanySaved { company, operation: done.operation })
    })
    .await
    .map(Json)
}
