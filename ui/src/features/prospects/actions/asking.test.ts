// One question at a time.
import { expect, it } from "vitest";
import { pose, question } from "./asking";
import { looked } from "./look";

const everyone = { by: "query", query: {} } as unknown as Parameters<typeof looked>[0];

it("a question that another takes the place of is answered no, and the other goes on", async () => {
  const first = looked(everyone, { kind: "delete" });
  expect(question()?.kind).toBe("look");
  const second = pose<string | null | undefined>(null, (answer) => ({
    kind: "reason",
    ask: { stage: {} as never, count: 1, name: undefined, reasons: [], isOptional: true, answer },
  }));
  expect(await first).toBe(false);
  const asked = question();
  if (asked?.kind === "reason") asked.ask.answer("Prix");
  expect(await second).toBe("Prix");
  expect(question()).toBeNull();
});

it("an answer that comes late does not close the question that took its place", async () => {
  const first = looked(everyone, { kind: "delete" });
  const late = question();
  const second = looked(everyone, { kind: "delete" });
  if (late?.kind === "look") late.ask.answer(true);
  expect(await first).toBe(false);
  const asked = question();
  expect(asked).not.toBeNull();
  if (asked?.kind === "look") asked.ask.answer(true);
  expect(await second).toBe(true);
});
