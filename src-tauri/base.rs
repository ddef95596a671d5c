//! The base as the window sees it: being opened, open, or in trouble. Opening happens on its own thread so that
//! the window never waits for the disk; requests of the page wait here until it is settled.

use crate::{args::Args, language::Language, menu, shell, tray, window::MAIN};
use axum::Router;
use relance_core::{Core, Event};
use relance_model::{Failure, Outcome};
use std::sync::{Arc, Mutex};
use tauri::{AppHandle, Emitter, Manager};
use tokio::sync::{Notify, watch};

#[derive(Clone)]
pub enum State {
    Opening,
    Open(Router),
    Trouble(Failure),
}

pub struct Base {
    args: Args,
    followed: Mutex<Option<Followed>>,
    state: watch::Sender<State>,
}

impl Base {
    pub fn new(args: Args) -> Self {
        Self { args, followed: Mutex::new(None), state: watch::Sender::new(State::Opening) }
    }

    /// The state once it is no longer `Opening`.
    pub async fn settled(&self) -> State {
        let mut reader = self.state.subscribe();
        match reader.wait_for(|state| !matches!(state, State::Opening)).await {
            Ok(state) => state.clone(),
            Err(_) => State::Opening,
        }
    }

    /// The language asked for on the command line, else the system's.
    pub fn language(&self) -> Language {
        self.args.language.unwrap_or_else(Language::of_system)
    }

    pub fn chosen_language(&self) -> Option<Language> {
        self.args.language
    }

    /// The language that the menu is in.
    pub fn shown_language(&self) -> Language {
        let followed = self.followed.lock().ok().and_then(|followed| *followed);
        followed.map_or_else(|| self.language(), |followed| followed.language)
    }

    pub fn close(&self) {
        self.state.send_replace(State::Opening);
    }
}

/// Opens the base on a thread of its own and tells whoever waits; with a recovery key when the user has typed one.
pub fn open(app: &AppHandle, recovery_key: Option<String>) {
    let app = app.clone();
    app.state::<Base>().state.send_replace(State::Opening);
    std::thread::spawn(move || {
        let base = app.state::<Base>();
        match core(&base, recovery_key.as_deref()) {
            Ok(core) => {
                base.state.send_replace(State::Open(router(&app, core.clone())));
                relance_core::session::warm(&core);
            }
            Err(failure) => {
                eprintln!("relance-desktop: {failure}");
                // A mistyped recovery key is asked for again.
                let failure =
                    if recovery_key.is_some() { failure.hint("enter_recovery_key") } else { failure };
                base.state.send_replace(State::Trouble(failure));
                // Without a base there is nothing that the menu's items could do.
                let main = app.clone();
                let _ = app.run_on_main_thread(move || drop(main.remove_menu()));
            }
        }
    });
}

fn core(base: &Base, recovery_key: Option<&str>) -> Outcome<Core> {
    let options = relance_net::options(base.args.data.clone(), base.language() == Language::English)?;
    match recovery_key {
        Some(key) => Core::adopt(options, key),
        None => Core::open(options),
    }
}

/// The API over a core, with the core's events forwarded to the page and its regular duties done.
fn router(app: &AppHandle, core: Core) -> Router {
    let page = app.clone();
    let settings = Arc::new(Notify::new());
    let changed_settings = Arc::clone(&settings);
    core.listen(move |event| {
        let told = match event {
            Event::Changed(changed) => {
                // No entity at all: the whole base was replaced.
                if changed.entities.is_empty() || changed.entities.iter().any(|entity| entity == "setting") {
                    changed_settings.notify_one();
                }
                page.emit_to(MAIN, "relance://changed", changed)
            }
            Event::Progress(progress) => page.emit_to(MAIN, "relance://progress", progress),
            Event::Trial(progress) => page.emit_to(MAIN, "relance://trial", progress),
            Event::Due(due) => page.emit_to(MAIN, "relance://due", due),
            Event::Soon(soon) => page.emit_to(MAIN, "relance://soon", soon),
            Event::Taking(progress) => page.emit_to(MAIN, "relance://taking", progress),
        };
        if let Err(error) = told {
            eprintln!("relance-desktop: {error}");
        }
    });
    settings.notify_one();
    tauri::async_runtime::spawn(watch_settings(app.clone(), core.clone(), settings));
    tauri::async_runtime::spawn(relance_api::watch(core.clone()));
    relance_api::router(core, relance_api::Host::Window)
}

/// Outside of the listener: that one is called while the writer is still at work.
async fn watch_settings(app: AppHandle, core: Core, changed: Arc<Notify>) {
    loop {
        changed.notified().await;
        let (app, core) = (app.clone(), core.clone());
        let _ = tauri::async_runtime::spawn_blocking(move || follow_settings(&app, &core)).await;
    }
}

/// What the shell itself takes from the settings kept in the base.
#[derive(Clone, Copy, PartialEq)]
struct Followed {
    language: Language,
    tray: bool,
    compatible_display: bool,
}

/// Brings menu language, tray and drawing mode up to the settings; the page saves others often, so only a change counts.
fn follow_settings(app: &AppHandle, core: &Core) {
    let Ok(settings) = core.read(relance_core::settings::get) else { return };
    let base = app.state::<Base>();
    let language = base.args.language.or_else(|| Language::from_code(&settings.language));
    let wanted = Followed {
        language: language.unwrap_or_else(Language::of_system),
        tray: settings.close_to_tray,
        compatible_display: settings.compatible_display,
    };
    // The start has put up a menu already; another one would lay the window out again.
    let shown = base.shown_language();
    match base.followed.lock() {
        Ok(mut followed) if *followed != Some(wanted) => *followed = Some(wanted),
        _ => return,
    }
    shell::with_memory(app, |memory| memory.compatible_display = wanted.compatible_display);
    let main = app.clone();
    // Menus and trays belong to the main thread.
    let sent = app.run_on_main_thread(move || {
        let stays = wanted.language == shown && main.menu().is_some();
        let menu = if stays { Ok(()) } else { menu::show(&main, wanted.language) };
        if let Err(error) = menu.and_then(|()| tray::set(&main, wanted.tray, wanted.language)) {
            eprintln!("relance-desktop: {error}");
        }
    });
    if let Err(error) = sent {
        eprintln!("relance-desktop: {error}");
    }
}
