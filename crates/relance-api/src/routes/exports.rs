//! `/exports`

use crate::{
    answer::{Answer, Body, Problem},
    state::App,
};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use relance_core::{
    exports,
    imports::{self, Stop},
};
use relance_model::{Failure, exports::ExportRequest, imports::SavedFile, labels::Done};
use std::path::PathBuf;
use tokio_stream::StreamExt as _;
use tokio_util::io::ReaderStream;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export)).routes(routes!(cancel))
}

/// Whoever asked may leave: nobody waits for the file then.
struct StopOnDrop(Stop);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.ask();
    }
}

/// A copy on its way to the browser, removed when it is there or nobody wants it any more.
struct Copy(PathBuf);

impl Drop for Copy {
    fn drop(&mut self) {
        // What cannot be removed now is removed when the base is opened next.
        let _ = std::fs::remove_file(&self.0);
    }
}

/// Writes a list, or the whole base: to `path`, or as the answer itself.
#[utoipa::path(post, path = "/exports", tag = "exports", request_body = ExportRequest, responses((status = 200, body = SavedFile)))]
async fn export(State(app): State<App>, Body(request): Body<ExportRequest>) -> Result<Response, Problem> {
    let ending = exports::ending(request.format);
    let asked = StopOnDrop(Stop::default());
    let stop = asked.0.clone();
    if let Some(path) = request.path.clone() {
        let saved = app.run(move |core| exports::write(core, &request, path.as_ref(), &stop)).await?;
        return Ok(Json(saved).into_response());
    }
    let (rows, copy) = app
        .run(move |core| {
            let copy = Copy(imports::upload_place(core)?.with_extension(ending));
            let saved = exports::write(core, &request, &copy.0, &stop)?;
            Ok((saved.rows, copy))
        })
        .await?;
    let file = tokio::fs::File::open(&copy.0).await.map_err(|error| Problem(Failure::bug(error)))?;
    // The copy lives as long as the stream that reads it.
    let stream = ReaderStream::with_capacity(file, 1 << 16).map(move |chunk| {
        let _ = &copy;
        chunk
    });
    let mut response =
        download(&format!("prospects.{ending}"), axum::body::Body::from_stream(stream)).into_response();
    response.headers_mut().insert("x-relance-rows", rows.into());
    Ok(response)
}

/// Stops the exports under way; what they wrote is removed.
#[utoipa::path(post, path = "/exports/cancel", tag = "exports", responses((status = 200, body = Done)))]
async fn cancel(State(app): State<App>) -> Answer<Done> {
    app.run(|core| {
        core.exports().cancel();
        Ok(Done { operation: None })
    })
    .await
    .map(Json)
}

/// A file for the browser to save (RFC 6266, name in UTF-8 by RFC 8187).
pub(crate) fn download(name: &str, body: impl Into<axum::body::Body>) -> Response {
    let kind = mime_guess::from_path(name).first_or_octet_stream().to_string();
    let encoded: String = name
        .bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
                (byte as char).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect();
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{encoded}")),
        ],
        body.into(),
    )
        .into_response()
}
