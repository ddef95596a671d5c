// Where a column can go, as the choices of a list and back. Keys of fields are the core's; only their order and grouping
// are decided here.
import type { CustomField, ImportColumn, NameOrder, SheetKind, Target } from "@/api/schema";
import { type Messages, words } from "@/app/i18n";
import type { Choice } from "@/kit";

export type FieldKey = keyof Messages["imports"]["fields"];

const groups: Record<"identity" | "reach" | "company" | "work", FieldKey[]> = {
  identity: ["full_name", "first_name", "last_name", "civility", "job_title"],
  reach: ["email", "phone", "mobile", "linkedin_url", "site", "city", "postcode", "country", "do_not_contact"],
  company: ["company", "company_domain", "siren", "siret", "legal_form", "company_size", "company_address", "sector"],
  work: ["stage", "owner", "tags", "source", "value", "currency", "expected_close_on", "last_interaction_at", "notes"],
};

/** Fields that may take several columns: each further one is one more address, tag or line of notes. */
const many = new Set(["email", "phone", "mobile", "tags", "notes"]);

export const IGNORE = "ignore";

export function codeOf(target: Target): string {
  switch (target.to) {
    case "field":
      return `field:${target.field}`;
    case "custom":
      return `custom:${target.field_id}`;
    case "new_custom":
      return `new:${target.label}`;
    case "ignore":
      return IGNORE;
  }
}

/** The order of names that was said of a column of full names. */
export const nameOrderOf = (target: Target): NameOrder | null =>
  target.to === "field" ? (target.name_order ?? null) : null;

export function targetOf(code: string): Target {
  const rest = code.slice(code.indexOf(":") + 1);
  if (code.startsWith("field:")) return { to: "field", field: rest, name_order: null };
  if (code.startsWith("custom:")) return { to: "custom", field_id: rest };
  if (code.startsWith("new:")) return { to: "new_custom", label: rest, kind: "text" };
  return { to: "ignore" };
}

/** A field by its key, or a column of the base that an import changes. */
export function fieldName(key: string): string {
  const w = words();
  return w.imports.fields[key as FieldKey] ?? w.history.fields[key as keyof typeof w.history.fields] ?? key;
}

/** A column without a header is called by its place. */
export const headerOf = (column: Pick<ImportColumn, "header" | "index">): string =>
  column.header.trim() || words().imports.file.column({ index: column.index + 1 });

/** Fields of sheets that are no list of prospects. The core's own lists. */
const ofKind: Partial<Record<SheetKind, FieldKey[]>> = {
  companies: [...groups.company, "city", "postcode", "country"],
  notes: [
    "notes",
    "last_interaction_at",
    "full_name",
    "first_name",
    "last_name",
    "email",
    "phone",
    "mobile",
    "linkedin_url",
    "company",
  ],
};

/** In a sheet of notes these two are the note itself. */
const fieldLabel = (kind: SheetKind, key: FieldKey): string => {
  const w = words().imports;
  return kind === "notes" && (key === "notes" || key === "last_interaction_at") ? w.noteFields[key] : w.fields[key];
};

/** What can be chosen for one column: « ignore », the known fields, the user's own, a new one named like the column. */
export function choicesFor(
  column: ImportColumn,
  custom: readonly CustomField[],
  kind: SheetKind = "prospects",
): Choice[] {
  const w = words().imports;
  const choices: Choice[] = [{ value: IGNORE, label: w.columns.ignore }];
  const few = ofKind[kind];
  if (few) return [...choices, ...few.map((key) => ({ value: `field:${key}`, label: fieldLabel(kind, key) }))];
  const header = column.header.trim();
  const { target } = column;
  if (target.to === "new_custom")
    choices.push({ value: codeOf(target), label: w.columns.newFieldValue({ label: target.label }) });
  if (header && codeOf(target) !== `new:${header}` && !custom.some((f) => f.label === header))
    choices.push({ value: `new:${header}`, label: w.columns.newField({ label: header }) });
  for (const [group, keys] of Object.entries(groups))
    for (const key of keys)
      choices.push({ value: `field:${key}`, label: w.fields[key], group: w.groups[group as keyof typeof groups] });
  for (const field of custom) choices.push({ value: `custom:${field.id}`, label: field.label, group: w.groups.custom });
  if (target.to === "field" && !choices.some((c) => c.value === codeOf(target)))
    choices.push({ value: codeOf(target), label: fieldName(target.field), group: w.groups.other });
  return choices;
}

/** Names of fields that several columns claim although only one value can be kept. */
export function claimedTwice(columns: readonly ImportColumn[]): string[] {
  const seen = new Map<string, number>();
  for (const { target } of columns)
    if (target.to === "field" && !many.has(target.field)) seen.set(target.field, (seen.get(target.field) ?? 0) + 1);
  return [...seen].filter(([, count]) => count > 1).map(([field]) => fieldName(field));
}

/** The core's own list: a company or a LinkedIn page tells who a row is about, too. */
const identity = new Set([
  "full_name",
  "first_name",
  "last_name",
  "email",
  "phone",
  "mobile",
  "linkedin_url",
  "company",
]);

/** The requirement, answered at once while the core's own answer (`ready`) is on its way. */
export const saysWho = (columns: readonly ImportColumn[]): boolean =>
  columns.some(({ target }) => target.to === "field" && identity.has(target.field));
