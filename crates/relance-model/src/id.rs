//! Identifiers: 41 bits of milliseconds, 10 bits of device, 12 bits of counter.
//!
//! They sort by time of creation and two devices never make the same one. In SQLite they are
//! `INTEGER PRIMARY KEY`; in JSON they are strings, since JavaScript numbers stop at 53 bits.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// The identity of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Id(pub i64);

impl Id {
    /// Composes an id from milliseconds since 2020-01-01T00:00Z, the device and a counter.
    ///
    /// Values beyond 41, 10 and 12 bits are cut to them.
    #[must_use]
    pub fn compose(millis: i64, device: u16, counter: u16) -> Self {
        Self(
            ((millis & ((1 << 41) - 1)) << 22)
                | (i64::from(device & 0x3ff) << 12)
                | i64::from(counter & 0xfff),
        )
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Id {
    type Err = std::num::ParseIntError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.trim().trim_start_matches('#').parse().map(Id)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id: a string of digits")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                text.parse().map_err(E::custom)
            }
            fn visit_i64<E: de::Error>(self, value: i64) -> Result<Id, E> {
                Ok(Id(value))
            }
            fn visit_u64<E: de::Error>(self, value: u64) -> Result<Id, E> {
                i64::try_from(value).map(Id).map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Text)
    }
}

impl utoipa::PartialSchema for Id {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("64-bit id as a string of digits"))
            .examples([serde_json::json!("907199254740993")])
            .build()
            .into()
    }
}

impl utoipa::ToSchema for Id {}
