//! What a person decides: that it goes, when, that it does not, that it goes again, that it went.

use super::{drafts::checked_follow_up, letter, sent, table, write};
use crate::{Core, reminders, settings};
use relance_model::{
    Failure, Id, Outcome,
    outbox::{Outgoing, OutgoingSend, OutgoingState},
    templates::{Lint, Severity},
};
use relance_store::params;

/// Queues a draft: its bytes and its id are made now, and never again. It goes after the delay of the settings, at its time, or
/// `at_once`.
///
/// # Errors
/// `not_found`, `outgoing_under_way`, `when_unreadable`; what keeps it from going: `outgoing_account_missing`,
/// `outgoing_recipient_missing`, `outgoing_address_invalid`, `outgoing_opposed`, `outgoing_not_ready`.
pub fn send(core: &Core, id: Id, wanted: &OutgoingSend, at_once: bool) -> Outcome<Outgoing> {
    let due_at = match &wanted.at {
        Some(text) => time(core, text)?,
        None if at_once => core.now(),
        None => core.now() + core.read(settings::get)?.send_delay.clamp(0, 120) * 1000,
    };
    let follow_up = checked_follow_up(wanted.follow_up)?;
    write(core, |tx| {
        let db = tx.db();
        let draft = table::of_state(&db, id, &[OutgoingState::Draft])?;
        // It says when it goes, not when it was written.
        let ready = letter::compose(core, &db, &draft, due_at.max(tx.at()))?;
        must_be_fit(&ready.lints, wanted.anyway)?;
        let bytes = ready.bytes()?;
        db.execute(
            "UPDATE outgoing SET state = 'waiting', message_id = ?2, bytes = ?3, due_at = ?4, as_subject = ?5, as_start = ?6,
               follow_up = coalesce(?7, follow_up), attempts = 0, tried_at = NULL, next_at = NULL, failure = NULL, updated_at = ?8
             WHERE id = ?1",
            params![
                id.0,
                ready.letter.message_id,
                bytes,
                due_at,
                ready.letter.subject,
                table::start(&ready.letter.html),
                follow_up,
                tx.at()
            ],
        )?;
        table::get(&db, id)
    })
}

/// The instant that somebody said; what has passed is now.
fn time(core: &Core, text: &str) -> Outcome<i64> {
    let local = core.local()?;
    let (day, time) = reminders::spoken_day(text, &local)
        .ok_or_else(|| Failure::invalid("at", "when_unreadable").with("text", text))?;
    let at = time.map_or_else(|| local.beginning(day), |time| local.instant(day, time));
    Ok(at.max(core.now()))
}

fn must_be_fit(lints: &[Lint], anyway: bool) -> Outcome<()> {
    let errors: Vec<&Lint> = lints.iter().filter(|lint| lint.severity == Severity::Error).collect();
    let of = |code: &str| errors.iter().find(|lint| lint.code == code).map(|lint| lint.found.clone());
    if of("no_recipient").is_some() {
        return Err(Failure::invalid("to", "outgoing_recipient_missing"));
    }
    if let Some(address) = of("recipient_wrong") {
        return Err(Failure::invalid("to", "outgoing_address_invalid").with("value", address));
    }
    if let Some(name) = of("do_not_contact") {
        return Err(Failure::refused("outgoing_opposed").with("name", name));
    }
    if errors.is_empty() || anyway {
        return Ok(());
    }
    let codes: Vec<&str> = errors.iter().map(|lint| lint.code.as_str()).collect();
    let found: Vec<&str> =
        errors.iter().map(|lint| lint.found.as_str()).filter(|found| !found.is_empty()).collect();
    let said = if found.is_empty() { codes.join(", ") } else { found.join(", ") };
    Err(Failure::invalid("html", "outgoing_not_ready").with("found", said).with("codes", codes))
}

/// Calls a message back that has not gone, or takes up one that failed: it is a draft again.
///
/// # Errors
/// `not_found`; `outgoing_under_way` where it is too late.
pub fn cancel(core: &Core, id: Id) -> Outcome<Outgoing> {
    write(core, |tx| {
        table::of_state(&tx.db(), id, &[OutgoingState::Waiting, OutgoingState::Failed])?;
        tx.db().execute(
            "UPDATE outgoing SET state = 'draft', message_id = NULL, bytes = NULL, as_subject = NULL, as_start = NULL, due_at = NULL,
               tried_at = NULL, attempts = 0, next_at = NULL, failure = NULL, updated_at = ?2 WHERE id = ?1",
            params![id.0, tx.at()],
        )?;
        table::get(&tx.db(), id)
    })
}

/// Tries a message again that failed, or of which nobody knows: whoever asks has decided.
///
/// # Errors
/// `not_found`, `outgoing_under_way`.
pub fn again(core: &Core, id: Id) -> Outcome<Outgoing> {
    write(core, |tx| {
        table::of_state(&tx.db(), id, &[OutgoingState::Failed, OutgoingState::Unknown])?;
        tx.db().execute(
            "UPDATE outgoing SET state = 'waiting', due_at = ?2, attempts = 0, next_at = NULL, failure = NULL, updated_at = ?2
             WHERE id = ?1",
            params![id.0, tx.at()],
        )?;
        table::get(&tx.db(), id)
    })
}

/// Takes a message for sent of which nobody knew: somebody saw that it went.
///
/// # Errors
/// `not_found`, `outgoing_under_way`.
pub fn settled(core: &Core, id: Id) -> Outcome<Outgoing> {
    core.read(|db| table::of_state(db, id, &[OutgoingState::Unknown]))?;
    sent::settle(core, id, false)?;
    core.read(|db| table::get(db, id))
}

/// What waits for a password that was wrong goes at once, now that there is another.
///
/// # Errors
/// The base cannot be written.
pub fn hasten(core: &Core, account: Id) -> Outcome<()> {
    write(core, |tx| {
        tx.db().execute(
            "UPDATE outgoing SET next_at = NULL, updated_at = ?2
             WHERE account_id = ?1 AND state = 'waiting' AND failure ->> 'code' = 'needs_account'",
            params![account.0, tx.at()],
        )
    })
    .map(drop)
}
