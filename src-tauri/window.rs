//! The one window: made at start, shown again from the tray, hidden instead of closed when the user wants that.
//! It shows `relance://` pages only; any other address opens in the system's browser.

use crate::{base::Base, drop, protocol, shell, tray};
use tauri::{
    AppHandle, Manager, Theme, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window, WindowEvent,
    webview::{Color, NewWindowResponse},
};
use tauri_plugin_opener::OpenerExt;

pub const MAIN: &str = "main";

pub fn create(app: &AppHandle) -> tauri::Result<WebviewWindow> {
    let home: Url = protocol::HOME.parse().map_err(|_| tauri::Error::InvalidWebviewUrl("relance"))?;
    let clicks = app.clone();
    let popups = app.clone();
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::CustomProtocol(home))
        .title("Relance")
        .inner_size(1366.0, 768.0)
        .min_inner_size(1024.0, 640.0)
        .initialization_script(greeting(app))
        .on_navigation(move |url| stays_or_opens_outside(&clicks, url))
        .on_new_window(move |url, _| {
            stays_or_opens_outside(&popups, &url);
            NewWindowResponse::Deny
        })
        .build()?;
    // The page paints its own background; this one is seen for the blink before it.
    let dark = window.theme().is_ok_and(|theme| theme == Theme::Dark);
    let ground = if dark { Color(19, 22, 27, 255) } else { Color(249, 250, 252, 255) };
    window.set_background_color(Some(ground))?;
    window.set_zoom(shell::zoom(app))?;
    Ok(window)
}

/// A language asked for on the command line stands in for the system's: the page follows what the navigator says.
fn greeting(app: &AppHandle) -> String {
    let Some(language) = app.state::<Base>().chosen_language() else { return String::new() };
    let code = language.code();
    format!(
        "Object.defineProperty(Navigator.prototype, 'language', {{ get: () => '{code}' }});
         Object.defineProperty(Navigator.prototype, 'languages', {{ get: () => ['{code}'] }});"
    )
}

fn stays_or_opens_outside(app: &AppHandle, url: &Url) -> bool {
    let ours = url.scheme() == protocol::SCHEME
        || url.host_str() == Some("relance.localhost")
        || matches!(url.as_str(), "about:blank" | "about:srcdoc")
        || url.scheme() == "blob";
    if !ours && matches!(url.scheme(), "https" | "http" | "mailto" | "tel") {
        let opened = app.opener().open_url(url.as_str(), None::<&str>);
        if let Err(error) = opened {
            eprintln!("relance-desktop: cannot open {}: {error}", url.scheme());
        }
    }
    ours
}

pub fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // Each may be refused by a window manager; the others still help.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}

pub fn on_event(window: &Window, event: &WindowEvent) {
    match event {
        WindowEvent::CloseRequested { api, .. } if tray::keeps_running(window.app_handle()) => {
            api.prevent_close();
            if let Err(error) = window.hide() {
                eprintln!("relance-desktop: {error}");
            }
        }
        WindowEvent::DragDrop(event) => drop::forward(window, event),
        _ => {}
    }
}
