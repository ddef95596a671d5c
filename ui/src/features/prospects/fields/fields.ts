// What is known of a prospect, field by field: how it reads, how an edit starts, what an edit writes. The table, the sheet
// and the bulk edit all go by this list. Reading phones and addresses is the core's; here only amounts and dates are read.
import { useMemo } from "react";
import { useSession } from "@/api/queries";
import type { ProspectEdit, ProspectRow, Session } from "@/api/schema";
import { language, type Messages, useWords } from "@/app/i18n";
import { nextAction } from "@/features/reminders";
import { ago, money, parseCents, parseDay, phone, shortDate, shortDay, typedDay } from "@/format";
import { splitName } from "../actions/optimistic";
import { countries, countryName } from "./countries";
import { customField } from "./custom";

export type Input = "text" | "email" | "tel" | "url" | "amount" | "number" | "date" | "long" | "pick" | "tags" | "none";

export interface FieldOption {
  value: string;
  label: string;
  color?: string | null;
}

export interface FieldDef {
  key: string;
  label: string;
  input: Input;
  /** Name of the column in the API's order, where it has one. */
  sort?: string;
  show: (row: ProspectRow) => string;
  /** The text, or the value of a choice, at the start of an edit. */
  start: (row: ProspectRow) => string;
  /** What to write; a sentence when the text cannot be read. */
  write: (text: string, row: ProspectRow) => ProspectEdit | string;
  /** How the text is to be seen, where it is not as usual. */
  tone?: (row: ProspectRow) => "danger" | "warn" | "plain";
  options?: () => FieldOption[];
  /** Of a field that holds several options: those that she has. A choice is one more, or one less. */
  held?: (row: ProspectRow) => string[];
}

type TextKey =
  | "civility"
  | "first_name"
  | "last_name"
  | "job_title"
  | "company"
  | "email"
  | "phone"
  | "city"
  | "postcode"
  | "source"
  | "sector"
  | "site"
  | "linkedin_url"
  | "notes";

const decimal = (cents: number): string => String(cents / 100).replace(".", language() === "fr" ? "," : ".");

function textField(key: TextKey, label: string, input: Input = "text", sort?: string): FieldDef {
  return {
    key,
    label,
    input,
    ...(sort ? { sort } : {}),
    show: (row) => row[key] ?? "",
    start: (row) => row[key] ?? "",
    write: (text) => ({ [key]: text.trim() || null }),
  };
}

const readOnly = (
  key: string,
  label: string,
  sort: string | undefined,
  show: (row: ProspectRow) => string,
): FieldDef => ({
  key,
  label,
  input: "none",
  ...(sort ? { sort } : {}),
  show,
  start: show,
  write: () => ({}),
});

function choices(session: Session, w: Messages): FieldDef[] {
  const { stages, members } = session;
  const f = w.prospects.fields;
  const tag = new Map(session.tags.map((t) => [t.id, t.name]));
  return [
    {
      key: "stage_id",
      label: f.stage,
      input: "pick",
      sort: "stage",
      show: (row) => stages.find((s) => s.id === row.stage_id)?.label ?? "",
      start: (row) => row.stage_id,
      write: (value) => ({ stage_id: value }),
      options: () => stages.map((s) => ({ value: s.id, label: s.label })),
    },
    {
      key: "owner_id",
      label: f.owner,
      input: "pick",
      sort: "owner",
      show: (row) => members.find((m) => m.id === row.owner_id)?.name ?? "",
      start: (row) => row.owner_id ?? "",
      write: (value) => ({ owner_id: value || null }),
      options: () => [{ value: "", label: w.common.none }, ...members.map((m) => ({ value: m.id, label: m.name }))],
    },
    {
      key: "country",
      label: f.country,
      input: "pick",
      sort: "country",
      show: (row) => countryName(row.country),
      start: (row) => row.country ?? "",
      write: (value) => ({ country: value || null }),
      options: () => [
        { value: "", label: w.common.none },
        ...countries().map((c) => ({ value: c.code, label: c.name })),
      ],
    },
    {
      key: "tags",
      label: f.tags,
      input: "tags",
      show: (row) =>
        row.tag_ids
          .map((id) => tag.get(id) ?? "")
          .filter(Boolean)
          .join(", "),
      start: () => "",
      write: () => ({}),
    },
  ];
}

/** Whoever is in an open stage has a next action; but who has opposed is left in peace. */
function nextField(stages: Session["stages"], label: string): FieldDef {
  const open = new Set(stages.filter(({ kind }) => kind === "open").map(({ id }) => id));
  const of = (row: ProspectRow) => nextAction(row, open.has(row.stage_id) && !row.do_not_contact_at && !row.deleted_at);
  return {
    ...readOnly("next_action_at", label, undefined, (row) => of(row).text),
    tone: (row) => of(row).tone,
  };
}

function values(w: Messages): FieldDef[] {
  const f = w.prospects.fields;
  return [
    {
      key: "name",
      label: f.name,
      input: "text",
      sort: "name",
      show: (row) => row.name,
      start: (row) => [row.first_name, row.last_name].filter(Boolean).join(" "),
      write: (text, row) => splitName(text, row),
    },
    {
      key: "value_cents",
      label: f.value,
      input: "amount",
      sort: "value",
      show: (row) => (row.value_cents === null ? "" : money(row.value_cents, row.currency)),
      start: (row) => (row.value_cents === null ? "" : decimal(row.value_cents)),
      write: (text) => {
        if (!text.trim()) return { value_cents: null };
        const cents = parseCents(text);
        return cents === null ? w.prospects.errors.amount : { value_cents: cents };
      },
    },
    {
      key: "expected_close_on",
      label: f.expectedClose,
      input: "date",
      sort: "expected_close",
      show: (row) => (row.expected_close_on ? shortDay(row.expected_close_on) : ""),
      start: (row) => typedDay(row.expected_close_on),
      write: (text) => {
        if (!text.trim()) return { expected_close_on: null };
        const day = parseDay(text);
        return day ? { expected_close_on: day } : w.prospects.errors.date;
      },
    },
    readOnly("last_interaction_at", f.lastContact, "last_interaction", (row) =>
      row.last_interaction_at === null ? "" : ago(row.last_interaction_at),
    ),
    readOnly("deleted_at", f.deleted, undefined, (row) => (row.deleted_at === null ? "" : shortDate(row.deleted_at))),
    readOnly("created_at", f.created, "created", (row) => shortDate(row.created_at)),
    readOnly("updated_at", f.updated, "updated", (row) => shortDate(row.updated_at)),
  ];
}

/** Every field by its key, in the order in which a person would tell them. */
export function makeFields(session: Session, w: Messages): Map<string, FieldDef> {
  const f = w.prospects.fields;
  const tel = textField("phone", f.phone, "tel", "phone");
  const worth = values(w);
  const dates = ["created_at", "updated_at", "deleted_at"];
  const list = [
    ...worth.filter(({ key }) => key === "name"),
    textField("civility", f.civility),
    textField("first_name", f.firstName),
    textField("last_name", f.lastName),
    textField("company", f.company, "text", "company"),
    textField("job_title", f.jobTitle, "text", "job_title"),
    textField("email", f.email, "email", "email"),
    { ...tel, show: (row: ProspectRow) => (row.phone ? phone(row.phone) : "") },
    textField("city", f.city, "text", "city"),
    textField("postcode", f.postcode, "text", "postcode"),
    ...choices(session, w),
    textField("source", f.source, "text", "source"),
    textField("sector", f.sector, "text", "sector"),
    ...worth.filter(({ key }) => key !== "name" && !dates.includes(key)),
    nextField(session.stages, f.nextAction),
    textField("site", f.site, "url"),
    textField("linkedin_url", f.linkedin, "url"),
    textField("notes", f.notes, "long"),
    ...session.fields.map((field) => customField(field, w)),
    ...worth.filter(({ key }) => dates.includes(key)),
  ];
  return new Map(list.map((field) => [field.key, field]));
}

export function useFields(): Map<string, FieldDef> {
  const session = useSession();
  const w = useWords();
  return useMemo(() => makeFields(session, w), [session, w]);
}
