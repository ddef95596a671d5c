//! `/imports`

use crate::{
    answer::{Answer, Body, Path, Problem, Query, Who},
    state::App,
};
use axum::{
    Json,
    extract::{FromRequest, Multipart, Request, State},
    http::{StatusCode, header},
    response::Response,
};
use relance_core::imports;
use relance_model::{
    Failure, Id,
    imports::{
        ImportCorrection, ImportDraft, ImportList, ImportPath, ImportPreview, ImportProgress, ImportRowPage,
        ImportRowsQuery, ImportState, RejectsPath, RowChoices, SavedFile,
    },
    labels::Done,
};
use tokio::io::AsyncWriteExt as _;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, open))
        .routes(routes!(draft, correct, discard))
        .routes(routes!(preview))
        .routes(routes!(rows, choose_rows))
        .routes(routes!(run))
        .routes(routes!(progress))
        .routes(routes!(cancel))
        .routes(routes!(rejects, save_rejects))
}

/// Imports that ran, newest first.
#[utoipa::path(get, path = "/imports", tag = "imports", responses((status = 200, body = ImportList)))]
async fn list(State(app): State<App>) -> Answer<ImportList> {
    app.run(|core| core.read(imports::list)).await.map(Json)
}

/// Lays a file on the desk: `{path}` of this machine, or an upload (`multipart/form-data`, part `file`, and `password`).
#[utoipa::path(post, path = "/imports", tag = "imports", request_body = ImportPath, responses((status = 200, body = ImportDraft)))]
async fn open(State(app): State<App>, request: Request) -> Answer<ImportDraft> {
    let is_upload = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    if !is_upload {
        let Body(wanted) = Body::<ImportPath>::from_request(request, &app).await?;
        return app
            .run(move |core| imports::open(core, wanted.path.as_ref(), wanted.password))
            .await
            .map(Json);
    }
    let form = Multipart::from_request(request, &app).await.map_err(|error| {
        Problem(Failure::invalid("body", "body_unreadable").with("what", error.body_text()))
    })?;
    let path = app.run(imports::upload_place).await?;
    let received = receive(form, &path).await;
    let (name, password) = match received {
        Ok(received) => received,
        Err(problem) => {
            let _ = tokio::fs::remove_file(&path).await;
            return Err(problem);
        }
    };
    app.run(move |core| imports::uploaded(core, &path, &name, password)).await.map(Json)
}

/// Writes the part `file` to `path` as it arrives; answers its name and the password.
async fn receive(mut form: Multipart, path: &std::path::Path) -> Result<(String, Option<String>), Problem> {
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        Problem(Failure::invalid("file", "body_unreadable").with("what", error.body_text()))
    };
    let refused = |error: std::io::Error| {
        Problem(match error.kind() {
            std::io::ErrorKind::StorageFull => Failure::new(relance_model::Code::Limit, "disk_full"),
            _ => Failure::refused("disk_error").with("what", error.to_string()),
        })
    };
    let (mut name, mut password) = (None, None);
    while let Some(mut part) = form.next_field().await.map_err(unreadable)? {
        match part.name() {
            Some("file") => {
                name = Some(part.file_name().unwrap_or("fichier").to_owned());
                let mut file = tokio::fs::File::create(path).await.map_err(refused)?;
                while let Some(bytes) = part.chunk().await.map_err(unreadable)? {
                    file.write_all(&bytes).await.map_err(refused)?;
                }
                file.flush().await.map_err(refused)?;
            }
            Some("password") => {
                password = Some(part.text().await.map_err(unreadable)?).filter(|text| !text.is_empty())
            }
            _ => {}
        }
    }
    let name = name.ok_or_else(|| Problem(Failure::invalid("file", "file_missing")))?;
    Ok((name, password))
}

/// The draft as it stands.
#[utoipa::path(get, path = "/imports/{id}/draft", tag = "imports", params(("id" = Id, Path)), responses((status = 200, body = ImportDraft)))]
async fn draft(State(app): State<App>, Path(id): Path<Id>) -> Answer<ImportDraft> {
    app.run(move |core| imports::draft(core, id)).await.map(Json)
}

/// Corrects what the file is taken for; it is read anew.
#[utoipa::path(patch, path = "/imports/{id}/draft", tag = "imports", params(("id" = Id, Path)), request_body = ImportCorrection, responses((status = 200, body = ImportDraft)))]
async fn correct(
    State(app): State<App>,
    Path(id): Path<Id>,
    Body(correction): Body<ImportCorrection>,
) -> Answer<ImportDraft> {
    app.run(move |core| imports::correct(core, id, &correction)).await.map(Json)
}

/// Takes a file off the desk.
#[utoipa::path(delete, path = "/imports/{id}/draft", tag = "imports", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn discard(State(app): State<App>, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        imports::discard(core, id);
        Ok(Done { operation: None })
    })
    .await
    .map(Json)
}

/// Whoever asked may leave: nobody waits for the answer then.
struct StopOnDrop(imports::Stop);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.ask();
    }
}

/// What the import would do, exactly; nothing is written. Its progress is heard as events of their own (`trial`); a
/// correction, or another preview of the same draft, stops it.
#[utoipa::path(post, path = "/imports/{id}/preview", tag = "imports", params(("id" = Id, Path)), responses((status = 200, body = ImportPreview)))]
async fn preview(State(app): State<App>, Path(id): Path<Id>) -> Answer<ImportPreview> {
    let trial = StopOnDrop(app.core.desk().begin_trial(id));
    let stop = trial.0.clone();
    app.run(move |core| imports::preview(core, id, &stop)).await.map(Json)
}

/// A page of the rows that the last preview saw, in the order of the file.
#[utoipa::path(get, path = "/imports/{id}/rows", tag = "imports", params(("id" = Id, Path), ImportRowsQuery), responses((status = 200, body = ImportRowPage)))]
async fn rows(
    State(app): State<App>,
    Path(id): Path<Id>,
    Query(query): Query<ImportRowsQuery>,
) -> Answer<ImportRowPage> {
    app.run(move |core| imports::rows(core, id, &query)).await.map(Json)
}

/// Says of single rows who they are about, what their cells should be, which value is right, or that they are left out.
/// Nothing is written; the next preview tells what becomes of them.
#[utoipa::path(patch, path = "/imports/{id}/rows", tag = "imports", params(("id" = Id, Path)), request_body = RowChoices, responses((status = 200, body = Done)))]
async fn choose_rows(
    State(app): State<App>,
    Path(id): Path<Id>,
    Body(choices): Body<RowChoices>,
) -> Answer<Done> {
    app.run(move |core| {
        imports::choose_rows(core, id, &choices)?;
        Ok(Done { operation: None })
    })
    .await
    .map(Json)
}

/// Starts the import; its progress is asked for, or heard as events.
#[utoipa::path(post, path = "/imports/{id}/run", tag = "imports", params(("id" = Id, Path)), responses((status = 202, body = ImportProgress)))]
async fn run(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
) -> Result<(StatusCode, Json<ImportProgress>), Problem> {
    let started = app.run(move |core| imports::begin(core, id)).await?;
    let core = app.core.clone();
    tokio::task::spawn_blocking(move || {
        // How it ended is told by its progress.
        let _ = imports::run(&core, caller, id);
    });
    Ok((StatusCode::ACCEPTED, Json(started)))
}

/// How far a running import is, and its report at the end.
#[utoipa::path(get, path = "/imports/{id}/progress", tag = "imports", params(("id" = Id, Path)), responses((status = 200, body = ImportProgress)))]
async fn progress(State(app): State<App>, Path(id): Path<Id>) -> Answer<ImportProgress> {
    app.run(move |core| core.desk().progress(id)).await.map(Json)
}

/// Stops a running import; it leaves nothing.
#[utoipa::path(post, path = "/imports/{id}/cancel", tag = "imports", params(("id" = Id, Path)), responses((status = 200, body = ImportProgress)))]
async fn cancel(State(app): State<App>, Path(id): Path<Id>) -> Answer<ImportProgress> {
    app.run(move |core| {
        core.desk().cancel(id)?;
        let mut progress = core.desk().progress(id)?;
        if progress.state == ImportState::Running {
            progress.state = ImportState::Cancelled;
        }
        Ok(progress)
    })
    .await
    .map(Json)
}

/// The skipped rows in their original layout with a reason column, as a file.
#[utoipa::path(get, path = "/imports/{id}/rejects", tag = "imports", params(("id" = Id, Path)), responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn rejects(State(app): State<App>, Path(id): Path<Id>) -> Result<Response, Problem> {
    let (name, bytes) = app
        .run(move |core| {
            let name = core.read(|db| imports::rejects(db, id))?;
            let place = imports::upload_place(core)?;
            let ending = name.rsplit_once('.').map_or("csv", |(_, ending)| ending).to_owned();
            let place = place.with_extension(ending);
            let saved = imports::save_rejects(core, id, &place, None);
            let bytes = std::fs::read(&place);
            let _ = std::fs::remove_file(&place);
            saved?;
            Ok((name, bytes.map_err(Failure::bug)?))
        })
        .await?;
    Ok(super::exports::download(&name, bytes))
}

/// Saves the skipped rows to a path of this machine.
#[utoipa::path(post, path = "/imports/{id}/rejects", tag = "imports", params(("id" = Id, Path)), request_body = RejectsPath, responses((status = 200, body = SavedFile)))]
async fn save_rejects(
    State(app): State<App>,
    Path(id): Path<Id>,
    Body(wanted): Body<RejectsPath>,
) -> Answer<SavedFile> {
    app.run(move |core| imports::save_rejects(core, id, wanted.path.as_ref(), None)).await.map(Json)
}
