//! `/mail`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{
    mail::{self, Stop},
    messages,
};
use relance_model::{
    Id,
    labels::Done,
    mail::{
        MailAccount, MailAccountEdit, MailAccountNew, MailAccountSaved, MailFindQuery, MailFound, MailHealth,
        MailKeeps, MailList, MailQuery, MailSyncRequest, MailSynced,
    },
};

use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(list))
        .routes(routes!(accounts, add_account))
        .routes(routes!(edit_account, remove_account))
        .routes(routes!(sync))
        .routes(routes!(health))
        .routes(routes!(find))
}

/// Messages, the newest first; with `search`, those that have all its words in the subject, the text, a name, an address or the name of
/// an attachment, without case and accents.
#[utoipa::path(get, path = "/mail", tag = "mail", params(MailQuery), responses((status = 200, body = MailList)))]
async fn list(State(app): State<App>, Query(query): Query<MailQuery>) -> Answer<MailList> {
    app.run(move |core| core.read(|db| messages::list(db, &query))).await.map(Json)
}

/// The mailboxes that are connected.
#[utoipa::path(get, path = "/mail/accounts", tag = "mail", responses((status = 200, body = Vec<MailAccount>)))]
async fn accounts(State(app): State<App>) -> Answer<Vec<MailAccount>> {
    app.run(|core| core.read(mail::all)).await.map(Json)
}

/// Connects a mailbox, once both its servers have let one in. The password goes into the system's keychain.
#[utoipa::path(post, path = "/mail/accounts", tag = "mail", request_body = MailAccountNew, responses((status = 200, body = MailAccountSaved)))]
async fn add_account(
    State(app): State<App>,
    Who(caller): Who,
    Body(new): Body<MailAccountNew>,
) -> Answer<MailAccountSaved> {
    app.run(move |core| {
        let done = mail::add(core, caller, &new)?;
        Ok(MailAccountSaved {
            account: core.read(|db| mail::get(db, done.value))?,
            operation: done.operation,
        })
    })
    .await
    .map(Json)
}

/// Changes what is given; a password is tried before it is kept.
#[utoipa::path(patch, path = "/mail/accounts/{id}", tag = "mail", params(("id" = Id, Path)), request_body = MailAccountEdit, responses((status = 200, body = MailAccountSaved)))]
async fn edit_account(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<MailAccountEdit>,
) -> Answer<MailAccountSaved> {
    app.run(move |core| {
        let done = mail::edit(core, caller, id, &edit)?;
        Ok(MailAccountSaved { account: core.read(|db| mail::get(db, id))?, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Takes a mailbox away. Nothing changes on its servers; messages on a timeline stay.
#[utoipa::path(delete, path = "/mail/accounts/{id}", tag = "mail", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove_account(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| Ok(Done { operation: mail::remove(core, caller, id)?.operation })).await.map(Json)
}

/// Reads mailboxes now: all of them, or one. What a server refuses is told beside its mailbox.
#[utoipa::path(post, path = "/mail/sync", tag = "mail", request_body = MailSyncRequest, responses((status = 200, body = Vec<MailSynced>)))]
async fn sync(State(app): State<App>, Body(wanted): Body<MailSyncRequest>) -> Answer<Vec<MailSynced>> {
    app.run(move |core| {
        let accounts = match wanted.account {
            Some(id) => vec![core.read(|db| mail::get(db, id))?],
            None => core.read(mail::all)?,
        };
        let keeps = wanted.all.then_some(MailKeeps::All);
        accounts.iter().map(|account| mail::sync(core, account.id, keeps, &Stop::default())).collect()
    })
    .await
    .map(Json)
}

/// How each mailbox is.
#[utoipa::path(get, path = "/mail/health", tag = "mail", responses((status = 200, body = Vec<MailHealth>)))]
async fn health(State(app): State<App>) -> Answer<Vec<MailHealth>> {
    app.run(mail::health).await.map(Json)
}

/// Where the servers of an address are: a known provider, what its domain or a directory says, or usual names.
#[utoipa::path(get, path = "/mail/autoconfig", tag = "mail", params(MailFindQuery), responses((status = 200, body = MailFound)))]
async fn find(State(app): State<App>, Query(query): Query<MailFindQuery>) -> Answer<MailFound> {
    app.run(move |core| mail::find(core, &query.email)).await.map(Json)
}
