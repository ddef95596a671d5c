// @vitest-environment jsdom
// The drag itself: threshold, clone, place, outcome, Escape, and what is left behind.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { attachDrag, type Target } from "./engine";

let board: HTMLElement;
let detach: () => void;
let frames: (() => void)[] = [];
const told = { start: vi.fn(), over: vi.fn(), drop: vi.fn(), end: vi.fn() };

const at = (element: Element, left: number, top: number, width: number, height: number) => {
  element.getBoundingClientRect = () => new DOMRect(left, top, width, height);
};

function pointer(type: string, target: EventTarget, x: number, y: number, more: PointerEventInit = {}): void {
  const event = new MouseEvent(type, { bubbles: true, clientX: x, clientY: y, buttons: 1, ...more });
  Object.assign(event, { pointerId: 1, pointerType: "mouse", isPrimary: true });
  target.dispatchEvent(event);
}

const paint = () => {
  for (const frame of frames.splice(0)) frame();
};

beforeEach(() => {
  document.body.innerHTML = `<div id="board">
    <div data-column="a" data-count="3"><div data-card="1"></div><div data-card="2"></div></div>
    <div data-column="b" data-count="0"></div></div>`;
  board = document.getElementById("board") as HTMLElement;
  at(board, 0, 0, 560, 700);
  at(board.children[0] as Element, 0, 40, 268, 660);
  at(board.children[1] as Element, 280, 40, 268, 660);
  at(board.querySelector("[data-card='1']") as Element, 0, 40, 268, 84);
  at(board.querySelector("[data-card='2']") as Element, 0, 132, 268, 84);
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (frame: () => void) => frames.push(frame));
  vi.stubGlobal("cancelAnimationFrame", () => {
    frames = [];
  });
  for (const mock of Object.values(told)) mock.mockReset();
  told.start.mockReturnValue(null);
  detach = attachDrag(board, {
    settings: () => ({ stride: 92, reserve: 56 }),
    onStart: told.start,
    onOver: told.over,
    onDrop: told.drop,
    onEnd: told.end,
  });
});
afterEach(() => {
  detach();
  vi.unstubAllGlobals();
});

const card = (id: string) => board.querySelector(`[data-card='${id}']`) as Element;
const ghost = () => document.querySelector<HTMLElement>("[data-ghost]");

describe("dragging a card", () => {
  it("does not begin under five pixels: a click stays a click", () => {
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 23, 62);
    pointer("pointerup", window, 23, 62);
    expect(told.start).not.toHaveBeenCalled();
    expect(told.end).not.toHaveBeenCalled();
  });

  it("moves a clone by one transform a frame and says the place", () => {
    told.start.mockReturnValue("3");
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 300, 200);
    pointer("pointermove", window, 310, 210);
    expect(frames).toHaveLength(1);
    paint();
    expect(told.start).toHaveBeenCalledWith("1", "a");
    expect(ghost()?.style.transform).toBe("translate3d(290px,190px,0) rotate(1deg)");
    expect(ghost()?.textContent).toBe("3");
    expect(ghost()?.getAttribute("aria-hidden")).toBe("true");
    expect(told.over).toHaveBeenLastCalledWith({ kind: "place", column: "b", index: 0 });
  });

  it("tells the place only when it changes", () => {
    pointer("pointerdown", card("1"), 20, 60);
    for (const y of [200, 201, 202, 203]) {
      pointer("pointermove", window, 30, y);
      paint();
    }
    expect(told.over).toHaveBeenCalledTimes(1);
    pointer("pointermove", window, 30, 300);
    paint();
    expect(told.over).toHaveBeenCalledTimes(2);
  });

  it("drops where the pointer was let go, then ends", () => {
    pointer("pointerdown", card("2"), 20, 150);
    pointer("pointermove", window, 30, 300);
    paint();
    pointer("pointerup", window, 30, 340, { buttons: 0 });
    const target: Target = { kind: "place", column: "a", index: 3 };
    expect(told.drop).toHaveBeenCalledWith(target);
    expect(told.end).toHaveBeenCalledOnce();
    expect(ghost()).toBeNull();
  });

  it("drops on an outcome of the bar that rose meanwhile", () => {
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 60, 400);
    paint();
    const zone = document.createElement("div");
    zone.dataset.outcome = "won";
    board.append(zone);
    at(zone, 100, 650, 200, 50);
    pointer("pointermove", window, 150, 670);
    paint();
    pointer("pointerup", window, 150, 670, { buttons: 0 });
    expect(told.drop).toHaveBeenCalledWith({ kind: "outcome", stage: "won" });
  });

  it("is cancelled by Escape and leaves nothing", () => {
    const outer = vi.fn();
    window.addEventListener("keydown", outer);
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 300, 200);
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    expect(told.drop).not.toHaveBeenCalled();
    expect(told.end).toHaveBeenCalledOnce();
    expect(ghost()).toBeNull();
    window.removeEventListener("keydown", outer);
  });

  it("is cancelled when the button was let go outside", () => {
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 300, 200);
    pointer("pointermove", window, 305, 200, { buttons: 0 });
    expect(told.drop).not.toHaveBeenCalled();
    expect(told.end).toHaveBeenCalledOnce();
  });

  it("drops nowhere in a gap", () => {
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 274, 200);
    pointer("pointerup", window, 274, 200, { buttons: 0 });
    expect(told.drop).not.toHaveBeenCalled();
    expect(told.end).toHaveBeenCalledOnce();
  });

  it("scrolls the column at its end, until the bar of outcomes", () => {
    const list = board.children[0] as HTMLElement;
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 30, 630);
    paint();
    expect(list.scrollTop).toBeGreaterThan(0);
  });

  it("turns the column under the clone with the wheel, and says the new place", () => {
    const list = board.children[0] as HTMLElement;
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 30, 100);
    paint();
    told.over.mockClear();
    ghost()?.dispatchEvent(new WheelEvent("wheel", { deltaY: 200, bubbles: true }));
    paint();
    expect(list.scrollTop).toBe(200);
    expect(told.over).toHaveBeenLastCalledWith({ kind: "place", column: "a", index: 3 });
  });

  it("does not swallow the next real click", async () => {
    pointer("pointerdown", card("1"), 20, 60);
    pointer("pointermove", window, 300, 200);
    pointer("pointerup", window, 300, 200, { buttons: 0 });
    const clicked = vi.fn();
    board.addEventListener("click", clicked);
    board.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(clicked).not.toHaveBeenCalled();
    await new Promise((r) => setTimeout(r, 1));
    board.dispatchEvent(new MouseEvent("click", { bubbles: true }));
    expect(clicked).toHaveBeenCalledOnce();
  });
});
