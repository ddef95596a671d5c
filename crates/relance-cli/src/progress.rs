//! A long work seen from the terminal: a bar while somebody watches, and Ctrl+C that ends it cleanly.

use crate::{signals::stop_asked, voice::Voice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use relance_core::{Core, Event};
use relance_model::{Id, Outcome};
use std::io::{IsTerminal as _, stderr};

/// Runs an import with a bar on standard error when that is a terminal. Asked to stop, the import is cancelled and
/// leaves nothing; asked twice, the process ends at once, which leaves nothing either.
pub fn watched<T>(core: &Core, import: Id, voice: &Voice, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let bar = if stderr().is_terminal() { bar(voice) } else { ProgressBar::hidden() };
    let shown = bar.clone();
    core.listen(move |event| {
        if let Event::Progress(progress) | Event::Trial(progress) = event {
            if let Some(total) = progress.total {
                shown.set_length(total.max(progress.done));
            }
            shown.set_position(progress.done);
        }
    });
    heed_stop(core.clone(), import);
    let outcome = work();
    bar.finish_and_clear();
    outcome
}

fn bar(voice: &Voice) -> ProgressBar {
    let template = format!("{} {{wide_bar:.dim}} {{percent:>3}} %  {{eta}}", voice.say("importing"));
    let style = ProgressStyle::with_template(&template).unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr()).with_style(style.progress_chars("━━─"))
}

/// Without the thread for it, Ctrl+C ends the process at once: safe, only less polite.
fn heed_stop(core: Core, import: Id) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    std::thread::spawn(move || {
        runtime.block_on(async {
            stop_asked().await;
            // Not found: it has just ended.
            let _ = core.desk().cancel(import);
            stop_asked().await;
            std::process::exit(1);
        });
    });
}
