//! Events: what a commit touched, how far a long work is. The window gets them by Tauri's `emit`, a browser by SSE.

use crate::{answer::Who, following::Following, state::App};
use axum::{
    extract::State,
    response::sse::{Event as Sse, KeepAlive, Sse as Stream},
};
use relance_core::{Core, Event};
use std::{convert::Infallible, time::Duration};
use tokio_stream::{StreamExt, wrappers::BroadcastStream};

/// Listens to commits and progress (`text/event-stream`: events `changed`, `progress`, `trial`, `due`, `soon` and `taking`).
#[utoipa::path(get, path = "/events", tag = "session", responses((status = 200, content_type = "text/event-stream", body = String)))]
pub(crate) async fn events(
    State(app): State<App>,
    _: Who,
) -> Stream<impl tokio_stream::Stream<Item = Result<Sse, Infallible>>> {
    let stream = BroadcastStream::new(app.events.subscribe()).map(|event| {
        let sse = match event {
            Ok(Event::Changed(changed)) => Sse::default().event("changed").json_data(&changed),
            Ok(Event::Progress(progress)) => Sse::default().event("progress").json_data(&progress),
            Ok(Event::Trial(progress)) => Sse::default().event("trial").json_data(&progress),
            Ok(Event::Due(due)) => Sse::default().event("due").json_data(&due),
            Ok(Event::Soon(soon)) => Sse::default().event("soon").json_data(&soon),
            Ok(Event::Taking(progress)) => Sse::default().event("taking").json_data(progress),
            // Some were missed: whoever listens reads everything again.
            Err(_) => Sse::default()
                .event("changed")
                .json_data(serde_json::json!({ "operation": null, "entities": [] })),
        };
        Ok(sse.unwrap_or_default())
    });
    Stream::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
}

/// After a large change, whoever made it goes first.
const BEFORE_INDEXING: Duration = Duration::from_millis(300);
/// Other writers come in between.
const BETWEEN_STRETCHES: Duration = Duration::from_millis(5);

/// Does what nobody asks for: the index follows large changes, other processes are noticed, what is due is done. Ends with
/// the runtime.
pub async fn watch(core: Core) {
    let _mailboxes = Following::begin(core.clone());
    tokio::join!(index(core.clone()), look(core));
}

async fn index(core: Core) {
    loop {
        let core = core.clone();
        let is_more = tokio::task::spawn_blocking(move || core.index_some()).await;
        tokio::time::sleep(match is_more {
            Ok(Ok(true)) => BETWEEN_STRETCHES,
            Ok(_) => BEFORE_INDEXING,
            Err(_) => return,
        })
        .await;
    }
}

/// Looks every second for what other processes wrote and which follow-ups are due, reads on what figures need, and looks every ten
/// minutes for what else is due.
async fn look(core: Core) {
    let mut second = tokio::time::interval(Duration::from_secs(1));
    let mut ticks: u64 = 0;
    loop {
        second.tick().await;
        let core = core.clone();
        let is_due = ticks % 600 == 5;
        ticks += 1;
        let work = move || {
            // A base that is busy now is looked at again in a second.
            let _ = core.notice_others();
            let _ = core.announce();
            let _ = core.announce_meetings();
            let _ = core.read_on();
            if is_due {
                let _ = core.run_due();
            }
        };
        if tokio::task::spawn_blocking(work).await.is_err() {
            return;
        }
    }
}
