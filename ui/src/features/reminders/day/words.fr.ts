// French words of this feature: the source that the English ones are checked against.
import { n, plural } from "@/app/i18n/core";

export const fr = {
  title: "Aujourd’hui",
  meta: (p: { day: string; done: number; total: number }) =>
    p.total === 0
      ? p.day
      : `${p.day} · ${n(p.done)} sur ${plural(p.total, { one: "# faite", other: "# faites", many: "# de faites" })}`,
  list: "Relances du jour",
  sections: {
    overdue: "En retard",
    today: "Aujourd’hui",
    upcoming: "À venir · 7 jours",
    without_next: "Sans relance",
  },
  fold: (p: { section: string }) => `Replier ${p.section}`,
  unfold: (p: { section: string }) => `Déplier ${p.section}`,
  counted: (count: number) => plural(count, { one: "# relance", other: "# relances", many: "# de relances" }),
  rest: (count: number) => plural(count, { one: "et # autre, à suivre", other: "et # autres, à suivre" }),
  suggestion: (p: { when: string }) => `Dernier contact ${p.when}`,
  never: "Jamais contacté",
  seeWithout: (count: number) => `Voir les prospects sans relance (${n(count)})`,
  nothing: "Rien de prévu aujourd’hui.",
  allDone: "Tout est fait.",
  allDoneNext: (p: { day: string; time: string }) => `Tout est fait. Prochaine relance ${p.day} à ${p.time}.`,
  next: (p: { day: string; time: string }) => `Prochaine relance ${p.day} à ${p.time}.`,
  inTrash: "Dans la corbeille",
  restore: "Restaurer",
  restoreOf: (p: { name: string }) => `Restaurer ${p.name}`,
  failed: "Les relances du jour n’ont pas pu être lues.",
  nobody: "Choisissez une relance pour voir la fiche.",
  before: {
    yesterday: "hier",
    line: (p: { day: string; what: string }) => `${p.day} : ${p.what}`,
    followUps: (count: number) =>
      plural(count, { one: "# relance faite", other: "# relances faites", many: "# de relances faites" }),
    calls: (count: number) => plural(count, { one: "# appel", other: "# appels", many: "# d’appels" }),
    callsReached: (p: { calls: number; reached: number }) =>
      `${plural(p.calls, { one: "# appel", other: "# appels", many: "# d’appels" })} dont ${plural(p.reached, { one: "# abouti", other: "# aboutis", many: "# d’aboutis" })}`,
    notes: (count: number) => plural(count, { one: "# note", other: "# notes", many: "# de notes" }),
    moves: (count: number) =>
      plural(count, { one: "# changement d’étape", other: "# changements d’étape", many: "# de changements d’étape" }),
  },
  run: {
    start: (count: number) => `Lancer les appels · ${n(count)}`,
    label: "Série d’appels",
    place: (p: { at: number; of: number }) => `${n(p.at)} sur ${n(p.of)}`,
    outcome: "Résultat",
    note: "Note",
    notePlaceholder: "Ce qui s’est dit…",
    next: "Et ensuite ?",
    nothing: "Rien",
    series: (p: { rhythm: string }) => `Revient ${p.rhythm}.`,
    go: "Suivant",
    end: "Terminer",
    skip: "Passer",
    leave: "Quitter la série",
    opposed: "Ne plus contacter : pas d’appel.",
    shortcut: "Lancer les appels du jour",
    over: (count: number) =>
      plural(count, { one: "Série terminée : # appel noté.", other: "Série terminée : # appels notés." }),
    now: (p: { name: string; at: number; of: number }) => `${p.name}, ${n(p.at)} sur ${n(p.of)}`,
  },
  quick: {
    label: "Planifier par une phrase",
    placeholder: "rappeler Dupont mardi 14h",
    nobody: (p: { words: string }) => `Personne ne répond à « ${p.words} ».`,
    noName: "Dites aussi qui : un nom ou une entreprise.",
    choose: "Pour qui ?",
    others: "D’autres répondent à ce nom. Ajoutez le prénom ou l’entreprise.",
  },
};
