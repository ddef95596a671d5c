//! What the router answered, and what a test asks of it.

use axum::http::HeaderMap;
use serde_json::Value;

/// An answer as it came.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// A refusal: what a screen or a script goes by.
#[derive(Debug, PartialEq)]
pub struct Problem {
    pub status: u16,
    pub code: String,
    pub key: String,
    pub field: Option<String>,
    pub hint: Option<String>,
    pub params: Value,
}

impl Answer {
    /// A header as text, empty when it is not there.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The body as JSON, whatever the status.
    #[must_use]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| {
            panic!("no JSON in {} {:?}", self.status, String::from_utf8_lossy(&self.body))
        })
    }

    /// The body of an answer that must be a success.
    #[must_use]
    pub fn ok(self) -> Value {
        assert!(
            (200..300).contains(&self.status),
            "refused: {} {}",
            self.status,
            String::from_utf8_lossy(&self.body)
        );
        self.json()
    }

    /// The refusal that the answer must be.
    #[must_use]
    pub fn problem(self) -> Problem {
        let body = self.json();
        assert!(self.status >= 400, "accepted instead of refused: {} {body}", self.status);
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "a refusal is a problem of RFC 9457"
        );
        let text = |member: &str| body[member].as_str().map(str::to_owned);
        Problem {
            status: self.status,
            code: text("code").unwrap_or_default(),
            key: text("key").unwrap_or_default(),
            field: text("field"),
            hint: text("hint"),
            params: body["params"].clone(),
        }
    }
}

/// A query string of these parameters.
#[must_use]
pub fn query(parameters: &[(&str, &str)]) -> String {
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{name}={}", escaped(value))).collect();
    if pairs.is_empty() { String::new() } else { format!("?{}", pairs.join("&")) }
}

fn escaped(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' | b',' => {
                (byte as char).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}
