//! Members of the team; the first one is the owner of the laptop.

use relance_model::{
    Failure, Id, Outcome,
    labels::{Member, MemberEdit},
};
use relance_store::{Db, Row, SqlResult, Tx, fold, params};

/// Bytes of a phone number, with what is written around it.
const PHONE: usize = 60;

fn member(row: &Row<'_>) -> SqlResult<Member> {
    Ok(Member {
        id: Id(row.get(0)?),
        name: row.get(1)?,
        email: row.get(2)?,
        phone: row.get(3)?,
        is_me: row.get(4)?,
    })
}

/// All members, the owner of the laptop first.
///
/// # Errors
/// The base cannot be read.
pub fn all(db: &Db<'_>) -> Outcome<Vec<Member>> {
    db.rows("SELECT id, name, email, phone, is_me FROM member ORDER BY is_me DESC, id", [], member)
}

/// # Errors
/// `not_found`.
pub fn get(db: &Db<'_>, id: Id) -> Outcome<Member> {
    all(db)?.into_iter().find(|member| member.id == id).ok_or_else(|| Failure::not_found("member", id))
}

/// Finds a member by name or e-mail, accents and case aside.
#[must_use]
pub fn find<'a>(members: &'a [Member], word: &str) -> Option<&'a Member> {
    let folded = fold(word.trim());
    members.iter().find(|member| {
        fold(&member.name) == folded || member.email.as_deref().map(fold).as_ref() == Some(&folded)
    })
}

/// Makes the owner of a new base.
///
/// # Errors
/// The base cannot be written.
pub fn plant(tx: &Tx<'_>, english: bool) -> Outcome<()> {
    let name = if english { "Me" } else { "Moi" };
    tx.db()
        .execute("INSERT INTO member (id, name, is_me) VALUES (?1, ?2, 1)", params![tx.new_id().0, name])
        .map(drop)
}

/// Puts the team of another base in the place of that of a new one.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn replace(tx: &Tx<'_>, others: &[Member]) -> Outcome<()> {
    tx.db().execute("DELETE FROM member", [])?;
    others.iter().try_for_each(|other| adopt(tx, other, other.is_me).map(drop))
}

/// Adds a member of another base's team.
///
/// # Errors
/// The base cannot be written.
pub(crate) fn adopt(tx: &Tx<'_>, other: &Member, is_me: bool) -> Outcome<Id> {
    let id = tx.id_or_new("member", other.id)?;
    tx.db().execute(
        "INSERT INTO member (id, name, email, phone, is_me) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![id.0, other.name, other.email, other.phone, is_me],
    )?;
    Ok(id)
}

/// # Errors
/// `member_name_missing`, `email_invalid`, `phone_invalid`.
pub fn add(tx: &Tx<'_>, edit: &MemberEdit) -> Outcome<Id> {
    let id = tx.new_id();
    tx.db().execute("INSERT INTO member (id, name) VALUES (?1, '')", [id.0])?;
    write(tx, id, edit)?;
    Ok(id)
}

/// # Errors
/// `not_found`, `member_name_missing`, `email_invalid`, `phone_invalid`.
pub fn edit(tx: &Tx<'_>, id: Id, edit: &MemberEdit) -> Outcome<()> {
    get(&tx.db(), id)?;
    write(tx, id, edit)
}

/// Removes a member; her prospects have no owner then.
///
/// # Errors
/// `member_me` for the owner of the laptop.
pub fn remove(tx: &Tx<'_>, id: Id) -> Outcome<()> {
    let member = get(&tx.db(), id)?;
    if member.is_me {
        return Err(Failure::not_now("member_me"));
    }
    let count = tx.db().execute("UPDATE prospect SET owner_id = NULL WHERE owner_id = ?1", [id.0])?;
    tx.db().execute("DELETE FROM member WHERE id = ?1", [id.0])?;
    tx.say("member", member.name);
    tx.say("count", count);
    Ok(())
}

fn write(tx: &Tx<'_>, id: Id, edit: &MemberEdit) -> Outcome<()> {
    let before = get(&tx.db(), id)?;
    let name = edit.name.as_deref().map_or(before.name.as_str(), str::trim);
    if name.is_empty() {
        return Err(Failure::invalid("name", "member_name_missing"));
    }
    let email = match edit.email.clone().unwrap_or(before.email).filter(|email| !email.trim().is_empty()) {
        Some(email) => {
            Some(crate::values::email(&email).map_err(|_| Failure::invalid("email", "email_invalid"))?)
        }
        None => None,
    };
    // As one writes it below a message: no reading of it is better than that.
    let phone = edit.phone.clone().unwrap_or(before.phone);
    let phone = phone.map(|phone| phone.split_whitespace().collect::<Vec<_>>().join(" "));
    let phone = phone.filter(|phone| !phone.is_empty());
    if phone.as_deref().is_some_and(|phone| !phone.chars().any(|c| c.is_ascii_digit()) || phone.len() > PHONE)
    {
        return Err(Failure::invalid("phone", "phone_invalid").with("value", phone.unwrap_or_default()));
    }
    tx.say("member", name);
    tx.db()
        .execute(
            "UPDATE member SET name = ?2, email = ?3, phone = ?4 WHERE id = ?1",
            params![id.0, name, email, phone],
        )
        .map(drop)
}
