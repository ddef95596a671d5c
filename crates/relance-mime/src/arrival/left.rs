//! Whom a message was for is no longer there; and who is to be written to instead.

use super::{
    Contact, Kind, Verdict,
    evidence::{Confidence, Found, Rule},
    folded::{Folded, Phrases, fold},
    heads,
    reading::Reading,
};
use std::sync::LazyLock;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// A machine says it.
    pub is_automatic: bool,
    /// It is said in so many words that it is for good.
    pub is_final: bool,
    /// Who is proposed instead, in the order of the message.
    pub successors: Vec<Contact>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Said {
    /// Whoever says it.
    Plainly,
    /// Where a machine says it.
    ByMachine,
}

static WORDS: LazyLock<Phrases<Said>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            Said::Plainly,
            "left the company last|recently left the company|left the company recently|no longer works at|no longer works for|no longer works with|no longer works here|\
                no longer work at|no longer work for|no longer work here|no longer working at|\
                no longer working for|no longer working here|no longer employed|no longer an employee|\
                no longer with the company|no longer with our company|no longer with us|\
                no longer with our team|no longer with our firm|no longer with our organi|no longer with the firm|no longer with the organi|\
                no longer at the company|no longer at this company|no longer part of the company|\
                no longer part of the team|no longer part of our team|no longer part of our company|no longer part of our organi|no longer part of our staff|no longer a member of our|\
                has left the company|have left the company|has left our company|has left the organization|\
                has left the organisation|has left the firm|has left the business|\
                have left the organization|have left the organisation|has left our organi|\
                has left our team|left the company as of|left the company on|has retired|i have retired|\
                i've retired|i am now retired|does not work here anymore|\
                doesn't work here anymore|is no longer employed|ne travaille plus chez|ne travaille plus pour|\
                ne travaille plus ici|ne travaille plus a |ne travaille plus au sein|\
                ne travaille plus dans|ne travaille plus avec nous|ne fait plus partie de la societe|ne fait plus partie de l'entreprise|ne fait plus partie de nos effectifs|ne fait plus partie de nos collaborateurs|ne fait plus partie de l'equipe|ne fait plus partie de notre equipe|ne fait plus partie de notre societe|ne fait plus partie de notre entreprise|ne fait plus partie de notre structure|ne fait plus partie de notre groupe|ne fait plus partie des effectifs|ne fait plus partie du personnel|ne fait plus partie du groupe|ne fait plus partie des collaborateurs|\
                ne fais plus partie de|a quitte la societe|a quitte l'entreprise|\
                a quitte le groupe|a quitte ses fonctions|a quitte son poste|a quitte notre|\
                a quitte l'equipe|a quitte l'association|a quitte l'organisation|a quitte definitivement|\
                a definitivement quitte|ai quitte la societe|ai quitte l'entreprise|ai quitte le groupe|\
                ai quitte mes fonctions|ai quitte mon poste|ai definitivement quitte|n'est plus en poste|\
                ne suis plus en poste|n'est plus salarie|n'est plus chez|n'est plus parmi nous|\
                n'est plus dans la societe|n'est plus dans l'entreprise|ne suis plus chez|\
                ne suis plus dans la societe|ne suis plus dans l'entreprise|n'exerce plus ses fonctions|n'exerce plus au sein|n'exerce plus chez|\
                a pris sa retraite|ai pris ma retraite|est parti a la retraite|est partie a la retraite|\
                suis a la retraite|suis parti a la retraite|suis partie a la retraite|n'est plus employe|\
                n'est plus collaborat|n'occupe plus le poste|n'occupe plus ce poste|n'occupe plus ses fonctions|nicht mehr im unternehmen|\
                nicht mehr in unserem unternehmen|nicht mehr bei uns|nicht mehr bei der firma|\
                nicht mehr fur uns tatig|nicht mehr fur das unternehmen|nicht mehr in der firma|\
                nicht langer bei|arbeitet nicht mehr|arbeite nicht mehr|hat das unternehmen verlassen|\
                habe das unternehmen verlassen|unternehmen verlassen|firma verlassen|\
                aus dem unternehmen ausgeschieden|nicht mehr tatig|im ruhestand|in den ruhestand|\
                in rente gegangen|nicht mehr beschaftigt|nicht mehr mitarbeiter|nicht mehr teil unseres teams|nicht mehr teil unseres unternehmens|\
                ya no trabaja|ya no trabajo|ya no forma parte de la empresa|ya no forma parte de nuestro equipo|ya no forma parte de la organizacion|ya no forma parte de la compania|ya no forma parte de nuestra empresa|ya no forma parte de nuestra organizacion|ya no formo parte|ya no pertenece a la empresa|ya no pertenece a nuestra|\
                ya no esta en la empresa|ya no estoy en la empresa|ha dejado la empresa|\
                he dejado la empresa|dejo la empresa|dejo de trabajar|ha dejado de trabajar|\
                he dejado de trabajar|se ha jubilado|me he jubilado|ha causado baja|\
                ya no se encuentra en la empresa|ya no labora",
        ),
        (
            Said::ByMachine,
            "no longer works|no longer work|no longer with|no longer at|has left|i have left|i've left|\
                no longer active|no longer in use|no longer monitored|mailbox is no longer|\
                email address is no longer|address is no longer valid|ne travaille plus|a quitte|\
                j'ai quitte|n'est plus valide|n'est plus utilisee|n'est plus active|\
                cette adresse n'est plus|cette boite n'est plus|nicht mehr aktiv|nicht mehr gultig|\
                nicht mehr verwendet|ausgeschieden|ya no esta activa|ya no esta en uso|ya no es valida",
        ),
    ])
});
static FINAL: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "permanently|for good|definitivement|endgultig|dauerhaft|definitivamente|permanentemente|\
            retired|retraite|ruhestand|jubilado|de facon definitive|de maniere definitive",
    )])
});

/// What asks to write to somebody else.
static CUES: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "contact|contacting|contacted|contacter|contactez|reach|reach out|write to|email|e-mail|mail|\
            replaced by|replacement|successor|taken over|takes over|taking over|in my absence|\
            in his absence|in her absence|instead|urgent|urgence|urgency|direct your|forward your|\
            refer to|get in touch|assist|joindre|joignez|adresser|adressez|vous rapprocher|rapprocher de|\
            vous tourner|remplace par|remplacee par|remplacant|remplacante|successeur|successeure|\
            mon absence|votre interlocuteur|interlocutrice|solliciter|ecrire a|envoyer|desormais|reprend|\
            repris par|wenden sie sich|wenden|kontaktieren|erreichen sie|nachfolger|nachfolgerin|\
            vertretung|vertreten|vertritt|ansprechpartner|ansprechpartnerin|richten sie|dringend|\
            schreiben sie an|dirijase|dirigirse|dirigirte|persona de contacto|ponerse en contacto|pongase en contacto|\
            contacte|contactar|contacta|contacto con|escriba a|escribir a|sucesor|sucesora|sustituto|\
            sustituta|sustituye|en mi ausencia|remitir|reemplaza",
    )])
});

/// Contacts that are told.
const MOST: usize = 10;

pub(crate) fn read(reading: &Reading<'_>) -> Option<Verdict> {
    let written = reading.folded();
    // In a long letter such words are about anything.
    if written.text.len() > 1500 {
        return None;
    }
    let (left, found) = found(reading, &written, false)?;
    Some(Verdict { kind: Kind::Left(left), confidence: Confidence::Words, found, original: None })
}

pub(crate) fn found(
    reading: &Reading<'_>,
    written: &Folded<'_>,
    is_automatic: bool,
) -> Option<(Left, Found)> {
    let hit = WORDS.all(&written.text).find(|hit| {
        let (from, to) = written.sentence(hit.start);
        let sentence = written.text[from..to.max(hit.end)].trim_end();
        // « We no longer work for hotels » is about what is sold.
        let is_many = ["we", "they"].iter().any(|who| written.text[..hit.start].trim_end().ends_with(who));
        (is_automatic || hit.says == Said::Plainly)
            && !is_many
            && !sentence.ends_with('?')
            && !sentence.starts_with("if ")
            && !sentence.starts_with("si ")
            && !sentence.starts_with("wenn ")
    })?;
    let mut found = Found::default();
    reading.tell(&mut found, Rule::LeftWords, written, hit.start, hit.end);
    let last = FINAL.first(&written.text);
    if let Some(hit) = last {
        reading.tell(&mut found, Rule::LeftWords, written, hit.start, hit.end);
    }
    let successors = contacts(reading, written, &mut found);
    Some((Left { is_automatic, is_final: last.is_some(), successors }, found))
}

/// Who is proposed: addresses in sentences that ask to write there, with the names before them; names alone where there is none.
pub(crate) fn contacts(reading: &Reading<'_>, written: &Folded<'_>, found: &mut Found) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = Vec::new();
    let source = written.source;
    for (address, start, end) in heads::addresses(source) {
        if reading.is_sender_or_own(&address) || contacts.len() >= MOST {
            continue;
        }
        if contacts.iter().any(|one| one.address.as_deref() == Some(&address)) {
            continue;
        }
        // The paragraph of the address and the line above it: a list of people stands below what introduces it.
        let above = before(source, start, 240);
        if CUES.first(&fold(above)).is_none() {
            continue;
        }
        reading.tell_source(found, Rule::InsteadContact, &source[start..end]);
        contacts.push(Contact { name: name_before(&source[..start]), address: Some(address) });
    }
    if contacts.is_empty()
        && let Some(name) = named(written)
    {
        reading.tell_source(found, Rule::InsteadContact, name);
        contacts.push(Contact { name: Some(name.to_owned()), address: None });
    }
    contacts
}

/// So many bytes before a place, no letter cut.
fn before(source: &str, at: usize, most: usize) -> &str {
    let from = (at.saturating_sub(most)..=at).find(|from| source.is_char_boundary(*from)).unwrap_or(at);
    &source[from..at]
}

/// The name right before an address: « Léa Martin (lea@…) », “Léa Martin at lea@…”.
fn name_before(source: &str) -> Option<String> {
    let tail = before(source, source.len(), 90);
    let tail = tail.rsplit('\n').find(|line| line.chars().any(char::is_alphabetic))?;
    let mut words: Vec<&str> = Vec::new();
    for word in tail.split_whitespace().rev() {
        let bare = word
            .trim_matches(|c: char| !c.is_alphanumeric() && c != '-' && c != '’' && c != '\'' && c != '.');
        let small = fold(bare);
        let is_between = bare.is_empty()
            || [
                "at",
                "a",
                "on",
                "via",
                "par",
                "by",
                "mail",
                "email",
                "e-mail",
                "unter",
                "per",
                "en",
                "sur",
                "adresse",
                "address",
                "l'adresse",
                "mailto",
                "under",
                "al",
                "correo",
                "de",
                "der",
                "tel",
            ]
            .contains(&small.trim_matches('.'));
        if words.is_empty() && is_between {
            continue;
        }
        // A sentence or an address that ends here is not the name.
        if !is_name(bare) || (!words.is_empty() && word.ends_with(['.', ':', ',', ';', ')'])) {
            break;
        }
        words.push(bare);
        if words.len() == 4 {
            break;
        }
    }
    words.reverse();
    let name = words.join(" ");
    (!name.is_empty()).then_some(name)
}

/// Words that begin with a capital and are no names.
const NO_NAMES: [&str; 66] = [
    "please",
    "contact",
    "for",
    "in",
    "if",
    "the",
    "our",
    "my",
    "you",
    "your",
    "kindly",
    "merci",
    "veuillez",
    "pour",
    "en",
    "mon",
    "ma",
    "notre",
    "vous",
    "votre",
    "si",
    "mme",
    "mr",
    "m",
    "mrs",
    "ms",
    "madame",
    "monsieur",
    "herr",
    "herrn",
    "frau",
    "bitte",
    "sie",
    "ich",
    "wir",
    "unser",
    "por",
    "favor",
    "para",
    "mi",
    "nuestro",
    "senor",
    "senora",
    "sr",
    "sra",
    "mail",
    "email",
    "e-mail",
    "tel",
    "support",
    "sales",
    "contacter",
    "kontakt",
    "kollegin",
    "kollege",
    "kollegen",
    "an",
    "meine",
    "meinen",
    "vertretung",
    "nachfolger",
    "nachfolgerin",
    "service",
    "equipe",
    "i",
    "dear",
];

fn is_name(word: &str) -> bool {
    let begins = word.chars().next().is_some_and(char::is_uppercase);
    begins
        && word.chars().count() > 1
        && !word.contains('@')
        && !NO_NAMES.contains(&fold(word).trim_matches('.'))
}

/// « remplacé par Léa Martin », where no address is given.
fn named<'a>(written: &Folded<'a>) -> Option<&'a str> {
    let cues = [
        "contact ",
        "contacter ",
        "contactez ",
        "replaced by ",
        "remplace par ",
        "remplacee par ",
        "successor is ",
        "successor, ",
        "successeur est ",
        "nachfolger ist ",
        "nachfolgerin ist ",
        "wenden sie sich an ",
        "an herrn ",
        "an frau ",
        "sucesor es ",
        "sucesora es ",
        "dirijase a ",
        "contacte con ",
        "contacte a ",
        "reach out to ",
        "repris par ",
        "taken over by ",
        "adresser a ",
        "sustituye ",
    ];
    let source: &'a str = written.source;
    for cue in cues {
        for (at, _) in written.text.match_indices(cue).take(3) {
            let (_, from) = written.source_of(at, at + cue.len());
            let rest = source[from..].split("\n\n").next().unwrap_or_default();
            let (mut end, mut count) = (0, 0);
            for word in rest.split_inclusive(char::is_whitespace).take(6) {
                let bare = word.trim().trim_end_matches(['.', ',', ';', '!', ')']);
                let is_title = [
                    "mme", "m.", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "madame", "monsieur", "frau",
                    "herrn", "herr", "don", "dona",
                ]
                .contains(&fold(word).as_str());
                if is_title && count == 0 {
                    end += word.len();
                    continue;
                }
                if !is_name(bare) {
                    break;
                }
                count += 1;
                end += word.find(bare).unwrap_or(0) + bare.len();
                if word.trim().len() > bare.len() {
                    break;
                }
                end += word.len() - word.trim_end().len();
            }
            let name = rest[..end].trim();
            if count >= 2 {
                return Some(name);
            }
        }
    }
    None
}
