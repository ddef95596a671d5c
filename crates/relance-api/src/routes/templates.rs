//! `/templates`

use crate::{
    answer::{Answer, Body, Path, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{Core, prospects, templates};
use relance_model::{
    Id, Outcome,
    labels::Done,
    templates::{
        CheckRequest, Checked, ManyPreview, ManyRequest, Preview, PreviewRequest, StartersAdded, Template,
        TemplateEdit, TemplateSaved, Variable,
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(variables))
        .routes(routes!(starters))
        .routes(routes!(preview))
        .routes(routes!(preview_many))
        .routes(routes!(check))
        .routes(routes!(edit, remove))
        .routes(routes!(copy))
}

fn saved(core: &Core, id: Id, operation: Option<Id>) -> Outcome<TemplateSaved> {
    Ok(TemplateSaved { template: core.read(|db| templates::get(db, id))?, operation })
}

/// The templates in their order.
#[utoipa::path(get, path = "/templates", tag = "templates", responses((status = 200, body = Vec<Template>)))]
async fn list(State(app): State<App>) -> Answer<Vec<Template>> {
    app.run(move |core| core.read(templates::all)).await.map(Json)
}

/// Keeps a template; its body is made fit to be sent.
#[utoipa::path(post, path = "/templates", tag = "templates", request_body = TemplateEdit, responses((status = 200, body = TemplateSaved)))]
async fn add(
    State(app): State<App>,
    Who(caller): Who,
    Body(edit): Body<TemplateEdit>,
) -> Answer<TemplateSaved> {
    app.run(move |core| {
        let done = core.change(caller, "templates.create", |tx| templates::add(tx, &edit))?;
        saved(core, done.value, done.operation)
    })
    .await
    .map(Json)
}

/// The variables that may stand in a template: those of everybody, and the fields of this base.
#[utoipa::path(get, path = "/templates/variables", tag = "templates", responses((status = 200, body = Vec<Variable>)))]
async fn variables(State(app): State<App>) -> Answer<Vec<Variable>> {
    app.run(move |core| core.read(templates::variables)).await.map(Json)
}

/// Adds templates to begin with, those whose name is free.
#[utoipa::path(post, path = "/templates/starters", tag = "templates", responses((status = 200, body = StartersAdded)))]
async fn starters(State(app): State<App>, Who(caller): Who) -> Answer<StartersAdded> {
    app.run(move |core| {
        let done = core.change(caller, "templates.starters", |tx| {
            let added = templates::add_starters(tx, false)?;
            tx.say("count", added);
            Ok(added)
        })?;
        Ok(StartersAdded { added: done.value, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Fills a template, kept or as it is being written, for somebody, and says what is to be looked at.
#[utoipa::path(post, path = "/templates/preview", tag = "templates", request_body = PreviewRequest, responses((status = 200, body = Preview)))]
async fn preview(State(app): State<App>, Body(request): Body<PreviewRequest>) -> Answer<Preview> {
    app.run(move |core| core.read(|db| templates::preview(db, &request))).await.map(Json)
}

/// For how many of those selected a message must not go out as it is, and the first of them.
#[utoipa::path(post, path = "/templates/preview-many", tag = "templates", request_body = ManyRequest, responses((status = 200, body = ManyPreview)))]
async fn preview_many(State(app): State<App>, Body(request): Body<ManyRequest>) -> Answer<ManyPreview> {
    app.run(move |core| {
        core.read(|db| {
            let people = prospects::selected(db, core.lists(), &request.selection)?;
            templates::many(db, &request.message, &people)
        })
    })
    .await
    .map(Json)
}

/// Says what is to be looked at in a message that is ready.
#[utoipa::path(post, path = "/templates/check", tag = "templates", request_body = CheckRequest, responses((status = 200, body = Checked)))]
async fn check(State(app): State<App>, Body(request): Body<CheckRequest>) -> Answer<Checked> {
    app.run(move |core| core.read(|db| templates::check(db, &request))).await.map(Json)
}

/// Changes a template.
#[utoipa::path(patch, path = "/templates/{id}", tag = "templates", params(("id" = Id, Path)), request_body = TemplateEdit, responses((status = 200, body = TemplateSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<TemplateEdit>,
) -> Answer<TemplateSaved> {
    app.run(move |core| {
        let done = core.change(caller, "templates.edit", |tx| templates::edit(tx, id, &edit))?;
        saved(core, id, done.operation)
    })
    .await
    .map(Json)
}

/// Deletes a template; messages that began with it stay.
#[utoipa::path(delete, path = "/templates/{id}", tag = "templates", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "templates.remove", |tx| templates::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// A second template that begins as this one is.
#[utoipa::path(post, path = "/templates/{id}/copy", tag = "templates", params(("id" = Id, Path)), responses((status = 200, body = TemplateSaved)))]
async fn copy(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<TemplateSaved> {
    app.run(move |core| {
        let done = core.change(caller, "templates.copy", |tx| templates::copy(tx, id))?;
        saved(core, done.value, done.operation)
    })
    .await
    .map(Json)
}
