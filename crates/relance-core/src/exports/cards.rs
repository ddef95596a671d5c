//! Prospects as contact cards, for phones and mail programs. Only what an address book has room for: no amount, no stage.

use super::{Pick, disk};
use crate::{companies, prospects};
use relance_model::{
    Outcome,
    companies::CompanyRow,
    prospects::{AddressKind, Prospect},
};
use relance_sheet::{CardValue, CardVersion, CardWriter};
use relance_store::Db;
use std::{
    fs::File,
    io::{self, BufWriter, Write},
    path::Path,
};

pub(super) fn write(db: &Db<'_>, pick: &Pick<'_>, version: CardVersion, path: &Path) -> Outcome<()> {
    let file = File::create(path).map_err(|error| disk(&error))?;
    let mut out = CardWriter::new(BufWriter::new(file), version);
    pick.each(|id| {
        let person = prospects::get(db, id)?;
        let company = person.row.company_id.map(|id| companies::get(db, id)).transpose()?;
        card(&mut out, &person, company.as_ref()).map_err(|error| disk(&error))
    })?;
    out.finish().map(drop).map_err(|error| disk(&error))
}

fn card<W: Write>(
    out: &mut CardWriter<W>,
    person: &Prospect,
    company: Option<&CompanyRow>,
) -> io::Result<()> {
    let p = &person.row;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let is_new = out.version == CardVersion::V4;
    out.begin()?;
    out.write("PRODID", CardValue::Text("-//Relance//Relance//FR"))?;
    out.write("UID", CardValue::Text(&format!("relance-{}", p.id)))?;
    out.write("FN", CardValue::Text(&p.name))?;
    let (last, first, civility) = (text(&p.last_name), text(&p.first_name), text(&p.civility));
    // Version 3.0 wants a name in parts of every card, even of one that is a company's.
    if is_new || !(last.is_empty() && first.is_empty() && civility.is_empty()) {
        out.write("N", CardValue::Parts(&[&last, &first, "", &civility, ""]))?;
    } else {
        out.write("N", CardValue::Parts(&[&p.name, "", "", "", ""]))?;
    }
    out.write("ORG", CardValue::Text(&text(&p.company)))?;
    out.write("TITLE", CardValue::Text(&text(&p.job_title)))?;
    let of = |kind: AddressKind| person.addresses.iter().filter(move |address| address.kind == kind);
    let first = if is_new { ";PREF=1" } else { ";TYPE=PREF" };
    for (n, email) in p.email.iter().chain(of(AddressKind::Email).map(|a| &a.value)).enumerate() {
        let kind = if is_new { "EMAIL" } else { "EMAIL;TYPE=INTERNET" };
        out.write(&format!("{kind}{}", if n == 0 { first } else { "" }), CardValue::Text(email))?;
    }
    for (n, phone) in p.phone.iter().chain(of(AddressKind::Phone).map(|a| &a.value)).enumerate() {
        let rank = if n == 0 { first } else { "" };
        if is_new && phone.starts_with('+') {
            out.write(&format!("TEL;VALUE=uri{rank}"), CardValue::Uri(&format!("tel:{phone}")))?;
        } else {
            out.write(&format!("TEL{rank}"), CardValue::Text(&phone.replace(";ext=", " ext. ")))?;
        }
    }
    let street = company.and_then(|company| company.address.clone()).unwrap_or_default();
    let (city, postcode, country) = (text(&p.city), text(&p.postcode), text(&p.country));
    let address = ["", "", &street, &city, "", &postcode, &country];
    out.write(if is_new { "ADR" } else { "ADR;TYPE=WORK" }, CardValue::Parts(&address))?;
    out.write("URL", CardValue::Uri(&text(&p.site)))?;
    out.write("X-SOCIALPROFILE;TYPE=linkedin", CardValue::Uri(&text(&p.linkedin_url)))?;
    let tags: Vec<&str> = person.tags.iter().map(|tag| tag.name.as_str()).collect();
    out.write("CATEGORIES", CardValue::List(&tags))?;
    out.write("NOTE", CardValue::Text(&text(&p.notes)))?;
    out.end()
}
