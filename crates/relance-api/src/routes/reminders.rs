//! `/today`, `/reminders`, `/prospects/{id}/reminders`

use crate::{
    answer::{Answer, Body, Path, Query, Who},
    state::App,
};
use axum::{Json, extract::State};
use relance_core::{Core, reminders};
use relance_model::{
    Id, Outcome,
    labels::Done,
    reminders::{
        ReminderDone, ReminderEdit, ReminderList, ReminderNew, ReminderQuery, ReminderSaved, RemindersNew,
        RemindersPlanned, Said, Snooze, Today, TodayQuery, Understood,
    },
};
use utoipa_axum::{router::OpenApiRouter, routes};

pub(crate) fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new()
        .routes(routes!(today))
        .routes(routes!(list, add_all))
        .routes(routes!(understand))
        .routes(routes!(add))
        .routes(routes!(edit, remove))
        .routes(routes!(done))
        .routes(routes!(snooze))
}

fn saved(core: &Core, id: Id, next: Option<Id>, operation: Option<Id>) -> Outcome<ReminderSaved> {
    let local = core.local()?;
    core.read(|db| {
        Ok(ReminderSaved {
            reminder: reminders::row(db, &local, id)?,
            next: next.map(|next| reminders::row(db, &local, next)).transpose()?,
            operation,
        })
    })
}

/// The page of today: what is late, what is due, what comes, and who has nothing planned.
#[utoipa::path(get, path = "/today", tag = "reminders", params(TodayQuery), responses((status = 200, body = Today)))]
async fn today(State(app): State<App>, Query(query): Query<TodayQuery>) -> Answer<Today> {
    app.run(move |core| {
        let local = core.local()?;
        core.read(|db| reminders::today(db, core.lists(), &local, &query))
    })
    .await
    .map(Json)
}

/// Follow-ups in the order in which they are due.
#[utoipa::path(get, path = "/reminders", tag = "reminders", params(ReminderQuery), responses((status = 200, body = ReminderList)))]
async fn list(State(app): State<App>, Query(query): Query<ReminderQuery>) -> Answer<ReminderList> {
    app.run(move |core| {
        let local = core.local()?;
        core.read(|db| reminders::list(db, &local, &query))
    })
    .await
    .map(Json)
}

/// What a sentence plans, « rappeler Dupont mardi 14h »: nothing is written.
#[utoipa::path(post, path = "/reminders/understand", tag = "reminders", request_body = Said, responses((status = 200, body = Understood)))]
async fn understand(State(app): State<App>, Body(said): Body<Said>) -> Answer<Understood> {
    app.run(move |core| {
        let local = core.local()?;
        core.read(|db| reminders::understood(db, core.lists(), &local, &said.text))
    })
    .await
    .map(Json)
}

/// Plans a follow-up.
#[utoipa::path(post, path = "/prospects/{id}/reminders", tag = "reminders", params(("id" = Id, Path)), request_body = ReminderNew, responses((status = 200, body = ReminderSaved)))]
async fn add(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(new): Body<ReminderNew>,
) -> Answer<ReminderSaved> {
    app.run(move |core| {
        let local = core.local()?;
        let done = core.change(caller, "reminders.add", |tx| reminders::add(tx, &local, id, &new))?;
        saved(core, done.value, None, done.operation)
    })
    .await
    .map(Json)
}

/// Plans the same follow-up for several prospects, as one operation.
#[utoipa::path(post, path = "/reminders", tag = "reminders", request_body = RemindersNew, responses((status = 200, body = RemindersPlanned)))]
async fn add_all(
    State(app): State<App>,
    Who(caller): Who,
    Body(wanted): Body<RemindersNew>,
) -> Answer<RemindersPlanned> {
    app.run(move |core| {
        let local = core.local()?;
        let done = core.change(caller, "reminders.add", |tx| {
            reminders::add_all(tx, &local, &wanted.prospect_ids, &wanted.reminder)
        })?;
        Ok(RemindersPlanned { planned: done.value, operation: done.operation })
    })
    .await
    .map(Json)
}

/// Changes a follow-up.
#[utoipa::path(patch, path = "/reminders/{id}", tag = "reminders", params(("id" = Id, Path)), request_body = ReminderEdit, responses((status = 200, body = ReminderSaved)))]
async fn edit(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(edit): Body<ReminderEdit>,
) -> Answer<ReminderSaved> {
    app.run(move |core| {
        let local = core.local()?;
        let done = core.change(caller, "reminders.edit", |tx| reminders::edit(tx, &local, id, &edit))?;
        saved(core, id, None, done.operation)
    })
    .await
    .map(Json)
}

/// Completes a follow-up: what came of it and what comes next are one operation with it.
#[utoipa::path(post, path = "/reminders/{id}/done", tag = "reminders", params(("id" = Id, Path)), request_body = ReminderDone, responses((status = 200, body = ReminderSaved)))]
async fn done(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(wanted): Body<ReminderDone>,
) -> Answer<ReminderSaved> {
    app.run(move |core| {
        let (rules, local) = (core.rules()?, core.local()?);
        let done =
            core.change(caller, "reminders.done", |tx| reminders::done(tx, &local, id, &wanted, &rules))?;
        saved(core, id, done.value, done.operation)
    })
    .await
    .map(Json)
}

/// Puts a follow-up off.
#[utoipa::path(post, path = "/reminders/{id}/snooze", tag = "reminders", params(("id" = Id, Path)), request_body = Snooze, responses((status = 200, body = ReminderSaved)))]
async fn snooze(
    State(app): State<App>,
    Who(caller): Who,
    Path(id): Path<Id>,
    Body(wanted): Body<Snooze>,
) -> Answer<ReminderSaved> {
    app.run(move |core| {
        let local = core.local()?;
        let done =
            core.change(caller, "reminders.snooze", |tx| reminders::snooze(tx, &local, id, &wanted.until))?;
        saved(core, id, None, done.operation)
    })
    .await
    .map(Json)
}

/// Removes a follow-up.
#[utoipa::path(delete, path = "/reminders/{id}", tag = "reminders", params(("id" = Id, Path)), responses((status = 200, body = Done)))]
async fn remove(State(app): State<App>, Who(caller): Who, Path(id): Path<Id>) -> Answer<Done> {
    app.run(move |core| {
        let done = core.change(caller, "reminders.remove", |tx| reminders::remove(tx, id))?;
        Ok(Done { operation: done.operation })
    })
    .await
    .map(Json)
}
