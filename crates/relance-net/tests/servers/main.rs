//! The servers of mail for real: Dovecot, Postfix and an OAuth server on loopback (`tests/mail-lab`), and where no real one can
//! be made to misbehave, a script that does.
//!
//! Run by `cargo xtask test --only servers`, which starts them and says where in `RELANCE_LAB`.

mod following;
mod imap;
mod lab;
mod oauth;
mod scripted;
mod smtp;
mod sync;
