//! The journal's triggers, generated from the schema at open: a new table or column is journaled without
//! anyone thinking of it, and a write outside an operation is refused.
//!
//! They are TEMP triggers: they belong to the connection that writes, not to the file.

use crate::refusal::failure;
use relance_model::Outcome;
use rusqlite::Connection;

/// The floor's own tables, SQLite's and refinery's, what triggers derive, and facts that outlive their undo: the
/// records of imports, the bytes of messages, what is known of the servers of mail.
const NOT_JOURNALED: [&str; 18] = [
    "meta",
    "operation",
    "change",
    "refinery_schema_history",
    "sqlite_sequence",
    "tally",
    "field_value",
    "event_held",
    "import_batch",
    "import_sheet",
    "import_reject",
    "import_line",
    "content",
    "mail_folder",
    "mail_place",
    "mail_health",
    "mail_unsettled",
    "conversation",
];

/// Kept by triggers of the schema from journaled columns.
const DERIVED: [(&str, &str); 5] = [
    ("prospect", "company_key"),
    ("prospect", "next_action_at"),
    ("event", "next_at"),
    ("event", "next_ends_at"),
    ("event", "alarm_at"),
];

/// Columns of a prospect that nobody searches by words.
const NOT_SEARCHED: [&str; 18] = [
    "company_key",
    "stage_id",
    "owner_id",
    "value_cents",
    "currency",
    "expected_close_on",
    "do_not_contact_at",
    "last_interaction_at",
    "next_action_at",
    "position",
    "import_id",
    "is_sample",
    "created_at",
    "updated_at",
    "deleted_at",
    "country",
    "id",
    "civility",
];

/// Whether people search for what a column of a prospect holds.
pub(crate) fn is_searched(column: &str) -> bool {
    !NOT_SEARCHED.contains(&column)
}

/// Whether triggers keep a column from others.
pub(crate) fn is_derived(table: &str, column: &str) -> bool {
    DERIVED.contains(&(table, column))
}

/// Columns of a prospect whose words are kept whole, to forgive slips.
pub(crate) const NAMED: [&str; 4] = ["first_name", "last_name", "company_id", "city"];

/// A journaled table: name and real (not generated) columns.
pub(crate) struct Table {
    pub name: String,
    pub columns: Vec<String>,
}

/// The journaled tables of the open base, in the order of their creation.
pub(crate) fn tables(connection: &Connection) -> Outcome<Vec<Table>> {
    let mut statement = connection
        .prepare(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' ORDER BY rowid",
        )
        .map_err(failure)?;
    let names: Vec<String> =
        statement.query_map([], |row| row.get(0)).and_then(Iterator::collect).map_err(failure)?;
    let mut tables = Vec::new();
    for name in names.into_iter().filter(|name| !NOT_JOURNALED.contains(&name.as_str())) {
        let mut statement = connection
            .prepare("SELECT name FROM pragma_table_xinfo(?1) WHERE hidden = 0 ORDER BY cid")
            .map_err(failure)?;
        let columns =
            statement.query_map([&name], |row| row.get(0)).and_then(Iterator::collect).map_err(failure)?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

/// Sets the triggers on a connection that is going to write.
pub(crate) fn install(connection: &Connection) -> Outcome<()> {
    for table in tables(connection)? {
        connection.execute_batch(&triggers(&table)).map_err(failure)?;
    }
    Ok(())
}

fn triggers(table: &Table) -> String {
    let name = &table.name;
    let kept: Vec<&String> = table.columns.iter().filter(|column| !is_derived(name, column)).collect();
    let image = table.columns.iter().map(|c| format!("'{c}', OLD.{c}")).collect::<Vec<_>>().join(", ");
    let diff = kept.iter().map(|c| format!("'{c}', OLD.{c}, NEW.{c}")).collect::<Vec<_>>().join(", ");
    let differs = kept.iter().map(|c| format!("OLD.{c} IS NOT NEW.{c}")).collect::<Vec<_>>().join(" OR ");
    let owner = |row: &str| match name.as_str() {
        "prospect" => format!("5, {row}.id"),
        "company" => format!("6, {row}.id"),
        // Of what happened to a prospect, the words that people wrote are searched.
        "activity" => format!("1, CASE WHEN {row}.kind IN ('note', 'email') THEN {row}.prospect_id END"),
        // What is planned is no text of hers.
        "reminder" | "event_prospect" => "0, NULL".to_owned(),
        _ if table.columns.iter().any(|c| c == "prospect_id") => format!("1, {row}.prospect_id"),
        _ => "0, NULL".to_owned(),
    };
    let any =
        |of: &[&str]| of.iter().map(|c| format!("OLD.{c} IS NOT NEW.{c}")).collect::<Vec<_>>().join(" OR ");
    let updated_owner = match name.as_str() {
        "prospect" => {
            let searched: Vec<&str> =
                kept.iter().map(|c| c.as_str()).filter(|c| !NOT_SEARCHED.contains(c)).collect();
            format!("CASE WHEN {} THEN 5 WHEN {} THEN 1 ELSE 0 END, NEW.id", any(&NAMED), any(&searched))
        }
        "company" => format!("CASE WHEN {} THEN 6 ELSE 2 END, NEW.id", any(&["name"])),
        "tag" => "3, CASE WHEN OLD.name IS NOT NEW.name THEN NEW.id END".to_owned(),
        "field" => {
            "4, CASE WHEN OLD.is_searchable IS NOT NEW.is_searchable OR OLD.kind IS NOT NEW.kind THEN NEW.id END"
                .to_owned()
        }
        _ => owner("NEW"),
    };
    // What somebody was called until now: its words may be nobody's.
    let (called, old_names) = match name.as_str() {
        "prospect" => ("first_name, last_name", "OLD.first_name, OLD.last_name, NULL"),
        "company" => ("name", "NULL, NULL, OLD.name"),
        _ => ("", ""),
    };
    let unnamed = if called.is_empty() {
        String::new()
    } else {
        format!(
            "CREATE TEMP TRIGGER unname_{name}_update AFTER UPDATE OF {called} ON main.{name} BEGIN
               SELECT relance_unname({old_names});
             END;
             CREATE TEMP TRIGGER unname_{name}_delete AFTER DELETE ON main.{name} BEGIN
               SELECT relance_unname({old_names});
             END;"
        )
    };
    let (inserted, deleted) = (owner("NEW"), owner("OLD"));
    format!(
        "CREATE TEMP TRIGGER journal_{name}_insert AFTER INSERT ON main.{name} BEGIN
           INSERT INTO change (operation_id, entity, row_id, kind) VALUES (relance_operation({inserted}), '{name}', NEW.id, 1);
         END;
         CREATE TEMP TRIGGER journal_{name}_update AFTER UPDATE ON main.{name} WHEN {differs} BEGIN
           INSERT INTO change (operation_id, entity, row_id, kind, before)
           VALUES (relance_operation({updated_owner}), '{name}', OLD.id, 2, relance_diff({diff}));
         END;
         CREATE TEMP TRIGGER journal_{name}_delete AFTER DELETE ON main.{name} BEGIN
           INSERT INTO change (operation_id, entity, row_id, kind, before)
           VALUES (relance_operation({deleted}), '{name}', OLD.id, 3, relance_image({image}));
         END;
         {unnamed}"
    )
}
