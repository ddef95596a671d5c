//! SQL functions of ours: folding for indexes, and the ear of the journal.

use crate::{
    fold::{fold, fold_into},
    names::Renamed,
};
use relance_model::Failure;
use rusqlite::{
    Connection, Error,
    functions::{Context, FunctionFlags},
    types::{Value as SqlValue, ValueRef},
};
use serde_json::{Map, Value};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

/// What the triggers of a connection report to the operation under way.
#[derive(Clone, Default)]
pub(crate) struct Ear(Arc<Mutex<Heard>>);

#[derive(Default)]
pub(crate) struct Heard {
    /// The operation under way; none: a write is refused.
    pub operation: Option<i64>,
    /// Prospects whose searchable text may have changed.
    pub prospects: HashSet<i64>,
    /// Companies whose name may have changed: their prospects follow.
    pub companies: HashSet<i64>,
    /// Tags whose name may have changed, and custom fields that may be searched or not: whoever has them follows.
    pub tags: HashSet<i64>,
    pub fields: HashSet<i64>,
    pub renamed: Renamed,
    /// The writer indexes by itself; nothing is to be noticed.
    pub indexed: bool,
    /// The newest operation of this connection.
    newest: i64,
}

impl Heard {
    /// Ends the operation, sealed or not.
    pub(crate) fn end(&mut self) {
        self.newest = self.operation.take().unwrap_or(self.newest);
        self.prospects.clear();
        self.companies.clear();
        self.tags.clear();
        self.fields.clear();
        self.renamed = Renamed::default();
    }

    /// The newest operation that this connection began.
    pub(crate) fn operation_sealed(&self) -> i64 {
        self.newest
    }
}

impl Ear {
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut Heard) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Registers the functions; every connection needs them, since indexes call them.
pub(crate) fn register(connection: &Connection, ear: &Ear) -> rusqlite::Result<()> {
    let pure =
        FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("relance_fold", 1, pure, |context| {
        let folded = text_of(context, 0)?.map(|text| fold(text.trim()));
        Ok(folded.filter(|text| !text.is_empty()))
    })?;
    connection.create_scalar_function("relance_name_key", 2, pure, |context| {
        let mut key = String::new();
        for part in [text_of(context, 0)?, text_of(context, 1)?].into_iter().flatten() {
            if !key.is_empty() {
                key.push(' ');
            }
            fold_into(part.trim(), &mut key);
        }
        Ok(Some(key).filter(|key| !key.is_empty()))
    })?;
    let impure = FunctionFlags::SQLITE_UTF8;
    let heard = ear.clone();
    // relance_operation(owner_kind, owner): the id of the operation under way; 1 = prospect, 2 = company, 3 = tag,
    // 4 = field, 5 = prospect and 6 = company whose names may have changed, 0 = none.
    connection.create_scalar_function("relance_operation", 2, impure, move |context| {
        let kind: i64 = context.get(0)?;
        let owner: Option<i64> = context.get(1)?;
        heard.with(|heard| {
            let operation = heard.operation.ok_or_else(|| {
                Error::UserFunctionError(Box::new(Failure::bug("a write outside an operation")))
            })?;
            if let (6, Some(id)) = (kind, owner) {
                heard.renamed.companies.insert(id);
            }
            if let (false, Some(id)) = (heard.indexed, owner) {
                match kind {
                    1 | 5 => heard.prospects.insert(id),
                    2 | 6 => heard.companies.insert(id),
                    3 => heard.tags.insert(id),
                    4 => heard.fields.insert(id),
                    _ => false,
                };
                if kind == 5 {
                    heard.renamed.people.insert(id);
                }
            }
            Ok(operation)
        })
    })?;
    // relance_unname(first, last, company): names that somebody had until now.
    let heard = ear.clone();
    connection.create_scalar_function("relance_unname", 3, impure, move |context| {
        let (first, last, company) = (text_of(context, 0)?, text_of(context, 1)?, text_of(context, 2)?);
        heard.with(|heard| {
            heard.renamed.lose_person(first, last);
            heard.renamed.lose_company(company);
        });
        Ok(None::<i64>)
    })?;
    // relance_image('a', OLD.a, 'b', OLD.b, …): the row as JSON.
    connection.create_scalar_function("relance_image", -1, pure, |context| {
        let mut image = Map::new();
        for i in (0..context.len()).step_by(2) {
            image.insert(text_of(context, i)?.unwrap_or_default().to_owned(), json(context.get_raw(i + 1))?);
        }
        Ok(Value::Object(image).to_string())
    })?;
    // relance_diff('a', OLD.a, NEW.a, …): the old values of what changed, as JSON.
    connection.create_scalar_function("relance_diff", -1, pure, |context| {
        let mut before = Map::new();
        for i in (0..context.len()).step_by(3) {
            if context.get_raw(i + 1) != context.get_raw(i + 2) {
                before.insert(
                    text_of(context, i)?.unwrap_or_default().to_owned(),
                    json(context.get_raw(i + 1))?,
                );
            }
        }
        Ok(Value::Object(before).to_string())
    })
}

fn text_of<'a>(context: &'a Context<'_>, index: usize) -> rusqlite::Result<Option<&'a str>> {
    Ok(context.get_raw(index).as_str_or_null()?)
}

fn json(value: ValueRef<'_>) -> rusqlite::Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into(),
        ValueRef::Real(_) | ValueRef::Blob(_) => {
            return Err(Error::UserFunctionError(Box::new(Failure::bug(
                "the journal keeps integers and text only",
            ))));
        }
    })
}

/// The SQL value that a journaled JSON value stands for.
pub(crate) fn sql_value(value: &Value) -> SqlValue {
    match value {
        Value::Null => SqlValue::Null,
        Value::Number(number) => SqlValue::Integer(number.as_i64().unwrap_or_default()),
        Value::Bool(flag) => SqlValue::Integer(i64::from(*flag)),
        Value::String(text) => SqlValue::Text(text.clone()),
        other => SqlValue::Text(other.to_string()),
    }
}

/// The JSON value that the journal would keep for a value of a row.
pub(crate) fn json_value(value: ValueRef<'_>) -> Value {
    json(value).unwrap_or(Value::Null)
}
