//! What charts, measures and points are called in the files that are written of them.

use relance_model::statistics::ChartName;

/// Key, French, English.
type Word = (&'static str, &'static str, &'static str);

const CHARTS: [(ChartName, &str, &str); 11] = [
    (ChartName::Key, "Chiffres clés", "Key figures"),
    (ChartName::Funnel, "Entonnoir", "Funnel"),
    (ChartName::Conversion, "Conversion", "Conversion"),
    (ChartName::Stages, "Durée par étape", "Time in stage"),
    (ChartName::Activity, "Activité", "Activity"),
    (ChartName::Calls, "Appels", "Calls"),
    (ChartName::Reach, "Taux de joignabilité", "Reach rate"),
    (ChartName::Outcomes, "Gagnés et perdus", "Won and lost"),
    (ChartName::Losses, "Raisons des pertes", "Lost reasons"),
    (ChartName::Forecast, "Prévision", "Forecast"),
    (ChartName::Completeness, "Complétude", "Completeness"),
];

const WORDS: [Word; 64] = [
    ("all", "Période", "Period"),
    ("calls_made", "Appels passés", "Calls made"),
    ("reach_rate", "Taux de joignabilité", "Reach rate"),
    ("follow_ups", "Relances faites", "Follow-ups done"),
    ("emails_sent", "E-mails envoyés", "E-mails sent"),
    ("emails_received", "E-mails reçus", "E-mails received"),
    ("meetings", "Rendez-vous tenus", "Meetings held"),
    ("notes", "Notes", "Notes"),
    ("stage_changes", "Changements d’étape", "Stage changes"),
    ("created", "Nouveaux prospects", "New prospects"),
    ("worked", "Prospects", "Prospects"),
    ("won", "Gagnés", "Won"),
    ("lost", "Perdus", "Lost"),
    ("won_value", "Montant gagné", "Amount won"),
    ("lost_value", "Montant perdu", "Amount lost"),
    ("unsaid", "Raison non précisée", "No reason given"),
    ("win_rate", "Part des gagnés", "Win rate"),
    ("conversion", "Taux de conversion", "Conversion rate"),
    ("prospects", "Prospects", "Prospects"),
    ("reached", "Joint", "Reached"),
    ("from_previous", "Depuis l’étape précédente", "From the previous stage"),
    ("from_start", "Depuis le début", "From the start"),
    ("median", "Durée médiane (jours)", "Median time (days)"),
    ("mean", "Durée moyenne (jours)", "Mean time (days)"),
    ("ninetieth", "Neuf sur dix en moins de (jours)", "Nine in ten under (days)"),
    ("left", "Sortis de l’étape", "Left the stage"),
    ("here", "Actuellement dans l’étape", "In the stage now"),
    ("calls", "Appels", "Calls"),
    ("share", "Part", "Share"),
    ("known", "Renseignés", "Known"),
    ("missing", "Manquants", "Missing"),
    ("open", "Prospects", "Prospects"),
    ("value", "Montant", "Amount"),
    ("weighted", "Montant pondéré", "Weighted amount"),
    ("nobody", "Sans responsable", "No owner"),
    ("others", "Autres", "Others"),
    ("none", "Sans", "None"),
    ("late", "Date dépassée", "Date passed"),
    ("later", "Plus tard", "Later"),
    ("undated", "Sans date", "No date"),
    ("message", "Message laissé", "Message left"),
    ("no_answer", "Pas de réponse", "No answer"),
    ("wrong_number", "Mauvais numéro", "Wrong number"),
    ("incoming", "Appels reçus", "Incoming calls"),
    ("email", "E-mail", "E-mail"),
    ("phone", "Téléphone", "Phone"),
    ("company", "Entreprise", "Company"),
    ("job_title", "Fonction", "Job title"),
    ("city", "Ville", "City"),
    ("source", "Source", "Source"),
    ("sector", "Secteur", "Sector"),
    ("linkedin", "LinkedIn", "LinkedIn"),
    ("expected_close", "Signature prévue", "Expected close"),
    ("owner", "Responsable", "Owner"),
    ("tag", "Étiquettes", "Tags"),
    ("day", "Jour", "Day"),
    ("week", "Semaine du", "Week of"),
    ("month", "Mois", "Month"),
    ("name", "Nom", "Name"),
    ("before", "période précédente", "period before"),
    ("stage", "Étape", "Stage"),
    ("import", "Fichier", "File"),
    ("member", "Responsable", "Owner"),
    ("filter", "Filtre", "Filter"),
];

/// What a chart is called.
#[must_use]
pub fn title(name: ChartName, english: bool) -> &'static str {
    CHARTS
        .iter()
        .find(|(known, ..)| *known == name)
        .map_or("", |(_, french, other)| if english { other } else { french })
}

/// What a key is called; a key without words stands for itself.
#[must_use]
pub fn word(key: &str, english: bool) -> &str {
    WORDS
        .iter()
        .find(|(known, ..)| *known == key)
        .map_or(key, |(_, french, other)| if english { other } else { french })
}
