//! A long work seen from the terminal: a bar while somebody watches, and Ctrl+C that ends it cleanly.

use crate::{signals::stop_asked, voice::Voice};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use relance_core::{Core, Event};
use relance_model::{Id, Outcome};
use std::io::{IsTerminal as _, stderr};

/// Runs an import with a bar on standard error when that is a terminal. Asked to stop, the import is cancelled and
/// leaves nothing; asked twice, the process ends at once, which leaves nothing either.
pub fn watched<T>(core: &Core, import: Id, voice: &Voice, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let cancel = move |core: &Core| {
        // Not found: it has just ended.
        let _ = core.desk().cancel(import);
    };
    shown(core, voice, cancel, work)
}

/// Takes in e-mail files with a bar, as [`watched`] runs an import.
pub fn watched_files<T>(core: &Core, voice: &Voice, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    shown(core, voice, |core| core.taking().cancel(), work)
}

fn shown<T>(
    core: &Core,
    voice: &Voice,
    cancel: impl Fn(&Core) + Send + 'static,
    work: impl FnOnce() -> Outcome<T>,
) -> Outcome<T> {
    let bar = if stderr().is_terminal() { bar(voice) } else { ProgressBar::hidden() };
    let told = bar.clone();
    core.listen(move |event| {
        let (done, total) = match event {
            Event::Progress(progress) | Event::Trial(progress) => (progress.done, progress.total),
            Event::Taking(progress) => (progress.done, Some(progress.total)),
            _ => return,
        };
        if let Some(total) = total {
            told.set_length(total.max(done));
        }
        told.set_position(done);
    });
    heed_stop(core.clone(), cancel);
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
fn heed_stop(core: Core, cancel: impl Fn(&Core) + Send + 'static) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    std::thread::spawn(move || {
        runtime.block_on(async {
            stop_asked().await;
            cancel(&core);
            stop_asked().await;
            std::process::exit(1);
        });
    });
}
