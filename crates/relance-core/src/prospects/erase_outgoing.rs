//! What was to be sent to people who are erased: drafts and whatever else of the outbox was for them alone goes with its files; of
//! what goes to others too, their addresses go.

use super::table::{addresses, row};
use relance_model::{Id, Outcome};
use relance_store::{Db, Tx, params};
use serde_json::{Value, json};

/// Erases it; to be asked before anything of theirs is removed.
pub(super) fn forget(tx: &Tx<'_>, ids: &[Id]) -> Outcome<()> {
    let db = tx.db();
    let mut theirs: Vec<String> = Vec::new();
    for id in ids {
        theirs.extend(row(&db, *id)?.email);
        theirs.extend(addresses(&db, *id)?.into_iter().map(|address| address.value));
    }
    let found = db.rows(
        "SELECT id, prospect_id IN (SELECT value FROM json_each(?1)), to_people, cc_people, bcc_people FROM outgoing",
        [json!(ids.iter().map(|id| id.0).collect::<Vec<_>>()).to_string()],
        |row| {
            let lists = [row.get::<_, String>(2)?, row.get(3)?, row.get(4)?];
            Ok((Id(row.get(0)?), row.get::<_, Option<bool>>(1)?.unwrap_or_default(), lists))
        },
    )?;
    for (id, is_for_them, lists) in found {
        let lists = lists.map(|list| serde_json::from_str::<Vec<Value>>(&list).unwrap_or_default());
        let is_theirs = |person: &Value| {
            let address = person["address"].as_str().unwrap_or_default();
            theirs.iter().any(|own| own.eq_ignore_ascii_case(address))
        };
        let named = lists.iter().flatten().filter(|person| is_theirs(person)).count();
        if is_for_them || (named > 0 && named == lists.iter().flatten().count()) {
            remove(&db, id)?;
        } else if named > 0 {
            let [to, cc, bcc] = lists.map(|list| {
                Value::from_iter(list.into_iter().filter(|person| !is_theirs(person))).to_string()
            });
            db.execute(
                "UPDATE outgoing SET to_people = ?2, cc_people = ?3, bcc_people = ?4 WHERE id = ?1",
                params![id.0, to, cc, bcc],
            )?;
        }
    }
    Ok(())
}

/// What became a message that is erased leaves the outbox too.
pub(super) fn forget_sent(tx: &Tx<'_>, message: i64) -> Outcome<()> {
    let db = tx.db();
    let sent = db.rows("SELECT id FROM outgoing WHERE kept_id = ?1", [message], |row| row.get(0).map(Id))?;
    sent.into_iter().try_for_each(|id| remove(&db, id))
}

fn remove(db: &Db<'_>, id: Id) -> Outcome<()> {
    db.execute("DELETE FROM outgoing_file WHERE outgoing_id = ?1", [id.0])?;
    db.execute("DELETE FROM outgoing WHERE id = ?1", [id.0]).map(drop)
}
