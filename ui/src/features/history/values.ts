// Journal values as a person reads them: the name of a stage rather than its id, amounts, dates, phones.
// Columns are the base's own; an unknown one is shown by its technical name rather than hidden.
import { useSession } from "@/api/queries";
import type { JsonValue, Session } from "@/api/schema";
import { type Messages, useWords } from "@/app/i18n";
import { dateTime, money, phone, shortDay } from "@/format";

export interface Values {
  entity: (entity: string) => string;
  field: (entity: string, field: string) => string;
  value: (field: string, value: JsonValue) => string;
}

// Ids are longer than a JavaScript number: one that came as a number has lost its last digits.
const same = (id: string, raw: JsonValue): boolean => id === raw || (typeof raw === "number" && Number(id) === raw);

type Lookup = Pick<Session, "stages" | "members" | "tags" | "fields">;

function text(value: JsonValue): string {
  if (typeof value === "string") return value;
  if (typeof value === "object") return JSON.stringify(value);
  return String(value);
}

export function valuesOf(w: Messages["history"], known: Lookup): Values {
  const tables: Record<string, (id: JsonValue) => string | undefined> = {
    stage_id: (id) => known.stages.find((s) => same(s.id, id))?.label,
    owner_id: (id) => known.members.find((m) => same(m.id, id))?.name,
    tag_id: (id) => known.tags.find((t) => same(t.id, id))?.name,
  };
  const own = (raw: JsonValue): string => {
    const held = typeof raw === "string" ? (JSON.parse(raw) as JsonValue) : raw;
    const entries = held && typeof held === "object" ? Object.entries(held) : [];
    const name = (id: string) => known.fields.find((f) => f.id === id)?.label ?? id;
    return entries.map(([id, v]) => `${name(id)} = ${value(id, v as JsonValue)}`).join(", ") || w.blank;
  };
  // Kept as JSON: the labels of options, the names of stages.
  const listed = (raw: JsonValue): string => {
    const items: unknown = typeof raw === "string" ? JSON.parse(raw) : raw;
    const one = (item: unknown): string =>
      item && typeof item === "object" && "label" in item
        ? String(item.label)
        : (tables.stage_id?.(String(item)) ?? String(item));
    return (Array.isArray(items) ? items.map(one).join(", ") : "") || w.blank;
  };
  const value = (field: string, raw: JsonValue): string => {
    if (field === "custom" && raw !== null) return own(raw);
    if (field === "options" || field === "required_stages") return listed(raw);
    if (Array.isArray(raw)) return raw.map(text).join(", ");
    if (raw === null || raw === "") return w.blank;
    const named = tables[field]?.(raw);
    if (named) return named;
    if (field.endsWith("_at") && typeof raw === "number") return dateTime(raw);
    if (field.endsWith("_on") && typeof raw === "string") return shortDay(raw);
    if (field.endsWith("_cents") && typeof raw === "number") return money(raw);
    if (field === "phone" && typeof raw === "string") return phone(raw);
    if (field === "kind" && typeof raw === "string") return w.kinds[raw as keyof typeof w.kinds] ?? raw;
    if (field.startsWith("is_") || field === "in_table" || field === "on_card") return raw ? w.yes : w.no;
    if (typeof raw === "boolean") return raw ? w.yes : w.no;
    return text(raw);
  };
  return {
    value,
    entity: (entity) => w.entities[entity as keyof typeof w.entities] ?? entity,
    field: (_entity, field) => {
      const own = /^custom\.(.+)$/.exec(field)?.[1];
      if (own) return known.fields.find((f) => f.id === own)?.label ?? field;
      return w.fields[field as keyof typeof w.fields] ?? field;
    },
  };
}

export function useValues(): Values {
  return valuesOf(useWords().history, useSession());
}
