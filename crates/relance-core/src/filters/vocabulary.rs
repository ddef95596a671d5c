//! What a filter can name: the fields, in both languages, and what the base adds to them.

use super::tokens::{loose, plain};
use relance_model::{
    Id,
    filters::{FieldSort, FilterField, FilterState, FilterWords, Op, State},
    labels::{CustomField, FieldKind, Member, Stage, Tag},
};

/// The words of one base.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    pub stages: Vec<Stage>,
    pub tags: Vec<Tag>,
    pub members: Vec<Member>,
    pub fields: Vec<CustomField>,
}

/// A field of every base: its key, its kind, and what it is called; the first name is the one that is written.
pub(super) struct Known {
    pub key: &'static str,
    pub sort: FieldSort,
    pub french: &'static [&'static str],
    pub english: &'static [&'static str],
}

const fn known(
    key: &'static str,
    sort: FieldSort,
    french: &'static [&'static str],
    english: &'static [&'static str],
) -> Known {
    Known { key, sort, french, english }
}

pub(super) const FIELDS: [Known; 55] = {
    use FieldSort::{Day, File, Instant, Member, Money, Phone, Stage, Tag, Text};
    [
        known("name", Text, &["nom", "nom complet"], &["name", "full name"]),
        known("first_name", Text, &["prénom"], &["first name"]),
        known("last_name", Text, &["nom de famille"], &["last name", "surname"]),
        known("civility", Text, &["civilité"], &["title", "civility"]),
        known("job_title", Text, &["fonction", "poste"], &["job title", "job"]),
        known("company", Text, &["entreprise", "société"], &["company", "employer"]),
        known("email", Text, &["e-mail", "email", "courriel", "mail"], &["e-mail", "email"]),
        known("phone", Phone, &["téléphone", "tél", "portable"], &["phone", "mobile"]),
        known("stage", Stage, &["étape"], &["stage"]),
        known("tag", Tag, &["étiquette", "étiquettes"], &["tag", "tags"]),
        known("owner", Member, &["responsable", "membre"], &["owner", "member"]),
        known("source", Text, &["source", "origine"], &["source", "origin"]),
        known("sector", Text, &["secteur"], &["sector"]),
        known("city", Text, &["ville"], &["city", "town"]),
        known("postcode", Text, &["code postal", "cp"], &["postcode", "zip"]),
        known("country", Text, &["pays"], &["country"]),
        known("site", Text, &["site", "site web"], &["website", "site"]),
        known("linkedin", Text, &["linkedin"], &["linkedin"]),
        known("value", Money, &["montant", "valeur"], &["amount", "value"]),
        known("currency", Text, &["devise"], &["currency"]),
        known("expected_close", Day, &["signature prévue", "signature"], &["expected close", "close"]),
        known("remarks", Text, &["remarques", "remarque"], &["remarks", "remark"]),
        known("note", Text, &["note", "notes"], &["note", "notes"]),
        known("noted", Instant, &["dernière note"], &["last note"]),
        known("last_interaction", Instant, &["dernier contact", "contact"], &["last contact", "contact"]),
        known(
            "next_action",
            Instant,
            &["prochaine relance", "relance"],
            &["next follow-up", "follow-up", "next action"],
        ),
        known("created", Instant, &["créé", "créée", "création"], &["created"]),
        known("updated", Instant, &["modifié", "modifiée", "modification"], &["updated", "modified"]),
        known(
            "stage_since",
            Instant,
            &["étape depuis", "dans l'étape depuis"],
            &["stage since", "in stage since"],
        ),
        known("reached_stage", Stage, &["étape atteinte"], &["reached stage"]),
        known("won_on", Instant, &["gagné le"], &["won on"]),
        known("lost_on", Instant, &["perdu le"], &["lost on"]),
        known("activity", Instant, &["activité"], &["activity"]),
        known("call", Instant, &["appel"], &["call"]),
        known("call_out", Instant, &["appel passé"], &["outgoing call"]),
        known("call_in", Instant, &["appel reçu"], &["incoming call"]),
        known("call_reached", Instant, &["appel abouti"], &["answered call"]),
        known("call_message", Instant, &["appel avec message"], &["call with message"]),
        known("call_no_answer", Instant, &["appel sans réponse"], &["unanswered call"]),
        known("call_wrong_number", Instant, &["appel à un faux numéro"], &["call to a wrong number"]),
        known("follow_up", Instant, &["relance faite"], &["follow-up done"]),
        known("note_written", Instant, &["note écrite"], &["note written"]),
        known("mail_out", Instant, &["e-mail envoyé"], &["sent e-mail"]),
        known("mail_in", Instant, &["e-mail reçu"], &["received e-mail"]),
        known("meeting", Instant, &["rendez-vous tenu", "rendez-vous"], &["meeting held", "meeting"]),
        known("stage_change", Instant, &["changement d'étape"], &["stage change"]),
        known("import", File, &["import", "fichier"], &["import", "file"]),
        known("company_domain", Text, &["domaine"], &["domain"]),
        known("siren", Text, &["siren"], &["siren"]),
        known("siret", Text, &["siret"], &["siret"]),
        known("legal_form", Text, &["forme juridique"], &["legal form"]),
        known("company_size", Text, &["effectif"], &["company size", "size"]),
        known("company_sector", Text, &["secteur de l'entreprise"], &["company sector"]),
        known("company_city", Text, &["ville de l'entreprise"], &["company city"]),
        known(
            "company_address",
            Text,
            &["adresse", "adresse de l'entreprise"],
            &["company address", "address"],
        ),
    ]
};

/// Ways into a stage and out of it: the key, to which the stage's id is added, and what stands before its label.
const PASSAGES: [(&str, &str, &str); 2] =
    [("entered", "entrée dans", "entered"), ("left", "sortie de", "left")];

/// States: what they are called, the written name first.
pub(super) const STATES: [(State, &[&str], &[&str]); 6] = [
    (State::Opposed, &["opposé", "opposée", "ne plus contacter"], &["opposed", "do not contact"]),
    (State::Open, &["ouvert", "ouverte", "en cours"], &["open"]),
    (State::Won, &["gagné", "gagnée", "client"], &["won", "customer"]),
    (State::Lost, &["perdu", "perdue"], &["lost"]),
    (State::Late, &["en retard", "retard"], &["late", "overdue"]),
    (State::Sample, &["exemple", "d'exemple"], &["sample", "example"]),
];

/// A field that a text named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    pub key: String,
    pub sort: FieldSort,
}

pub(super) fn sort_of(kind: FieldKind) -> FieldSort {
    match kind {
        FieldKind::Number | FieldKind::Currency => FieldSort::Number,
        FieldKind::Date => FieldSort::Day,
        FieldKind::Boolean => FieldSort::Flag,
        FieldKind::Text
        | FieldKind::LongText
        | FieldKind::Select
        | FieldKind::MultiSelect
        | FieldKind::Url
        | FieldKind::Email
        | FieldKind::Phone => FieldSort::Text,
    }
}

/// What may be asked of a kind of value.
pub(super) fn ops(sort: FieldSort) -> &'static [Op] {
    use Op::{Above, AtLeast, AtMost, Begins, Below, Between, Contains, Empty, Ends, Is, Last, Next, Older};
    match sort {
        FieldSort::Text | FieldSort::Phone => &[Contains, Is, Begins, Ends, Empty],
        FieldSort::Number | FieldSort::Money => &[Is, Above, AtLeast, Below, AtMost, Between, Empty],
        FieldSort::Day | FieldSort::Instant => {
            &[Last, Older, Next, Is, Below, AtMost, Above, AtLeast, Between, Empty]
        }
        FieldSort::Flag | FieldSort::Tag | FieldSort::Member => &[Is, Empty],
        FieldSort::Stage => &[Is],
        FieldSort::File => &[Is, Contains, Empty],
    }
}

/// Which choices among a field's values an error proposes words from.
pub(super) fn nearest<'a>(word: &str, all: impl Iterator<Item = &'a str>) -> Option<String> {
    let word = loose(word);
    let limit = (word.chars().count() / 3).max(1);
    all.filter_map(|other| {
        let folded = loose(other);
        let away = strsim::osa_distance(&word, &folded);
        let begins = word.chars().count() >= 2 && folded.starts_with(&word);
        (away <= limit || begins).then(|| (if begins { away.min(limit) } else { away }, other))
    })
    .min_by_key(|(away, _)| *away)
    .map(|(_, other)| other.to_owned())
}

impl Vocabulary {
    /// The field that this is a name of: a known one, or an own one by its label or key.
    pub(super) fn field(&self, name: &str) -> Option<Named> {
        let name = plain(name);
        let is = |names: &[&str]| names.iter().any(|known| plain(known) == name);
        if let Some(field) =
            FIELDS.iter().find(|field| plain(field.key) == name || is(field.french) || is(field.english))
        {
            return Some(Named { key: field.key.to_owned(), sort: field.sort });
        }
        if let Some(key) = self.passage(&name) {
            return Some(Named { key, sort: FieldSort::Instant });
        }
        let by_key = name.strip_prefix("custom.").and_then(|id| id.parse::<i64>().ok());
        self.fields
            .iter()
            .find(|field| by_key.map_or_else(|| plain(&field.label) == name, |id| field.id.0 == id))
            .map(|field| Named { key: format!("custom.{}", field.id), sort: sort_of(field.kind) })
    }

    /// What a field is called: its words, and whether they must stand between quotes.
    pub(super) fn name(&self, key: &str, english: bool) -> (String, bool) {
        if let Some(field) = FIELDS.iter().find(|field| field.key == key) {
            let names = if english { field.english } else { field.french };
            return (names.first().map_or_else(|| key.to_owned(), |name| (*name).to_owned()), false);
        }
        if let Some(label) = self.passage_label(key, english) {
            // Two stages may be called alike, and a field like a passage.
            let leads_back = self.field(&label).is_some_and(|found| found.key == key);
            return if leads_back { (label, true) } else { (key.to_owned(), false) };
        }
        let own = key.strip_prefix("custom.").and_then(|id| id.parse::<i64>().ok());
        match self.fields.iter().find(|field| Some(field.id.0) == own) {
            Some(field) if self.field(&field.label).is_some_and(|found| found.key == key) => {
                (field.label.clone(), true)
            }
            _ => (key.to_owned(), false),
        }
    }

    /// What the way into a stage and the way out of it are called, or the plain key of that.
    fn passage(&self, name: &str) -> Option<String> {
        self.stages.iter().flat_map(|stage| PASSAGES.map(|passage| (stage, passage))).find_map(
            |(stage, (key, french, english))| {
                let key = format!("{key}.{}", stage.id);
                let is = |before: &str| plain(&format!("{before} {}", stage.label)) == name;
                (key == name || is(french) || is(english)).then_some(key)
            },
        )
    }

    fn passage_label(&self, key: &str, english: bool) -> Option<String> {
        let (way, id) = key.split_once('.')?;
        let (_, french, other) = PASSAGES.iter().find(|(known, ..)| *known == way)?;
        let stage = self.stages.iter().find(|stage| stage.id.to_string() == id)?;
        Some(format!("{} {}", if english { other } else { french }, stage.label))
    }

    /// A name that an unknown field may have been meant for.
    pub(super) fn field_like(&self, name: &str) -> Option<String> {
        let known = FIELDS.iter().flat_map(|field| field.french.iter().chain(field.english).copied());
        nearest(name, known.chain(self.fields.iter().map(|field| field.label.as_str())))
    }

    pub(super) fn stage(&self, word: &str) -> Option<Id> {
        let folded = loose(word);
        self.stages
            .iter()
            .find(|stage| stage.key == word || loose(&stage.label) == folded)
            .map(|stage| stage.id)
    }

    pub(super) fn tag(&self, word: &str) -> Option<Id> {
        let folded = plain_name(word);
        self.tags.iter().find(|tag| plain_name(&tag.name) == folded).map(|tag| tag.id)
    }

    pub(super) fn member(&self, word: &str) -> Option<Id> {
        let folded = plain_name(word);
        self.members
            .iter()
            .find(|member| {
                plain_name(&member.name) == folded
                    || member.email.as_deref().is_some_and(|email| plain_name(email) == folded)
            })
            .map(|member| member.id)
    }
}

/// How the base compares names.
fn plain_name(text: &str) -> String {
    relance_store::fold(text.trim())
}

/// Everything that may be named, in one language.
#[must_use]
pub fn words(vocabulary: &Vocabulary, files: Vec<String>, english: bool) -> FilterWords {
    let own = vocabulary.fields.iter().map(|field| (format!("custom.{}", field.id), sort_of(field.kind)));
    let passages = vocabulary
        .stages
        .iter()
        .flat_map(|stage| PASSAGES.map(|(way, ..)| (format!("{way}.{}", stage.id), FieldSort::Instant)));
    let keys = FIELDS.iter().map(|field| (field.key.to_owned(), field.sort)).chain(passages).chain(own);
    FilterWords {
        fields: keys
            .map(|(key, sort)| FilterField {
                name: vocabulary
                    .fields
                    .iter()
                    .find(|field| key == format!("custom.{}", field.id))
                    .map_or_else(|| vocabulary.name(&key, english).0, |field| field.label.clone()),
                key,
                sort,
                ops: ops(sort).to_vec(),
            })
            .collect(),
        states: STATES
            .iter()
            .map(|(state, french, other)| FilterState {
                state: *state,
                name: (if english { other } else { french })[0].to_owned(),
            })
            .collect(),
        files,
    }
}
