// English words of this feature.
import { n, plural } from "@/app/i18n/core";
import type { fr } from "./words.fr";

export const en: typeof fr = {
  title: "Pipeline",
  board: "Pipeline board",
  empty: "Your pipeline is empty",
  noMatch: "No prospect matches.",
  failed: "The pipeline could not be read.",
  order: {
    label: "Order of the cards",
    now: (p) => `Order of the cards: ${p.order}`,
    manual: "Free order",
    next_action: "Next follow-up",
    value: "Amount",
    last_interaction: "Last contact",
    name: "Name",
  },
  column: {
    label: (p) => `${p.stage}, ${plural(p.count, { one: "# prospect", other: "# prospects" })}`,
    menu: (p) => `Stage ${p.stage}`,
    weighted: (p) => `${p.sum}; weighted: ${p.weighted} (${p.percent})`,
    fold: "Fold",
    unfold: (p) => `Unfold ${p.stage}`,
    rename: "Rename…",
    moveLeft: "Move left",
    moveRight: "Move right",
    list: "See in the list",
    drop: "Drop here",
  },
  moves: {
    label: "Moves",
    title: "Moves since",
    none: "Do not show",
    distances: { 1: "Yesterday", 7: "7 days", 30: "30 days" },
    since: "Since",
    told: (p) =>
      [
        plural(p.moved, { one: "# changed stage", other: "# changed stage" }),
        plural(p.added, { one: "# new", other: "# new" }),
        plural(p.removed, { one: "# removed", other: "# removed" }),
      ].join(" · "),
    list: "See the list",
    hide: "Hide the moves",
    isNew: "New",
    cameFrom: (p) => `From ${p.stage}`,
    column: (p) => `${n(p.came)} in, ${n(p.left)} out`,
  },
  rename: {
    title: "Rename the stage",
    label: "Name of the stage",
    done: (p) => `Stage “${p.from}” renamed “${p.to}”`,
  },
  moved: (p) => `Stage ${p.stage} moved`,
  card: {
    role: "card",
    help: "Enter opens the sheet, Space lifts the card, Alt and arrows change its stage, E chooses the stage.",
    noCompany: "No company",
    waiting: (p) => `${n(p.days)} d`,
    waitingLong: (p) => plural(p.days, { one: "no contact for # day", other: "no contact for # days" }),
    neverContacted: "never contacted",
    contacted: (p) => `contact ${p.when}`,
    opposed: "Do not contact",
  },
  outcomes: {
    label: "Outcome",
    won: (p) => `Won · ${p.stage}`,
    lost: (p) => `Lost · ${p.stage}`,
  },
  said: {
    lifted: (p) => `${p.name}: card lifted. Arrows to move, Space to drop, Escape to cancel.`,
    over: (p) => `${p.stage}, place ${n(p.place)} of ${n(p.count)}`,
    cancelled: "Move cancelled",
    dropped: (p) => `${p.name}: ${p.stage}, place ${n(p.place)} of ${n(p.count)}`,
    droppedMany: (p) => plural(p.count, { one: "# prospect moved to ", other: "# prospects moved to " }) + p.stage,
  },
};
