//! `/settings`

use crate::{
    answer::{Answer, Body, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::settings;
use relance_model::settings::{Settings, SettingsEdit};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get_settings, edit_settings))
}

/// The preferences.
#[utoipa::path(get, path = "/settings", tag = "settings", responses((status = 200, body = Settings)))]
async fn get_settings(State(app): State<App>) -> Answer<Settings> {
    app.run(|core| core.read(settings::get)).await.map(Json)
}

/// Writes the preferences that are given.
#[utoipa::path(patch, path = "/settings", tag = "settings", request_body = SettingsEdit, responses((status = 200, body = Settings)))]
async fn edit_settings(
    State(app): State<App>,
    Who(caller): Who,
    Body(edit): Body<SettingsEdit>,
) -> Answer<Settings> {
    app.run(move |core| {
        core.change_for_good(caller, "settings.edit", |tx| settings::edit(tx, &edit))?;
        core.read(settings::get)
    })
    .await
    .map(Json)
}
