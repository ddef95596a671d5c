//! Puts the parts of the window together, in the order that Tauri needs them.

use crate::{
    args::Args,
    base::{self, Base},
    commands,
    memory::Memory,
    menu, notify, protocol, tray, window,
};
use std::{process::ExitCode, sync::Mutex, time::Duration};
use tauri::{AppHandle, Manager, RunEvent, Wry, plugin::TauriPlugin};
use tauri_plugin_window_state::StateFlags;

/// What still reads the base when the user quits has so long to end: OpenSSL is taken down at exit, under the feet of
/// whoever decrypts a page.
const LAST_READS: Duration = Duration::from_secs(2);

/// Runs until the user quits.
pub fn run(args: Args, memory: Memory) -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("relance-desktop: {error}");
            return ExitCode::FAILURE;
        }
    };
    tauri::async_runtime::set(runtime.handle().clone());
    let code = run_window(args, memory);
    runtime.shutdown_timeout(LAST_READS);
    code
}

fn run_window(args: Args, memory: Memory) -> ExitCode {
    let built = tauri::Builder::default()
        .plugin(one_at_a_time(&args))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_notification::init())
        .plugin(tauri_plugin_opener::init())
        .plugin(window_place())
        .register_asynchronous_uri_scheme_protocol(protocol::SCHEME, protocol::handle)
        .manage(Mutex::new(memory))
        .manage(Base::new(args))
        .manage(tray::Tray::default())
        .manage(notify::Answers::default())
        .invoke_handler(commands::handler())
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .on_window_event(window::on_event)
        .setup(|app| {
            // Not before: a second instance has ended by now, and must not count as a failed start.
            with_memory(app.handle(), |memory| memory.starting = true);
            base::open(app.handle(), None);
            // First what takes longest: the page loads in a process of its own while the menu is made.
            window::create(app.handle())?;
            menu::show(app.handle(), app.state::<Base>().language())?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => ExitCode::from(u8::try_from(app.run_return(on_run_event)).unwrap_or(1)),
        Err(error) => {
            eprintln!("relance-desktop: {error}");
            ExitCode::FAILURE
        }
    }
}

fn on_run_event(app: &AppHandle, event: RunEvent) {
    match event {
        RunEvent::Exit => {
            // Leaving before the first screen is the user's choice, not a failed start.
            with_memory(app, |memory| memory.starting = false);
            app.state::<Base>().close();
        }
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => window::show(app),
        _ => {}
    }
}

pub fn with_memory(app: &AppHandle, change: impl FnOnce(&mut Memory)) {
    if let Ok(mut memory) = app.state::<Mutex<Memory>>().lock() {
        memory.update(change);
    }
}

pub fn zoom(app: &AppHandle) -> f64 {
    app.state::<Mutex<Memory>>().lock().map_or(1.0, |memory| memory.zoom)
}

/// A second start shows the first one's window. Two bases are two applications (Linux; elsewhere one at a time).
fn one_at_a_time(args: &Args) -> TauriPlugin<Wry> {
    let builder = tauri_plugin_single_instance::Builder::new().callback(|app, _, _| window::show(app));
    match &args.data {
        Some(folder) => {
            builder.dbus_id(format!("app.relance.desktop.base{:016x}", fingerprint(folder))).build()
        }
        None => builder.build(),
    }
}

fn fingerprint(folder: &std::path::Path) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned()).hash(&mut hasher);
    hasher.finish()
}

/// Remembers where the window was; never that it was hidden in the tray.
fn window_place() -> TauriPlugin<Wry> {
    tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::all() - StateFlags::VISIBLE - StateFlags::DECORATIONS)
        .build()
}
