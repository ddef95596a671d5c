// Giving an action another key: what is refused, what is kept.
import { describe, expect, it } from "vitest";
import { keysOf } from "@/app/shortcuts";
import { judge, ownKeys, withKey } from "./own-keys";

describe("a new key", () => {
  it("is fine when nobody has it", () => {
    expect(judge("Mod+J", "app.palette", keysOf)).toEqual({ kind: "fine" });
    expect(judge("Mod+K", "app.palette", keysOf)).toEqual({ kind: "fine" });
  });

  it("is refused when another action has it, or a pair begins with it", () => {
    expect(judge("Mod+K", "app.filter", keysOf)).toEqual({ kind: "taken", by: "app.palette" });
    expect(judge("G", "app.help", keysOf).kind).toBe("taken");
  });

  it("is refused when fields and lists live by it", () => {
    for (const combo of ["Tab", "Enter", "Escape", "ArrowDown", "Shift+Tab", "Mod+C", "Mod+Z"])
      expect(judge(combo, "app.help", keysOf), combo).toEqual({ kind: "unfit" });
  });
});

describe("the settings", () => {
  it("keep the others, and forget one that gets its first keys back", () => {
    const own = withKey({ "app.help": ["F2"] }, "app.palette", "Mod+J");
    expect(own).toEqual({ "app.help": ["F2"], "app.palette": ["Mod+J"] });
    expect(withKey(own, "app.help", null)).toEqual({ "app.palette": ["Mod+J"] });
  });

  it("read nonsense as nothing", () => {
    expect(ownKeys({ ui: {} })).toEqual({});
    expect(ownKeys({ ui: { keys: "x" } })).toEqual({});
  });
});
