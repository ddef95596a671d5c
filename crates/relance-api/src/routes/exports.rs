//! `/exports`

use crate::{
    answer::{Body, Problem},
    state::App,
};
use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use relance_core::exports;
use relance_model::{
    Failure,
    exports::{ExportFormat, ExportRequest},
    imports::SavedFile,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(export))
}

/// Writes a list as CSV or XLSX: to `path`, or as the answer itself.
#[utoipa::path(post, path = "/exports", tag = "exports", request_body = ExportRequest, responses((status = 200, body = SavedFile)))]
async fn export(State(app): State<App>, Body(request): Body<ExportRequest>) -> Result<Response, Problem> {
    let ending = match request.format {
        ExportFormat::Csv => "csv",
        ExportFormat::Xlsx => "xlsx",
    };
    if let Some(path) = request.path.clone() {
        let saved = app.run(move |core| exports::write(core, &request, path.as_ref())).await?;
        return Ok(Json(saved).into_response());
    }
    let (rows, bytes) = app
        .run(move |core| {
            let place = relance_core::imports::upload_place(core)?.with_extension(ending);
            let saved = exports::write(core, &request, &place);
            let bytes = std::fs::read(&place);
            let _ = std::fs::remove_file(&place);
            Ok((saved?.rows, bytes.map_err(Failure::bug)?))
        })
        .await?;
    let mut response = download(&format!("prospects.{ending}"), bytes).into_response();
    response.headers_mut().insert("x-relance-rows", rows.into());
    Ok(response)
}

/// A file for the browser to save (RFC 6266, name in UTF-8 by RFC 8187).
pub(crate) fn download(name: &str, bytes: Vec<u8>) -> impl IntoResponse + use<> {
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
        bytes,
    )
}
