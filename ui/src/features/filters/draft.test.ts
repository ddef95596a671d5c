import { expect, test } from "vitest";
import type { Filter } from "@/api/schema";
import { fromFilter, group, line, replaced, toFilter } from "./draft";

const city = (value: string): Filter => ({ kind: "field", field: "city", op: "is", values: [value] });

test("a filter goes through the builder unchanged", () => {
  const filters: Filter[] = [
    { kind: "all", of: [city("Lyon"), { kind: "not", of: city("Paris") }] },
    { kind: "any", of: [city("Lyon"), { kind: "all", of: [city("Nice"), { kind: "state", state: "late" }] }] },
    { kind: "not", of: { kind: "any", of: [city("Lyon"), { kind: "words", text: "nord" }] } },
    { kind: "not", of: { kind: "all", of: [city("Lyon"), { kind: "phrase", text: "le nord" }] } },
    { kind: "field", field: "email", op: "empty", values: [] },
    { kind: "record", id: "42" },
  ];
  for (const filter of filters) expect(toFilter(fromFilter(filter))).toEqual(filter);
});

test("lines that say nothing yet are left out", () => {
  const blank = line({ key: "city", name: "ville", sort: "text", ops: ["contains"] });
  expect(toFilter(group("all", [blank, group("any", [])]))).toBeNull();
  const said = { ...line(undefined), values: ["Lyon"] };
  const root = replaced(group("all", [blank, said]), blank.id, null);
  expect(root.of).toEqual([said]);
});
