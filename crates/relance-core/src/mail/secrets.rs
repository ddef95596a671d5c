//! Passwords, in the keychain: each under the id of its account.

use super::accounts::Servers;
use crate::Core;
use relance_model::{Failure, Id, Outcome};
use relance_world::mail::Login;

fn name(account: Id) -> String {
    format!("mail-{account}")
}

pub(super) fn keep(core: &Core, account: Id, password: &str) -> Outcome<()> {
    core.keychain().set(&name(account), password).map(drop)
}

pub(super) fn forget(core: &Core, account: Id) -> Outcome<()> {
    core.keychain().remove(&name(account))
}

/// How one signs in to an account.
///
/// # Errors
/// `mail_signed_out` where its password is not on this machine, as after a restore elsewhere.
pub(crate) fn login(core: &Core, servers: &Servers) -> Outcome<Login> {
    let held = core.keychain().get(&name(servers.account.id))?;
    let (password, _) = held.ok_or_else(|| {
        Failure::new(relance_model::Code::NeedsAccount, "mail_signed_out")
            .with("email", servers.account.email.clone())
    })?;
    Ok(Login::Password { user: servers.account.user.clone(), password })
}
