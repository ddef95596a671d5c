//! The menu bar. Most items only tell the page which one was chosen (`relance://menu`); the page does the work.
//! No accelerators but quit: the page's own registry has the keys, and a menu key would reach it before a text field.

use crate::{language::Language, shell, window, window::MAIN};
use serde_json::json;
use tauri::{
    AppHandle, Emitter, Manager, Wry,
    menu::{MenuBuilder, MenuItemBuilder, PredefinedMenuItem, Submenu, SubmenuBuilder},
};

/// Builds the bar in a language and puts it on the application; must run on the main thread.
pub fn show(app: &AppHandle, language: Language) -> tauri::Result<()> {
    let bar = MenuBuilder::new(app);
    #[cfg(target_os = "macos")]
    let bar = bar.item(&application(app, language)?);
    let bar = bar
        .item(&file(app, language)?)
        .item(&edit(app, language)?)
        .item(&view(app, language)?)
        .item(&help(app, language)?);
    app.set_menu(bar.build()?)?;
    Ok(())
}

#[cfg(target_os = "macos")]
fn application(app: &AppHandle, language: Language) -> tauri::Result<Submenu<Wry>> {
    SubmenuBuilder::new(app, "Relance")
        .text("settings", language.pick("Réglages…", "Settings…"))
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .item(&quit(app, language)?)
        .build()
}

fn quit(app: &AppHandle, language: Language) -> tauri::Result<tauri::menu::MenuItem<Wry>> {
    MenuItemBuilder::with_id("quit", language.pick("Quitter", "Quit")).accelerator("CmdOrCtrl+Q").build(app)
}

fn file(app: &AppHandle, language: Language) -> tauri::Result<Submenu<Wry>> {
    SubmenuBuilder::new(app, language.pick("Fichier", "File"))
        .text("new_prospect", language.pick("Nouveau prospect", "New prospect"))
        .separator()
        .text("import", language.pick("Importer…", "Import…"))
        .text("export", language.pick("Exporter…", "Export…"))
        .separator()
        .text("settings", language.pick("Réglages", "Settings"))
        .separator()
        .item(&quit(app, language)?)
        .build()
}

fn edit(app: &AppHandle, language: Language) -> tauri::Result<Submenu<Wry>> {
    let menu = SubmenuBuilder::new(app, language.pick("Édition", "Edit"))
        .text("undo", language.pick("Annuler la dernière action", "Undo last action"))
        .text("redo", language.pick("Rétablir", "Redo"));
    // Cocoa gives text fields their clipboard keys through the menu only; elsewhere the page has them already.
    #[cfg(target_os = "macos")]
    let menu = menu.separator().cut().copy().paste().select_all();
    menu.build()
}

fn view(app: &AppHandle, language: Language) -> tauri::Result<Submenu<Wry>> {
    SubmenuBuilder::new(app, language.pick("Affichage", "View"))
        .text("palette", language.pick("Palette de commandes", "Command palette"))
        .separator()
        .text("zoom_in", language.pick("Agrandir", "Zoom in"))
        .text("zoom_out", language.pick("Réduire", "Zoom out"))
        .text("zoom_reset", language.pick("Taille réelle", "Actual size"))
        .separator()
        .text("full_screen", language.pick("Plein écran", "Full screen"))
        .build()
}

fn help(app: &AppHandle, language: Language) -> tauri::Result<Submenu<Wry>> {
    let about = tauri::menu::AboutMetadataBuilder::new()
        .name(Some("Relance"))
        .version(Some(app.package_info().version.to_string()))
        .license(Some("MIT OR Apache-2.0"))
        .icon(app.default_window_icon().cloned())
        .build();
    let label = language.pick("À propos de Relance", "About Relance");
    let about = PredefinedMenuItem::about(app, Some(label), Some(about))?;
    SubmenuBuilder::new(app, language.pick("Aide", "Help")).item(&about).build()
}

/// Does what an item of the menu bar or of the tray says.
pub fn chosen(app: &AppHandle, id: &str) {
    match id {
        "quit" => app.exit(0),
        "show" => window::show(app),
        "zoom_in" => zoom(app, 1.1),
        "zoom_out" => zoom(app, 1.0 / 1.1),
        "zoom_reset" => zoom(app, 0.0),
        "full_screen" => full_screen(app),
        other => {
            if let Err(error) = app.emit_to(MAIN, "relance://menu", json!({ "id": other })) {
                eprintln!("relance-desktop: {error}");
            }
        }
    }
}

/// Multiplies the zoom, within half and double; 0 puts it back to 1.
fn zoom(app: &AppHandle, factor: f64) {
    let wanted = if factor == 0.0 { 1.0 } else { (shell::zoom(app) * factor).clamp(0.5, 2.0) };
    shell::with_memory(app, |memory| memory.zoom = wanted);
    if let Some(Err(error)) = app.get_webview_window(MAIN).map(|window| window.set_zoom(wanted)) {
        eprintln!("relance-desktop: {error}");
    }
}

fn full_screen(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let full = window.is_fullscreen().unwrap_or(false);
    if let Err(error) = window.set_fullscreen(!full) {
        eprintln!("relance-desktop: {error}");
    }
}
