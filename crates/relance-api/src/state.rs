//! What every route has at hand.

use crate::{answer::Problem, as_of, guard::Host};
use relance_core::{Core, Event};
use relance_model::{Failure, Outcome};
use tokio::sync::broadcast;

#[derive(Clone)]
pub(crate) struct App {
    /// The base of today.
    pub core: Core,
    pub host: Host,
    pub events: broadcast::Sender<Event>,
}

impl App {
    /// Runs work of the core where it may block: rusqlite does. At a past date the core is that date's.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Core) -> Outcome<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let core = as_of::shown().unwrap_or_else(|| self.core.clone());
        tokio::task::spawn_blocking(move || work(&core))
            .await
            .map_err(|error| Problem(Failure::bug(error)))?
            .map_err(Problem)
    }
}
