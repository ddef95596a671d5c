//! `relance serve`: the interface and the API on 127.0.0.1, until it is stopped; and the document that describes them.

use crate::args::Serve;
use relance_core::Core;
use relance_model::{Failure, Outcome};
use std::{
    io::Write as _,
    process::{Command, Stdio},
};

pub fn run(core: Core, wanted: &Serve) -> Outcome<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::bug)?;
    let outcome = runtime.block_on(async {
        let serving = relance_api::serve(core, wanted.port).await?;
        let address = serving.address();
        announce(&address);
        if wanted.open {
            browse(&address);
        }
        serving.until(stopped()).await
    });
    // Streams of events never end by themselves.
    runtime.shutdown_background();
    outcome
}

/// One line, flushed: programs wait for it. Whoever stopped reading it does not stop the server.
fn announce(address: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{address}").and_then(|()| out.flush());
}

/// Opens the system's browser; without one the address is on the screen all the same.
fn browse(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let _ = Command::new(opener).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
}

async fn stopped() {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    let _ = interrupted.await;
}

/// The OpenAPI document, for `cargo xtask gen`.
pub fn document() -> Outcome<String> {
    relance_api::document().to_pretty_json().map_err(Failure::bug)
}
