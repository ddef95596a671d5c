// One row of the file in words: who it is about, what stands beside the name, why it is what it is, what in it could not be read.
import type { ImportColumn, ImportRow, ImportWarning, SheetKind } from "@/api/schema";
import { words } from "@/app/i18n";
import { percent, phone } from "@/format";
import { reasonName } from "./reason-name";
import { fieldName } from "./targets";

const reach = (row: ImportRow): string => row.email ?? (row.phone ? phone(row.phone) : "");

/** A note is about somebody who has a name elsewhere. */
export function whoOf(row: ImportRow, kind: SheetKind | undefined): string {
  const known = kind === "notes" ? row.prospect : null;
  return row.name || known || row.company || reach(row) || words().imports.rows.nobody;
}

/** What stands beside the name: where she works and how she is reached; of a note, what it says. */
export function besideOf(row: ImportRow, kind: SheetKind | undefined): string {
  if (kind === "notes") return row.cells.filter((text) => text.trim() && text.trim() !== row.email).join(" · ");
  return [row.name && row.company, row.name || row.company ? reach(row) : ""].filter(Boolean).join(" · ");
}

/** Why it was left out, or how it was matched. */
export function reasonOf(row: ImportRow): string | null {
  const w = words().imports;
  if (!row.reason) return null;
  return reasonName(row.outcome === "skipped" ? { ...w.matched, ...w.reasons } : w.matched, row.reason);
}

export function warningText({ field, value, reason }: ImportWarning): string {
  const w = words().imports;
  return w.duplicates.warning({ field: fieldName(field), value, reason: reasonName(w.reasons, reason) });
}

/** The row in one line. */
export function summaryOf(row: ImportRow): string {
  const w = words().imports;
  return [
    row.confidence === null ? reasonOf(row) : w.totals.sure({ percent: percent(row.confidence) }),
    row.changes.map(fieldName).join(", "),
    ...row.warnings.map(warningText),
  ]
    .filter(Boolean)
    .join(" · ");
}

const keyOf = ({ target }: ImportColumn): string =>
  target.to === "field" ? target.field : target.to === "custom" ? `custom.${target.field_id}` : "";

/** A field and the columns that write it. */
const writes = (column: ImportColumn, field: string): boolean => {
  const key = keyOf(column);
  return key === field || (key === "mobile" && field === "phone");
};

/** What is wrong with one cell: what the core said of its field, or else of its very text. */
export function warningOf(
  row: ImportRow,
  column: ImportColumn,
  columns: readonly ImportColumn[],
): ImportWarning | undefined {
  const text = (row.cells[column.index] ?? "").trim();
  if (!text) return undefined;
  return row.warnings.find(
    (warning) =>
      text.includes(warning.value.trim()) &&
      (writes(column, warning.field) || !columns.some((other) => writes(other, warning.field))),
  );
}
