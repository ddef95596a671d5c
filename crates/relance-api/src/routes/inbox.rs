//! `/inbox`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::inbox;
use relance_model::{
    Id,
    inbox::{Inbox, InboxJoin, InboxQuery, InboxRead, InboxSplit, InboxState, Stranger, Thread},
    labels::Done,
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(decide))
        .routes(routes!(read))
        .routes(routes!(join))
        .routes(routes!(split))
        .routes(routes!(thread))
        .routes(routes!(stranger))
}

/// Conversations, the newest first, by how they stand: to be answered, waiting for an answer, put off, done.
#[utoipa::path(get, path = "/inbox", tag = "inbox", params(InboxQuery), responses((status = 200, body = Inbox)))]
async fn list(State(app): State<App>, Query(query): Query<InboxQuery>) -> Answer<Inbox> {
    app.run(move |core| {
        let now = core.now();
        core.read(|db| inbox::list(db, &query, now))
    })
    .await
    .map(Json)
}

/// A conversation: a line for each message, the oldest first, and the last ones whole.
#[utoipa::path(get, path = "/inbox/{id}", tag = "inbox", params(("id" = Id, Path)), responses((status = 200, body = Thread)))]
async fn thread(State(app): State<App>, Path(id): Path<Id>) -> Answer<Thread> {
    app.run(move |core| {
        let now = core.now();
        core.read(|db| inbox::thread(db, id, now))
    })
    .await
    .map(Json)
}

/// Decides of conversations: handled, put off until a time, or to be answered after all. It holds until something newer counts.
#[utoipa::path(post, path = "/inbox/state", tag = "inbox", request_body = InboxState, responses((status = 200, body = Done)))]
async fn decide(State(app): State<App>, Who(caller): Who, Body(wanted): Body<InboxState>) -> Answer<Done> {
    app.run(move |core| {
        let local = core.local()?;
        let done =
            core.change(caller, inbox::label(wanted.state), |tx| inbox::decide(tx, &local, &wanted))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// Marks conversations as read or not; their servers are told when they are next asked.
#[utoipa::path(post, path = "/inbox/read", tag = "inbox", request_body = InboxRead, responses((status = 200, body = Done)))]
async fn read(State(app): State<App>, Who(caller): Who, Body(wanted): Body<InboxRead>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "inbox.read", |tx| inbox::read(tx, &wanted))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// Puts conversations together: all become the first one.
#[utoipa::path(post, path = "/inbox/join", tag = "inbox", request_body = InboxJoin, responses((status = 200, body = Done)))]
async fn join(State(app): State<App>, Who(caller): Who, Body(wanted): Body<InboxJoin>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "inbox.join", |tx| inbox::join(tx, &wanted))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// From a message on, a conversation of its own.
#[utoipa::path(post, path = "/inbox/split", tag = "inbox", request_body = InboxSplit, responses((status = 200, body = Done)))]
async fn split(State(app): State<App>, Who(caller): Who, Body(wanted): Body<InboxSplit>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "inbox.split", |tx| inbox::split(tx, wanted.message))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}

/// Who wrote last in a conversation and is no prospect, as her name and her signature tell; `null` where everybody is one.
#[utoipa::path(get, path = "/inbox/{id}/stranger", tag = "inbox", params(("id" = Id, Path)), responses((status = 200, body = Option<Stranger>)))]
async fn stranger(State(app): State<App>, Path(id): Path<Id>) -> Answer<Option<Stranger>> {
    app.run(move |core| core.read(|db| inbox::stranger(db, id))).await.map(Json)
}
