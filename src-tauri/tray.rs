//! The icon in the tray. It exists only while the setting « Continuer en arrière-plan » is on: closing the
//! window then hides it. Where the system has no tray the setting cannot hide the only way back, so closing quits.

use crate::{language::Language, window};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::Mutex,
};
use tauri::{
    AppHandle, Manager,
    image::Image,
    menu::{MenuBuilder, MenuItemBuilder},
    tray::{MouseButton, MouseButtonState, TrayIcon, TrayIconBuilder, TrayIconEvent},
};

const ICON: &[u8] = include_bytes!("../icons/tray.png");

#[derive(Default)]
pub struct Tray(Mutex<Option<TrayIcon>>);

/// True while closing the window must only hide it.
pub fn keeps_running(app: &AppHandle) -> bool {
    app.state::<Tray>().0.lock().is_ok_and(|icon| icon.is_some())
}

/// Shows or removes the icon; must run on the main thread.
pub fn set(app: &AppHandle, wanted: bool, language: Language) -> tauri::Result<()> {
    let tray = app.state::<Tray>();
    let Ok(mut icon) = tray.0.lock() else { return Ok(()) };
    if wanted && icon.is_none() {
        *icon = Some(build(app, language)?);
    } else if !wanted && icon.take().is_some() {
        app.remove_tray_by_id("main");
    }
    Ok(())
}

fn build(app: &AppHandle, language: Language) -> tauri::Result<TrayIcon> {
    let open =
        MenuItemBuilder::with_id("show", language.pick("Ouvrir Relance", "Open Relance")).build(app)?;
    let quit = MenuItemBuilder::with_id("quit", language.pick("Quitter", "Quit")).build(app)?;
    let menu = MenuBuilder::new(app).items(&[&open, &quit]).build()?;
    let builder = TrayIconBuilder::with_id("main")
        .icon(Image::from_bytes(ICON)?)
        .tooltip("Relance")
        .menu(&menu)
        .show_menu_on_left_click(false)
        .on_tray_icon_event(|tray, event| {
            if let TrayIconEvent::Click {
                button: MouseButton::Left,
                button_state: MouseButtonState::Up,
                ..
            } = event
            {
                window::show(tray.app_handle());
            }
        });
    // libappindicator is loaded at run time and its binding panics where it is missing.
    match catch_unwind(AssertUnwindSafe(|| builder.build(app))) {
        Ok(built) => built,
        Err(_) => Err(tauri::Error::Io(std::io::Error::other("this system has no tray"))),
    }
}
