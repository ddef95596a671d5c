// Toasts stand clear of what is to stay reachable.
import { describe, expect, it } from "vitest";
import { clearOf } from "./clear";

const HEIGHT = 768;
const stack = { top: 712, bottom: 752, left: 500, right: 860 };
const bar = { top: 712, bottom: 768, left: 208, right: 1366 };

describe("a stack of toasts", () => {
  it("stands at the bottom where nothing is in its way", () => {
    expect(clearOf(stack, [], HEIGHT, 16)).toBe(16);
    expect(clearOf(stack, [{ top: 700, bottom: 740, left: 900, right: 1000 }], HEIGHT, 16)).toBe(16);
    expect(clearOf(stack, [{ top: 100, bottom: 140, left: 400, right: 1000 }], HEIGHT, 16)).toBe(16);
  });

  it("stands above a bar of actions, and above what has the focus over that", () => {
    expect(clearOf(stack, [bar], HEIGHT, 16)).toBe(64);
    expect(clearOf(stack, [{ top: 660, bottom: 692, left: 440, right: 728 }, bar], HEIGHT, 16)).toBe(116);
  });

  it("does not climb into the middle of the page", () => {
    const rows = [760, 700, 640, 580, 520, 460, 400].map((at) => ({ top: at - 50, bottom: at, left: 440, right: 900 }));
    expect(clearOf(stack, rows, HEIGHT, 16)).toBe(16);
  });
});
