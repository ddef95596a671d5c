// What an entry of the timeline tells of its message, and which files are e-mails.
import { describe, expect, it } from "vitest";
import type { Activity } from "@/api/schema";
import { toldBy, viewPath } from "./data";
import { isMail } from "./take";

const entry = (data: Record<string, unknown>, body: string | null): Activity =>
  ({ id: "1", prospect_id: "2", kind: "email", at: 0, body, data, caller: "user" }) as Activity;

describe("an e-mail on the timeline", () => {
  it("tells who wrote what to whom, and its first words without the subject", () => {
    const told = toldBy(
      entry(
        { message: "7", direction: "in", subject: "Devis", from: "Léa", to: ["Paul"], more: 2, attachments: 1 },
        "Devis\nBonjour Paul",
      ),
    );
    expect(told).toEqual({
      message: "7",
      isIn: true,
      subject: "Devis",
      from: "Léa",
      to: ["Paul"],
      more: 2,
      attachments: 1,
      words: "Bonjour Paul",
    });
  });

  it("stands without a subject, a sender or words", () => {
    const told = toldBy(entry({ message: "7", direction: "out", subject: null, from: null, to: [] }, "\n"));
    expect([told.subject, told.from, told.words, told.isIn]).toEqual([null, null, "", false]);
  });

  it("asks for pictures from elsewhere only when they are wanted", () => {
    expect(viewPath("7", false, false)).not.toContain("images");
    expect(viewPath("7", true, true)).toMatch(/images=true&dark=true/);
  });
});

it("knows e-mail files by their ending", () => {
  expect(["a.eml", "B.MSG", "c.csv", "eml", "d.eml.zip"].map(isMail)).toEqual([true, true, false, false, false]);
});
