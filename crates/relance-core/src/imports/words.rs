//! The few sentences that a file of skipped rows carries.

/// The sheet of skipped rows, and the end of the name of their file.
pub(super) fn rejects(english: bool) -> (&'static str, &'static str) {
    if english { ("Skipped rows", "skipped rows") } else { ("Lignes ignorées", "lignes ignorées") }
}

/// Why a row was skipped, in words. The key may carry how it was matched: `duplicate:email`.
pub(super) fn reason(key: &str, english: bool) -> String {
    let (key, by) = key.split_once(':').unwrap_or((key, ""));
    let (french, other) = match key {
        "empty" => ("Ligne vide", "Empty row"),
        "no_identity" => (
            "Ni nom, ni entreprise, ni e-mail, ni téléphone, ni page LinkedIn",
            "No name, company, e-mail, phone or LinkedIn page",
        ),
        "unreadable_identity" => (
            "Aucune valeur lisible pour identifier le prospect",
            "No readable value to identify the prospect",
        ),
        "user" => ("Laissée de côté par vous", "Left out by you"),
        "totals" => ("Ligne de totaux", "Row of totals"),
        "thrown_away" => {
            ("Mis à la corbeille depuis le dernier import", "Put into the trash since the last import")
        }
        "no_company" => ("Aucune entreprise nommée", "No company named"),
        "no_note" => ("Note sans texte", "Note without text"),
        "nobody" => ("Aucune personne à qui attacher la note", "Nobody to put the note on"),
        "several" => ("Plusieurs personnes de ce nom", "Several people of this name"),
        "repeated_header" => ("Titres répétés", "Repeated header"),
        "duplicate" => ("Déjà dans la base", "Already in the base"),
        "duplicate_in_file" => ("Déjà plus haut dans le fichier", "Already earlier in the file"),
        other => return other.to_owned(),
    };
    let (french_by, other_by) = match by {
        "email" => (" (même e-mail)", " (same e-mail)"),
        "phone" => (" (même téléphone)", " (same phone)"),
        "linkedin_url" => (" (même page LinkedIn)", " (same LinkedIn page)"),
        "line" => (" (même ligne de cette liste)", " (same line of this list)"),
        "alike" => (" (très ressemblant)", " (very much alike)"),
        "name_company" => (" (mêmes nom et entreprise)", " (same name and company)"),
        _ => ("", ""),
    };
    if english { format!("{other}{other_by}") } else { format!("{french}{french_by}") }
}

/// Header of the column that says why.
pub(super) fn reason_header(english: bool) -> &'static str {
    if english { "Reason" } else { "Motif" }
}
