// What the form of a call asks to be changed: only what was, and never what cannot be read.
import { describe, expect, it } from "vitest";
import type { Activity } from "@/api/schema";
import { editOf, typedOf } from "./calls";

const at = new Date(2026, 10, 3, 14, 30, 42).getTime();
const call = {
  id: "1",
  at,
  body: "Veut un devis.",
  data: { direction: "out", outcome: "reached", minutes: 6 },
} as unknown as Activity;

describe("the correction of a call", () => {
  it("asks for nothing where nothing was changed, not even for its seconds", () => {
    expect(editOf(call, typedOf(call))).toEqual({});
  });

  it("asks for what was changed, and takes minutes and note away where they were cleared", () => {
    expect(editOf(call, { ...typedOf(call), direction: "in", outcome: "message", minutes: " ", body: "" })).toEqual({
      direction: "in",
      outcome: "message",
      minutes: 0,
      body: "",
    });
    const edit = editOf(call, { ...typedOf(call), at: "2026-11-02T09:05" });
    expect(typeof edit === "object" && new Date(edit.at ?? 0).getHours()).toBe(9);
  });

  it("says which field cannot be read", () => {
    expect(editOf(call, { ...typedOf(call), minutes: "six" })).toBe("minutes");
    expect(editOf(call, { ...typedOf(call), at: "" })).toBe("at");
  });
});
