//! SQLite's refusals as failures that a person can act on.

use relance_model::{Code, Failure};
use rusqlite::{Error, ErrorCode};

/// Turns an error of SQLite into a failure with its own sentence.
pub(crate) fn failure(error: Error) -> Failure {
    let Error::SqliteFailure(cause, ref text) = error else {
        return match error {
            Error::ToSqlConversionFailure(inner) | Error::UserFunctionError(inner) => inner
                .downcast::<Failure>()
                .map_or_else(|other| Failure::bug(format!("sql value: {other}")), |inner| *inner),
            other => Failure::bug(format!("sql: {other}")),
        };
    };
    match cause.code {
        ErrorCode::DiskFull => Failure::new(Code::Limit, "disk_full"),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Failure::refused("base_read_only"),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Failure::not_now("base_busy"),
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Failure::refused("base_damaged"),
        ErrorCode::SystemIoFailure => {
            Failure::refused("disk_error").with("what", text.clone().unwrap_or_else(|| cause.to_string()))
        }
        ErrorCode::CannotOpen => Failure::refused("base_cannot_open"),
        _ => Failure::bug(format!("sql: {error}")),
    }
}
