//! The wish to get no more: as mailers send it for their owner (RFC 2369), as one word, or as a sentence.
//!
//! Sentences that offer to leave, or say how, are not that wish; nor is what stands in a quote or a signature.

use super::{
    Kind, Verdict,
    evidence::{Confidence, Found, Rule},
    folded::{Folded, Phrases, fold},
    reading::Reading,
};
use std::sync::LazyLock;

/// What alone is an order.
const COMMANDS: [&str; 42] = [
    "stop",
    "unsubscribe",
    "unsubscribe me",
    "please unsubscribe",
    "remove",
    "remove me",
    "please remove",
    "please remove me",
    "opt out",
    "opt-out",
    "optout",
    "stop please",
    "please stop",
    "stop mail",
    "stop email",
    "stop emails",
    "stop mails",
    "stop it",
    "stop spam",
    "desabonnement",
    "desabonner",
    "se desabonner",
    "me desabonner",
    "desinscription",
    "desinscrire",
    "me desinscrire",
    "stop svp",
    "stop merci",
    "stop s'il vous plait",
    "stop pub",
    "stop publicite",
    "abmelden",
    "abmeldung",
    "abbestellen",
    "austragen",
    "bitte abmelden",
    "bitte austragen",
    "baja",
    "darse de baja",
    "dar de baja",
    "solicito la baja",
    "cancelar suscripcion",
];
/// Beginnings of subjects that mailers write with a mark of their own behind.
const SUBJECTS: [&str; 3] = ["unsubscribe", "list-unsubscribe", "opt-out"];
/// Letters of a message that may be an order.
const LONGEST_ORDER: usize = 300;
/// Letters of a message in which such a sentence is what it is about.
const LONGEST_WISH: usize = 4000;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wish {
    /// Says it by itself.
    Plain,
    /// Says it if the sentence goes no further than « any more » : « don’t write to me before Monday » is no such wish.
    Contact,
    /// Says it together with a word of asking.
    Asked,
}

static WISHES: LazyLock<Phrases<Wish>> = LazyLock::new(|| {
    Phrases::new(&[
        (
            Wish::Plain,
            "unsubscribe me|please remove us|please remove me|please unsubscribe|remove me from|remove us from|take me off|take us off|\
                remove my email|remove my e-mail|remove my address|remove my name from|remove my details|\
                remove my contact|remove this email|remove this e-mail|remove this address|opt me out|\
                opt us out|wish to opt out|want to opt out|like to opt out|stop emailing|stop e-mailing|\
                stop contacting|stop sending me|stop sending us|stop mailing|stop writing to me|\
                stop spamming|no longer wish to receive|no longer want to receive|do not wish to receive|\
                don't wish to receive|don't want to receive|do not want to receive|delete my data|\
                erase my data|delete my personal data|delete my details|want to unsubscribe|\
                like to unsubscribe|wish to unsubscribe|off your list|off your mailing list|\
                from your mailing list|from your distribution list|do not want any more emails|\
                don't want any more emails|no more emails please|me retirer de|retirez-moi|retirez moi|\
                retirer mon adresse|retirez mon adresse|retirer mon mail|retirer mes coordonnees|\
                nous retirer de|retirez-nous|retirer de vos|retirer de votre|retirer de cette liste|\
                supprimer de vos|supprimer de votre|supprimez-moi|supprimez moi de|me supprimer de|\
                supprimer mes coordonnees|supprimez mes coordonnees|supprimer mon adresse|\
                supprimez mon adresse|supprimer mon mail|supprimez mon mail|me desinscrire|\
                desinscrivez-moi|desinscrivez moi|me desabonner|desabonnez-moi|desabonnez moi|\
                ne souhaite plus recevoir|ne souhaitons plus recevoir|ne veux plus recevoir|\
                ne desire plus recevoir|ne souhaite pas recevoir|ne souhaite plus etre contact|\
                ne souhaite pas etre contact|ne souhaitons pas etre contact|\
                ne souhaite plus etre sollicit|ne veux plus etre contact|ne veux plus etre sollicit|\
                merci de ne plus m'|merci de ne plus me |merci de ne plus nous |cessez de m'|\
                cessez de me |arretez de m'|arretez de me |arreter de m'|arreter de me |\
                droit d'opposition|droit a l'effacement|effacer mes donnees|supprimer mes donnees|\
                supprimez mes donnees|plus figurer dans vos|plus faire partie de vos|oter de votre liste|\
                oter de vos listes|enlever de votre liste|enlever de vos listes|enlevez-moi|otez-moi|\
                rayer de vos listes|rayez-moi|sortir de vos listes|aus ihrer liste|aus ihrem verteiler|\
                aus eurem verteiler|aus dem verteiler|aus ihrer mailingliste|aus ihrer datenbank|\
                aus ihrer kartei|aus ihrem newsletter|aus dem newsletter|von ihrer liste|von der liste|\
                melden sie mich ab|melden sie mich bitte ab|tragen sie mich aus|tragen sie mich bitte aus|\
                loschen sie meine|loschen sie bitte meine|meine daten loschen|meine adresse loschen|\
                meine e-mail-adresse zu loschen|keine weiteren e-mails|keine weiteren emails|\
                keine weiteren mails|keine weiteren nachrichten|keine weitere werbung|keine e-mails mehr|\
                keine emails mehr|keine mails mehr|keine werbung mehr|keine nachrichten mehr|\
                keine werbung erhalten|mochte nicht mehr kontaktiert|nicht mehr kontaktiert werden|\
                mich nicht mehr zu kontaktieren|mich nicht mehr an|kontaktieren sie mich nicht mehr|\
                schreiben sie mir nicht mehr|nicht mehr angeschrieben|widerspreche der|darme de baja|\
                denme de baja|deme de baja|dadme de baja|dame de baja|darnos de baja|me den de baja|\
                me de de baja|borrenme de|borreme de|borrarme de|quitenme de|quiteme de|quitarme de|\
                eliminenme de|elimineme de|eliminarme de|eliminar mis datos|eliminen mis datos|\
                borrar mis datos|borren mis datos|eliminar mi correo|eliminar mi direccion|\
                no deseo recibir mas|no deseo seguir recibiendo|no quiero recibir mas|\
                no quiero seguir recibiendo|no deseamos recibir|no me escriban mas|no me contacten mas|\
                no vuelvan a contactar|no me vuelvan a|dejen de enviarme|deje de enviarme|\
                dejen de escribirme|dejen de contactar|no me envien mas|no me envie mas|no me manden mas",
        ),
        (
            Wish::Contact,
            "do not contact me|don't contact me|do not contact us|don't contact us|do not email me|\
                don't email me|do not e-mail me|do not write to me|not contact me again|never contact me|\
                ne me contactez plus|ne nous contactez plus|ne plus me contacter|ne plus nous contacter|\
                ne m'ecrivez plus|ne plus m'ecrire|ne plus me solliciter|ne me sollicitez plus|\
                ne plus nous solliciter|ne plus etre contacte|ne plus etre sollicite|ne plus me demarcher|\
                kontaktieren sie mich nicht|nicht mehr kontaktieren|nicht mehr anschreiben|\
                no me contacten|no me contacte|no me escriban",
        ),
        (
            Wish::Asked,
            "unsubscribe|desinscrire|desabonner|desinscription|desabonnement|ne plus recevoir|\
                plus aucun mail|plus aucun e-mail|abmelden|abbestellen|austragen|dar de baja|\
                darse de baja|la baja|desuscribir|opt out|opt-out",
        ),
    ])
});
/// Words of asking.
static ASKING: LazyLock<Phrases<()>> = LazyLock::new(|| {
    Phrases::new(&[(
        (),
        "please|kindly|i want|i would like|i'd like|merci de|merci d'|veuillez|je souhaite|je voudrais|\
            je desire|je veux|je demande|je vous prie|priere de|svp|s'il vous plait|stp|bitte|mochte|ich will|\
            por favor|quiero|deseo|solicito|ruego|quisiera|pido",
    )])
});
/// What makes a sentence an offer or an instruction.
const OFFERS: [&str; 22] = [
    "click",
    "cliquez",
    "cliquer",
    "clic",
    "klick",
    "http",
    "www.",
    "link",
    "lien",
    "enlace",
    "if you ",
    "si vous",
    "wenn sie",
    "si usted",
    "si desea",
    "si no desea",
    "falls sie",
    "pour vous",
    "pour se",
    "you can",
    "vous pouvez",
    "puede",
];
/// What follows where only the time or the way is not wanted.
const LIMITS: [&str; 26] = [
    "until",
    "before",
    "after",
    "on",
    "at",
    "by",
    "during",
    "this week",
    "today",
    "if",
    "unless",
    "directly",
    "avant",
    "apres",
    "pendant",
    "jusqu",
    "cette semaine",
    "aujourd",
    "si",
    "par telephone",
    "vor",
    "bis",
    "per",
    "antes",
    "hasta",
    "durante",
];

/// Whom it is asked for where it is not for oneself; what it is asked of where it is no list.
const OTHERS: [&str; 12] = [
    "users",
    "customers",
    "people",
    "them",
    "our ",
    "contacts",
    "subscribers",
    "clients",
    "nos ",
    "unsere",
    "nuestros",
    "cc",
];

/// A message that is nothing but the order: an answer to `List-Unsubscribe`, or one word.
pub(crate) fn command(reading: &Reading<'_>) -> Option<Verdict> {
    if reading.head("list-id").is_some() || reading.head("list-unsubscribe").is_some() {
        return None;
    }
    let mut found = Found::default();
    let bare = bare(&reading.subject);
    let is_subject = COMMANDS.contains(&bare)
        || SUBJECTS.iter().any(|start| {
            reading.subject.strip_prefix(start).is_some_and(|rest| {
                rest.len() < 80 && rest.split_whitespace().count() < 3 && !rest.contains('?')
            })
        });
    let to_order = reading.message.to.iter().any(|to| {
        let local = to.address.split('@').next().unwrap_or_default();
        local.starts_with("unsubscribe")
            || local.contains("+unsub")
            || local.starts_with("unsub-")
            || local.starts_with("unsub+")
    });
    let text = reading.written();
    if (is_subject || (to_order && reading.message.in_reply_to.is_empty())) && text.len() < 2 * LONGEST_ORDER
    {
        if is_subject {
            reading.tell_subject(&mut found, Rule::UnsubscribeCommand);
        } else if let Some(head) = reading.head("to") {
            found.header(Rule::UnsubscribeCommand, head.name, head.value);
        }
        return Some(verdict(found, Confidence::Strong));
    }
    // A machine that repeats such a word does not ask for it.
    if text.len() > LONGEST_ORDER || reading.head("auto-submitted").is_some() {
        return None;
    }
    let line = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(3)
        .find(|line| line.len() < 40 && COMMANDS.contains(&self::bare(&fold(line))))?;
    reading.tell_source(&mut found, Rule::UnsubscribeCommand, line);
    Some(verdict(found, Confidence::Strong))
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric())
}

/// A person who asks for it in a sentence.
pub(crate) fn words(reading: &Reading<'_>) -> Option<Verdict> {
    let written = reading.folded();
    if written.text.len() > LONGEST_WISH {
        return None;
    }
    let hit = WISHES.all(&written.text).find(|hit| is_wish(&written, hit.says, hit.start, hit.end))?;
    let mut found = Found::default();
    reading.tell(&mut found, Rule::UnsubscribeWords, &written, hit.start, hit.end);
    Some(verdict(found, Confidence::Words))
}

fn is_wish(written: &Folded<'_>, wish: Wish, start: usize, end: usize) -> bool {
    let (from, to) = written.sentence(start);
    let sentence = &written.text[from..to.max(end)];
    let is_offer = OFFERS.iter().any(|word| sentence.contains(word));
    let is_question = sentence.trim_end().ends_with('?');
    match wish {
        Wish::Plain => {
            !is_offer
                && !OTHERS.iter().any(|word| written.text[end..].trim_start().starts_with(word))
                && !(is_question
                    && !sentence.contains("please")
                    && !sentence.contains("pouvez-vous")
                    && !sentence.contains("pourriez")
                    && !sentence.contains("could you")
                    && !sentence.contains("can you")
                    && !sentence.contains("konnen sie")
                    && !sentence.contains("podrian"))
        }
        Wish::Contact => {
            let after = written.text[end..to.max(end)].trim_start();
            !is_offer && !is_question && !LIMITS.iter().any(|word| after.starts_with(word))
        }
        Wish::Asked => !is_offer && !is_question && ASKING.first(sentence).is_some() && sentence.len() < 200,
    }
}

fn verdict(found: Found, confidence: Confidence) -> Verdict {
    Verdict { kind: Kind::Unsubscribe, confidence, found, original: None }
}
