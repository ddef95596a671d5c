//! `relance templates`: templates of messages, their upkeep, and what comes of them for somebody.

use crate::{
    args::{TemplateAct, TemplateWords, Templates},
    output::Reply,
    table::{Align, Table},
    voice::Voice,
};
use relance_core::{Caller, Core, templates};
use relance_model::{
    Failure, Id, Outcome,
    labels::Done,
    templates::{
        Lint, Part, Preview, PreviewRequest, Purpose, Severity, StartersAdded, Template, TemplateEdit,
        TemplateSaved, Tongue,
    },
};
use std::fs;

pub fn run(core: &Core, wanted: &Templates, voice: &Voice) -> Outcome<Reply> {
    let find = |word: &str| core.read(|db| templates::find(db, word));
    match &wanted.act {
        None | Some(TemplateAct::List) => list(core, voice),
        Some(TemplateAct::Show { template }) => {
            let template = find(template)?;
            let text = shown(&template, voice);
            Reply::new(&template, text)
        }
        Some(TemplateAct::Add { name, words }) => {
            let edit = edit_of(Some(name), words)?;
            let done = core.change(Caller::Cli, "templates.create", |tx| templates::add(tx, &edit))?;
            saved(core, done.value, done.operation, voice)
        }
        Some(TemplateAct::Edit { template, name, words }) => {
            let id = find(template)?.id;
            let edit = edit_of(name.as_ref(), words)?;
            if edit == TemplateEdit::default() {
                return Err(Failure::invalid("template", "template_nothing_asked"));
            }
            let done = core.change(Caller::Cli, "templates.edit", |tx| templates::edit(tx, id, &edit))?;
            saved(core, id, done.operation, voice)
        }
        Some(TemplateAct::Copy { template }) => {
            let id = find(template)?.id;
            let done = core.change(Caller::Cli, "templates.copy", |tx| templates::copy(tx, id))?;
            saved(core, done.value, done.operation, voice)
        }
        Some(TemplateAct::Remove { template }) => {
            let template = find(template)?;
            let done =
                core.change(Caller::Cli, "templates.remove", |tx| templates::remove(tx, template.id))?;
            let text = voice.fill("removed", &[("name", &template.name)]);
            Reply::new(Done { operation: done.operation }, text)
        }
        Some(TemplateAct::Starters) => starters(core, voice),
        Some(TemplateAct::Preview { template, prospect, attached }) => {
            let request = PreviewRequest {
                template: Some(find(template)?.id),
                prospect: *prospect,
                has_attachment: *attached,
                ..PreviewRequest::default()
            };
            let preview = core.read(|db| templates::preview(db, &request))?;
            let text = previewed(&preview, voice);
            Reply::new(&preview, text)
        }
    }
}

fn starters(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let done = core.change(Caller::Cli, "templates.starters", |tx| {
        let added = templates::add_starters(tx, false)?;
        tx.say("count", added);
        Ok(added)
    })?;
    let text = voice.fill("templates_added", &[("count", &done.value.to_string())]);
    Reply::new(StartersAdded { added: done.value, operation: done.operation }, text)
}

fn saved(core: &Core, id: Id, operation: Option<Id>, voice: &Voice) -> Outcome<Reply> {
    let template = core.read(|db| templates::get(db, id))?;
    let text = super::saved(operation, &template.name, voice);
    Reply::new(TemplateSaved { template, operation }, text)
}

fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Mail => "purpose.mail",
        Purpose::Reply => "purpose.reply",
        Purpose::Linkedin => "purpose.linkedin",
        Purpose::Call => "purpose.call",
    }
}

fn language(template: &Template) -> &'static str {
    match template.language {
        Some(Tongue::Fr) => "fr",
        Some(Tongue::En) => "en",
        None => "",
    }
}

fn list(core: &Core, voice: &Voice) -> Outcome<Reply> {
    let found = core.read(templates::all)?;
    if found.is_empty() {
        return Reply::new(&found, voice.say("templates_none"));
    }
    let mut table = Table::new([
        (voice.say("column.name"), Align::Left),
        (voice.say("column.kind"), Align::Left),
        (voice.say("column.language"), Align::Left),
        (voice.say("column.sector"), Align::Left),
        (voice.say("column.subject"), Align::Left),
    ]);
    for template in &found {
        table.row([
            template.name.clone(),
            voice.say(purpose(template.purpose)).to_owned(),
            language(template).to_owned(),
            template.sector.clone().unwrap_or_default(),
            template.subject.clone(),
        ]);
    }
    Reply::new(&found, table.text())
}

fn shown(template: &Template, voice: &Voice) -> String {
    let about = [
        voice.say(purpose(template.purpose)).to_owned(),
        language(template).to_owned(),
        template.sector.clone().unwrap_or_default(),
    ];
    let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let subject = match template.subject.is_empty() {
        true => String::new(),
        false => format!("{}\n", voice.fill("template_subject", &[("subject", &template.subject)])),
    };
    format!("{}\n{about}\n{subject}\n{}", template.name, templates::plain(&template.body))
}

/// What is to be written; a text becomes paragraphs, what begins with a mark is HTML.
fn edit_of(name: Option<&String>, words: &TemplateWords) -> Outcome<TemplateEdit> {
    let read = |path: &std::path::PathBuf| {
        fs::read_to_string(path).map_err(|error| {
            Failure::invalid("file", "template_file_unreadable")
                .with("path", path.display().to_string())
                .with("what", error.to_string())
        })
    };
    let body = match (&words.body, &words.file) {
        (Some(body), _) => Some(body.clone()),
        (None, Some(path)) => Some(read(path)?),
        (None, None) => None,
    };
    Ok(TemplateEdit {
        name: name.cloned(),
        subject: words.subject.clone(),
        body: body.map(|body| if body.trim_start().starts_with('<') { body } else { paragraphs(&body) }),
        language: words.language.as_deref().map(|word| match word {
            "fr" => Some(Tongue::Fr),
            "en" => Some(Tongue::En),
            _ => None,
        }),
        sector: words.sector.clone().map(Some),
        purpose: words.purpose.as_deref().map(|word| match word {
            "reply" => Purpose::Reply,
            "linkedin" => Purpose::Linkedin,
            "call" => Purpose::Call,
            _ => Purpose::Mail,
        }),
        position: words.position,
    })
}

fn paragraphs(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace("\r\n", "\n");
    let made = escaped.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    made.map(|part| format!("<p>{}</p>", part.replace('\n', "<br>"))).collect()
}

fn previewed(preview: &Preview, voice: &Voice) -> String {
    let mut text = String::new();
    if !preview.subject.is_empty() {
        text = voice.fill("template_subject", &[("subject", &preview.subject)]) + "\n\n";
    }
    text += &preview.text;
    if !preview.lints.is_empty() {
        text += "\n";
    }
    for lint in &preview.lints {
        text += &format!("\n{}", said(lint, voice));
    }
    text
}

/// « Erreur : {{prenon}} n’est pas une variable ; vouliez-vous dire prenom ? »
fn said(lint: &Lint, voice: &Voice) -> String {
    let grade = match lint.severity {
        Severity::Error => "lint.error",
        Severity::Warning => "lint.warning",
        Severity::Hint => "lint.hint",
    };
    let value = |key: &str| match lint.values.get(key) {
        Some(serde_json::Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    };
    let code = match lint.code.as_str() {
        "variable_unknown" if lint.values.contains_key("nearest") => "variable_near",
        code => code,
    };
    let tongue = |code: &str| voice.find(&format!("tongue.{code}")).unwrap_or(code).to_owned();
    let sentence = voice.fill(
        &format!("lint.{code}"),
        &[
            ("found", &lint.found),
            ("name", &value("name")),
            ("nearest", &value("nearest")),
            ("words", &value("words")),
            ("count", &value("count")),
            ("language", &tongue(&value("language"))),
            ("expected", &tongue(&value("expected"))),
        ],
    );
    let part = if lint.part == Part::Subject { voice.say("lint.in_subject") } else { "" };
    crate::table::tame(&format!("{}{part}{sentence}", voice.say(grade)))
}
