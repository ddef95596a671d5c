// @vitest-environment jsdom
// When a tooltip shows, and when it does not.
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CLOSE_AFTER, type Follower, followTips, OPEN_AFTER } from "./follow-tips";

const show = vi.fn<(control: Element | null) => void>();
let follower: Follower;
const shown = (): string | null => show.mock.lastCall?.[0]?.id ?? null;
const $ = (id: string): HTMLElement => document.getElementById(id) as HTMLElement;

class Pointer extends MouseEvent {
  pointerType: string;
  constructor(type: string, init: MouseEventInit & { pointerType?: string } = {}) {
    super(type, { bubbles: true, ...init });
    this.pointerType = init.pointerType ?? "mouse";
  }
}
const over = (id: string, pointerType = "mouse") => $(id).dispatchEvent(new Pointer("pointerover", { pointerType }));
const rest = (time: number) => vi.advanceTimersByTime(time);

beforeEach(() => {
  vi.useFakeTimers();
  show.mockReset();
  document.body.innerHTML = `
    <button id="a" data-tip="A"><i id="icon"></i></button> <button id="b" data-tip="B"></button>
    <p id="text"></p> <div data-tip-popup id="tip"></div>`;
  follower = followTips(show);
});
afterEach(() => {
  follower.stop();
  vi.useRealTimers();
});

describe("a tooltip", () => {
  it("comes when the pointer rests on its control, also on what is in it", () => {
    over("icon");
    rest(OPEN_AFTER - 1);
    expect(shown()).toBeNull();
    rest(1);
    expect(shown()).toBe("a");
  });

  it("does not come when the pointer only passes, nor for a finger", () => {
    over("a");
    rest(OPEN_AFTER - 100);
    over("text");
    rest(5_000);
    over("b", "touch");
    rest(5_000);
    expect(show).not.toHaveBeenCalled();
  });

  it("of the next control comes at once, also just after the last has gone", () => {
    over("a");
    rest(OPEN_AFTER);
    over("b");
    expect(shown()).toBe("b");
    over("text");
    rest(CLOSE_AFTER);
    expect(shown()).toBeNull();
    over("a");
    expect(shown()).toBe("a");
    over("text");
    rest(CLOSE_AFTER + 1_000);
    over("b");
    expect(shown(), "later, after a rest again").toBeNull();
  });

  it("can be reached by the pointer", () => {
    over("a");
    rest(OPEN_AFTER);
    over("text");
    rest(CLOSE_AFTER / 2);
    over("tip");
    rest(5_000);
    expect(shown()).toBe("a");
  });

  it("goes when its control is pressed, and stays away until the pointer has left", () => {
    over("a");
    rest(OPEN_AFTER);
    $("a").dispatchEvent(new Pointer("pointerdown"));
    expect(shown()).toBeNull();
    over("icon");
    rest(5_000);
    expect(shown()).toBeNull();
    over("text");
    over("a");
    rest(OPEN_AFTER);
    expect(shown()).toBe("a");
  });

  it("goes with Escape and when the pointer leaves the window", () => {
    over("a");
    rest(OPEN_AFTER);
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" }));
    expect(shown()).toBeNull();
    over("text");
    rest(2_000);
    over("b");
    rest(OPEN_AFTER);
    expect(shown()).toBe("b");
    document.documentElement.dispatchEvent(new Pointer("pointerout", { relatedTarget: null }));
    expect(shown()).toBeNull();
  });

  it("that went by itself comes again", () => {
    over("a");
    rest(OPEN_AFTER);
    follower.close();
    expect(shown()).toBeNull();
    over("text");
    over("a");
    rest(OPEN_AFTER);
    expect(shown()).toBe("a");
  });

  it("comes with the focus of the keyboard and goes with it", () => {
    $("a").focus();
    if ($("a").matches(":focus-visible")) {
      expect(shown()).toBe("a");
      $("b").focus();
      expect(shown()).toBe("b");
      $("b").blur();
    }
    expect(shown()).toBeNull();
  });
});
