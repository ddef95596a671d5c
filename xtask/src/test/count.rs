//! How many tests passed, failed and were left out, read from what each runner says.

use std::ops::Add;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Add for Count {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            failed: self.failed + other.failed,
            skipped: self.skipped + other.skipped,
        }
    }
}

/// The number before a word: `before("41 passed (1 slow), 1 failed", "failed")` is 1.
fn before(line: &str, word: &str) -> u64 {
    let words: Vec<&str> =
        line.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty()).collect();
    let place = words.iter().position(|found| found.trim_end_matches(';') == word);
    place.and_then(|place| words.get(place.checked_sub(1)?)?.parse().ok()).unwrap_or(0)
}

/// `Summary [ 3.1s] 41 tests run: 40 passed, 1 failed, 2 skipped`; `None` when nothing ran.
pub fn nextest(said: &str) -> Option<Count> {
    let line = said.lines().rfind(|line| line.trim_start().starts_with("Summary ["))?;
    let failed = ["failed", "timed"].iter().map(|word| before(line, word)).sum::<u64>();
    Some(Count { passed: before(line, "passed"), failed, skipped: before(line, "skipped") })
}

/// The sum of the `test result: ok. 5 passed; 0 failed; 1 ignored` lines; `None` when there is none.
pub fn libtest(said: &str) -> Option<Count> {
    let lines = said.lines().filter(|line| line.starts_with("test result:"));
    lines
        .map(|line| Count {
            passed: before(line, "passed"),
            failed: before(line, "failed"),
            skipped: before(line, "ignored"),
        })
        .reduce(Add::add)
}

/// The counts at the end of a TAP stream of `node --test`; cancelled tests did not pass.
pub fn tap(stream: &str) -> Option<Count> {
    let number = |name: &str| -> Option<u64> {
        let line = stream.lines().rfind(|line| line.starts_with(&format!("# {name} ")))?;
        line.rsplit(' ').next()?.parse().ok()
    };
    Some(Count {
        passed: number("pass")?,
        failed: number("fail")? + number("cancelled").unwrap_or(0),
        skipped: number("skipped").unwrap_or(0) + number("todo").unwrap_or(0),
    })
}

/// vitest's JSON report.
pub fn vitest(report: &str) -> Option<Count> {
    let report: serde_json::Value = serde_json::from_str(report).ok()?;
    let number = |name: &str| report.get(name).and_then(serde_json::Value::as_u64);
    let failed = number("numFailedTests")?;
    // A file that does not even load has no failed test of its own.
    let broken =
        u64::from(failed == 0 && report.get("success").and_then(serde_json::Value::as_bool) == Some(false));
    Some(Count {
        passed: number("numPassedTests")?,
        failed: failed + broken,
        skipped: number("numPendingTests").unwrap_or(0) + number("numTodoTests").unwrap_or(0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u64, failed: u64, skipped: u64) -> Option<Count> {
        Some(Count { passed, failed, skipped })
    }

    #[test]
    fn every_runner_is_read() {
        let said = "x\n     Summary [   0.012s] 43 tests run: 40 passed (1 slow), 2 failed, 1 timed out, 5 skipped\n";
        assert_eq!(nextest(said), count(40, 3, 5), "nextest");
        assert_eq!(nextest("error: could not compile"), None, "nothing ran");
        let said = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured\ntest result: FAILED. 2 passed; 3 failed; 0 ignored";
        assert_eq!(libtest(said), count(7, 3, 1), "two binaries of cargo test");
        let said = "# tests 4\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 0\n# todo 0\n";
        assert_eq!(tap(said), count(2, 2, 0), "node: a cancelled test did not pass");
        let report = r#"{"numPassedTests":3,"numFailedTests":0,"numPendingTests":1,"success":false}"#;
        assert_eq!(vitest(report), count(3, 1, 1), "a file that does not load is a failure");
    }
}
