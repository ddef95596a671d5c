//! Absences: since when, until when, who instead. `until` is the last day away as it was said, `back_on` the day of return; neither
//! is guessed from the other.

use super::{
    Contact, dates,
    dates::Role,
    evidence::{Found, Rule},
    folded::{Folded, Phrases},
    left,
    reading::Reading,
};
use chrono::{DateTime, NaiveDate};
use std::sync::LazyLock;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Away {
    pub from: Option<NaiveDate>,
    /// The last day away, as it was said.
    pub until: Option<NaiveDate>,
    /// The day of return, as it was said.
    pub back_on: Option<NaiveDate>,
    /// Who is to be written to meanwhile.
    pub instead: Vec<Contact>,
}

impl Away {
    /// The first day on which it makes sense to write again, as far as a day was said.
    #[must_use]
    pub fn return_day(&self) -> Option<NaiveDate> {
        self.back_on.or_else(|| self.until.and_then(|until| until.succ_opt()))
    }
}

static WORDS: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "out of office|ooo|out of the office|out-of-office|away from the office|away from my desk|\
            away from my email|not in the office|on vacation|on holiday|on holidays|on annual leave|\
            on leave|on maternity leave|on paternity leave|on parental leave|on sick leave|\
            on a business trip|on pto|on medical leave|limited access to|no access to my|no access to e|\
            i am away|i'm away|i will be away|i'll be away|currently away|away until|away from|out until|\
            out of town|back in the office|back at my desk|back at work|i will be back|i'll be back|\
            i will return|i return on|returning on|returning to the office|office is closed|\
            offices are closed|we are closed|will be closed|absent du bureau|absente du bureau|\
            je suis absent|serai absent|suis actuellement absent|suis absent|actuellement absent|\
            absent jusqu|absente jusqu|absent du|absente du|absent le|absente le|absent pour|absente pour|\
            etre absent|actuellement en conge|en conge|en conges|en vacances|conge maternite|\
            conge de maternite|conge parental|conge paternite|conge maladie|arret maladie|en deplacement|\
            hors du bureau|serai de retour|de retour le|de retour au bureau|de retour lundi|\
            retour au bureau|je reviens le|mon retour|a mon retour|pas au bureau|ne suis pas au bureau|\
            bureaux sont fermes|bureau est ferme|bureaux seront fermes|societe est fermee|\
            fermeture annuelle|fermeture estivale|indisponible|en formation|nicht im buro|nicht im hause|\
            nicht im haus|im urlaub|in urlaub|abwesend|ausser haus|ausser hause|nicht erreichbar|\
            nicht zu erreichen|in elternzeit|mutterschutz|wieder im buro|wieder erreichbar|wieder da|\
            wieder fur sie da|wieder zuruck|auf dienstreise|nicht am arbeitsplatz|betriebsferien|\
            geschlossen|krankheitsbedingt|wieder im hause|fuera de la oficina|fuera de oficina|\
            de vacaciones|ausente|de baja maternal|baja por maternidad|baja medica|de permiso|\
            estare de vuelta|de vuelta el|de vuelta en la oficina|mi regreso|a mi vuelta|\
            no estare disponible|no me encuentro en la oficina|oficinas cerradas|oficina estara cerrada|\
            fuera hasta|de viaje",
    )])
});
/// Words of a person about herself: what somebody else does, she tells as news.
static SELF: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "i am|i'm|i will be|i'll be|we are closed|je suis|je serai|je pars|je rentre|je reviens|\
            je ne suis pas|ich bin|ich werde|bin ich|bin im urlaub|bin in urlaub|estoy|estare|voy a estar|\
            me voy|on vacation until|en vacances jusqu|en conges jusqu",
    )])
});

/// The absence that an automatic answer tells, with what says so.
pub(crate) fn read(reading: &Reading<'_>, written: &Folded<'_>, found: &mut Found) -> Option<Away> {
    let hit = WORDS.first(&written.text)?;
    reading.tell(found, Rule::AwayWords, written, hit.start, hit.end);
    let mut away = days(reading, written, found);
    away.instead = left::contacts(reading, written, found);
    Some(away)
}

/// What a person says of her own absence in passing.
pub(crate) fn hint(reading: &Reading<'_>, found: &mut Found) -> Option<Away> {
    let written = reading.folded();
    if written.text.len() > 4000 {
        return None;
    }
    let hit = WORDS.all(&written.text).find(|hit| {
        let (from, to) = written.sentence(hit.start);
        let sentence = written.text[from..to.max(hit.end)].trim_end();
        !sentence.ends_with('?') && SELF.first(sentence).is_some()
    })?;
    reading.tell(found, Rule::AwayWords, &written, hit.start, hit.end);
    Some(days(reading, &written, found))
}

fn days(reading: &Reading<'_>, written: &Folded<'_>, found: &mut Found) -> Away {
    let today = reading.message.at.and_then(DateTime::from_timestamp_millis).map(|at| at.date_naive());
    let mut away = Away::default();
    for said in dates::read(&written.text, today) {
        let place = match said.role {
            Role::Back => &mut away.back_on,
            Role::Until => &mut away.until,
            Role::From => &mut away.from,
            Role::Day => {
                away.from = away.from.or(Some(said.date));
                &mut away.until
            }
            Role::None => continue,
        };
        if place.is_none() {
            *place = Some(said.date);
            reading.tell(found, Rule::ReturnDate, written, said.start, said.end);
        }
    }
    // A day that comes before its absence begins is of another one.
    if let (Some(from), Some(until)) = (away.from, away.until)
        && until < from
    {
        away.from = None;
    }
    away
}
