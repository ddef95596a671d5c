// @vitest-environment jsdom
// The kit: the cap of windowed lists, toasts that wait and never take the focus, the names of controls.
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  Button,
  Checkbox,
  capped,
  fetchLater,
  IconButton,
  MAX_ROWS,
  Slots,
  StageGlyph,
  showToast,
  Toasts,
  undoTime,
} from ".";

afterEach(cleanup);

describe("a windowed list", () => {
  it("never mounts more than the cap, however tall the container believes it is", () => {
    const range = { startIndex: 0, endIndex: 99_999, overscan: 8, count: 100_000 };
    expect(capped(range)).toHaveLength(MAX_ROWS);
    expect(capped({ startIndex: 10, endIndex: 30, overscan: 8, count: 100_000 })).toHaveLength(37);
    expect(new Slots().range(range)).toHaveLength(MAX_ROWS);
  });

  it("gives the rows that leave to those that come, at every place of the list", () => {
    const slots = new Slots();
    const places = [0, 1, 2, 40, 41, 500, 979, 980];
    const seen = places.map((startIndex) => {
      const range = slots.range({
        startIndex,
        endIndex: startIndex + 19 + (startIndex % 2),
        overscan: 8,
        count: 1_000,
      });
      expect(range).toContain(startIndex);
      expect(range).toContain(Math.min(999, startIndex + 19));
      expect(range.at(-1)).toBeLessThan(1_000);
      return slots
        .place(range, (index) => (index < 500 ? `r${index}` : undefined), true)
        .map(({ slot }) => slot)
        .join();
    });
    expect(new Set(seen).size, "the same slots").toBe(1);
    expect(new Set(seen[0]?.split(",")).size, "each once").toBe(seen[0]?.split(",").length);
  });

  it("keeps the slot of a record that moves, and of a place whose record comes", () => {
    const slots = new Slots();
    const places = [0, 1, 2, 3];
    const keysOf = (ids: readonly (string | undefined)[]) =>
      slots.place(places, (index) => ids[index], false).map(({ slot }) => slot);
    const waiting = keysOf([undefined, undefined, undefined, undefined]);
    expect(keysOf(["a", "b", "c", "d"])).toEqual(waiting);
    const [a, b, c, d] = waiting;
    expect(keysOf(["x", "a", "b", "c"]), "put in above: the one that left gives its slot").toEqual([d, a, b, c]);
    expect(keysOf(["a", "b", "c", "e"]), "taken out again").toEqual([a, b, c, d]);
    expect(keysOf(["a", "a", "c", "e"]), "twice for a moment").toEqual([a, b, c, d]);
  });

  it("leaves every slot where it is in the document while it moves, and follows the list at rest", () => {
    const slots = new Slots();
    const at = (first: number, isMoving: boolean) =>
      slots.place([first, first + 1, first + 2], (index) => `r${index}`, isMoving);
    const before = at(10, false).map(({ slot }) => slot);
    expect(at(9, true).map(({ slot }) => slot)).toEqual(before);
    expect(at(8, false).map(({ index }) => index)).toEqual([8, 9, 10]);
  });

  it("keeps rows out of sight where the scroll goes", () => {
    const slots = new Slots();
    const at = (startIndex: number) =>
      slots.range({ startIndex, endIndex: startIndex + 19, overscan: 8, count: 1_000 });
    at(100);
    const down = at(110);
    expect([110 - (down[0] ?? 0), (down.at(-1) ?? 0) - 129]).toEqual([2, 10]);
    const up = at(105);
    expect([105 - (up[0] ?? 0), (up.at(-1) ?? 0) - 124]).toEqual([10, 2]);
  });

  it("shows a list that is shorter than its slots", () => {
    expect(new Slots().range({ startIndex: 0, endIndex: 2, overscan: 8, count: 3 })).toEqual([0, 1, 2]);
    expect(new Slots().range({ startIndex: 0, endIndex: -1, overscan: 8, count: 0 })).toEqual([]);
  });
});

describe("a toast", () => {
  beforeEach(async () => {
    // Its place comes after the first screen.
    await act(async () => {
      fetchLater();
      await import("./popups/ToastLayer");
    });
    vi.useFakeTimers();
  });
  afterEach(() => void vi.useRealTimers());
  const mount = () => act(async () => void render(<Toasts closeLabel="Fermer" label="Notifications" />));

  it("offers its action for 8 s, 20 s above 50 records", () => {
    expect([undoTime(1), undoTime(50), undoTime(51)]).toEqual([8_000, 8_000, 20_000]);
  });

  it("goes by itself after its time, and leaves the focus alone", async () => {
    render(<input aria-label="champ" />);
    await mount();
    screen.getByLabelText("champ").focus();
    act(() => void showToast({ text: "128 prospects déplacés", action: { label: "Annuler", run: () => {} } }));
    expect(screen.getAllByText("128 prospects déplacés").length).toBeGreaterThan(0);
    expect(document.activeElement).toBe(screen.getByLabelText("champ"));
    act(() => void vi.advanceTimersByTime(7_900));
    expect(screen.queryByRole("button", { name: "Annuler" })).not.toBeNull();
    act(() => void vi.advanceTimersByTime(1_000));
    expect(screen.queryByRole("button", { name: "Annuler" })).toBeNull();
  });

  it("is not lost when it is said before there is a place for it", async () => {
    showToast({ text: "Trop tôt" });
    await mount();
    expect(screen.getAllByText("Trop tôt").length).toBeGreaterThan(0);
  });

  it("runs its action once and closes", async () => {
    await mount();
    const run = vi.fn();
    act(() => void showToast({ text: "Déplacé", action: { label: "Annuler", run } }));
    fireEvent.click(screen.getByRole("button", { name: "Annuler" }));
    expect(run).toHaveBeenCalledOnce();
  });

  it("stays until dismissed when it is an error", async () => {
    await mount();
    act(() => void showToast({ text: "Refusé", tone: "error" }));
    act(() => void vi.advanceTimersByTime(60_000));
    expect(screen.getAllByText("Refusé").length).toBeGreaterThan(0);
    expect(screen.getByLabelText("Fermer")).toBeTruthy();
  });
});

describe("controls", () => {
  it("are named, and inert while busy", () => {
    const run = vi.fn();
    render(
      <>
        <Button busy onClick={run} keys="Ctrl K">
          Ouvrir
        </Button>
        <IconButton name="Fermer" icon={null} onClick={run} />
        <Checkbox name="Choisir Léa Martin" checked="mixed" onChange={run} />
      </>,
    );
    fireEvent.click(screen.getByRole("button", { name: /Ouvrir/ }));
    expect(run).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("button", { name: "Fermer" }));
    expect(run).toHaveBeenCalledOnce();
    expect(screen.getByRole("checkbox", { name: "Choisir Léa Martin" }).getAttribute("aria-checked")).toBe("mixed");
  });

  it("fill the ring of a stage in proportion to its rank", () => {
    const path = (rank: number) =>
      render(<StageGlyph kind="open" rank={rank} of={4} />).container.querySelector("path");
    expect(path(0)).toBeNull();
    expect(path(2)?.getAttribute("d")).toContain("12.75");
  });
});
