//! `/session`

use crate::{answer::Answer, state::App};
use axum::{Json, extract::State};
use relance_core::session as sessions;
use relance_model::settings::Session;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(session))
}

/// Everything that a window needs to draw its first screen but the records themselves.
#[utoipa::path(get, path = "/session", tag = "session", responses((status = 200, body = Session)))]
async fn session(State(app): State<App>) -> Answer<Session> {
    let host = app.host.word();
    let present = app.core.clone();
    app.run(move |core| sessions::open(core, &present, host)).await.map(Json)
}
