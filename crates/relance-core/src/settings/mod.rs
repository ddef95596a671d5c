//! Preferences, kept in the base so that they follow it.

use relance_model::{
    Failure, Outcome,
    settings::{Settings, SettingsEdit},
};
use relance_store::{Db, Tx, params};
use serde_json::{Map, Value};

/// # Errors
/// The base cannot be read.
pub fn get(db: &Db<'_>) -> Outcome<Settings> {
    let mut held = Map::new();
    for (name, value) in db.rows("SELECT name, value FROM setting", [], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?))
    })? {
        held.insert(name, serde_json::from_str(&value).unwrap_or_default());
    }
    // A member of a newer version or of a wrong kind must not lose the others.
    let mut whole = match serde_json::to_value(Settings::default()).map_err(Failure::bug)? {
        Value::Object(whole) => whole,
        _ => Map::new(),
    };
    for (name, value) in held {
        if whole
            .get(&name)
            .is_some_and(|default| std::mem::discriminant(default) == std::mem::discriminant(&value))
        {
            whole.insert(name, value);
        }
    }
    serde_json::from_value(Value::Object(whole)).map_err(Failure::bug)
}

/// Whether what is written for the user is in English: as asked for (`fr`, `en`), else as the settings say.
///
/// # Errors
/// The base cannot be read.
pub fn is_english(db: &Db<'_>, lang: Option<&str>) -> Outcome<bool> {
    match lang {
        Some(lang) => Ok(lang == "en"),
        None => Ok(get(db)?.language == "en"),
    }
}

/// Writes the members that are given.
///
/// # Errors
/// `setting_invalid` with the member's name.
pub fn edit(tx: &Tx<'_>, edit: &SettingsEdit) -> Outcome<()> {
    check(edit)?;
    let Value::Object(mut written) = serde_json::to_value(edit).map_err(Failure::bug)? else { return Ok(()) };
    if let Some(Value::Object(changes)) = written.remove("ui") {
        let mut ui = get(&tx.db())?.ui;
        for (name, value) in changes {
            if value.is_null() {
                ui.remove(&name);
            } else {
                ui.insert(name, value);
            }
        }
        written.insert("ui".to_owned(), Value::Object(ui));
    }
    for (name, value) in written {
        put(tx, &name, &value)?;
    }
    Ok(())
}

fn put(tx: &Tx<'_>, name: &str, value: &Value) -> Outcome<()> {
    let text = value.to_string();
    let known = tx
        .db()
        .execute("UPDATE setting SET value = ?2 WHERE name = ?1 AND value <> ?2", params![name, text])?;
    if known == 0 {
        tx.db().execute(
            "INSERT OR IGNORE INTO setting (id, name, value) VALUES (?1, ?2, ?3)",
            params![tx.new_id().0, name, text],
        )?;
    }
    Ok(())
}

fn check(edit: &SettingsEdit) -> Outcome<()> {
    let one_of = |name: &str, value: &Option<String>, known: &[&str]| match value {
        Some(value) if !known.contains(&value.as_str()) => {
            Err(Failure::invalid(name, "setting_invalid").with("value", value.clone()))
        }
        _ => Ok(()),
    };
    one_of("language", &edit.language, &["fr", "en", "system"])?;
    one_of("theme", &edit.theme, &["system", "light", "dark"])?;
    one_of("density", &edit.density, &["compact", "normal", "airy"])?;
    if edit.text_size.is_some_and(|size| ![90, 100, 110, 125].contains(&size)) {
        return Err(Failure::invalid("text_size", "setting_invalid"));
    }
    if edit.send_delay.is_some_and(|seconds| !(0..=120).contains(&seconds)) {
        return Err(Failure::invalid("send_delay", "setting_invalid"));
    }
    if let Some(region) = &edit.default_region {
        crate::values::Region::from_code(region).ok_or_else(|| {
            Failure::invalid("default_region", "setting_invalid").with("value", region.clone())
        })?;
    }
    if let Some(currency) = &edit.default_currency {
        crate::values::currency(currency).map_err(|_| {
            Failure::invalid("default_currency", "setting_invalid").with("value", currency.clone())
        })?;
    }
    Ok(())
}
