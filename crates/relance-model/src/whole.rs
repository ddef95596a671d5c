//! A whole base, or a list of it, as one JSON file: its shape, and how it is read record by record. The shape is a promise
//! (docs/capabilities/exports.md): a member may be added, none may change its meaning without a new `VERSION`.

use crate::{
    Code, Failure, Id, Outcome,
    activities::Activity,
    calendar::CalendarEvent,
    companies::CompanyRow,
    labels::{CustomField, Member, Stage, Tag},
    messages::WholeMessage,
    prospects::{Address, ProspectRow},
    reminders::Reminder,
    templates::Template,
    worktime::WholeWorktime,
};
use serde::{
    Deserialize, Serialize,
    de::{DeserializeOwned, DeserializeSeed, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use std::{fmt, io::Read, marker::PhantomData};
use utoipa::ToSchema;

/// The version that is written, and the newest that is read.
pub const VERSION: u32 = 1;

/// The first member of the file, by which it is known; its value is the version.
pub const MARK: &str = "relance";

/// What the file begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WholeHead {
    pub version: u32,
    /// UTC ms.
    pub exported_at: i64,
    /// True for a whole base: trash, companies of nobody and past imports included. False for a list.
    pub is_base: bool,
    pub counts: WholeCounts,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(default)]
pub struct WholeCounts {
    pub prospects: u64,
    pub companies: u64,
    pub tags: u64,
    pub fields: u64,
    /// Entries of the timelines.
    pub activities: u64,
}

/// A prospect with all that is hers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    #[serde(flatten)]
    pub row: ProspectRow,
    #[serde(default)]
    pub addresses: Vec<Address>,
    /// Place in the column of her stage.
    #[serde(default)]
    pub position: i64,
    #[serde(default)]
    pub is_sample: bool,
    /// The import that created her, one of `imports`.
    #[serde(default)]
    pub import_id: Option<Id>,
    #[serde(default)]
    pub timeline: Vec<Activity>,
    #[serde(default)]
    pub reminders: Vec<Reminder>,
}

/// An import that ran, kept so that prospects know the file that they came from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PastImport {
    pub id: Id,
    pub file_name: String,
    pub format: String,
    pub started_at: i64,
    pub finished_at: i64,
    /// Counts, as they were told.
    pub report: serde_json::Value,
}

/// One record of the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    Stage(Stage),
    Tag(Tag),
    Member(Member),
    Field(CustomField),
    Worktime(Box<WholeWorktime>),
    Template(Box<Template>),
    Import(PastImport),
    Company(Box<CompanyRow>),
    Message(Box<WholeMessage>),
    Person(Box<Person>),
    Event(Box<CalendarEvent>),
}

/// Reads a file record by record, in the order of the file. `each` may end the reading with a failure.
///
/// # Errors
/// `file_damaged` with the place, never the content; `base_file_newer`; what `each` fails with.
pub fn read(input: impl Read, each: &mut dyn FnMut(&WholeHead, Record) -> Outcome<()>) -> Outcome<WholeHead> {
    let mut refusal = None;
    let mut source = serde_json::Deserializer::from_reader(input);
    let read = Top { head: WholeHead::default(), each, refusal: &mut refusal }.deserialize(&mut source);
    let read = read.and_then(|head| source.end().map(|()| head));
    match (refusal, read) {
        (Some(failure), _) => Err(failure),
        (None, Ok(head)) => Ok(head),
        (None, Err(error)) if error.is_io() => {
            Err(Failure::refused("disk_error").with("what", error.to_string()))
        }
        (None, Err(error)) => Err(damaged(error.line(), error.column())),
    }
}

fn damaged(line: usize, column: usize) -> Failure {
    Failure::refused("file_damaged").with("detail", format!("JSON, line {line}, column {column}"))
}

type Each<'a> = &'a mut dyn FnMut(&WholeHead, Record) -> Outcome<()>;

struct Top<'a> {
    head: WholeHead,
    each: Each<'a>,
    refusal: &'a mut Option<Failure>,
}

impl<'de> DeserializeSeed<'de> for Top<'_> {
    type Value = WholeHead;

    fn deserialize<D: serde::Deserializer<'de>>(self, input: D) -> Result<WholeHead, D::Error> {
        input.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Top<'_> {
    type Value = WholeHead;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a base")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<WholeHead, A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                MARK => {
                    self.head.version = map.next_value()?;
                    if self.head.version > VERSION {
                        *self.refusal = Some(
                            Failure::new(Code::Refused, "base_file_newer").with("version", self.head.version),
                        );
                        return Err(A::Error::custom("newer"));
                    }
                }
                "exported_at" => self.head.exported_at = map.next_value()?,
                "is_base" => self.head.is_base = map.next_value()?,
                "counts" => self.head.counts = map.next_value()?,
                "stages" => self.records(&mut map, Record::Stage)?,
                "tags" => self.records(&mut map, Record::Tag)?,
                "members" => self.records(&mut map, Record::Member)?,
                "fields" => self.records(&mut map, Record::Field)?,
                "worktime" => {
                    let worktime = Record::Worktime(Box::new(map.next_value()?));
                    if let Err(failure) = (self.each)(&self.head, worktime) {
                        *self.refusal = Some(failure);
                        return Err(A::Error::custom("refused"));
                    }
                }
                "templates" => self.records(&mut map, |template| Record::Template(Box::new(template)))?,
                "imports" => self.records(&mut map, Record::Import)?,
                "companies" => self.records(&mut map, |company| Record::Company(Box::new(company)))?,
                "messages" => self.records(&mut map, |message| Record::Message(Box::new(message)))?,
                "prospects" => self.records(&mut map, |person| Record::Person(Box::new(person)))?,
                "events" => self.records(&mut map, |event| Record::Event(Box::new(event)))?,
                _ => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        if self.head.version == 0 {
            return Err(A::Error::custom("no version"));
        }
        Ok(self.head)
    }
}

impl Top<'_> {
    fn records<'de, T: DeserializeOwned, A: MapAccess<'de>>(
        &mut self,
        map: &mut A,
        wrap: fn(T) -> Record,
    ) -> Result<(), A::Error> {
        map.next_value_seed(Records {
            head: &self.head,
            each: &mut *self.each,
            refusal: &mut *self.refusal,
            wrap,
            of: PhantomData,
        })
    }
}

struct Records<'a, T> {
    head: &'a WholeHead,
    each: Each<'a>,
    refusal: &'a mut Option<Failure>,
    wrap: fn(T) -> Record,
    of: PhantomData<T>,
}

impl<'de, T: DeserializeOwned> DeserializeSeed<'de> for Records<'_, T> {
    type Value = ();

    fn deserialize<D: serde::Deserializer<'de>>(self, input: D) -> Result<(), D::Error> {
        input.deserialize_seq(self)
    }
}

impl<'de, T: DeserializeOwned> Visitor<'de> for Records<'_, T> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("records")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(record) = list.next_element::<T>()? {
            if let Err(failure) = (self.each)(self.head, (self.wrap)(record)) {
                *self.refusal = Some(failure);
                return Err(A::Error::custom("refused"));
            }
        }
        Ok(())
    }
}
