//! What every route has at hand.

use crate::{answer::Problem, guard::Host};
use relance_core::{Core, Event};
use relance_model::{Failure, Outcome};
use tokio::sync::broadcast;

#[derive(Clone)]
pub(crate) struct App {
    pub core: Core,
    pub host: Host,
    pub events: broadcast::Sender<Event>,
}

impl App {
    /// Runs work of the core where it may block: rusqlite does.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Core) -> Outcome<T> + Send + 'static,
    ) -> Result<T, Problem> {
        let core = self.core.clone();
        tokio::task::spawn_blocking(move || work(&core))
            .await
            .map_err(|error| Problem(Failure::bug(error)))?
            .map_err(Problem)
    }
}
