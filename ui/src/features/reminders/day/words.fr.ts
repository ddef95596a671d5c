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
  plan: "Planifier",
  planFor: (p: { name: string }) => `Planifier une relance pour ${p.name}`,
  planOne: "Planifier une relance",
  seeWithout: (count: number) => `Voir les prospects sans relance (${n(count)})`,
  nothing: "Rien de prévu aujourd’hui.",
  allDone: "Tout est fait.",
  allDoneNext: (p: { when: string }) => `Tout est fait. Prochaine relance ${p.when}.`,
  next: (p: { when: string }) => `Prochaine relance ${p.when}.`,
  inTrash: "Dans la corbeille",
  restore: "Restaurer",
  restoreOf: (p: { name: string }) => `Restaurer ${p.name}`,
  failed: "Les relances du jour n’ont pas pu être lues.",
  nobody: "Choisissez une relance pour voir la fiche.",
  quick: {
    label: "Planifier par une phrase",
    placeholder: "rappeler Dupont mardi 14h",
    nobody: (p: { words: string }) => `Personne ne répond à « ${p.words} ».`,
    noName: "Dites aussi qui : un nom ou une entreprise.",
    choose: "Pour qui ?",
  },
};
