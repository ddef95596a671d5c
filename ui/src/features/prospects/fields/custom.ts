// The user's own fields, as the table, the sheet and the bulk edit show and write them. What a text means is the core's
// to say: only days and plain amounts are read here, so that they show at once.
import type { CustomField, JsonValue, ProspectRow } from "@/api/schema";
import { language, type Messages } from "@/app/i18n";
import { decimalNumber, money, parseCents, parseDay, phone, shortDay, typedDay } from "@/format";
import type { FieldDef, FieldOption, Input } from "./fields";

const inputs: Record<CustomField["kind"], Input> = {
  text: "text",
  long_text: "long",
  number: "number",
  currency: "amount",
  date: "date",
  boolean: "pick",
  select: "pick",
  multi_select: "pick",
  url: "url",
  email: "email",
  phone: "tel",
};

const labels = (value: JsonValue | undefined): string[] =>
  Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];

/** A value as it reads. */
export function customText(field: CustomField, value: JsonValue | undefined, w: Messages): string {
  if (value === undefined || value === null) return "";
  if (field.kind === "boolean") return value ? w.prospects.yes : w.prospects.no;
  if (field.kind === "date") return shortDay(String(value));
  if (field.kind === "phone") return phone(String(value));
  if (field.kind === "multi_select") return labels(value).join(", ");
  if (typeof value !== "number") return String(value);
  return field.kind === "currency" ? money(Math.round(value * 100), field.currency ?? "EUR") : decimalNumber(value);
}

/** As an edit starts: what can be typed back. */
function typed(field: CustomField, value: JsonValue | undefined): string {
  if (value === undefined || value === null) return "";
  if (field.kind === "date") return typedDay(String(value));
  if (typeof value === "number") return String(value).replace(".", language() === "fr" ? "," : ".");
  return String(value);
}

/** What to write; the core reads the texts that are not read here. */
function read(field: CustomField, text: string, w: Messages): JsonValue | Error {
  const clean = text.trim();
  if (!clean) return null;
  if (field.kind === "boolean") return clean === "true";
  if (field.kind === "date") return parseDay(clean) ?? new Error(w.prospects.errors.date);
  if (field.kind !== "currency" && field.kind !== "number") return clean;
  // « 12 k€ » or five decimals are the core's to read, or to refuse.
  const isPlain = /^[-\d\s\u00a0\u202f.,]+$/.test(clean) && !/[.,]\d{4,}$/.test(clean);
  const cents = isPlain ? parseCents(clean) : null;
  if (cents !== null) return cents / 100;
  return /\d/.test(clean) ? clean : new Error(w.prospects.errors.number);
}

function optionsOf(field: CustomField, w: Messages): (() => FieldOption[]) | undefined {
  if (field.kind === "boolean")
    return () => [
      { value: "true", label: w.prospects.yes },
      { value: "false", label: w.prospects.no },
      { value: "", label: w.common.none },
    ];
  const offered = field.options.map(({ label, color }) => ({ value: label, label, color: color ?? null }));
  if (field.kind === "select") return () => [...offered, { value: "", label: w.common.none }];
  return field.kind === "multi_select" ? () => offered : undefined;
}

export function customField(field: CustomField, w: Messages): FieldDef {
  const options = optionsOf(field, w);
  const held = (row: ProspectRow) => labels(row.custom?.[field.id]);
  const toggled = (label: string, row: ProspectRow): string[] => {
    const now = held(row);
    return now.includes(label) ? now.filter((other) => other !== label) : [...now, label];
  };
  return {
    key: `custom.${field.id}`,
    label: field.label,
    input: inputs[field.kind],
    sort: `custom.${field.id}`,
    show: (row) => customText(field, row.custom[field.id], w),
    start: (row) => typed(field, row.custom[field.id]),
    write: (text, row) => {
      if (field.kind === "multi_select") return { custom: { [field.id]: text ? toggled(text, row) : null } };
      const value = read(field, text, w);
      return value instanceof Error ? value.message : { custom: { [field.id]: value } };
    },
    ...(options ? { options } : {}),
    ...(field.kind === "multi_select" ? { held } : {}),
  };
}
