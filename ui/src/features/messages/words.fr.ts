// French words of this feature: the source that the English ones are checked against.
import { n, plural } from "@/app/i18n/core";

export const fr = {
  attach: "Joindre un e-mail",
  filter: "E-mails (.eml, .msg)",
  noSubject: "(sans objet)",
  people: (p: { from: string; to: string }) => `${p.from} → ${p.to}`,
  andMore: (p: { names: string; more: number }) => `${p.names} et ${n(p.more)} de plus`,
  nobody: "personne",
  attachments: (count: number) => plural(count, { one: "# pièce jointe", other: "# pièces jointes" }),
  sent: "E-mail envoyé",
  received: "E-mail reçu",
  conversation: "Ouvrir la conversation",
  menu: (p: { subject: string }) => `Actions sur ${p.subject}`,
  remove: "Supprimer l’e-mail",
  removed: "E-mail supprimé",
  roles: { from: "De", to: "À", cc: "Copie", bcc: "Copie cachée", reply_to: "Répondre à" },
  date: "Date",
  showQuote: "Afficher le texte cité",
  hideQuote: "Masquer le texte cité",
  blocked: (count: number) => plural(count, { one: "# image bloquée", other: "# images bloquées" }),
  blockedWhy: "Les charger apprend à l’expéditeur que vous avez lu.",
  show: "Afficher",
  body: (p: { subject: string }) => `Texte de l’e-mail ${p.subject}`,
  notKept: "trop lourde, non gardée",
  download: "Télécharger",
  noName: "sans nom",
  cut: "Cet e-mail est très long : une partie n’a pas été gardée.",
  reading: (p: { done: number; all: number }) => `Lecture des e-mails… ${n(p.done)} sur ${n(p.all)}`,
  stop: "Annuler",
  stopping: "Arrêt…",
  done: {
    added: (p: { names: string }) => `E-mail joint à ${p.names}`,
    known: (p: { names: string }) => `Déjà là : cet e-mail est chez ${p.names}`,
    report: (p: { added: number; known: number; refused: number }) =>
      [
        p.added > 0 && plural(p.added, { one: "# e-mail joint", other: "# e-mails joints" }),
        p.known > 0 && plural(p.known, { one: "# déjà là", other: "# déjà là" }),
        p.refused > 0 && plural(p.refused, { one: "# illisible", other: "# illisibles" }),
      ]
        .filter(Boolean)
        .join(", "),
    none: "Aucun e-mail joint",
  },
  whose: {
    title: (count: number) => plural(count, { one: "De qui est cet e-mail ?", other: "De qui sont ces # e-mails ?" }),
    text: (count: number) =>
      plural(count, {
        one: "Aucun prospect n’a une de ses adresses.",
        other: "Aucun prospect n’a une de leurs adresses.",
      }),
    titleMany: (p: { people: number; mails: number }) =>
      `${plural(p.mails, { one: "# e-mail", other: "# e-mails" })} de ${plural(p.people, { one: "# inconnu", other: "# inconnus" })}`,
    textMany:
      "Aucun prospect n’a une de leurs adresses. Cochez ceux à créer, ou dites de qui ils sont ; les autres sont laissés de côté.",
    andMore: (p: { subject: string; more: number }) =>
      `${p.subject} et ${plural(p.more, { one: "# autre", other: "# autres" })}`,
    list: "Expéditeurs inconnus",
    createAll: "Créer tous les prospects",
    createNamed: (p: { who: string }) => `Créer ${p.who}`,
    choose: "Choisir…",
    chooseNamed: (p: { who: string }) => `Choisir le prospect de ${p.who}`,
    goesTo: (p: { name: string }) => `Joint à ${p.name}`,
    attach: (count: number) =>
      count === 0 ? "Joindre" : plural(count, { one: "Joindre # e-mail", other: "Joindre # e-mails" }),
    from: "De",
    create: (p: { who: string }) => `Créer ${p.who}`,
    search: "Chercher un prospect…",
    clear: "Effacer la recherche",
    found: "Prospects trouvés",
    nothing: "Aucun prospect ne correspond.",
    skip: "Passer",
    skipAll: "Tout laisser",
  },
  refused: {
    title: (count: number) =>
      plural(count, { one: "# fichier n’a pas été joint", other: "# fichiers n’ont pas été joints" }),
    close: "Fermer",
  },
};
