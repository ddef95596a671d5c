// The wizard: which step or result an import shows, and how a correction looks before the core has answered.
import { describe, expect, it } from "vitest";
import type { ImportColumn, ImportDraft, ImportProgress, ImportReport } from "@/api/schema";
import {
  addsUp,
  canEnter,
  corrected,
  nextStep,
  previewKey,
  previousStep,
  readings,
  savable,
  stepOf,
  tagsOf,
  viewOf,
} from "./flow";

const column = (index: number, field: string | null): ImportColumn => ({
  index,
  header: `H${index}`,
  samples: [],
  target: field ? { to: "field", field, name_order: null } : { to: "ignore" },
  confidence: 1,
  state: field ? "check" : "ignored",
  reason: "header",
  policy: null,
  policies: ["fill"],
  unknown: [],
  adds_options: false,
  split: null,
});

const draft: ImportDraft = {
  id: "7",
  revision: 0,
  file_name: "salon.csv",
  size_bytes: 10,
  format: "csv",
  encoding: "utf-8",
  delimiter: ";",
  whole: null,
  sheets: [],
  sheet: 0,
  header_row: 3,
  header_rows: 1,
  header_confidence: 1,
  layout: null,
  same_as: null,
  columns: [column(0, "source"), column(1, "email"), column(2, null)],
  rows: [],
  date_order: "day_month",
  ambiguous_date: null,
  totals: [],
  options: { on_duplicate: "fill", stage_id: null, tags: [], source: null },
  ready: true,
};

const report: ImportReport = {
  id: "7",
  file_name: "salon.csv",
  read: 10,
  created: 5,
  updated: 2,
  unchanged: 1,
  skipped: 2,
  reasons: [],
  warnings: [],
  operation: "9",
  companies_created: 0,
  sheets: [],
  started_at: 0,
  finished_at: 1,
  state: "done",
  has_rejects: true,
};

const progress = (state: ImportProgress["state"], done?: ImportReport): ImportProgress => ({
  id: "7",
  state,
  done: 1,
  total: 10,
  rows_per_second: 1,
  report: done ?? null,
  failure: null,
});

const nothing = { draft: undefined, progress: undefined, report: undefined, settled: true };

describe("the steps", () => {
  it("come from the address, the first one by default", () => {
    expect([stepOf("columns"), stepOf("nonsense"), stepOf(undefined)]).toEqual(["columns", "file", "file"]);
  });

  it("go forward and back", () => {
    expect([nextStep("file"), nextStep("duplicates"), nextStep("rows")]).toEqual(["columns", "rows", undefined]);
    expect([previousStep("duplicates"), previousStep("file")]).toEqual(["columns", undefined]);
  });

  it("stop at the columns while nobody knows who a row is about", () => {
    expect(canEnter("duplicates", draft)).toBe(true);
    expect(canEnter("duplicates", { ...draft, ready: false })).toBe(false);
    expect(canEnter("columns", { ...draft, ready: false })).toBe(true);
    expect(canEnter("columns", { ...draft, columns: [] })).toBe(false);
  });
});

describe("what an import shows", () => {
  it("is the wizard while it is a draft", () => {
    expect(viewOf({ ...nothing, draft })).toEqual({ kind: "wizard", draft });
  });

  it("is the bar while it runs, even though the draft is still there", () => {
    expect(viewOf({ ...nothing, draft, progress: progress("running") })).toMatchObject({
      kind: "running",
      file: "salon.csv",
    });
  });

  it("is the report once done, from the event or from the list of past imports", () => {
    expect(viewOf({ ...nothing, progress: progress("done", report) })).toEqual({ kind: "report", report });
    expect(viewOf({ ...nothing, report })).toEqual({ kind: "report", report });
  });

  it("says that it was undone since, whatever the progress remembers", () => {
    const undone: ImportReport = { ...report, state: "undone" };
    expect(viewOf({ ...nothing, progress: progress("done", report), report: undone })).toEqual({
      kind: "report",
      report: undone,
    });
  });

  it("offers to run again what was cancelled while its draft lives", () => {
    expect(viewOf({ ...nothing, draft, progress: progress("cancelled") })).toMatchObject({
      kind: "stopped",
      canResume: true,
    });
    expect(viewOf({ ...nothing, progress: progress("failed") })).toMatchObject({ state: "failed", canResume: false });
  });

  it("is not « gone » before everything was asked", () => {
    expect(viewOf({ ...nothing, settled: false })).toEqual({ kind: "loading" });
    expect(viewOf(nothing)).toEqual({ kind: "gone" });
  });
});

describe("a correction", () => {
  it("shows the choice at once, as the user's", () => {
    const next = corrected(draft, {
      columns: [{ index: 2, target: { to: "field", field: "city", name_order: null } }],
    });
    expect(next.columns[2]).toMatchObject({ target: { field: "city" }, state: "recognised", reason: "user" });
    expect(next.columns[0]).toBe(draft.columns[0]);
  });

  it("takes the last identity away at once", () => {
    const next = corrected(draft, { columns: [{ index: 1, target: { to: "ignore" } }] });
    expect(next.ready).toBe(false);
    expect(next.columns[1]?.state).toBe("ignored");
  });

  it("reads row 0 as « no header »", () => {
    expect(corrected(draft, { header_row: 0 }).header_row).toBeNull();
    expect(corrected(draft, { delimiter: "," }).header_row).toBe(3);
  });

  it("asks for a new dry run only when the outcome may change", () => {
    const options = { ...draft.options, on_duplicate: "skip" as const };
    expect(previewKey(corrected(draft, { options }))).not.toBe(previewKey(draft));
    expect(previewKey({ ...draft, rows: [["x"]], same_as: "old.csv" })).toBe(previewKey(draft));
  });
});

describe("small readings", () => {
  it("split tags, each once", () => {
    expect(tagsOf(" PME, Décideur ,,PME ")).toEqual(["PME", "Décideur"]);
  });

  it("know both readings of an ambiguous date, and when there are none", () => {
    const both = readings("03/04/2026");
    expect([both?.dayFirst.getMonth(), both?.dayFirst.getDate()]).toEqual([3, 3]);
    expect([both?.monthFirst.getMonth(), both?.monthFirst.getDate()]).toEqual([2, 4]);
    expect(readings("31/12/2026")).toBeNull();
    expect(readings("demain")).toBeNull();
  });

  it("count the skipped rows that hold something", () => {
    const reasons = [
      { reason: "empty", count: 5 },
      { reason: "duplicate:email", count: 3 },
    ];
    expect(savable({ skipped: 8, reasons })).toBe(3);
    expect(savable({ skipped: 2, reasons: [] })).toBe(2);
  });

  it("hold the law of the report", () => {
    expect(addsUp(report)).toBe(true);
    expect(addsUp({ ...report, skipped: 3 })).toBe(false);
  });
});
