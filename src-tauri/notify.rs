//! Native notifications, and what is answered on them. What deserves one, its words and what an answer does is decided by the
//! core and the page: an answer is told to the page as `relance://notice`, with what the page gave along.

use crate::window::{self, MAIN};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{collections::HashMap, sync::Mutex};
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_notification::{Action, ActionPerformed, ActionType, NotificationExt};

/// The kind of notification whose buttons are those of the last notice.
const BUTTONS: &str = "notice";

/// What the page wants to be said.
#[derive(Debug, Deserialize)]
pub struct Notice {
    title: String,
    body: String,
    /// Where a click leads, after the hash of the page's address.
    opens: Option<String>,
    /// Comes back to the page as it is.
    about: Option<Value>,
    #[serde(default)]
    actions: Vec<Button>,
    /// The word for a click on the notification, where a system wants a button for it.
    #[cfg_attr(not(target_os = "macos"), allow(dead_code, reason = "the others tell of the click itself"))]
    open: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Button {
    id: String,
    title: String,
}

/// What somebody did with a notification.
#[derive(Clone, Debug, PartialEq, Serialize)]
struct Answered {
    /// `open`, or the id of a button.
    action: String,
    opens: Option<Value>,
    about: Option<Value>,
}

/// Whether answers are heard already: from the first notification on that can be answered.
#[derive(Default)]
pub struct Answers(Mutex<bool>);

/// Asks the system, so not for the main thread.
pub fn show(app: &AppHandle, notice: Notice) -> Result<(), String> {
    let mut builder = app.notification().builder().title(notice.title).body(notice.body);
    if can_be_answered() {
        hear(app)?;
        // On macOS a click on the menu of the buttons is reported as the first of them, so that one must do nothing.
        #[cfg(target_os = "macos")]
        let first = notice.open.map(|title| Action::builder("open", title).build());
        #[cfg(not(target_os = "macos"))]
        let first = None;
        let rest = notice.actions.into_iter().map(|button| Action::builder(button.id, button.title).build());
        let buttons = ActionType::builder(BUTTONS).actions(first.into_iter().chain(rest).collect()).build();
        app.notification().register_action_types(vec![buttons]).map_err(|error| error.to_string())?;
        builder = builder.action_type_id(BUTTONS).extra("opens", notice.opens).extra("about", notice.about);
    }
    builder.show().map_err(|error| error.to_string())
}

/// A notification server may show notices that nobody can answer; such a one is asked for no buttons.
#[cfg(target_os = "linux")]
fn can_be_answered() -> bool {
    notify_rust::get_capabilities().is_ok_and(|able| able.iter().any(|word| word == "actions"))
}

#[cfg(not(target_os = "linux"))]
fn can_be_answered() -> bool {
    true
}

fn hear(app: &AppHandle) -> Result<(), String> {
    let answers = app.state::<Answers>();
    let Ok(mut is_heard) = answers.0.lock() else { return Ok(()) };
    if !*is_heard {
        let page = app.clone();
        let heard = app.notification().on_action(move |performed| tell(&page, performed));
        heard.map_err(|error| error.to_string())?;
        *is_heard = true;
    }
    Ok(())
}

fn tell(app: &AppHandle, performed: &ActionPerformed) {
    let extra = performed.notification().map(tauri_plugin_notification::ActiveNotification::extra);
    let answered = answered(performed.action_id(), extra);
    if answered.action == "open" {
        window::show(app);
    }
    if let Err(error) = app.emit_to(MAIN, "relance://notice", answered) {
        eprintln!("relance-desktop: the answer was not told to the page: {error}");
    }
}

fn answered(action: &str, extra: Option<&HashMap<String, Value>>) -> Answered {
    let given =
        |name: &str| extra.and_then(|extra| extra.get(name)).filter(|value| !value.is_null()).cloned();
    let action = if action == "tap" { "open" } else { action };
    Answered { action: action.to_owned(), opens: given("opens"), about: given("about") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reaches_the_page_with_what_it_gave_along() {
        let given = serde_json::json!({ "opens": "/today", "about": { "id": "7" } });
        let extra = serde_json::from_value(given).unwrap();
        let told = |action: &str| serde_json::to_value(answered(action, Some(&extra))).unwrap();
        let about = serde_json::json!({ "id": "7" });
        assert_eq!(told("tap"), serde_json::json!({ "action": "open", "opens": "/today", "about": about }));
        assert_eq!(told("later")["action"], "later");
        assert_eq!(answered("tap", None).opens, None, "a system that gives nothing back opens the window");
    }
}
