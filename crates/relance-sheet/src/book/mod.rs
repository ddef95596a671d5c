//! Workbooks: the archive formats and old Excel. Foreign parsers are fed hostile bytes here, so
//! each call of theirs runs behind `guarded`, the last belt after the checks that come before.

pub(crate) mod biff;
pub(crate) mod compound;
pub(crate) mod crypto;
pub(crate) mod merged;
pub(crate) mod ods;
pub(crate) mod package;
pub(crate) mod xls;
pub(crate) mod xlsb;
pub(crate) mod xlsx;

use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef};
use chrono::NaiveTime;

use crate::cell::{Cell, CellRef};
use crate::dates::{duration_text, excel_date};
use crate::error::SheetError;

/// Turns a panic of a foreign parser into a damaged file.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, SheetError>) -> Result<T, SheetError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(SheetError::damaged("the content makes no sense")))
}

/// A cell value as its reader keeps it: durations and times of day have become text.
pub(crate) fn settle(value: DataRef<'_>, is_1904: bool) -> DataRef<'_> {
    match value {
        DataRef::DateTime(instant) if instant.is_duration() || (0.0..1.0).contains(&instant.as_f64()) => {
            DataRef::String(duration_text(instant.as_f64()))
        }
        DataRef::DateTime(instant) if excel_date(instant.as_f64(), is_1904).is_none() => {
            DataRef::Float(instant.as_f64())
        }
        DataRef::DurationIso(text) => DataRef::String(text),
        other => other,
    }
}

/// Reads a settled value.
pub(crate) fn cell_ref<'a>(value: &'a DataRef<'_>, is_1904: bool) -> CellRef<'a> {
    match value {
        DataRef::Empty => CellRef::Empty,
        DataRef::Int(number) => CellRef::Number(*number as f64),
        DataRef::Float(number) => CellRef::Number(*number),
        DataRef::String(text) | DataRef::DurationIso(text) => CellRef::Text(text),
        DataRef::SharedString(text) => CellRef::Text(text),
        DataRef::Bool(flag) => CellRef::Bool(*flag),
        DataRef::Error(error) => CellRef::Error(error_text(error)),
        DataRef::DateTime(instant) => serial(instant.as_f64(), is_1904),
        DataRef::DateTimeIso(text) => iso(text),
    }
}

pub(crate) fn cell(value: Data, is_1904: bool) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::Int(number) => Cell::Number(number as f64),
        Data::Float(number) => Cell::Number(number),
        Data::String(text) | Data::DurationIso(text) => Cell::Text(text),
        Data::Bool(flag) => Cell::Bool(flag),
        Data::Error(error) => Cell::Error(error_text(&error).to_owned()),
        Data::DateTime(instant) => {
            let settled = settle(DataRef::DateTime(instant), is_1904);
            cell_ref(&settled, is_1904).to_owned()
        }
        Data::DateTimeIso(text) => iso(&text).to_owned(),
    }
}

fn serial(number: f64, is_1904: bool) -> CellRef<'static> {
    match excel_date(number, is_1904) {
        Some(instant) if instant.time() == NaiveTime::MIN => CellRef::Date(instant.date()),
        Some(instant) => CellRef::DateTime(instant),
        None => CellRef::Number(number),
    }
}

fn iso(text: &str) -> CellRef<'_> {
    let instant = text.trim_end_matches('Z');
    if let Ok(date) = instant.parse() {
        return CellRef::Date(date);
    }
    match instant.parse::<chrono::NaiveDateTime>() {
        Ok(instant) if instant.time() == NaiveTime::MIN => CellRef::Date(instant.date()),
        Ok(instant) => CellRef::DateTime(instant),
        Err(_) => CellRef::Text(text),
    }
}

fn error_text(error: &calamine::CellErrorType) -> &'static str {
    use calamine::CellErrorType as E;
    match error {
        E::Div0 => "#DIV/0!",
        E::NA => "#N/A",
        E::Name => "#NAME?",
        E::Null => "#NULL!",
        E::Num => "#NUM!",
        E::Ref => "#REF!",
        E::Value => "#VALUE!",
        E::GettingData => "#GETTING_DATA",
    }
}
