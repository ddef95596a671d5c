//! The exports of well-known tools, told by headers that only they write, and the few headers
//! that mean something else in them than elsewhere.

use crate::values::text::fold;

/// Folded headers of one tool, and how many of them must be there.
const TOOLS: [(&str, usize, &[&str]); 6] = [
    ("linkedin", 4, &["first name", "last name", "url", "connected on", "position", "company"]),
    (
        "hubspot",
        2,
        &[
            "record id",
            "lifecycle stage",
            "lead status",
            "contact owner",
            "associated company",
            "associated company ids",
            "create date",
            "last activity date",
            "hubspot team",
            "company domain name",
            "company owner",
            "deal stage",
            "deal name",
            "deal owner",
            "hubspot owner",
            "proprietaire du contact",
            "phase du cycle de vie",
            "statut du lead",
            "entreprise associee",
            "phase de la transaction",
            "number of employees",
            "nom de domaine de l entreprise",
            "date de creation hubspot",
            "associated contact",
        ],
    ),
    (
        "salesforce",
        2,
        &[
            "lead source",
            "account name",
            "lead owner",
            "account owner",
            "opportunity name",
            "mailing city",
            "mailing street",
            "mailing country",
            "mailing zip postal code",
            "mailing state province",
            "company account",
            "email opt out",
            "lead id",
            "account id",
            "contact id 18",
            "opportunity owner",
            "reports to",
            "zip postal code",
            "state province",
            "origine de la piste",
            "nom du compte",
            "proprietaire de la piste",
            "proprietaire du compte",
            "nom de l opportunite",
            "converted",
        ],
    ),
    (
        "google",
        2,
        &[
            "e mail 1 value",
            "e mail 1 type",
            "e mail 1 label",
            "phone 1 value",
            "phone 1 type",
            "phone 1 label",
            "given name",
            "family name",
            "phonetic first name",
            "group membership",
            "organization 1 name",
            "organization 1 title",
            "organization name",
            "address 1 formatted",
            "yomi name",
            "custom field 1 value",
            "website 1 value",
        ],
    ),
    (
        "outlook",
        3,
        &[
            "e mail address",
            "e mail display name",
            "e mail type",
            "business phone",
            "business street",
            "business city",
            "business fax",
            "home phone",
            "web page",
            "middle name",
            "adresse de messagerie",
            "type de messagerie",
            "telephone bureau",
            "rue bureau",
            "ville bureau",
            "telecopie bureau",
            "tel mobile",
            "telephone domicile",
            "deuxieme prenom",
            "page web",
            "suffixe",
        ],
    ),
    (
        "pipedrive",
        2,
        &[
            "person name",
            "person email",
            "person phone",
            "organization name",
            "deal title",
            "deal value",
            "deal stage",
            "deal owner",
            "personne nom",
            "personne e mail",
            "personne telephone",
            "organisation nom",
            "affaire titre",
            "affaire valeur",
            "affaire etape",
            "deal organization",
            "deal contact person",
            "deal currency of value",
            "person organization",
            "person label",
            "organization address",
        ],
    ),
];

/// The tool that wrote these headers, where enough of its own are there.
pub fn detect(header: &[String]) -> Option<&'static str> {
    let folded: Vec<String> = header.iter().map(|title| fold(title)).collect();
    // Pipedrive alone writes "Person - Name".
    let dashed = header.iter().filter(|title| is_dashed(title)).count();
    if dashed >= 2 {
        return Some("pipedrive");
    }
    let mut best = (0.0, None);
    for (tool, least, own) in &TOOLS[..5] {
        let count = own.iter().filter(|title| folded.iter().any(|found| found == *title)).count();
        let share = count as f32 / *least as f32;
        if count >= *least
            && share > best.0
            && (*tool != "linkedin" || folded.iter().any(|title| title == "connected on"))
        {
            best = (share, Some(*tool));
        }
    }
    best.1
}

fn is_dashed(title: &str) -> bool {
    [
        "Person - ",
        "Organization - ",
        "Deal - ",
        "Lead - ",
        "Activity - ",
        "Personne - ",
        "Organisation - ",
        "Affaire - ",
    ]
    .iter()
    .any(|start| title.starts_with(start))
}

/// What a folded header means in a tool, where it differs from what it means elsewhere; an empty
/// field: nothing to import.
pub fn meaning(layout: Option<&str>, folded: &str) -> Option<&'static str> {
    Some(match (layout?, folded) {
        ("linkedin", "url") => "linkedin_url",
        ("linkedin", "position") => "job_title",
        ("linkedin", "connected on") => "",
        ("outlook", "titre" | "title") => "civility",
        ("outlook", "titre1" | "profession" | "job title") => "job_title",
        ("google", "name prefix") => "civility",
        ("google", "organization title" | "organization 1 title") => "job_title",
        ("google", "organization name" | "organization 1 name") => "company",
        ("google", "labels" | "group membership") => "tags",
        (
            "pipedrive",
            "organization name" | "person organization" | "deal organization" | "organisation nom",
        ) => "company",
        ("pipedrive", "person name" | "deal contact person" | "personne nom") => "full_name",
        ("pipedrive", "deal title" | "affaire titre" | "person label" | "lead title") => "",
        ("hubspot", "deal name" | "record id" | "pipeline") => "",
        ("salesforce", "opportunity name" | "rating") => "",
        _ => return None,
    })
}
