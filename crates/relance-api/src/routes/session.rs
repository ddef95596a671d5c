//! `/session`, `/settings`, `/sample`

use crate::{
    answer::{Answer, Body, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{sample, session as sessions, settings};
use relance_model::{
    labels::Done,
    settings::{SampleAnswer, SampleRequest, Session, Settings, SettingsEdit},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(session))
        .routes(routes!(get_settings, edit_settings))
        .routes(routes!(fill_sample, erase_sample))
}

/// Everything that a window needs to draw its first screen but the records themselves.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = Session)))]
async fn session(State(app): State<App>) -> Answer<Session> {
    let host = app.host.word();
    app.run(move |core| sessions::open(core, host)).await.map(Json)
}

/// The preferences.
#[utoipa::path(get, path = "/settings", tag = "settings", responses((status = 200, body = Settings)))]
async fn get_settings(State(app): State<App>) -> Answer<Settings> {
    app.run(|core| core.read(settings::get)).await.map(Json)
}

/// Writes the preferences that are given.
#[utoipa::path(patch, path = "/settings", tag = "settings", request_body = SettingsEdit, responses((status = 200, body = Settings)))]
async fn edit_settings(State(app): State<App>, Who(caller): Who, Body(edit): Body<SettingsEdit>) -> Answer<Settings> {
    app.run(move |core| {
        core.change_for_good(caller, "settings.edit", |tx| settings::edit(tx, &edit))?;
        core.read(settings::get)
    })
    .await
    .map(Json)
}

/// Adds invented prospects to look around with.
#[utoipa::path(post, path = "/sample", tag = "session", request_body = SampleRequest, responses((status = 200, body = SampleAnswer)))]
async fn fill_sample(State(app): State<App>, Who(caller): Who, Body(wanted): Body<SampleRequest>) -> Answer<SampleAnswer> {
    app.run(move |core| {
        let rows = wanted.rows.unwrap_or(40).min(1_000_000);
        let done = core.change(caller, "sample.fill", |tx| sample::fill(tx, rows, wanted.seed.unwrap_or(1)))?;
        Ok(SampleAnswer { prospects: done.value, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Removes the invented prospects.
#[utoipa::path(delete, path = "/sample", tag = "session", responses((status = 200, body = Done)))]
async fn erase_sample(State(app): State<App>, Who(caller): Who) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "sample.erase", |tx| sample::erase(tx))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}
