//! Cells of one word: yes and no, civilities, tags, stages.

use super::parts;
use super::text::{fold, trim};
use super::{EMPTY, Reason};

/// One of the six colours of the palette, or none.
pub fn color(wanted: Option<String>) -> Result<Option<String>, Reason> {
    match wanted.as_deref().map(str::trim) {
        None | Some("") => Ok(None),
        Some("c1" | "c2" | "c3" | "c4" | "c5" | "c6") => Ok(wanted),
        Some(_) => Err("color_unknown"),
    }
}

/// Reads yes or no, French or English.
pub fn flag(text: &str) -> Result<bool, Reason> {
    match trim(text) {
        "" => return Err(EMPTY),
        "✓" | "✔" | "☑" | "✅" => return Ok(true),
        "✗" | "✘" | "☐" | "❌" | "-" => return Ok(false),
        _ => {}
    }
    match fold(text).as_str() {
        "oui" | "o" | "vrai" | "v" | "true" | "t" | "yes" | "y" | "1" | "1 0" | "x" | "on" | "ok"
        | "actif" => Ok(true),
        "non" | "n" | "faux" | "f" | "false" | "no" | "0" | "0 0" | "off" | "inactif" | "aucun" | "none" => {
            Ok(false)
        }
        _ => Err("flag_unreadable"),
    }
}

/// Reads a civility or a gender as "M.", "Mme", "Dr", "Me" or "Pr".
pub fn civility(text: &str) -> Result<&'static str, Reason> {
    if trim(text).is_empty() {
        return Err(EMPTY);
    }
    let folded = fold(text);
    title(&folded)
        .or(match folded.as_str() {
            "h" | "homme" | "male" | "masculin" | "man" => Some("M."),
            "f" | "femme" | "female" | "feminin" | "woman" => Some("Mme"),
            _ => None,
        })
        .ok_or("civility_unknown")
}

/// A title by its folded word; genders and lone letters other than "m" are none.
pub(super) fn title(folded: &str) -> Option<&'static str> {
    Some(match folded {
        "m" | "mr" | "monsieur" | "mister" | "sir" | "herr" => "M.",
        "mme" | "madame" | "mlle" | "mademoiselle" | "melle" | "ms" | "mrs" | "miss" | "mrs miss"
        | "frau" => "Mme",
        "dr" | "docteur" | "doctor" | "drs" | "docteure" => "Dr",
        "me" | "maitre" | "mtre" => "Me",
        "pr" | "prof" | "professeur" | "professor" | "professeure" => "Pr",
        _ => return None,
    })
}

/// The tags of a cell, in order, each once whatever its case.
pub fn tags(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for part in parts(text) {
        let tag = match part.is_quoted {
            true => part.text.as_str(),
            false => trim(part.text.trim_start_matches(['#', ' '])).trim_matches('"'),
        };
        if !tag.is_empty() && !found.iter().any(|known| known.to_lowercase() == tag.to_lowercase()) {
            found.push(tag.to_owned());
        }
    }
    found
}

/// The default stage that a usual word of other tools means.
pub fn stage(text: &str) -> Option<&'static str> {
    Some(match fold(text).as_str() {
        "non qualifie" | "a qualifier" | "nouveau" | "nouvelle" | "new" | "lead" | "prospect" | "suspect"
        | "a traiter" | "unqualified" | "open" | "ouvert" | "a contacter" | "subscriber" | "piste"
        | "froid" | "open not contacted" | "to contact" | "not contacted" => "non_qualifie",
        "contacte"
        | "contactee"
        | "contacted"
        | "en contact"
        | "connected"
        | "attempted to contact"
        | "in progress"
        | "en cours"
        | "working"
        | "working contacted"
        | "connecte"
        | "premier contact"
        | "appele"
        | "email envoye" => "contacte",
        "a recontacter" | "a relancer" | "relance" | "relancer" | "a rappeler" | "rappeler" | "follow up"
        | "followup" | "nurturing" | "bad timing" | "plus tard" | "en attente" | "nurture" => "a_recontacter",
        "negociation"
        | "en negociation"
        | "negotiation"
        | "negotiation review"
        | "proposition"
        | "proposal"
        | "proposition envoyee"
        | "devis"
        | "devis envoye"
        | "devis en cours"
        | "opportunite"
        | "opportunity"
        | "open deal"
        | "offre"
        | "qualifie"
        | "qualified"
        | "chaud"
        | "demo"
        | "rdv"
        | "rendez vous" => "negociation",
        "abandon" | "abandonne" | "perdu" | "perdue" | "lost" | "closed lost" | "ko" | "pas interesse"
        | "refus" | "refuse" | "not interested" | "sans suite" | "disqualified" | "disqualifie"
        | "hors cible" | "echec" => "abandon",
        "deja client" | "client" | "cliente" | "customer" | "gagne" | "gagnee" | "won" | "closed won"
        | "converti" | "converted" | "signe" | "signee" | "client actif" | "existing customer" => {
            "deja_client"
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yes_and_no() {
        for text in ["Oui", "OUI ", "o", "Vrai", "true", "TRUE", "1", "x", "X", "yes", "✓", "Y"] {
            assert_eq!(flag(text), Ok(true), "for {text:?}");
        }
        for text in ["Non", "n", "faux", "FALSE", "0", "no", "✗"] {
            assert_eq!(flag(text), Ok(false), "for {text:?}");
        }
        assert_eq!(flag(" "), Err(EMPTY));
        assert_eq!(flag("peut-être"), Err("flag_unreadable"));
    }

    #[test]
    fn civilities() {
        for (text, found) in [
            ("M", "M."),
            ("M.", "M."),
            ("Mr", "M."),
            ("Monsieur", "M."),
            ("MME", "Mme"),
            ("Mlle", "Mme"),
            ("Ms.", "Mme"),
            ("Docteur", "Dr"),
            ("Maître", "Me"),
            ("Prof.", "Pr"),
            ("Homme", "M."),
            ("female", "Mme"),
            ("F", "Mme"),
        ] {
            assert_eq!(civility(text), Ok(found), "for {text:?}");
        }
        assert_eq!(civility("Capitaine"), Err("civility_unknown"));
        assert_eq!(civility(""), Err(EMPTY));
    }

    #[test]
    fn tags_and_stages() {
        assert_eq!(tags("salon 2026; VIP , vip|#chaud\n"), ["salon 2026", "VIP", "chaud"]);
        assert!(tags(" ; ").is_empty());
        for (text, key) in [
            ("Non qualifié", "non_qualifie"),
            ("À recontacter", "a_recontacter"),
            ("Closed Won", "deja_client"),
            ("PERDU", "abandon"),
        ] {
            assert_eq!(stage(text), Some(key));
        }
        assert_eq!(stage("Étape bleue"), None);
    }
}
