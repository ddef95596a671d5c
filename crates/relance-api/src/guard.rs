//! The guard: who may come in, and what the page may do.
//!
//! Over HTTP: only this machine's own name, only the page's own origin, only with the token. In the window there is
//! no port to guard.

use crate::{answer::Problem, state::App};
use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use relance_core::Caller;
use relance_model::Failure;
use std::sync::Arc;

/// Where the router is used.
#[derive(Clone, Debug)]
pub enum Host {
    /// In process, behind the window's own protocol.
    Window,
    /// Over HTTP on 127.0.0.1.
    Browser {
        /// What a request must carry.
        token: Arc<str>,
        port: u16,
    },
}

impl Host {
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Browser { .. } => "browser",
        }
    }
}

const COOKIE: &str = "relance";

/// Lets a request in, or answers why not; puts the headers of a strict page on what goes out.
pub(crate) async fn guard(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let mut response = match admit(&app.host, &request) {
        Ok(Entry::Welcome(caller)) => {
            request.extensions_mut().insert(caller);
            next.run(request).await
        }
        Ok(Entry::TakeCookie(location, cookie)) => {
            (StatusCode::SEE_OTHER, [(header::LOCATION, location), (header::SET_COOKIE, cookie)])
                .into_response()
        }
        Err(failure) => {
            let is_unknown = failure.key == "token_missing";
            let mut response = Problem(failure).into_response();
            if is_unknown {
                *response.status_mut() = StatusCode::UNAUTHORIZED;
            }
            response
        }
    };
    let headers = response.headers_mut();
    for (name, value) in
        [(header::X_CONTENT_TYPE_OPTIONS, "nosniff"), (header::REFERRER_POLICY, "no-referrer")]
    {
        headers.insert(name, HeaderValue::from_static(value));
    }
    // The body of an e-mail alone is shown in a frame, of this page.
    headers.entry(header::X_FRAME_OPTIONS).or_insert(HeaderValue::from_static("DENY"));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(crate::assets::policy(&app.host));
    response
}

enum Entry {
    Welcome(Caller),
    /// The address with the token: the page gets a cookie and a clean address.
    TakeCookie(String, String),
}

fn admit(host: &Host, request: &Request) -> Result<Entry, Failure> {
    let Host::Browser { token, port } = host else { return Ok(Entry::Welcome(Caller::User)) };
    let headers = request.headers();
    let is_ours =
        |text: &str| [format!("127.0.0.1:{port}"), format!("localhost:{port}")].iter().any(|own| own == text);
    // Another name for this address is how a foreign page would reach it (DNS rebinding).
    if !text(headers, header::HOST).is_some_and(is_ours) {
        return Err(Failure::refused("host_foreign"));
    }
    if let Some(origin) = text(headers, header::ORIGIN)
        && !origin.strip_prefix("http://").is_some_and(is_ours)
    {
        return Err(Failure::refused("origin_foreign"));
    }
    if let Some(given) = text(headers, header::AUTHORIZATION).and_then(|value| value.strip_prefix("Bearer "))
    {
        return if same(given, token) {
            Ok(Entry::Welcome(Caller::Api))
        } else {
            Err(Failure::refused("token_missing"))
        };
    }
    if request.method() == Method::GET
        && let Some((given, location)) = token_in(request.uri())
        && same(&given, token)
    {
        let cookie = format!("{COOKIE}_{port}={token}; Path=/; HttpOnly; SameSite=Strict");
        return Ok(Entry::TakeCookie(location, cookie));
    }
    let name = format!("{COOKIE}_{port}=");
    let held = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(';'));
    let is_known = held.filter_map(|pair| pair.trim().strip_prefix(&name)).any(|given| same(given, token));
    if is_known { Ok(Entry::Welcome(Caller::User)) } else { Err(Failure::refused("token_missing")) }
}

fn text(headers: &HeaderMap, name: header::HeaderName) -> Option<&str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// The token of `/?token=…`, and the address without it.
fn token_in(uri: &Uri) -> Option<(String, String)> {
    let mut rest = Vec::new();
    let mut token = None;
    for pair in uri.query()?.split('&') {
        match pair.strip_prefix("token=") {
            Some(given) => token = Some(given.to_owned()),
            None => rest.push(pair),
        }
    }
    let query = if rest.is_empty() { String::new() } else { format!("?{}", rest.join("&")) };
    Some((token?, format!("{}{query}", uri.path())))
}

/// Compares without telling by its time how much agrees.
fn same(given: &str, token: &str) -> bool {
    given.len() == token.len() && given.bytes().zip(token.bytes()).fold(0, |seen, (a, b)| seen | (a ^ b)) == 0
}
