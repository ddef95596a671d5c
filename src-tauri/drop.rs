//! Files dropped on the window: heard once, here, and told to the page with paths and CSS pixels as
//! `relance://drop`. The page never opens a path: it hands it to the API.

use crate::window::MAIN;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;
use tauri::{DragDropEvent, Emitter, Manager, PhysicalPosition, Runtime, Window};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Enter,
    Over,
    Leave,
    Drop,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dropped {
    pub kind: Kind,
    #[serde(default)]
    pub paths: Vec<PathBuf>,
    #[serde(default)]
    pub x: f64,
    #[serde(default)]
    pub y: f64,
}

pub fn forward<R: Runtime>(window: &Window<R>, event: &DragDropEvent) {
    let scale = window.scale_factor().unwrap_or(1.0);
    if let Some(dropped) = translate(event, scale) {
        tell(window.app_handle(), &dropped);
    }
}

/// Sends the event to the page: the same for a real drop and for the test command.
pub fn tell<R: Runtime>(app: &tauri::AppHandle<R>, dropped: &Dropped) {
    if let Err(error) = app.emit_to(MAIN, "relance://drop", dropped) {
        eprintln!("relance-desktop: the drop was not told to the page: {error}");
    }
}

fn translate(event: &DragDropEvent, scale: f64) -> Option<Dropped> {
    let (kind, paths, position) = match event {
        DragDropEvent::Enter { paths, position } => (Kind::Enter, paths.clone(), Some(position)),
        DragDropEvent::Over { position } => (Kind::Over, Vec::new(), Some(position)),
        DragDropEvent::Drop { paths, position } => (Kind::Drop, paths.clone(), Some(position)),
        DragDropEvent::Leave => (Kind::Leave, Vec::new(), None),
        _ => return None,
    };
    let (x, y) = position.map_or((0.0, 0.0), |position| css_pixels(*position, scale));
    Some(Dropped { kind, paths, x, y })
}

/// The type says physical, but GTK and Cocoa give logical points (wry 0.57): only Windows needs the scale.
fn css_pixels(position: PhysicalPosition<f64>, scale: f64) -> (f64, f64) {
    let scale = if cfg!(windows) { scale } else { 1.0 };
    (position.x / scale, position.y / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drop_reaches_the_page_with_its_paths_and_place() {
        let event = DragDropEvent::Drop {
            paths: vec!["/tmp/été.xlsx".into()],
            position: PhysicalPosition::new(10.0, 20.0),
        };
        let told = translate(&event, 1.0).map(|dropped| serde_json::to_value(dropped).unwrap());
        let wanted = serde_json::json!({"kind": "drop", "paths": ["/tmp/été.xlsx"], "x": 10.0, "y": 20.0});
        assert_eq!(told, Some(wanted), "the page reads these four members");
    }
}
