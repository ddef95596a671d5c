// French words of this feature: the source that the English ones are checked against.
import { n, plural } from "@/app/i18n/core";

const rank = (place: number): string => (place === 1 ? "1re" : `${n(place)}e`);

export const fr = {
  title: "Pipeline",
  board: "Tableau du pipeline",
  empty: "Votre pipeline est vide",
  noMatch: "Aucun prospect ne correspond.",
  failed: "Le pipeline n’a pas pu être lu.",
  order: {
    label: "Ordre des cartes",
    now: (p: { order: string }) => `Ordre des cartes : ${p.order}`,
    manual: "Ordre libre",
    next_action: "Prochaine relance",
    value: "Montant",
    last_interaction: "Dernier contact",
    name: "Nom",
  },
  column: {
    label: (p: { stage: string; count: number }) =>
      `${p.stage}, ${plural(p.count, { one: "# prospect", other: "# prospects", many: "# de prospects" })}`,
    menu: (p: { stage: string }) => `Étape ${p.stage}`,
    weighted: (p: { sum: string; weighted: string; percent: string }) =>
      `${p.sum} ; pondéré : ${p.weighted} (${p.percent})`,
    fold: "Replier",
    unfold: (p: { stage: string }) => `Déplier ${p.stage}`,
    rename: "Renommer…",
    moveLeft: "Déplacer à gauche",
    moveRight: "Déplacer à droite",
    list: "Voir dans la liste",
    drop: "Déposer ici",
  },
  moves: {
    label: "Évolution",
    title: "Mouvements depuis",
    none: "Ne pas montrer",
    distances: { 1: "Hier", 7: "7 jours", 30: "30 jours" },
    since: "Depuis le",
    told: (p: { moved: number; added: number; removed: number }) =>
      [
        plural(p.moved, { one: "# changé d’étape", other: "# changés d’étape", many: "# de changés d’étape" }),
        plural(p.added, { one: "# nouveau", other: "# nouveaux", many: "# de nouveaux" }),
        plural(p.removed, { one: "# retiré", other: "# retirés", many: "# de retirés" }),
      ].join(" · "),
    list: "Voir la liste",
    hide: "Ne plus montrer les mouvements",
    isNew: "Nouveau",
    cameFrom: (p: { stage: string }) => `De ${p.stage}`,
    column: (p: { came: number; left: number }) => `${n(p.came)} entrés, ${n(p.left)} sortis`,
  },
  rename: {
    title: "Renommer l’étape",
    label: "Nom de l’étape",
    done: (p: { from: string; to: string }) => `Étape « ${p.from} » renommée en « ${p.to} »`,
  },
  moved: (p: { stage: string }) => `Étape ${p.stage} déplacée`,
  card: {
    role: "carte",
    help: "Entrée ouvre la fiche, Espace soulève la carte, Alt et flèches la changent d’étape, E choisit l’étape.",
    noCompany: "Sans entreprise",
    waiting: (p: { days: number }) => `${n(p.days)} j`,
    waitingLong: (p: { days: number }) =>
      plural(p.days, { one: "sans contact depuis # jour", other: "sans contact depuis # jours" }),
    neverContacted: "jamais contacté",
    contacted: (p: { when: string }) => `contact ${p.when}`,
    opposed: "Ne plus contacter",
  },
  outcomes: {
    label: "Issue",
    won: (p: { stage: string }) => `Gagné · ${p.stage}`,
    lost: (p: { stage: string }) => `Perdu · ${p.stage}`,
  },
  said: {
    lifted: (p: { name: string }) =>
      `${p.name} : carte soulevée. Flèches pour déplacer, Espace pour poser, Échap pour annuler.`,
    over: (p: { stage: string; place: number; count: number }) =>
      `${p.stage}, ${rank(p.place)} place sur ${n(p.count)}`,
    cancelled: "Déplacement annulé",
    dropped: (p: { name: string; stage: string; place: number; count: number }) =>
      `${p.name} : ${p.stage}, ${rank(p.place)} place sur ${n(p.count)}`,
    droppedMany: (p: { count: number; stage: string }) =>
      plural(p.count, { one: "# prospect déplacé vers ", other: "# prospects déplacés vers " }) + p.stage,
  },
};
