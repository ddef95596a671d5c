//! `/outbox`

use crate::{
    answer::{Answer, Body, Path, Problem, Query},
    state::App,
};
use axum::{
    Json,
    body::Bytes,
    extract::{FromRequest as _, Request, State},
};
use relance_core::outbox;
use relance_model::{
    Failure, Id,
    labels::Done,
    outbox::{Outbox, OutboxQuery, Outgoing, OutgoingEdit, OutgoingFileName, OutgoingPreview, OutgoingSend},
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list, add))
        .routes(routes!(get, edit, remove))
        .routes(routes!(attach))
        .routes(routes!(detach))
        .routes(routes!(preview))
        .routes(routes!(send))
        .routes(routes!(cancel))
        .routes(routes!(again))
        .routes(routes!(settled))
}

/// Messages that are being written, on their way, sent or not.
#[utoipa::path(get, path = "/outbox", tag = "outbox", params(OutboxQuery), responses((status = 200, body = Outbox)))]
async fn list(State(app): State<App>, Query(query): Query<OutboxQuery>) -> Answer<Outbox> {
    app.run(move |core| core.read(|db| outbox::list(db, &query))).await.map(Json)
}

/// Begins a draft. With `answers` (and `all`) or `forwards`, what is not given is filled in: whom it goes to, the subject, the quote,
/// the files. Nothing here is undone by Ctrl+Z.
#[utoipa::path(post, path = "/outbox", tag = "outbox", request_body = OutgoingEdit, responses((status = 200, body = Outgoing)))]
async fn add(State(app): State<App>, Body(wanted): Body<OutgoingEdit>) -> Answer<Outgoing> {
    app.run(move |core| outbox::add(core, &wanted)).await.map(Json)
}

/// One message of the outbox.
#[utoipa::path(get, path = "/outbox/{id}", tag = "outbox", params(("id" = Id, Path)), responses((status = 200, body = Outgoing)))]
async fn get(State(app): State<App>, Path(id): Path<Id>) -> Answer<Outgoing> {
    app.run(move |core| core.read(|db| outbox::get(db, id))).await.map(Json)
}

/// Writes on a draft; `outgoing_under_way` for what is none any more.
#[utoipa::path(patch, path = "/outbox/{id}", tag = "outbox", params(("id" = Id, Path)), request_body = OutgoingEdit, responses((status = 200, body = Outgoing)))]
async fn edit(
    State(app): State<App>,
    Path(id): Path<Id>,
    Body(wanted): Body<OutgoingEdit>,
) -> Answer<Outgoing> {
    app.run(move |core| outbox::edit(core, id, &wanted)).await.map(Json)
}

/// Throws away a draft, or a message that failed, for good.
#[utoipa::path(delete, path = "/outbox/{id}", tag = "outbox", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| outbox::remove(core, id).map(|()| Done { operation: None })).await.map(Json)
}

/// Adds a file to a draft: the body is its bytes.
#[utoipa::path(post, path = "/outbox/{id}/files", tag = "outbox", params(("id" = Id, Path), OutgoingFileName), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = Outgoing)))]
async fn attach(
    State(app): State<App>,
    Path(id): Path<Id>,
    Query(OutgoingFileName { name }): Query<OutgoingFileName>,
    request: Request,
) -> Answer<Outgoing> {
    let bytes = Bytes::from_request(request, &app).await.map_err(|error| {
        Problem(Failure::invalid("body", "body_unreadable").with("what", error.body_text()))
    })?;
    app.run(move |core| outbox::attach(core, id, &name, &bytes)).await.map(Json)
}

/// Takes a file off a draft.
#[utoipa::path(delete, path = "/outbox/{id}/files/{file}", tag = "outbox", params(("id" = Id, Path), ("file" = Id, Path)), responses((status = 200, body = Outgoing)))]
async fn detach(State(app): State<App>, Path((id, file)): Path<(Id, Id)>) -> Answer<Outgoing> {
    app.run(move |core| outbox::detach(core, id, file)).await.map(Json)
}

/// A message as it goes: its variables filled, signature and quote below; and what is to be looked at before.
#[utoipa::path(get, path = "/outbox/{id}/preview", tag = "outbox", params(("id" = Id, Path)), responses((status = 200, body = OutgoingPreview)))]
async fn preview(State(app): State<App>, Path(id): Path<Id>) -> Answer<OutgoingPreview> {
    app.run(move |core| outbox::preview(core, id)).await.map(Json)
}

/// Queues a draft: its bytes are made now. It goes after the delay of the settings (`send_delay`), or at its time; until then it can
/// be called back.
#[utoipa::path(post, path = "/outbox/{id}/send", tag = "outbox", params(("id" = Id, Path)), request_body = OutgoingSend, responses((status = 200, body = Outgoing)))]
async fn send(
    State(app): State<App>,
    Path(id): Path<Id>,
    Body(wanted): Body<OutgoingSend>,
) -> Answer<Outgoing> {
    app.run(move |core| outbox::send(core, id, &wanted, false)).await.map(Json)
}

/// Calls a message back that has not gone, or takes up one that failed: it is a draft again. `outgoing_under_way` where it is too late.
#[utoipa::path(post, path = "/outbox/{id}/cancel", tag = "outbox", params(("id" = Id, Path)), responses((status = 200, body = Outgoing)))]
async fn cancel(State(app): State<App>, Path(id): Path<Id>) -> Answer<Outgoing> {
    app.run(move |core| outbox::cancel(core, id)).await.map(Json)
}

/// Tries a message again that failed, or of which nobody knows whether it went.
#[utoipa::path(post, path = "/outbox/{id}/again", tag = "outbox", params(("id" = Id, Path)), responses((status = 200, body = Outgoing)))]
async fn again(State(app): State<App>, Path(id): Path<Id>) -> Answer<Outgoing> {
    app.run(move |core| outbox::again(core, id)).await.map(Json)
}

/// Takes a message for sent of which nobody knew: somebody saw that it went.
#[utoipa::path(post, path = "/outbox/{id}/settled", tag = "outbox", params(("id" = Id, Path)), responses((status = 200, body = Outgoing)))]
async fn settled(State(app): State<App>, Path(id): Path<Id>) -> Answer<Outgoing> {
    app.run(move |core| outbox::settled(core, id)).await.map(Json)
}
