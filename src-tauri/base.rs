//! The base as the window sees it: being opened, open, or in trouble. Opening happens on its own thread so that
//! the window never waits for the disk; requests of the page wait here until it is settled.

use crate::{args::Args, language::Language, menu, protocol, shell, tray};
use axum::{Router, http::Request};
use relance_model::{Failure, Outcome, settings::Settings};
use tauri::{AppHandle, Manager};
use tokio::sync::watch;

#[derive(Clone)]
pub enum State {
    Opening,
    Open(Router),
    Trouble(Failure),
}

pub struct Base {
    args: Args,
    state: watch::Sender<State>,
}

impl Base {
    pub fn new(args: Args) -> Self {
        Self { args, state: watch::Sender::new(State::Opening) }
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

    /// Where the base is, for a person.
    pub fn place(&self) -> String {
        self.args.data.as_ref().map_or_else(String::new, |folder| folder.display().to_string())
    }

    pub fn close(&self) {
        self.state.send_replace(State::Opening);
    }
}

/// Opens the base on a thread of its own and tells whoever waits.
pub fn open(app: &AppHandle) {
    let app = app.clone();
    app.state::<Base>().state.send_replace(State::Opening);
    std::thread::spawn(move || {
        let base = app.state::<Base>();
        match connect(&base.args, &app) {
            Ok(router) => {
                base.state.send_replace(State::Open(router));
                follow_settings(&app);
            }
            Err(failure) => {
                eprintln!("relance-desktop: {failure}");
                base.state.send_replace(State::Trouble(failure));
                // Without a base there is nothing that the menu's items could do.
                let main = app.clone();
                let _ = app.run_on_main_thread(move || drop(main.remove_menu()));
            }
        }
    });
}

fn connect(args: &Args, app: &AppHandle) -> Outcome<Router> {
    let _ = (args, app);
    let page = "<!doctype html><title>Relance</title><link rel=icon href=data:,><div id=app>placeholder</div><script src=/boot.js></script>";
    Ok(Router::new()
        .route("/", axum::routing::get(move || async move { axum::response::Html(page) }))
        .route("/boot.js", axum::routing::get(|| async { ([("content-type", "text/javascript")], "document.documentElement.dataset.ready='true';window.__TAURI_INTERNALS__.invoke('window_ready');window.drops=[];window.__TAURI_INTERNALS__.invoke('plugin:event|listen',{event:'relance://drop',target:{kind:'Any'},handler:window.__TAURI_INTERNALS__.transformCallback(e=>window.drops.push(e.payload))})") })))
}

/// Menu language, tray and drawing mode follow the settings kept in the base.
pub fn follow_settings(app: &AppHandle) {
    let app = app.clone();
    tauri::async_runtime::spawn(async move {
        let State::Open(router) = app.state::<Base>().settled().await else { return };
        let mut request = Request::new(Vec::new());
        *request.uri_mut() = axum::http::Uri::from_static("/api/v1/settings");
        let answer = protocol::route(router, request).await;
        let Ok(settings) = serde_json::from_slice::<Settings>(answer.body()) else { return };
        shell::with_memory(&app, |memory| memory.compatible_display = settings.compatible_display);
        let main = app.clone();
        // Menus and trays belong to the main thread.
        let done = app.run_on_main_thread(move || apply(&main, &settings));
        if let Err(error) = done {
            eprintln!("relance-desktop: {error}");
        }
    });
}

fn apply(app: &AppHandle, settings: &Settings) {
    let base = app.state::<Base>();
    let language = base
        .chosen_language()
        .or_else(|| Language::from_code(&settings.language))
        .unwrap_or_else(Language::of_system);
    let shown = menu::show(app, language).and_then(|()| tray::set(app, settings.close_to_tray, language));
    if let Err(error) = shown {
        eprintln!("relance-desktop: {error}");
    }
}
