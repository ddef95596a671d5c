//! Company names: the legal form in them, and a key by which two spellings are one company.

use super::text::push_folded;

/// Forms as they are folded, and as they are written.
const FORMS: [(&str, &str); 50] = [
    ("sa", "SA"),
    ("sas", "SAS"),
    ("sasu", "SASU"),
    ("sarl", "SARL"),
    ("sarlu", "SARL"),
    ("eurl", "EURL"),
    ("ei", "EI"),
    ("eirl", "EIRL"),
    ("sci", "SCI"),
    ("snc", "SNC"),
    ("scs", "SCS"),
    ("sca", "SCA"),
    ("scop", "SCOP"),
    ("scic", "SCIC"),
    ("scp", "SCP"),
    ("scm", "SCM"),
    ("scea", "SCEA"),
    ("earl", "EARL"),
    ("gaec", "GAEC"),
    ("gie", "GIE"),
    ("selarl", "SELARL"),
    ("selas", "SELAS"),
    ("sel", "SEL"),
    ("sem", "SEM"),
    ("sprl", "SPRL"),
    ("srl", "SRL"),
    ("asbl", "ASBL"),
    ("association", "Association"),
    ("ltd", "Ltd"),
    ("limited", "Ltd"),
    ("plc", "PLC"),
    ("llp", "LLP"),
    ("llc", "LLC"),
    ("inc", "Inc."),
    ("incorporated", "Inc."),
    ("corp", "Corp."),
    ("corporation", "Corp."),
    ("gmbh", "GmbH"),
    ("ag", "AG"),
    ("kg", "KG"),
    ("ug", "UG"),
    ("bv", "BV"),
    ("nv", "NV"),
    ("spa", "SpA"),
    ("sl", "SL"),
    ("slu", "SLU"),
    ("oy", "Oy"),
    ("ab", "AB"),
    ("as", "AS"),
    ("se", "SE"),
];

/// Words that say "company" and nothing of which.
const GENERIC: [&str; 10] = [
    "societe",
    "ste",
    "ets",
    "etablissements",
    "etablissement",
    "entreprise",
    "cie",
    "company",
    "co",
    "compagnie",
];

/// The legal form at the end (or, for French forms, the beginning) of a company's name.
pub fn legal_form(company: &str) -> Option<&'static str> {
    let words = words(company);
    if words.len() < 2 {
        return None;
    }
    let last = words.last().and_then(|word| form(word));
    last.or_else(|| {
        words
            .first()
            .filter(|word| word.len() >= 3 && !matches!(word.as_str(), "sel" | "sem"))
            .and_then(|word| form(word))
    })
}

/// Match key: without legal form, "Société", case, accents, punctuation and spaces. Never empty
/// for a name that has letters.
pub fn company_key(company: &str) -> String {
    company_words(company).concat()
}

/// The words of that key.
pub fn company_words(company: &str) -> Vec<String> {
    without_ends(company, |word| GENERIC.contains(&word))
}

/// The same with « Compagnie », « Société »: an acronym may count them.
pub fn long_company_words(company: &str) -> Vec<String> {
    without_ends(company, |_| false)
}

/// The words between the legal forms and what else says nothing at the ends.
fn without_ends(company: &str, is_empty: impl Fn(&str) -> bool) -> Vec<String> {
    let all = words(company);
    let mut words = &all[..];
    while let [first, rest @ ..] = words
        && !rest.is_empty()
        && ((form(first).is_some() && first.len() >= 3) || is_empty(first))
    {
        words = rest;
    }
    while let [rest @ .., last] = words
        && !rest.is_empty()
        && (form(last).is_some() || is_empty(last) || last == "et")
    {
        words = rest;
    }
    words.iter().map(|word| if word == "and" { "et".to_owned() } else { word.clone() }).collect()
}

fn form(word: &str) -> Option<&'static str> {
    FORMS.iter().find(|(folded, _)| *folded == word).map(|(_, written)| *written)
}

/// Folded words; dots vanish ("S.A.R.L." is one word), "&" is "et".
fn words(company: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in company.chars() {
        let before = word.len();
        push_folded(&mut word, letter);
        if word.len() == before && letter != '.' {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if letter == '&' || letter == '+' {
                words.push("et".to_owned());
            }
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_company_have_one_key() {
        for same in [
            &[
                "Acme",
                "ACME SAS",
                "acme s.a.s.",
                "SAS Acme",
                "Société Acme",
                "Acme (SARL)",
                "Acmé",
                "Ets Acme",
                "ACME, Inc.",
            ][..],
            &["L'Étoile du Nord", "L’ETOILE DU NORD SARL", "letoile du nord"],
            &["Martin & Fils", "Martin et Fils SARL", "MARTIN ET FILS", "Martin and Fils"],
            &["Dupont et Cie", "Dupont & Cie", "DUPONT & CIE SA", "Dupont"],
            &["S.N.C.F.", "SNCF"],
        ] {
            for other in same {
                assert_eq!(company_key(other), company_key(same[0]), "for {other:?}");
            }
        }
        assert_ne!(company_key("Acme"), company_key("Acme Conseil"));
        assert_ne!(company_key("Martin SA"), company_key("Martins SA"));
        assert_eq!(company_key("SAS"), "sas", "a company may be called like a form");
        assert_eq!(company_key("…"), "");
    }

    #[test]
    fn legal_forms_are_found_at_the_ends() {
        for (text, found) in [
            ("Acme SAS", Some("SAS")),
            ("SARL Dupont", Some("SARL")),
            ("Acme S.A.R.L.", Some("SARL")),
            ("Acme GmbH", Some("GmbH")),
            ("Acme, Inc.", Some("Inc.")),
            ("La SA de Paris", None),
            ("SA", None),
            ("Acme", None),
        ] {
            assert_eq!(legal_form(text), found, "for {text:?}");
        }
    }
}
