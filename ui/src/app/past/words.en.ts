// English words of the past.
import type { fr } from "./words.fr";

export const en: typeof fr = {
  looking: (p) => `You are looking at ${p.at}`,
  readOnly: "nothing can be changed at that date",
  reason: (p) => `You are looking at ${p.at}: nothing can be changed.`,
  other: "Other date…",
  restore: "Go back to this state…",
  preparing: (p) => `Preparing the base as it stood on ${p.at}…`,
  back: "Back to today",
  escape: "Esc",
  title: "See as of a date",
  text: "Every list, sheet and column as it stood at that instant.",
  instant: "Date and time",
  show: "See",
  unreadable: "Enter a date and a time.",
  ago: { 1: "Yesterday", 7: "7 days ago", 30: "30 days ago" },
  restoreTitle: (p) => `Go back to ${p.at}?`,
  restoreText: "Everything done since is undone as one operation, which can itself be undone.",
  restoreNow: "Go back to this state",
  restored: (p) => `The base is back at ${p.at}`,
  figures: {
    operations: "Changes undone",
    removed: "Prospects added since, removed",
    restored: "Prospects removed since, brought back",
    changed: "Prospects as before",
    others: "Companies, stages, tags and others",
    oppositions_kept: "“Do not contact” noted since, kept",
    erased: "Erased for good, not coming back",
  },
};
