//! `relance companies list | show | edit`.

use crate::{
    args::{Companies, CompanyFields, Page},
    commands::fields::{said, text},
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, companies};
use relance_model::{
    Id, Outcome,
    companies::{CompanyEdit, CompanyList, CompanyQuery, CompanyRow, CompanySaved},
};

pub fn run(core: &Core, wanted: &Companies, voice: &Voice) -> Outcome<Reply> {
    match wanted {
        Companies::List { filter, page } => list(core, filter.search.as_deref(), page, voice),
        Companies::Show { id } => {
            let company = core.read(|db| companies::get(db, *id))?;
            Reply::new(&company, sheet(&company, voice))
        }
        Companies::Edit { id, fields } => edit(core, *id, fields, voice),
    }
}

fn list(core: &Core, search: Option<&str>, page: &Page, voice: &Voice) -> Outcome<Reply> {
    let query =
        CompanyQuery { search: search.map(str::to_owned), offset: page.offset, limit: Some(page.limit) };
    let found: CompanyList = core.read(|db| companies::list(db, &query))?;
    let total = voice.count("companies", found.total);
    let text = if found.items.is_empty() { total } else { format!("{}\n{total}", rows(&found.items, voice)) };
    Reply::new(&found, text)
}

/// One line each.
pub fn rows(of: &[CompanyRow], voice: &Voice) -> String {
    let mut table = Table::new([
        (voice.say("column.id"), Align::Left),
        (voice.say("column.company"), Align::Left),
        (voice.say("column.sector"), Align::Left),
        (voice.say("column.city"), Align::Left),
        (voice.say("column.prospects"), Align::Right),
    ]);
    for row in of {
        table.row([
            row.id.to_string(),
            row.name.clone(),
            said(&row.sector),
            said(&row.city),
            voice.number(row.prospects.cast_signed()),
        ]);
    }
    table.text()
}

fn edit(core: &Core, id: Id, fields: &CompanyFields, voice: &Voice) -> Outcome<Reply> {
    let edit = CompanyEdit {
        name: fields.name.clone(),
        legal_form: text(&fields.legal_form),
        domain: text(&fields.domain),
        siren: text(&fields.siren),
        siret: text(&fields.siret),
        sector: text(&fields.sector),
        size: text(&fields.size),
        address: text(&fields.address),
        postcode: text(&fields.postcode),
        city: text(&fields.city),
        country: text(&fields.country),
    };
    let done = core.change(Caller::Cli, "companies.edit", |tx| companies::edit(tx, id, &edit))?;
    let company = core.read(|db| companies::get(db, id))?;
    let text = super::saved(done.operation, &company.name, voice);
    Reply::new(CompanySaved { company, operation: done.operation }, text)
}

fn sheet(company: &CompanyRow, voice: &Voice) -> String {
    let mut table = Table::plain();
    table.fact(voice.say("column.id"), company.id.to_string());
    for (key, value) in [
        ("field.legal_form", &company.legal_form),
        ("field.domain", &company.domain),
        ("field.siren", &company.siren),
        ("field.siret", &company.siret),
        ("field.sector", &company.sector),
        ("field.size", &company.size),
        ("field.address", &company.address),
        ("field.postcode", &company.postcode),
        ("field.city", &company.city),
        ("field.country", &company.country),
    ] {
        table.fact(voice.say(key), said(value));
    }
    table.fact(voice.say("column.prospects"), voice.number(company.prospects.cast_signed()));
    format!("{}\n{}", crate::table::tame(&company.name), table.text())
}
