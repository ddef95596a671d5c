//! Mail: the user's own mailboxes. Their servers are reached through the traits of `relance-world`; what comes is kept by the room
//! `messages`, and put onto timelines there.
//!
//! What is known of a server (folders, what lies where, with which flags) follows the server and is no part of the journal:
//! an undo here moves nothing there. Passwords are in the keychain, never in the base.

mod accounts;
mod attached;
mod faults;
mod folders;
mod health;
mod intake;
mod places;
mod secrets;
mod sync;
mod taken;

pub use accounts::{add, all, by_email, edit, get, remove};
pub use attached::attachment;
pub use health::{all as health, one as health_of};
pub use relance_world::mail::Stop;
pub use sync::sync;
pub use taken::{Taking, take_files};
