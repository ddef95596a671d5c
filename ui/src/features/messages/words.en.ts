// English words of this feature.
import { n, plural } from "@/app/i18n/core";
import type { fr } from "./words.fr";

export const en: typeof fr = {
  attach: "Attach an e-mail",
  filter: "E-mails (.eml, .msg)",
  noSubject: "(no subject)",
  people: (p) => `${p.from} → ${p.to}`,
  andMore: (p) => `${p.names} and ${n(p.more)} more`,
  nobody: "nobody",
  attachments: (count) => plural(count, { one: "# attachment", other: "# attachments" }),
  sent: "E-mail sent",
  received: "E-mail received",
  conversation: "Open the conversation",
  menu: (p) => `Actions on ${p.subject}`,
  remove: "Delete the e-mail",
  removed: "E-mail deleted",
  roles: { from: "From", to: "To", cc: "Cc", bcc: "Bcc", reply_to: "Reply to" },
  date: "Date",
  showQuote: "Show the quoted text",
  hideQuote: "Hide the quoted text",
  blocked: (count) => plural(count, { one: "# image blocked", other: "# images blocked" }),
  blockedWhy: "Loading them tells the sender that you have read.",
  show: "Show",
  body: (p) => `Text of the e-mail ${p.subject}`,
  notKept: "too large, not kept",
  download: "Download",
  noName: "no name",
  cut: "This e-mail is very long: a part of it was not kept.",
  reading: (p) => `Reading e-mails… ${n(p.done)} of ${n(p.all)}`,
  stop: "Cancel",
  stopping: "Stopping…",
  done: {
    added: (p) => `E-mail attached to ${p.names}`,
    known: (p) => `Already here: this e-mail is with ${p.names}`,
    report: (p) =>
      [
        p.added > 0 && plural(p.added, { one: "# e-mail attached", other: "# e-mails attached" }),
        p.known > 0 && plural(p.known, { one: "# already here", other: "# already here" }),
        p.refused > 0 && plural(p.refused, { one: "# unreadable", other: "# unreadable" }),
      ]
        .filter(Boolean)
        .join(", "),
    none: "No e-mail attached",
  },
  whose: {
    title: (count) => plural(count, { one: "Who is this e-mail from?", other: "Who are these # e-mails from?" }),
    text: (count) =>
      plural(count, {
        one: "No prospect has one of its addresses.",
        other: "No prospect has one of their addresses.",
      }),
    titleMany: (p) =>
      `${plural(p.mails, { one: "# e-mail", other: "# e-mails" })} from ${plural(p.people, { one: "# unknown person", other: "# unknown people" })}`,
    textMany:
      "No prospect has one of their addresses. Tick those to create, or say whose they are; the others are left out.",
    andMore: (p) => `${p.subject} and ${plural(p.more, { one: "# more", other: "# more" })}`,
    list: "Unknown senders",
    createAll: "Create all prospects",
    createNamed: (p) => `Create ${p.who}`,
    choose: "Choose…",
    chooseNamed: (p) => `Choose the prospect of ${p.who}`,
    goesTo: (p) => `Attached to ${p.name}`,
    attach: (count) => (count === 0 ? "Attach" : plural(count, { one: "Attach # e-mail", other: "Attach # e-mails" })),
    from: "From",
    create: (p) => `Create ${p.who}`,
    search: "Find a prospect…",
    clear: "Clear the search",
    found: "Prospects found",
    nothing: "No prospect matches.",
    skip: "Skip",
    skipAll: "Leave all out",
  },
  refused: {
    title: (count) => plural(count, { one: "# file was not attached", other: "# files were not attached" }),
    close: "Close",
  },
};
