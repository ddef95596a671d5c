// The columns of an export, in the order of the file. Keys are the core's; custom fields follow, by their id.
import type { CustomField } from "@/api/schema";
import { type Messages, words } from "@/app/i18n";

export interface ExportColumn {
  key: string;
  label: string;
}

type Key = keyof Messages["exports"]["names"];

export function exportColumns(fields: readonly CustomField[]): ExportColumn[] {
  const { names } = words().exports;
  return [
    ...(Object.keys(names) as Key[]).map((key) => ({ key, label: names[key] })),
    ...fields.map((field) => ({ key: field.id, label: field.label })),
  ];
}

/** Fields of a prospect that the export knows by other names. */
const others: Record<string, string[]> = {
  name: ["first_name", "last_name"],
  stage_id: ["stage"],
  owner_id: ["owner"],
  value_cents: ["value", "currency"],
};

/** The columns shown by a table, as far as an export knows them, in the table's order. */
export function known(shown: readonly string[], columns: readonly ExportColumn[]): string[] {
  const keys = new Set(columns.map((c) => c.key));
  return shown.flatMap((key) => others[key] ?? key.replace(/^custom\./, "")).filter((key) => keys.has(key));
}
