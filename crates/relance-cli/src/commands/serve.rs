//! `relance serve`: the interface and the API on 127.0.0.1, until it is stopped; and the document that describes them.

use crate::{args::Serve, output, output::Reply, signals::stop_asked};
use relance_core::Core;
use relance_model::{Failure, Outcome};
use serde_json::json;
use std::{
    process::{Command, Stdio},
    time::Duration,
};

/// What a read that is under way may take when the server is stopped.
const LAST_READS: Duration = Duration::from_secs(10);

pub fn run(core: Core, wanted: &Serve, as_json: bool) -> Outcome<Reply> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::bug)?;
    let outcome = runtime.block_on(async {
        let serving = relance_api::serve(core, wanted.port).await?;
        let address = serving.address();
        // Whoever reads the address may ask to stop at once.
        let stop = stop_asked();
        // One line, flushed: programs wait for it.
        if as_json {
            let told = json!({ "address": address, "port": serving.port(), "token": serving.token() });
            output::print_json(&told)?;
        } else {
            output::print(&address)?;
        }
        if wanted.open {
            browse(&address);
        }
        serving.until(stop).await
    });
    // Streams of events never end by themselves; what still reads the base does, and must before the process ends:
    // OpenSSL is taken down at exit, under the feet of whoever decrypts a page.
    runtime.shutdown_timeout(LAST_READS);
    outcome.map(|()| Reply::said())
}

/// Opens the system's browser; without one the address is on the screen all the same.
fn browse(address: &str) {
    let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    let _ = Command::new(opener)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}

/// The OpenAPI document, for `cargo xtask gen`.
pub fn document() -> Outcome<Reply> {
    let document = relance_api::document();
    let text = document.to_pretty_json().map_err(Failure::bug)?;
    Reply::new(document, text)
}
