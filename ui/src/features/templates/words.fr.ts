// French words of this feature: the source that the English ones are checked against.
import { n } from "@/app/i18n/core";

/** What a lint says: the words in question, and what is known of them. */
export interface LintWords {
  found: string;
  name: string;
  nearest: string;
  count: number;
  language: string;
  expected: string;
}

export const fr = {
  search: "Chercher un modèle",
  list: "Modèles",
  add: "Nouveau modèle",
  starters: "Modèles de départ",
  empty: "Aucun modèle.",
  emptyText:
    "Un modèle est un message que vous écrivez souvent, avec des variables comme {{prenom}} que chaque envoi remplit.",
  nothing: "Aucun modèle ne correspond.",
  purposes: { mail: "E-mail", reply: "Réponse rapide", linkedin: "Message LinkedIn", call: "Script d’appel" },
  groups: { mail: "E-mails", reply: "Réponses rapides", linkedin: "Messages LinkedIn", call: "Scripts d’appel" },
  languages: { fr: "Français", en: "Anglais", none: "Toutes les langues" },
  anySector: "Tous les secteurs",
  menu: (p: { name: string }) => `Actions sur ${p.name}`,
  open: "Ouvrir",
  duplicate: "Dupliquer",
  up: "Monter",
  down: "Descendre",
  remove: "Supprimer",
  saved: (p: { name: string }) => `Modèle « ${p.name} » enregistré`,
  copied: (p: { name: string }) => `Modèle « ${p.name} » dupliqué`,
  moved: (p: { name: string }) => `Modèle « ${p.name} » déplacé`,
  removed: (p: { name: string }) => `Modèle « ${p.name} » supprimé`,
  added: (p: { count: number }) =>
    p.count === 0
      ? "Les modèles de départ sont déjà là."
      : p.count === 1
        ? "1 modèle ajouté"
        : `${n(p.count)} modèles ajoutés`,
  back: "Modèles",
  name: "Nom",
  purpose: "Usage",
  language: "Langue",
  sector: "Secteur",
  sectorHelp: "Vide : tous les secteurs.",
  subject: "Objet",
  body: "Message",
  placeholder: "Écrivez le message. {{ propose les variables.",
  loading: "L’éditeur arrive…",
  save: "Enregistrer",
  cancel: "Rétablir",
  variable: "Variable",
  variablesOf: { prospect: "Le prospect", me: "Vous", field: "Vos champs" },
  condition: "Condition",
  conditionText: "{{si ville}}…{{sinon}}…{{fin}}",
  intoSubject: "dans l’objet",
  intoBody: "dans le message",
  preview: "Aperçu",
  previewFor: "Aperçu pour",
  nobody: "Choisissez un prospect pour voir le message tel qu’il le recevra.",
  emptyMessage: "Le message est vide.",
  noSubject: "Sans objet",
  lints: "À revoir",
  fine: "Rien à revoir.",
  severities: { error: "Erreur", warning: "À revoir", hint: "Conseil" },
  tongues: {
    fr: "français",
    en: "anglais",
    de: "allemand",
    es: "espagnol",
    it: "italien",
    nl: "néerlandais",
    pt: "portugais",
  } as Record<string, string>,
  unknown: (p: { code: string }) => `À vérifier : ${p.code}`,
  says: {
    variable_empty: (p: LintWords) => `${p.found} est vide pour ce prospect et n’a pas de repli.`,
    variable_unknown: (p: LintWords) =>
      p.nearest
        ? `${p.found} n’est pas une variable. Vouliez-vous dire ${p.nearest} ?`
        : `${p.found} n’est pas une variable.`,
    variable_empty_name: (p: LintWords) => `${p.found} ne nomme aucune variable.`,
    tag_unclosed: (p: LintWords) => `Des accolades ne sont pas fermées : ${p.found}`,
    condition_unclosed: (p: LintWords) => `La condition ${p.found} n’a pas de {{fin}}.`,
    condition_empty: (p: LintWords) => `${p.found} ne dit pas quelle variable.`,
    else_alone: (p: LintWords) => `${p.found} est hors de toute condition.`,
    end_alone: (p: LintWords) => `${p.found} ne ferme aucune condition.`,
    braces: (p: LintWords) => `Des accolades restent dans le message : ${p.found}`,
    greeting_empty: (p: LintWords) => `La salutation ne nomme personne : ${p.found}`,
    greeting_capitals: (p: LintWords) => `Un nom en capitales dans la salutation : ${p.found}`,
    greeting_last_name: (p: LintWords) => `Un nom de famille sans civilité dans la salutation : ${p.found}`,
    spaces: (p: LintWords) => `Un espace ou une virgule de trop : ${p.found}`,
    language: (p: LintWords) => `Le texte paraît écrit en ${p.language}, le modèle est en ${p.expected}.`,
    no_attachment: (p: LintWords) =>
      `Le texte parle d’une pièce jointe (« ${p.found} ») : pensez à la joindre à l’envoi.`,
    subject_empty: () => "L’objet est vide.",
    subject_capitals: () => "L’objet est tout en capitales.",
    link_nowhere: (p: LintWords) => `Un lien reste à compléter : ${p.found}`,
    placeholder: (p: LintWords) => `Un passage reste à compléter : ${p.found}`,
    many_links: (p: LintWords) => `${n(p.count)} liens : les filtres antispam s’en méfient.`,
    many_marks: (p: LintWords) => `${n(p.count)} points d’exclamation.`,
  } as Record<string, (p: LintWords) => string>,
};
