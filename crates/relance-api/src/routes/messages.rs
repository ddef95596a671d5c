//! `/messages`

use crate::{
    answer::{Answer, Body, Path, Problem, Query, Who},
    state::App,
};
use axum::{
    Json,
    extract::{
        FromRequest, Request, State,
        multipart::{Multipart, MultipartError},
    },
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use relance_core::{mail, messages};
use relance_model::{
    Failure, Id,
    imports::ImportPath,
    labels::Done,
    messages::{Message, MessageAdd, MessageAdded, MessageFile, MessageFiles, MessageView, MessagesAdded},
};
use std::time::Duration;
use tokio::sync::mpsc;
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(add))
        .routes(routes!(add_many))
        .routes(routes!(cancel))
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
    let source = if is_upload(&request) {
        let mut form = parts(request, &app).await?;
        let (name, bytes) =
            receive(&mut form).await?.ok_or_else(|| Problem(Failure::invalid("file", "file_missing")))?;
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

fn is_upload(request: &Request) -> bool {
    request
        .headers()
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|kind| kind.starts_with("multipart/form-data"))
}

async fn parts(request: Request, app: &App) -> Result<Multipart, Problem> {
    Multipart::from_request(request, app)
        .await
        .map_err(|error| Problem(Failure::invalid("body", "body_unreadable").with("what", error.body_text())))
}

fn unreadable(error: &MultipartError) -> Problem {
    Problem(Failure::invalid("file", "body_unreadable").with("what", error.body_text()))
}

/// The next part `file`: its name and its bytes, of which no more are read than are of use.
async fn receive(form: &mut Multipart) -> Result<Option<(String, Vec<u8>)>, Problem> {
    while let Some(mut part) = form.next_field().await.map_err(|error| unreadable(&error))? {
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|error| unreadable(&error))? {
            // One more than is read says that it is too large.
            if bytes.len() <= messages::LARGEST_FILE {
                bytes.extend_from_slice(&chunk);
            }
        }
        return Ok(Some((name, bytes)));
    }
    Ok(None)
}

/// Files read ahead of the one that is being written.
const AHEAD: usize = 4;
/// How long the next file of an upload is waited for: the base is being written meanwhile.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whoever asked may leave: nothing is taken in then.
struct StopOnDrop(mail::Stop);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.now();
    }
}

/// Takes in many e-mail files as one operation: by `{files: [{path, prospect, create}]}`, or an upload (`multipart/form-data`: a part
/// `request` that says the same without paths, then as many parts `file` in that order). What a file is refused for is told with its
/// place, and whose nobody knows; the others are in. How far it is is heard as events (`taking`).
#[utoipa::path(post, path = "/messages/many", tag = "messages", request_body = MessageFiles, responses((status = 200, body = MessagesAdded)))]
async fn add_many(State(app): State<App>, Who(caller): Who, request: Request) -> Answer<MessagesAdded> {
    let asked = StopOnDrop(mail::Stop::default());
    let stop = asked.0.clone();
    let (send, mut received) = mpsc::channel(AHEAD);
    let (files, form) = if is_upload(&request) {
        let mut form = parts(request, &app).await?;
        (described(&mut form).await?, Some(form))
    } else {
        let Body(wanted) = Body::<MessageFiles>::from_request(request, &app).await?;
        (wanted.files, None)
    };
    let work = app.run(move |core| {
        let mut receive = || received.blocking_recv().transpose();
        mail::take_files(core, caller, &files, &mut receive, &stop)
    });
    let feed = async move {
        let Some(mut form) = form else { return };
        // Whoever takes the files in learns by the end of the channel that no more come; who sends them hears the answer when all
        // are sent, even where nobody takes them any more.
        while let Ok(Some(next)) =
            tokio::time::timeout(PATIENCE, receive(&mut form)).await.map(Result::transpose)
        {
            let is_broken = next.is_err();
            let _ = send.send(next.map_err(|Problem(failure)| failure)).await;
            if is_broken {
                return;
            }
        }
    };
    tokio::join!(work, feed).0.map(Json)
}

/// The part `request`, which comes first.
async fn described(form: &mut Multipart) -> Result<Vec<MessageFile>, Problem> {
    let lacking = || Problem(Failure::invalid("body", "body_unreadable").with("what", "request"));
    let part = form.next_field().await.map_err(|error| unreadable(&error))?.ok_or_else(lacking)?;
    if part.name() != Some("request") {
        return Err(lacking());
    }
    let text = part.text().await.map_err(|error| unreadable(&error))?;
    let wanted: MessageFiles = serde_json::from_str(&text).map_err(|error| {
        Problem(Failure::invalid("body", "body_unreadable").with("what", error.to_string()))
    })?;
    // A path would be read here, which is not what was uploaded.
    Ok(wanted.files.into_iter().map(|file| MessageFile { path: None, ..file }).collect())
}

/// Stops the files that are being taken in; nothing of them stays.
#[utoipa::path(post, path = "/messages/many/cancel", tag = "messages", responses((status = 200, body = Done)))]
async fn cancel(State(app): State<App>) -> Answer<Done> {
    app.run(|core| {
        core.taking().cancel();
        Ok(Done { operation: None })
    })
    .await
    .map(Json)
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
