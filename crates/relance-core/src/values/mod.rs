//! One cell's text, read as what it means: amounts, dates, phones, names … Each reading returns
//! the value or a stable reason; none guesses silently, none depends on the machine's locale.

mod amount;
mod company;
mod country;
mod date;
mod email;
mod first_names;
mod free_mail;
mod full_name;
mod listed;
mod name;
mod phone;
mod phonetic;
mod registry;
pub(crate) mod text;
mod web;
mod word;

pub use amount::{Amount, amount, amount_of_number, currency, number};
pub use company::{company_key, company_words, legal_form, long_company_words};
pub use country::country;
pub use date::{DateOrder, DateReading, date, date_reading, date_time};
pub use email::{Email, email, emails};
pub use first_names::is_first_name;
pub use free_mail::is_free_mail;
pub use full_name::{FullName, NameOrder, NameReading, NameRule, full_name, name_reading, split_name};
pub use listed::{Part, listed, parts};
pub use name::{name_key, person_name, place_name};
pub use phone::{Phone, Region, phone, phones};
pub use phonetic::phonetic;
pub use registry::{postcode, siren, siret};
pub use text::fold;
pub use web::{domain, linkedin, site};
pub use word::{civility, color, flag, stage, tags};

/// Why a text is not the value it should be: a stable key, for which the screens own the words.
pub type Reason = &'static str;

/// Reason of every reading for a cell that holds nothing.
pub const EMPTY: Reason = "empty";

/// The values of a cell that may hold several, and what in it could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    pub found: Vec<T>,
    pub rejected: Vec<(String, Reason)>,
}

impl<T> Default for Listed<T> {
    fn default() -> Listed<T> {
        Listed { found: Vec::new(), rejected: Vec::new() }
    }
}
