//! The date of a request: with `Relance-As-Of` or `?asOf=` it is answered by the base as it stood then.
//!
//! The one place that chooses the core. Routes know nothing of dates; what is written at a past date is refused.

use crate::state::App;
use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::{IntoResponse, Response},
};
use relance_core::{Core, history};
use relance_model::{Failure, Outcome};

const HEADER: &str = "relance-as-of";
const PARAMETER: &str = "asOf=";

/// What is of today whatever is looked at: preferences, and what is going on.
const TODAY: [&str; 2] = ["/api/v1/settings", "/api/v1/events"];

/// What acts beside the base, so that the base itself does not refuse it.
const BESIDE: [&str; 3] = ["/api/v1/backups", "/api/v1/check", "/api/v1/imports"];

tokio::task_local! {
    static SHOWN: Core;
}

/// The core of the date that the request under way asks for.
pub(crate) fn shown() -> Option<Core> {
    SHOWN.try_with(Clone::clone).ok()
}

/// Answers a request by the base of its date.
pub(crate) async fn at_its_date(State(app): State<App>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let asked = asked(&request).filter(|_| path.starts_with("/api/v1/") && !TODAY.contains(&path));
    let Some(text) = asked else { return next.run(request).await };
    let method = request.method().clone();
    let writes = match method {
        Method::GET | Method::HEAD => false,
        // Some reads are posted; of the others, those that the base cannot refuse.
        Method::POST => BESIDE.iter().any(|prefix| path.starts_with(prefix)),
        _ => true,
    };
    let core = match app.run(move |core| open(core, &text, writes)).await {
        Ok(core) => core,
        Err(problem) => return problem.into_response(),
    };
    SHOWN.scope(core, next.run(request)).await
}

fn asked(request: &Request) -> Option<String> {
    if let Some(value) = request.headers().get(HEADER) {
        return Some(value.to_str().unwrap_or_default().to_owned());
    }
    let query = request.uri().query()?;
    query.split('&').find_map(|pair| pair.strip_prefix(PARAMETER)).map(|value| value.replace("%3A", ":"))
}

fn open(core: &Core, text: &str, writes: bool) -> Outcome<Core> {
    let at = instant(text)
        .ok_or_else(|| Failure::invalid("as_of", "as_of_unreadable").with("value", text.to_owned()))?;
    if writes {
        return Err(Failure::not_now("past_read_only").with("at", at));
    }
    history::as_of(core, at)
}

/// Milliseconds since 1970 or RFC 3339.
fn instant(text: &str) -> Option<i64> {
    let text = text.trim();
    text.parse()
        .ok()
        .or_else(|| chrono::DateTime::parse_from_rfc3339(text).ok().map(|at| at.timestamp_millis()))
}
