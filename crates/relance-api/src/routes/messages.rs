//! `/messages`

use crate::{
    answer::{Answer, Body, Path, Problem, Query, Who},
    state::App,
};
use axum::{
    Json,
    extract::{FromRequest, Multipart, Request, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use relance_core::{mail, messages};
use relance_model::{
    Failure, Id,
    imports::ImportPath,
    labels::Done,
    messages::{Message, MessageAdd, MessageAdded, MessageView},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(get, remove))
        .routes(routes!(view))
        .routes(routes!(attachment))
}

/// Takes in an e-mail file (.eml, .msg): `{path}` of this machine, or an upload (`multipart/form-data`, part `file`). It is put on
/// the timeline of every prospect who has one of its addresses. `message_unmatched` says that nobody has: nothing is written then.
#[utoipa::path(post, path = "/messages", tag = "messages", params(MessageAdd), request_body = ImportPath, responses((status = 200, body = MessageAdded)))]
async fn add(
    State(app): State<App>,
    Who(caller): Who,
    Query(wanted): Query<MessageAdd>,
    request: Request,
) -> Answer<MessageAdded> {
    let is_upload = request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let source = if is_upload {
        let form = Multipart::from_request(request, &app).await.map_err(|error| {
            Problem(Failure::invalid("body", "body_unreadable").with("what", error.body_text()))
        })?;
        let (name, bytes) = receive(form).await?;
        Source::Bytes(name, bytes)
    } else {
        let Body(wanted) = Body::<ImportPath>::from_request(request, &app).await?;
        Source::Path(wanted.path)
    };
    app.run(move |core| {
        let read = match &source {
            Source::Bytes(name, bytes) => messages::read(bytes, Some(name))?,
            Source::Path(path) => messages::read_file(path.as_ref())?,
        };
        let rules = core.rules()?;
        let done = core.change(caller, "messages.add", |tx| messages::add(tx, &read, &wanted, &rules))?;
        messages::added(core, done.value, done.operation)
    })
    .await
    .map(Json)
}

enum Source {
    Bytes(String, Vec<u8>),
    Path(String),
}

/// The part `file`: its name and its bytes, of which no more are read than are of use.
async fn receive(mut form: Multipart) -> Result<(String, Vec<u8>), Problem> {
    let unreadable = |error: axum::extract::multipart::MultipartError| {
        Problem(Failure::invalid("file", "body_unreadable").with("what", error.body_text()))
    };
    while let Some(mut part) = form.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
            // One more than is read says that it is too large.
            if bytes.len() <= messages::LARGEST_FILE {
                bytes.extend_from_slice(&chunk);
            }
        }
        return Ok((name, bytes));
    }
    Err(Problem(Failure::invalid("file", "file_missing")))
}

/// One message: what it says, who it names, what is attached.
#[utoipa::path(get, path = "/messages/{id}", tag = "messages", params(("id" = Id, Path)), responses((status = 200, body = Message)))]
async fn get(State(app): State<App>, Path(id): Path<Id>) -> Answer<Message> {
    app.run(move |core| core.read(|db| messages::get(db, id))).await.map(Json)
}

/// Removes a message from every timeline.
#[utoipa::path(delete, path = "/messages/{id}", tag = "messages", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "messages.remove", |tx| messages::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// The HTML body as a page for a frame: made safe, under a policy of its own.
#[utoipa::path(get, path = "/messages/{id}/view", tag = "messages", params(("id" = Id, Path), MessageView), responses((status = 200, content_type = "text/html", body = String)))]
async fn view(
    State(app): State<App>,
    Path(id): Path<Id>,
    Query(wanted): Query<MessageView>,
) -> Result<Response, Problem> {
    let sources = if wanted.images { "data: https: http:" } else { "data:" };
    let policy = format!(
        "default-src 'none'; img-src {sources}; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; \
         frame-ancestors 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox"
    );
    let page = app.run(move |core| core.read(|db| messages::view(db, id, &wanted))).await?;
    let mut response = ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response();
    let headers = response.headers_mut();
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}

/// An attachment, as a file.
#[utoipa::path(get, path = "/messages/{id}/attachments/{attachment}", tag = "messages", params(("id" = Id, Path), ("attachment" = Id, Path)), responses((status = 200, content_type = "application/octet-stream", body = Vec<u8>)))]
async fn attachment(
    State(app): State<App>,
    Path((id, attachment)): Path<(Id, Id)>,
) -> Result<Response, Problem> {
    let file = app.run(move |core| mail::attachment(core, id, attachment)).await?;
    Ok(super::exports::download(&file.name, file.bytes))
}
