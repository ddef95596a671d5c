//! `relance://localhost/`: hands every request of the page to the API's router, in process, without a port.
//! An answer that has no content security policy of its own gets the one of `tauri.conf.json`.

use crate::{
    base::{Base, State},
    trouble,
};
use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, Response, StatusCode, header},
};
use tauri::{AppHandle, Manager, UriSchemeContext, UriSchemeResponder, Wry};
use tower::ServiceExt;

pub const SCHEME: &str = "relance";
pub const HOME: &str = "relance://localhost/";

pub fn handle(context: UriSchemeContext<'_, Wry>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let mut response = answer(&app, request).await;
        if let Some(policy) = policy(&app) {
            response.headers_mut().entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
        }
        responder.respond(response);
    });
}

async fn answer(app: &AppHandle, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    #[cfg(debug_assertions)]
    late_styles(request.uri().path()).await;
    match app.state::<Base>().settled().await {
        State::Open(router) => route(router, request).await,
        State::Trouble(failure) => trouble::answer(app, &failure, &request),
        State::Opening => empty(StatusCode::SERVICE_UNAVAILABLE),
    }
}

/// One request through the router; the body is gathered, because a custom protocol cannot stream.
pub async fn route(router: Router, request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    let (parts, body) = request.into_parts();
    let answer = router.oneshot(Request::from_parts(parts, Body::from(body))).await;
    let Ok(answer) = answer;
    let (parts, body) = answer.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(bytes) => Response::from_parts(parts, bytes.into()),
        Err(_) => empty(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    response
}

fn policy(app: &AppHandle) -> Option<header::HeaderValue> {
    app.config().app.security.csp.as_ref().and_then(|csp| csp.to_string().parse().ok())
}

/// `RELANCE_TEST_LATE_CSS=400`: style sheets come that many milliseconds late. WebKitGTK may run the page's module
/// before them, and a list that trusts its height then mounts every row; the window tests look for that.
#[cfg(debug_assertions)]
async fn late_styles(path: &str) {
    let wanted = std::env::var("RELANCE_TEST_LATE_CSS").ok().and_then(|text| text.parse().ok());
    if let (true, Some(late)) = (path.ends_with(".css"), wanted) {
        tokio::time::sleep(std::time::Duration::from_millis(late)).await;
    }
}
