// @vitest-environment jsdom
// The grid under the keyboard: the active cell, edits and how one leaves them, what is told to screen readers, and how many
// rows are in the document.
import { QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { useMemo, useRef, useState } from "react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiFailure } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type { ProspectEdit, ProspectRow, Session } from "@/api/schema";
import { setLanguage, words } from "@/app/i18n";
import { MAX_ROWS } from "@/kit";
import { makeFields } from "../fields/fields";
import { type Rows, useRows } from "../rows/live";
import { makeColumns } from "./columns";
import type { Cell } from "./cursor";
import { Grid, type GridHandle } from "./Grid";
import { readLayout } from "./layout";
import { type Chosen, nothing, toggle } from "./selection";
import { useEditing } from "./use-editing";

const patch = vi.hoisted(() => vi.fn());
vi.mock("@/api/client", async (original) => ({ ...(await original<object>()), patch }));

const TOTAL = 100_000;
const stage = {
  id: "1",
  key: "contacte",
  label: "Contacté",
  kind: "open",
  position: 0,
  color: null,
  limit_days: null,
  probability: null,
  demands_next: false,
};
const session = {
  stages: [stage],
  members: [],
  tags: [],
  fields: [],
  settings: { density: "normal", ui: {} },
} as unknown as Session;

const rowAt = (index: number): ProspectRow =>
  ({
    id: String(index),
    name: `Prospect ${index}`,
    first_name: "Prospect",
    last_name: String(index),
    company: `Entreprise ${index}`,
    stage_id: "1",
    tag_ids: [],
    value_cents: 100 * index,
    currency: "EUR",
    custom: {},
    do_not_contact_at: null,
  }) as unknown as ProspectRow;

const fields = makeFields(session, words());
const layout = readLayout({ shown: ["company", "value_cents", "city"] }, new Set(fields.keys()));
const columns = makeColumns(fields, layout, session.stages);
const actions = { sort: vi.fn(), setSort: vi.fn(), resize: vi.fn(), usual: vi.fn(), shift: vi.fn(), hide: vi.fn() };
const opened = vi.fn();
let rows: Rows;

function Harness() {
  rows = useRows("all", async (offset, limit) => ({
    total: TOTAL,
    items: Array.from({ length: Math.min(limit, TOTAL - offset) }, (_, i) => rowAt(offset + i)),
  }));
  const [cell, setCell] = useState<Cell | null>({ index: 0, key: "name" });
  const [chosen, setChosen] = useState<Chosen>(nothing);
  const grid = useRef<GridHandle>(null);
  const focus = useMemo(() => () => grid.current?.focus(), []);
  const edit = useEditing(rows, columns, setCell, focus, false);
  return (
    <Grid
      ref={grid}
      density="normal"
      rows={rows}
      columns={columns}
      sort={[{ column: "value", descending: true }]}
      chosen={chosen}
      cell={cell}
      editing={edit.editing}
      editor={edit.editor}
      openId={undefined}
      list="test"
      headerActions={actions}
      onAll={() => undefined}
      onCell={setCell}
      onExtend={(index) => setChosen((c) => toggle(c, String(index), index))}
      onEnter={(at) => (at.key === "name" ? opened(at.index) : edit.start(at))}
      onClick={(at) => setCell(at)}
      onDoubleClick={(at) => edit.start(at)}
      onToggle={(index) => setChosen((c) => toggle(c, String(index), index))}
      onCopy={() => undefined}
      wrap={(element) => element}
    />
  );
}

const grid = () => screen.getByRole("grid");
const active = () => {
  const id = grid().getAttribute("aria-activedescendant");
  return id ? id.replace("cell-", "") : null;
};
const press = (key: string, more = {}) => act(() => void fireEvent.keyDown(grid(), { key, ...more }));
const editor = () => screen.queryByRole("textbox") as HTMLInputElement | null;
const type = (text: string) => fireEvent.change(editor() as HTMLInputElement, { target: { value: text } });
const leave = (key: string, more = {}) =>
  act(() => void fireEvent.keyDown(editor() as HTMLInputElement, { key, ...more }));

beforeEach(async () => {
  setLanguage("fr");
  patch.mockReset().mockImplementation(async (_: string, edit: ProspectEdit) => ({
    prospect: { ...rowAt(0), ...edit },
    operation: null,
  }));
  Object.defineProperty(HTMLElement.prototype, "offsetHeight", { configurable: true, value: 720 });
  Object.defineProperty(HTMLElement.prototype, "offsetWidth", { configurable: true, value: 1200 });
  Object.defineProperty(HTMLElement.prototype, "clientHeight", { configurable: true, value: 720 });
  queryClient.setQueryData(["session"], session);
  render(
    <QueryClientProvider client={queryClient}>
      <Harness />
    </QueryClientProvider>,
  );
  await waitFor(() => expect(grid().dataset.ready).toBe("true"));
  grid().focus();
});
afterEach(() => {
  cleanup();
  opened.mockReset();
});

describe("the grid", () => {
  it("tells its size and its order, and mounts only what is on screen", () => {
    expect(grid().getAttribute("aria-rowcount")).toBe(String(TOTAL + 1));
    expect(grid().getAttribute("aria-colcount")).toBe("5");
    expect(screen.getByRole("columnheader", { name: /Montant/ }).getAttribute("aria-sort")).toBe("descending");
    const mounted = screen.getAllByRole("row").length;
    expect(mounted).toBeGreaterThan(10);
    expect(mounted).toBeLessThanOrEqual(MAX_ROWS);
  });

  it("moves its active cell with the arrows and keeps the focus", () => {
    press("ArrowDown");
    press("ArrowRight");
    expect(active()).toBe("1-company");
    press("ArrowUp");
    press("ArrowLeft");
    expect(active()).toBe("0-name");
    expect(document.activeElement).toBe(grid());
  });

  it("opens the prospect by Enter on the name, and chooses with Space", () => {
    press("Enter");
    expect(opened).toHaveBeenCalledWith(0);
    press(" ");
    expect(screen.getAllByRole("row")[1]?.getAttribute("aria-selected")).toBe("true");
    press("ArrowDown", { shiftKey: true });
    expect(screen.getAllByRole("row")[2]?.getAttribute("aria-selected")).toBe("true");
  });
});

describe("an edit in a cell", () => {
  const begin = () => {
    press("ArrowRight");
    press("Enter");
    expect(editor()?.value).toBe("Entreprise 0");
  };

  it("is saved by Enter, which goes down", async () => {
    begin();
    type("Novalis");
    leave("Enter");
    expect(active()).toBe("1-company");
    expect(editor()).toBeNull();
    expect(patch).toHaveBeenCalledWith("/prospects/0", { company: "Novalis" });
    expect(rows.at(0)?.company).toBe("Novalis");
    expect(document.activeElement).toBe(grid());
  });

  it("is saved by Tab, which goes right", () => {
    begin();
    type("Novalis");
    leave("Tab");
    expect(active()).toBe("0-value_cents");
    expect(patch).toHaveBeenCalledOnce();
  });

  it("is given up by Escape", () => {
    begin();
    type("Novalis");
    leave("Escape");
    expect(patch).not.toHaveBeenCalled();
    expect(active()).toBe("0-company");
    expect(rows.at(0)?.company).toBe("Entreprise 0");
  });

  it("writes nothing when nothing changed", () => {
    begin();
    leave("Enter");
    expect(patch).not.toHaveBeenCalled();
    expect(active()).toBe("1-company");
  });

  it("stays open with its sentence when the amount cannot be read", () => {
    press("ArrowRight");
    press("ArrowRight");
    press("Enter");
    type("beaucoup");
    leave("Enter");
    expect(screen.getByRole("alert").textContent).toBe(words().prospects.errors.amount);
    expect(editor()?.getAttribute("aria-invalid")).toBe("true");
    expect(patch).not.toHaveBeenCalled();
  });

  it("comes back open, with the former value behind it, when the core refuses", async () => {
    patch.mockRejectedValue(new ApiFailure({ code: "invalid", key: "bug", field: "company" }));
    begin();
    type("???");
    leave("Enter");
    await waitFor(() => expect(screen.getByRole("alert")).toBeTruthy());
    expect(editor()?.value).toBe("???");
    expect(rows.at(0)?.company).toBe("Entreprise 0");
  });

  it("begins by a double click", () => {
    const cell = screen.getByText("Entreprise 3");
    act(() => void fireEvent.doubleClick(cell));
    expect(editor()?.value).toBe("Entreprise 3");
  });
});
