//! The staircase: one HTTP API for window, browser and scripts, described once with OpenAPI.
//!
//! No rule lives here: a route reads a request, calls a room, and writes the answer.

mod answer;
mod as_of;
mod assets;
mod events;
mod following;
mod guard;
mod routes;
mod serve;
mod state;

pub use events::watch;
pub use guard::Host;
pub use routes::{document, router};
pub use serve::{Serving, serve};
