//! Templates to begin with: short, to the point, without flattery. They are added when one asks for them, and with the sample data.

use super::table;
use relance_model::{
    Outcome,
    templates::{Purpose, Template, Tongue},
};
use relance_store::{Tx, fold};

struct Starter {
    name: &'static str,
    language: Tongue,
    purpose: Purpose,
    sector: Option<&'static str>,
    subject: &'static str,
    body: &'static str,
}

const STARTERS: [Starter; 14] = [
    Starter {
        name: "Premier contact",
        language: Tongue::Fr,
        purpose: Purpose::Mail,
        sector: None,
        subject: "{{entreprise|Votre équipe}}\u{a0}: une question sur vos relances",
        body: "<p>Bonjour{{si civilite}} {{civilite}}{{si nom}} {{nom}}{{fin}}{{fin}},</p><p>Je travaille avec des équipes commerciales{{si secteur}} du secteur {{secteur}}{{fin}} qui perdent des affaires faute d’avoir relancé au bon moment.</p><p>Est-ce aussi un sujet chez {{entreprise|vous}}&nbsp;? Si oui, je vous propose quinze minutes au téléphone cette semaine pour vous montrer comment d’autres l’ont réglé.</p><p>Bien à vous,<br>{{moi.nom_complet}}</p>",
    },
    Starter {
        name: "Relance douce",
        language: Tongue::Fr,
        purpose: Purpose::Mail,
        sector: None,
        subject: "Suite à mon message",
        body: "<p>Bonjour {{prenom|à vous}},</p><p>Mon message de la semaine dernière est peut-être arrivé au mauvais moment. La question tient en une ligne&nbsp;: qui s’occupe chez {{entreprise|vous}} du suivi des prospects&nbsp;?</p><p>Un mot suffit, je m’adresserai à la bonne personne.</p><p>Bien à vous,<br>{{moi.nom_complet}}</p>",
    },
    Starter {
        name: "Relance avec un exemple",
        language: Tongue::Fr,
        purpose: Purpose::Mail,
        sector: Some("Bâtiment"),
        subject: "Un exemple dans le bâtiment",
        body: "<p>Bonjour {{prenom|à vous}},</p><p>Une entreprise de second œuvre de trente personnes relançait un devis sur quatre. En planifiant chaque relance le jour de l’envoi, elle les relance tous, et signe plus tôt.</p><p>Voulez-vous que je vous montre leur façon de faire&nbsp;? Je suis disponible mardi ou jeudi matin.</p><p>Bien à vous,<br>{{moi.nom_complet}}{{si moi.telephone}}<br>{{moi.telephone}}{{fin}}</p>",
    },
    Starter {
        name: "Après un salon",
        language: Tongue::Fr,
        purpose: Purpose::Mail,
        sector: Some("Industrie"),
        subject: "Notre échange au salon",
        body: "<p>Bonjour {{prenom|à vous}},</p><p>Merci pour notre échange au salon. Vous m’avez parlé de vos délais de réponse aux demandes de prix&nbsp;; je vous propose d’y revenir avec un cas proche du vôtre.</p><p>Seriez-vous disponible vingt minutes la semaine prochaine&nbsp;?</p><p>Bien à vous,<br>{{moi.nom_complet}}</p>",
    },
    Starter {
        name: "Basse saison",
        language: Tongue::Fr,
        purpose: Purpose::Mail,
        sector: Some("Hôtellerie"),
        subject: "Remplir la basse saison{{si ville}} à {{ville}}{{fin}}",
        body: "<p>Bonjour{{si civilite}} {{civilite}}{{si nom}} {{nom}}{{fin}}{{fin}},</p><p>Plusieurs hôtels indépendants relancent leurs clients d’affaires deux mois avant la basse saison, entreprise par entreprise. Les nuits réservées ainsi ne passent par aucune plateforme.</p><p>Est-ce une piste que vous avez déjà essayée&nbsp;?</p><p>Bien à vous,<br>{{moi.nom_complet}}</p>",
    },
    Starter {
        name: "Dernier message",
        language: Tongue::Fr,
        purpose: Purpose::Mail,
        sector: None,
        subject: "Je n’insiste pas",
        body: "<p>Bonjour {{prenom|à vous}},</p><p>Sans réponse de votre part, je suppose que le sujet n’est pas d’actualité. Je ne vous écrirai plus à ce propos.</p><p>S’il le redevient, ce message vous permettra de me retrouver.</p><p>Bonne continuation,<br>{{moi.nom_complet}}</p>",
    },
    Starter {
        name: "Revenir plus tard",
        language: Tongue::Fr,
        purpose: Purpose::Reply,
        sector: None,
        subject: "",
        body: "<p>Bonjour {{prenom|à vous}},</p><p>C’est noté, merci de votre réponse. Je reviens vers vous à la date que vous indiquez, pas avant.</p><p>Bien à vous,<br>{{moi.prenom}}</p>",
    },
    Starter {
        name: "Invitation LinkedIn",
        language: Tongue::Fr,
        purpose: Purpose::Linkedin,
        sector: None,
        subject: "",
        body: "<p>Bonjour {{prenom|à vous}}, je travaille avec des équipes commerciales{{si secteur}} du secteur {{secteur}}{{fin}} et je suis ce que publie {{entreprise|votre entreprise}}. Au plaisir d’échanger.</p>",
    },
    Starter {
        name: "Premier appel",
        language: Tongue::Fr,
        purpose: Purpose::Call,
        sector: None,
        subject: "",
        body: "<p>Bonjour{{si civilite}} {{civilite}}{{si nom}} {{nom}}{{fin}}{{fin}}, {{moi.nom_complet}} à l’appareil. Je vous appelle sans rendez-vous&nbsp;: avez-vous deux minutes&nbsp;?</p><ul><li><p>Comment suivez-vous aujourd’hui vos prospects chez {{entreprise|vous}}&nbsp;?</p></li><li><p>Que se passe-t-il quand une relance est oubliée&nbsp;?</p></li><li><p>Qui d’autre est concerné par le sujet&nbsp;?</p></li></ul><p>Proposer un rendez-vous&nbsp;: «&nbsp;Je vous propose vingt minutes jeudi à dix heures.&nbsp;»</p>",
    },
    Starter {
        name: "First contact",
        language: Tongue::En,
        purpose: Purpose::Mail,
        sector: None,
        subject: "A question about follow-ups at {{company|your company}}",
        body: "<p>Hello {{first_name|there}},</p><p>I work with sales teams{{if sector}} in {{sector}}{{end}} who lose deals because nobody followed up at the right moment.</p><p>Is that a topic at {{company|your company}}? If so, I suggest fifteen minutes on the phone this week to show how others have solved it.</p><p>Best regards,<br>{{me.full_name}}</p>",
    },
    Starter {
        name: "Gentle follow-up",
        language: Tongue::En,
        purpose: Purpose::Mail,
        sector: None,
        subject: "Following up on my message",
        body: "<p>Hello {{first_name|there}},</p><p>My message of last week may have come at a bad time. The question is one line long: who looks after prospects at {{company|your company}}?</p><p>One word is enough, and I will write to the right person.</p><p>Best regards,<br>{{me.full_name}}</p>",
    },
    Starter {
        name: "Last message",
        language: Tongue::En,
        purpose: Purpose::Mail,
        sector: None,
        subject: "I will leave it here",
        body: "<p>Hello {{first_name|there}},</p><p>As I have not heard from you, I take it that this is not a priority now. I will not write about it again.</p><p>Should that change, this message will help you find me.</p><p>All the best,<br>{{me.full_name}}</p>",
    },
    Starter {
        name: "Come back later",
        language: Tongue::En,
        purpose: Purpose::Reply,
        sector: None,
        subject: "",
        body: "<p>Hello {{first_name|there}},</p><p>Noted, thank you for your answer. I will come back to you on the date you give, not before.</p><p>Best regards,<br>{{me.first_name}}</p>",
    },
    Starter {
        name: "LinkedIn invitation",
        language: Tongue::En,
        purpose: Purpose::Linkedin,
        sector: None,
        subject: "",
        body: "<p>Hello {{first_name|there}}, I work with sales teams{{if sector}} in {{sector}}{{end}} and follow what {{company|your company}} publishes. I would be glad to connect.</p>",
    },
];

/// Adds those whose name is free, behind the others; answers how many. `is_sample` ones go with the sample data.
///
/// # Errors
/// The base cannot be written.
pub fn add_starters(tx: &Tx<'_>, is_sample: bool) -> Outcome<u64> {
    let held = table::all(&tx.db())?;
    let new = STARTERS
        .iter()
        .filter(|starter| !held.iter().any(|template| fold(&template.name) == fold(starter.name)));
    let mut count = 0;
    for (starter, position) in new.zip(held.len() as i64..) {
        table::insert(
            tx,
            &Template {
                id: tx.new_id(),
                name: starter.name.to_owned(),
                subject: starter.subject.to_owned(),
                body: relance_mime::compose::outgoing(starter.body),
                language: Some(starter.language),
                sector: starter.sector.map(str::to_owned),
                purpose: starter.purpose,
                position,
                is_sample,
            },
        )?;
        count += 1;
    }
    Ok(count)
}

/// Each of them, to be looked at.
#[cfg(test)]
pub(super) fn each() -> impl Iterator<Item = (&'static str, Tongue, Purpose, &'static str, &'static str)> {
    STARTERS.iter().map(|one| (one.name, one.language, one.purpose, one.subject, one.body))
}
