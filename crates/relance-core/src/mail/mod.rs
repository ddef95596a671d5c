//! Mail: the user's own mailboxes. Their servers are reached through the traits of `relance-world`; what comes is kept by the room
//! `messages`, and put onto timelines there.
//!
//! What is known of a server (folders, what lies where, with which flags) follows the server and is no part of the journal:
//! an undo here moves nothing there. Passwords are in the keychain, never in the base.

mod accounts;
mod attached;
mod faults;
mod find;
mod folders;
mod follow;
mod health;
mod intake;
mod ispdb;
mod places;
mod providers;
mod secrets;
mod settle;
mod sync;
mod taken;
mod underway;

pub(crate) use accounts::{Servers, whole as servers};
pub use accounts::{add, all, by_email, edit, get, remove};
pub use attached::attachment;
pub(crate) use faults::failure;
pub use find::find;
pub use follow::{Bell, follow};
pub use health::{all as health, one as health_of};
pub use relance_world::mail::Stop;
pub(crate) use secrets::login;
pub use settle::owed as unsettled;
pub use sync::sync;
pub use taken::{Taking, take_files};
pub use underway::Underway;
