//! `/backups`, `/check`

use crate::{
    answer::{Answer, Body},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::backups;
use relance_model::backups::{
    BackupList, BackupMade, BackupProof, BackupRequest, CheckReport, ProveRequest, RecoveryKey,
    RestoreAnswer, RestoreRequest,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, make))
        .routes(routes!(restore))
        .routes(routes!(recovery_key))
        .routes(routes!(prove))
        .routes(routes!(check))
}

/// The backups of the rotation, newest first.
#[utoipa::path(get, path = "/backups", tag = "backups", responses((status = 200, body = BackupList)))]
async fn list(State(app): State<App>) -> Answer<BackupList> {
    app.run(backups::list).await.map(Json)
}

/// Makes a backup: to `path`, or into the rotation.
#[utoipa::path(post, path = "/backups", tag = "backups", request_body = BackupRequest, responses((status = 200, body = BackupMade)))]
async fn make(State(app): State<App>, Body(wanted): Body<BackupRequest>) -> Answer<BackupMade> {
    app.run(move |core| backups::make(core, wanted.path.as_deref())).await.map(Json)
}

/// Looks into a backup (`dry_run`), or puts it in place of the base, which is kept beside it.
#[utoipa::path(post, path = "/backups/restore", tag = "backups", request_body = RestoreRequest, responses((status = 200, body = RestoreAnswer)))]
async fn restore(State(app): State<App>, Body(wanted): Body<RestoreRequest>) -> Answer<RestoreAnswer> {
    app.run(move |core| backups::restore(core, &wanted)).await.map(Json)
}

/// The recovery key, to be printed.
#[utoipa::path(get, path = "/backups/recovery-key", tag = "backups", responses((status = 200, body = RecoveryKey)))]
async fn recovery_key(State(app): State<App>) -> Answer<RecoveryKey> {
    app.run(|core| Ok(backups::recovery_key(core))).await.map(Json)
}

/// Checks pages, references, the journal's chain and the search index.
#[utoipa::path(post, path = "/check", tag = "backups", responses((status = 200, body = CheckReport)))]
async fn check(State(app): State<App>) -> Answer<CheckReport> {
    app.run(backups::check).await.map(Json)
}

/// Restores a backup of the rotation apart and compares it with the base as it stood then.
#[utoipa::path(post, path = "/backups/prove", tag = "backups", request_body = ProveRequest, responses((status = 200, body = BackupProof)))]
async fn prove(State(app): State<App>, Body(wanted): Body<ProveRequest>) -> Answer<BackupProof> {
    app.run(move |core| backups::prove(core, wanted.file_name.as_deref())).await.map(Json)
}
