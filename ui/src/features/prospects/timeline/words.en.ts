// English words of the timeline’s parts.
import { n, plural } from "@/app/i18n/core";
import type { fr } from "./words.fr";

export const en: typeof fr = {
  scope: "Timeline of",
  company: (p) => `${p.name} (${n(p.count)})`,
  open: (p) => `Open the sheet of ${p.name}`,
  changes: (count) => plural(count, { one: "# change", other: "# changes" }),
  call: {
    menu: "Actions on the call",
    edit: "Edit the call",
    remove: "Delete the call",
    removed: "Call deleted",
    direction: "Direction",
    directions: { out: "Outgoing", in: "Incoming" },
    outcome: "Outcome",
    minutes: "Length (minutes)",
    minutesWrong: "A number of minutes is expected.",
    at: "Date and time",
    atWrong: "A date and a time are expected.",
    note: "Note on the call",
    save: "Save the call",
  },
};
