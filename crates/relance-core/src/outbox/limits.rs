//! How much a mailbox may send, and how soon something is tried again.

use crate::Core;
use relance_model::{Failure, Outcome, mail::MailAccount};
use relance_store::params;

const MINUTE: i64 = 60_000;
/// Minutes until the next try, by how many there were.
const STEPS: [i64; 8] = [1, 5, 15, 60, 120, 240, 720, 1440];
/// After this time nothing is tried any more (RFC 5321, 4.5.4.1).
pub(super) const GIVEN_UP: i64 = 5 * 1440 * MINUTE;

/// When something is tried again after so many tries.
pub(super) fn later(now: i64, tries: u64) -> i64 {
    let step = usize::try_from(tries.saturating_sub(1)).unwrap_or(STEPS.len()).min(STEPS.len() - 1);
    now + STEPS[step] * MINUTE
}

/// When something is looked at again that began then: the later, the more seldom; never again after a day where it is `bounded`.
pub(super) fn look_again(now: i64, began: i64, bounded: bool) -> Option<i64> {
    let minutes = match (now - began) / MINUTE {
        ..5 => 1,
        5..60 => 5,
        60..1440 => 60,
        _ if bounded => return None,
        _ => 1440,
    };
    Some(now + minutes * MINUTE)
}

/// Until when a mailbox sends nothing more, and why, where that is to be told.
///
/// # Errors
/// The base cannot be read.
pub(super) fn hold(core: &Core, account: &MailAccount) -> Outcome<Option<(i64, Option<Failure>)>> {
    let local = core.local()?;
    let today = local.today();
    let (count, last): (i64, Option<i64>) = core
        .read(|db| {
            db.optional(
                "SELECT count(*) FILTER (WHERE tried_at >= ?2), max(tried_at) FROM outgoing
                 WHERE account_id = ?1 AND tried_at IS NOT NULL AND state IN ('sent', 'sending', 'unknown')",
                params![account.id.0, local.midnight(today)],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
        })?
        .unwrap_or_default();
    if count >= i64::from(account.daily_limit) {
        let tomorrow = today.succ_opt().map_or(local.now + 1440 * MINUTE, |day| local.beginning(day));
        let failure = Failure::not_now("outgoing_limit")
            .with("limit", account.daily_limit)
            .with("email", account.email.clone());
        return Ok(Some((tomorrow, Some(failure))));
    }
    let free_at = last.map_or(0, |last| last + i64::from(account.gap_seconds) * 1000);
    Ok((free_at > local.now).then_some((free_at, None)))
}
