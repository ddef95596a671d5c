// The state of the wizard, apart from its drawing: which step or result an import shows, and how a correction looks
// before the core has answered. Pure.
import type {
  Failure,
  ImportColumn,
  ImportCorrection,
  ImportDraft,
  ImportProgress,
  ImportReport,
  ImportSheet,
  OptionTake,
  SheetKind,
} from "@/api/schema";
import { saysWho } from "./targets";

export const steps = ["file", "columns", "duplicates", "rows"] as const;
export type Step = (typeof steps)[number];

export const stepOf = (text: string | undefined): Step => steps.find((step) => step === text) ?? "file";

export const nextStep = (step: Step): Step | undefined => steps[steps.indexOf(step) + 1];
export const previousStep = (step: Step): Step | undefined => steps[steps.indexOf(step) - 1];

/** A step can be entered when all before it are settled: there are columns, then each row must be about somebody. */
export const canEnter = (step: Step, draft: ImportDraft): boolean =>
  step === "file" || (draft.columns.length > 0 && (step === "columns" || draft.ready));

export type View =
  | { kind: "loading" }
  | { kind: "wizard"; draft: ImportDraft }
  | { kind: "running"; progress: ImportProgress; file: string | undefined }
  | { kind: "stopped"; state: "cancelled" | "failed"; failure: Failure | null; canResume: boolean }
  | { kind: "report"; report: ImportReport }
  | { kind: "gone" };

export interface Known {
  draft: ImportDraft | undefined;
  progress: ImportProgress | undefined;
  /** From the list of past imports. */
  report: ImportReport | undefined;
  /** Everything above has been asked. */
  settled: boolean;
}

const finished = new Set(["done", "undone"]);

/** Past imports win over a remembered progress: an import undone since is shown as undone. */
export function viewOf({ draft, progress, report, settled }: Known): View {
  const last = report && finished.has(report.state) ? report : (progress?.report ?? report);
  if (progress?.state === "running") return { kind: "running", progress, file: draft?.file_name };
  if (last && finished.has(last.state)) return { kind: "report", report: last };
  const stopped = progress?.state ?? report?.state;
  if (stopped === "cancelled" || stopped === "failed")
    return { kind: "stopped", state: stopped, failure: progress?.failure ?? null, canResume: Boolean(draft) };
  if (draft) return { kind: "wizard", draft };
  return settled ? { kind: "gone" } : { kind: "loading" };
}

/** A column with what was just said of values that its select does not offer. */
function optioned(column: ImportColumn, correction: ImportCorrection): ImportColumn {
  const said = correction.columns?.find((c) => c.index === column.index);
  if (!said?.options && typeof said?.adds_options !== "boolean") return column;
  const adds = said.adds_options ?? column.adds_options;
  const usual: OptionTake = { take: adds ? "add" : "leave" };
  const unknown = column.unknown.map(({ value, take }) => ({
    value,
    take: said.options?.[value] ?? (typeof said.adds_options === "boolean" && take.take !== "as" ? usual : take),
  }));
  return { ...column, adds_options: adds, unknown };
}

/** The draft as it will look: choices are on the page at once, what the file says anew comes with the answer. */
export function corrected(draft: ImportDraft, correction: ImportCorrection): ImportDraft {
  const chosen = new Map((correction.columns ?? []).map((c) => [c.index, c.target]));
  const said = new Map((correction.columns ?? []).map((c) => [c.index, c.policy]));
  const columns = draft.columns.map((column): ImportColumn => {
    const policy = said.get(column.index);
    const kept = optioned(policy === undefined ? column : { ...column, policy }, correction);
    const target = chosen.get(column.index);
    if (!target) return kept;
    return { ...kept, target, state: target.to === "ignore" ? "ignored" : "recognised", reason: "user" };
  });
  const kinds = new Map((correction.sheets ?? []).map((s) => [s.index, s.kind]));
  const sheets = draft.sheets.map((sheet): ImportSheet => {
    const kind = kinds.get(sheet.index);
    return kind === undefined ? sheet : { ...sheet, kind, confidence: 1, reason: "user" };
  });
  return {
    ...draft,
    sheets,
    sheet: correction.sheet ?? draft.sheet,
    header_row: correction.header_row === undefined ? draft.header_row : correction.header_row || null,
    header_rows: correction.header_rows ?? draft.header_rows,
    encoding: correction.encoding ?? draft.encoding,
    delimiter: correction.delimiter ?? draft.delimiter,
    date_order: correction.date_order ?? draft.date_order,
    options: correction.options ?? draft.options,
    columns,
    ready: [...chosen.values()].some(Boolean) && draft.sheets.length < 2 ? saysWho(columns) : draft.ready,
  };
}

/** Changes when the outcome of the dry run may: the key under which it is kept. */
export const previewKey = (draft: ImportDraft): string => JSON.stringify([draft.revision, draft.options]);

/** The sheets whose rows are read. */
export const readSheets = (draft: ImportDraft): ImportSheet[] =>
  draft.sheets.filter((sheet) => sheet.kind !== "nothing");

/** What the shown sheet becomes. */
export const kindOf = (draft: ImportDraft): SheetKind => draft.sheets[draft.sheet]?.kind ?? "prospects";

/** Tags as they are typed: separated by commas, each once, blanks aside. */
export function tagsOf(text: string): string[] {
  const tags = text.split(",").map((tag) => tag.trim());
  return [...new Set(tags.filter(Boolean))];
}

/** The four outcomes always add up to the rows read; anything else is a fault that must be seen, not hidden. */
export const addsUp = (c: Pick<ImportReport, "read" | "created" | "updated" | "unchanged" | "skipped">): boolean =>
  c.read === c.created + c.updated + c.unchanged + c.skipped;

/** Skipped rows that can be saved: blank ones hold nothing. */
export const savable = ({ skipped, reasons }: Pick<ImportReport, "skipped" | "reasons">): number =>
  skipped - reasons.filter((r) => r.reason === "empty").reduce((sum, r) => sum + r.count, 0);

/** Both readings of an ambiguous date such as « 03/04/2026 », as local instants: day first, month first. */
export function readings(value: string): { dayFirst: Date; monthFirst: Date } | null {
  const match = /(\d{1,2})\D(\d{1,2})\D(\d{2,4})/.exec(value);
  if (!match) return null;
  const [a, b, y] = match.slice(1).map(Number) as [number, number, number];
  const year = y < 100 ? 2000 + y : y;
  if (a > 12 || b > 12 || a < 1 || b < 1) return null;
  return { dayFirst: new Date(year, b - 1, a), monthFirst: new Date(year, a - 1, b) };
}
