//! What the page may ask of the host and only the host can do. Everything about prospects goes through the API
//! instead: a command here that reads or writes a record is in the wrong place.

use crate::{
    base::Base,
    drop::{self, Dropped},
    notify::{self, Notice},
    shell, tray, window,
};
use serde::Deserialize;
use std::{io::Write, path::PathBuf};
use tauri::{AppHandle, Manager, Wry, ipc::Invoke};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tauri_plugin_opener::OpenerExt;
use tokio::sync::oneshot;

pub fn handler() -> impl Fn(Invoke<Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        pick_files,
        pick_save,
        notify,
        come_forward,
        reveal,
        print,
        set_close_to_tray,
        window_ready,
        quit,
        test_drop,
        test_close
    ]
}

#[derive(Deserialize)]
struct Filter {
    name: String,
    extensions: Vec<String>,
}

fn dialog(app: &AppHandle, filters: &[Filter]) -> FileDialogBuilder<Wry> {
    let mut dialog = app.dialog().file();
    if let Some(window) = app.get_webview_window(window::MAIN) {
        dialog = dialog.set_parent(&window);
    }
    filters.iter().fold(dialog, |dialog, filter| {
        let extensions: Vec<&str> = filter.extensions.iter().map(String::as_str).collect();
        dialog.add_filter(&filter.name, &extensions)
    })
}

fn paths(chosen: Vec<FilePath>) -> Vec<PathBuf> {
    chosen.into_iter().filter_map(|path| path.into_path().ok()).collect()
}

/// `None` when the user cancels.
#[tauri::command]
async fn pick_files(app: AppHandle, filters: Vec<Filter>, multiple: bool) -> Option<Vec<PathBuf>> {
    let (answer, chosen) = oneshot::channel();
    let dialog = dialog(&app, &filters);
    if multiple {
        dialog.pick_files(move |files| drop_unsent(answer.send(files)));
    } else {
        dialog.pick_file(move |file| drop_unsent(answer.send(file.map(|file| vec![file]))));
    }
    chosen.await.ok().flatten().map(paths)
}

/// `None` when the user cancels.
#[tauri::command]
async fn pick_save(app: AppHandle, name: String, filters: Vec<Filter>) -> Option<PathBuf> {
    let (answer, chosen) = oneshot::channel();
    dialog(&app, &filters).set_file_name(name).save_file(move |file| drop_unsent(answer.send(file)));
    chosen.await.ok().flatten()?.into_path().ok()
}

/// The page that asked may have gone before the user answered.
fn drop_unsent<T>(sent: Result<(), T>) {
    std::mem::drop(sent);
}

#[tauri::command]
async fn notify(app: AppHandle, notice: Notice) -> Result<(), String> {
    let shown = tauri::async_runtime::spawn_blocking(move || notify::show(&app, notice)).await;
    shown.map_err(|error| error.to_string())?
}

/// The page was answered on a notification and has something to show for it.
#[tauri::command]
fn come_forward(app: AppHandle) {
    window::show(&app);
}

#[tauri::command]
async fn reveal(app: AppHandle, path: PathBuf) -> Result<(), String> {
    app.opener().reveal_item_in_dir(path).map_err(|error| error.to_string())
}

/// The system's own dialog for what is on the page: `window.print()` of a page opens none in every webview.
#[tauri::command]
fn print(app: AppHandle) -> Result<(), String> {
    let window = app.get_webview_window(window::MAIN).ok_or("no window")?;
    window.print().map_err(|error| error.to_string())
}

#[tauri::command]
fn set_close_to_tray(app: AppHandle, on: bool) -> Result<(), String> {
    tray::set(&app, on, app.state::<Base>().shown_language()).map_err(|error| error.to_string())
}

/// The first usable screen is painted: this start is a good one.
#[tauri::command]
fn window_ready(app: AppHandle) {
    shell::with_memory(&app, |memory| memory.starting = false);
    if in_test() {
        // The start bench waits for this line; a closed pipe is no trouble of ours.
        let _ = writeln!(std::io::stdout(), "ready");
    }
}

#[tauri::command]
fn quit(app: AppHandle) {
    app.exit(0);
}

/// The same event as a real drop, which no driver can make.
#[tauri::command]
fn test_drop(app: AppHandle, dropped: Dropped) -> Result<(), String> {
    only_in_tests()?;
    drop::tell(&app, &dropped);
    Ok(())
}

/// The cross in the window's corner, which no driver can press.
#[tauri::command]
fn test_close(app: AppHandle) -> Result<(), String> {
    only_in_tests()?;
    let window = app.get_webview_window(window::MAIN).ok_or("no window")?;
    window.close().map_err(|error| error.to_string())
}

fn only_in_tests() -> Result<(), String> {
    if cfg!(debug_assertions) || in_test() { Ok(()) } else { Err("only in tests".to_owned()) }
}

fn in_test() -> bool {
    std::env::var_os("RELANCE_TEST").is_some_and(|value| value == "1")
}
