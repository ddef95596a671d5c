//! Faults of ours: a calm sentence and what to report, never a trace across the screen. The exit code is 70.

use crate::{failures, output, voice::Voice};
use relance_model::Failure;
use std::{
    any::Any,
    panic::{self, AssertUnwindSafe, PanicHookInfo},
    sync::Mutex,
    sync::PoisonError,
};

/// Where the last panic was, for the report.
static LAST: Mutex<String> = Mutex::new(String::new());

/// Keeps what panics say for the report, in place of printing it.
pub fn hold() {
    panic::set_hook(Box::new(|info| {
        *LAST.lock().unwrap_or_else(PoisonError::into_inner) = describe(info);
    }));
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(String::new, |at| format!(" at {}:{}", at.file(), at.line()));
    format!("{}{place}", message(info.payload()))
}

fn message(payload: &dyn Any) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic")
}

/// Runs the command; a panic in it becomes an answer like any other.
pub fn guarded(voice: &Voice, as_json: bool, command: impl FnOnce() -> u8) -> u8 {
    match panic::catch_unwind(AssertUnwindSafe(command)) {
        Ok(code) => code,
        Err(_) => {
            let what = LAST.lock().unwrap_or_else(PoisonError::into_inner).clone();
            tell(&Failure::bug(what), voice, as_json)
        }
    }
}

/// Says a failure where it belongs, and answers its exit code.
pub fn tell(failure: &Failure, voice: &Voice, as_json: bool) -> u8 {
    if as_json {
        // Nobody is left to tell when this cannot be written either.
        let _ = output::print_json(&failures::problem(failure, voice));
    } else {
        output::remark(&failures::sentence(failure, voice));
    }
    failures::exit_code(failure)
}

#[cfg(test)]
mod tests {
    use super::guarded;
    use crate::{language::Language, voice::Voice};

    #[test]
    fn a_panic_becomes_exit_70_and_success_stays_what_it_is() {
        let voice = Voice::new(Language::English);
        assert_eq!(guarded(&voice, false, || panic!("on purpose")), 70);
        assert_eq!(guarded(&voice, false, || 1), 1);
    }
}
