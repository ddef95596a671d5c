// The columns of an export: all of the core's, then the user's own.
import { expect, it } from "vitest";
import { exportColumns, known } from "./columns";

const columns = exportColumns([
  {
    id: "40",
    label: "Code NAF",
    kind: "text",
    position: 0,
    options: [],
    currency: null,
    in_table: true,
    on_card: false,
    is_searchable: true,
    required_stages: [],
    role: null,
  },
]);

it("ends with the user's own fields, by id", () => {
  expect(columns.at(-1)).toEqual({ key: "40", label: "Code NAF" });
  expect(new Set(columns.map((c) => c.key)).size).toBe(columns.length);
});

it("keeps the order of the table and leaves out what it does not know", () => {
  expect(known(["phone", "custom.40", "checkbox", "email"], columns)).toEqual(["phone", "40", "email"]);
});

it("says each field of the table in the words of the export", () => {
  const shown = ["name", "stage_id", "value_cents", "owner_id"];
  expect(known(shown, columns)).toEqual(["first_name", "last_name", "stage", "value", "currency", "owner"]);
});
