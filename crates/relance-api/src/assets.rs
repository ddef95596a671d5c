//! The page: embedded in release builds, read from `ui/dist` in debug builds.

use crate::guard::Host;
use axum::{
    http::{HeaderValue, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};
use base64::Engine as _;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
struct Dist;

/// Answers with a file of the page.
pub(crate) async fn asset(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let Some(file) = Dist::get(path) else {
        if path == "index.html" {
            return (StatusCode::NOT_FOUND, "The page is not built: run `cargo xtask run`.").into_response();
        }
        return StatusCode::NOT_FOUND.into_response();
    };
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    // Built files carry a digest in their name; the page itself does not.
    let cache = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    ([(header::CONTENT_TYPE, kind.as_ref()), (header::CACHE_CONTROL, cache)], file.data).into_response()
}

/// What the page may load and call: itself, and nothing else.
pub(crate) fn policy(host: &Host) -> HeaderValue {
    let calls = match host {
        Host::Window => "'self' ipc: http://ipc.localhost",
        Host::Browser { .. } => "'self'",
    };
    let text = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'{}; img-src 'self' data: blob:; font-src 'self'; \
         connect-src {calls}; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        inline_styles()
    );
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// The digests of the inline styles of `index.html`: layout that must exist before anything runs.
fn inline_styles() -> String {
    let Some(page) = Dist::get("index.html") else { return String::new() };
    let page = String::from_utf8_lossy(&page.data);
    page.split("<style>")
        .skip(1)
        .filter_map(|rest| rest.split("</style>").next())
        .map(|style| {
            format!(" 'sha256-{}'", base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style)))
        })
        .collect()
}
