//! Reading a value as people write it into the normal form of its field. What cannot be read is refused with its reason,
//! never kept as it came.

use crate::values::{self, DateOrder, Region};
use relance_model::{
    Failure, Id, Outcome,
    labels::{CustomField, FieldKind},
};
use relance_store::fold;
use serde_json::{Map, Value};

/// Merges written values into a prospect's: `null` or blank removes, the rest must be of the field's kind.
///
/// # Errors
/// `not_found` for an unknown field; those of [`read`].
pub fn merge(
    fields: &[CustomField],
    mut held: Map<String, Value>,
    written: &Map<String, Value>,
    region: Region,
) -> Outcome<Map<String, Value>> {
    for (key, value) in written {
        let field = key
            .parse::<Id>()
            .ok()
            .and_then(|id| fields.iter().find(|field| field.id == id))
            .ok_or_else(|| Failure::not_found("field", key))?;
        match read(field, value, region, DateOrder::DayFirst)? {
            Some(value) => held.insert(key.clone(), value),
            None => held.remove(key),
        };
    }
    Ok(held)
}

/// A value in its field's normal form; `None` when there is nothing to keep.
///
/// # Errors
/// By kind: `number_invalid`, `amount_invalid`, `currency_other`, `date_invalid`, `flag_invalid`, `option_unknown`,
/// `site_invalid`, `email_invalid`, `phone_invalid`.
pub fn read(field: &CustomField, value: &Value, region: Region, order: DateOrder) -> Outcome<Option<Value>> {
    let refuse = |key: &str| {
        let said = value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned());
        Failure::invalid(&format!("custom.{}", field.id), key).with("value", said)
    };
    if field.kind == FieldKind::MultiSelect {
        let chosen = several(field, value).map_err(|wrong| refuse("option_unknown").with("value", wrong))?;
        return Ok((!chosen.is_empty()).then_some(Value::Array(chosen)));
    }
    let text = match value {
        Value::Null => return Ok(None),
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(flag) if field.kind == FieldKind::Boolean => return Ok(Some((*flag).into())),
        Value::Number(number) if matches!(field.kind, FieldKind::Number | FieldKind::Currency) => {
            return Ok(number.as_f64().map(whole));
        }
        Value::Number(_) | Value::Bool(_) => value.to_string(),
        Value::Array(_) | Value::Object(_) => return Err(refuse("value_unreadable")),
    };
    if text.is_empty() {
        return Ok(None);
    }
    let normal = match field.kind {
        FieldKind::Text => text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        FieldKind::LongText | FieldKind::MultiSelect => text.into(),
        FieldKind::Number => whole(values::number(&text).map_err(|_| refuse("number_invalid"))?),
        FieldKind::Currency => {
            let amount = values::amount(&text).map_err(|_| refuse("amount_invalid"))?;
            let own = field.currency.as_deref();
            if amount.currency.is_some_and(|said| own.is_some_and(|own| own != said)) {
                return Err(refuse("currency_other").with("currency", own.unwrap_or_default()));
            }
            whole(amount.cents as f64 / 100.0)
        }
        FieldKind::Date => values::date(&text, order).map_err(|_| refuse("date_invalid"))?.to_string().into(),
        FieldKind::Boolean => values::flag(&text).map_err(|_| refuse("flag_invalid"))?.into(),
        FieldKind::Select => option(field, &text).ok_or_else(|| refuse("option_unknown"))?.into(),
        FieldKind::Url => values::site(&text).map_err(|_| refuse("site_invalid"))?.into(),
        FieldKind::Email => values::email(&text).map_err(|_| refuse("email_invalid"))?.into(),
        FieldKind::Phone => {
            let phone = values::phone(&text, region).map_err(|_| refuse("phone_invalid"))?;
            match phone.extension {
                Some(extension) => format!("{};ext={extension}", phone.e164).into(),
                None => phone.e164.into(),
            }
        }
    };
    Ok(Some(normal))
}

/// What of a text a select does not offer, part by part.
#[must_use]
pub fn unknown(field: &CustomField, text: &str) -> Vec<String> {
    let text = text.trim();
    if text.is_empty() || option(field, text).is_some() {
        return Vec::new();
    }
    match field.kind {
        FieldKind::Select => vec![text.to_owned()],
        FieldKind::MultiSelect => parts(text).filter(|part| option(field, part).is_none()).collect(),
        _ => Vec::new(),
    }
}

/// The values that a text of several names.
pub fn parts(text: &str) -> impl Iterator<Item = String> {
    values::parts(text).into_iter().map(|part| part.text)
}

/// A number without a needless fraction: 12 rather than 12.0.
fn whole(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 { (number as i64).into() } else { number.into() }
}

/// The label of the option that a text names: by id, by label or by a former label, accents and case aside.
fn option<'a>(field: &'a CustomField, text: &str) -> Option<&'a str> {
    let wanted = fold(text.trim());
    let by = |is: &dyn Fn(&relance_model::labels::FieldOption) -> bool| {
        field.options.iter().find(|option| is(option)).map(|option| option.label.as_str())
    };
    by(&|option| fold(&option.label) == wanted || option.id.to_string() == text)
        .or_else(|| by(&|option| option.former.iter().any(|former| fold(former) == wanted)))
}

/// The labels of several options, in the field's order, each once; the text of the first that is none.
fn several(field: &CustomField, value: &Value) -> Result<Vec<Value>, String> {
    let texts: Vec<String> = match value {
        Value::Null => Vec::new(),
        Value::Array(items) => {
            items.iter().map(|item| item.as_str().map_or_else(|| item.to_string(), str::to_owned)).collect()
        }
        // A label may itself have a comma.
        Value::String(text) if option(field, text).is_some() => vec![text.clone()],
        Value::String(text) => parts(text).collect(),
        other => vec![other.to_string()],
    };
    let mut chosen: Vec<&str> = Vec::new();
    for text in texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()) {
        chosen.push(option(field, text).ok_or_else(|| text.to_owned())?);
    }
    let in_order = field.options.iter().filter(|option| chosen.contains(&option.label.as_str()));
    Ok(in_order.map(|option| option.label.clone().into()).collect())
}
