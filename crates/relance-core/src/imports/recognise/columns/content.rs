//! What the cells of a column look like: for each kind of value, the share of the filled cells
//! that are of it. Cheap tests stand before dear ones: a preview may have a thousand columns.

use crate::values::text::{fold, trim};
use crate::values::{
    DateOrder, Region, amount, civility, country, currency, date, emails, flag, is_first_name, legal_form,
    linkedin, phones, siren, siret, site,
};

/// As many values tell as much as all.
const MOST_VALUES: usize = 120;

#[derive(Clone, Debug, Default)]
pub struct Content {
    pub filled: usize,
    pub values: Vec<String>,
    pub email: f32,
    pub phone: f32,
    /// Digits and marks as of a phone, of whatever country.
    pub phone_like: f32,
    /// Share of the phones that are French mobiles.
    pub mobile: f32,
    pub linkedin: f32,
    pub site: f32,
    /// Bare domains among the sites.
    pub bare_domain: f32,
    pub siren: f32,
    pub siret: f32,
    pub postcode: f32,
    pub civility: f32,
    pub first_name: f32,
    /// Two or more words with a known first name.
    pub full_name: f32,
    pub legal_form: f32,
    /// The whole cell is a legal form.
    pub only_form: f32,
    pub country: f32,
    pub currency: f32,
    pub amount: f32,
    /// Amounts that name a currency.
    pub money: f32,
    pub date: f32,
    pub flag: f32,
    pub number: f32,
}

impl Content {
    pub fn of(rows: &[Vec<String>], index: usize) -> Content {
        let filled = rows
            .iter()
            .filter_map(|row| row.get(index))
            .map(|cell| trim(cell))
            .filter(|cell| !cell.is_empty());
        let mut content = Content { filled: filled.clone().count(), ..Content::default() };
        content.values = filled.take(MOST_VALUES).map(str::to_owned).collect();
        let values = std::mem::take(&mut content.values);
        for value in &values {
            content.count(value);
        }
        let total = values.len().max(1) as f32;
        content.mobile = if content.phone > 0.0 { content.mobile / content.phone } else { 0.0 };
        for share in [
            &mut content.email,
            &mut content.phone,
            &mut content.phone_like,
            &mut content.linkedin,
            &mut content.site,
            &mut content.bare_domain,
            &mut content.siren,
            &mut content.siret,
            &mut content.postcode,
            &mut content.civility,
            &mut content.first_name,
            &mut content.full_name,
            &mut content.legal_form,
            &mut content.only_form,
            &mut content.country,
            &mut content.currency,
            &mut content.amount,
            &mut content.money,
            &mut content.date,
            &mut content.flag,
            &mut content.number,
        ] {
            *share /= total;
        }
        content.values = values;
        content
    }

    pub fn samples(&self) -> Vec<String> {
        let mut samples: Vec<String> = Vec::new();
        for value in &self.values {
            if samples.len() < 5 && !samples.contains(value) {
                samples.push(value.chars().take(120).collect());
            }
        }
        samples
    }

    fn count(&mut self, value: &str) {
        if value.len() > 200 {
            return;
        }
        let digits = value.bytes().filter(u8::is_ascii_digit).count();
        if value.contains('@') {
            let listed = emails(value);
            self.email += is(!listed.found.is_empty() && listed.rejected.is_empty());
            return;
        }
        if digits > 0 {
            self.count_numbers(value, digits);
        }
        self.count_web(value);
        if digits <= 2 {
            self.count_words(value);
        }
    }

    fn count_numbers(&mut self, value: &str, digits: usize) {
        let is_plain = digits == value.len();
        self.number += is(value.parse::<f64>().is_ok());
        self.siren += is((8..=14).contains(&digits) && digits != 14 && siren(value).is_ok());
        self.siret += is((13..=14).contains(&digits) && siret(value).is_ok());
        self.postcode +=
            is(is_plain
                && (digits == 5 && !value.starts_with("00") || digits == 4 && !value.starts_with('0')));
        let amount = amount(value);
        self.amount += is(amount.is_ok());
        self.money += is(amount.is_ok_and(|amount| amount.currency.is_some()));
        // Bare numbers are counts, years, identifiers; a date has something between its numbers.
        self.date += is(!is_plain
            && digits >= 3
            && value.parse::<f64>().is_err()
            && date(value, DateOrder::DayFirst).is_ok());
        let is_spelled = |letter: char| letter.is_ascii_digit() || " +-.()/xX".contains(letter);
        self.phone_like += is((7..=20).contains(&digits) && value.chars().all(is_spelled));
        if digits >= 8 {
            let listed = phones(value, Region::FR);
            let is_phone = !listed.found.is_empty() && listed.rejected.is_empty();
            self.phone += is(is_phone);
            self.mobile += is(is_phone && listed.found[0].is_mobile);
        }
        self.flag += is(matches!(value, "0" | "1"));
    }

    fn count_web(&mut self, value: &str) {
        if !value.contains('.') && !value.contains('/') {
            return;
        }
        if value.to_ascii_lowercase().contains("linkedin.com") {
            self.linkedin += is(linkedin(value).is_ok_and(|url| url.contains("/in/")));
            return;
        }
        let is_site = site(value).is_ok();
        self.site += is(is_site);
        self.bare_domain += is(is_site && !value.contains('/') && !value.starts_with("www."));
    }

    fn count_words(&mut self, value: &str) {
        self.civility += is(value.len() <= 14 && civility(value).is_ok());
        self.flag += is(value.len() <= 6 && flag(value).is_ok());
        self.country += is(country(value).is_ok());
        self.currency += is(value.len() <= 12 && currency(value).is_ok());
        let words = value.split_whitespace().count();
        self.first_name += is(words <= 2 && is_first_name(value));
        self.full_name += is((2..=5).contains(&words) && value.split_whitespace().any(is_first_name));
        self.legal_form += is(legal_form(value).is_some());
        self.only_form += is(value.len() <= 14 && legal_form(&format!("x {value}")).is_some() && words == 1);
    }
}

fn is(flag: bool) -> f32 {
    if flag { 1.0 } else { 0.0 }
}

/// True for a cell that a header row does not have: an address, a number, a date, a known name.
pub fn looks_like_data(cell: &str) -> bool {
    let cell = trim(cell);
    if cell.is_empty() || cell.len() > 200 {
        return false;
    }
    let digits = cell.bytes().filter(u8::is_ascii_digit).count();
    let starts_as_number =
        cell.starts_with(|letter: char| letter.is_ascii_digit() || matches!(letter, '+' | '-' | '€' | '('));
    cell.contains('@') && !emails(cell).found.is_empty()
        || (digits > 0
            && starts_as_number
            && (cell.parse::<f64>().is_ok() || digits * 2 >= cell.chars().count()))
        || cell.starts_with("http")
        || (digits > 0 && date(cell, DateOrder::DayFirst).is_ok())
        || (civility(cell).is_ok() && fold(cell).len() > 1)
        || (is_first_name(cell) && !matches!(fold(cell).as_str(), "prune"))
}
