// The fields of two records that are compared, as they read. Which value a merge keeps is the core's to say.
import { useMemo } from "react";
import { useSession } from "@/api/queries";
import type { CompanyRow, CustomField, JsonValue, Of, ProspectRow, Session } from "@/api/schema";
import { type Messages, useWords } from "@/app/i18n";
import { integer, money, phone, shortDay } from "@/format";

/** A prospect or a company. */
export type Comparable = ProspectRow | CompanyRow;

export interface ComparedField {
  /** Its name in a merge. */
  key: string;
  label: string;
  show: (row: Comparable) => string;
  /** Both values are kept, whatever is chosen. */
  isJoined?: boolean;
}

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));
const column = (key: string) => (row: Comparable) => text((row as unknown as Record<string, unknown>)[key]);

function customText(field: CustomField, value: JsonValue | undefined, w: Messages): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? w.prospects.yes : w.prospects.no;
  if (field.kind === "date") return shortDay(String(value));
  if (typeof value === "number") return integer(value);
  return typeof value === "object" ? Object.values(value).join(", ") : value;
}

function prospectFields(w: Messages, session: Session): ComparedField[] {
  const f = w.history.fields;
  const of = (show: (row: ProspectRow) => string) => (row: Comparable) => show(row as ProspectRow);
  const stage = (row: ProspectRow) => session.stages.find((s) => s.id === row.stage_id)?.label ?? "";
  const owner = (row: ProspectRow) => session.members.find((m) => m.id === row.owner_id)?.name ?? "";
  const plain = (key: keyof typeof f): ComparedField => ({ key, label: f[key], show: column(key) });
  return [
    plain("civility"),
    plain("first_name"),
    plain("last_name"),
    plain("job_title"),
    plain("company"),
    plain("email"),
    { key: "phone", label: f.phone, show: of((row) => (row.phone ? phone(row.phone) : "")) },
    { key: "stage", label: f.stage, show: of(stage) },
    { key: "owner", label: f.owner, show: of(owner) },
    plain("city"),
    plain("postcode"),
    plain("country"),
    plain("sector"),
    plain("source"),
    plain("site"),
    plain("linkedin_url"),
    {
      key: "value_cents",
      label: f.value,
      show: of((row) => (row.value_cents === null ? "" : money(row.value_cents, row.currency))),
    },
    {
      key: "expected_close_on",
      label: f.expected_close_on,
      show: of((row) => (row.expected_close_on ? shortDay(row.expected_close_on) : "")),
    },
    ...session.fields.map((field) => ({
      key: `custom.${field.id}`,
      label: field.label,
      show: of((row) => customText(field, row.custom[field.id], w)),
    })),
    { key: "notes", label: w.duplicates.notes, show: column("notes"), isJoined: true },
  ];
}

function companyFields(w: Messages): ComparedField[] {
  const names = w.duplicates.companyFields;
  const keys = Object.keys(names) as (keyof typeof names)[];
  return keys.map((key) => ({ key, label: names[key], show: column(key) }));
}

export function useComparedFields(of: Of): ComparedField[] {
  const w = useWords();
  const session = useSession();
  return useMemo(() => (of === "people" ? prospectFields(w, session) : companyFields(w)), [of, w, session]);
}
