// What a spreadsheet puts on the clipboard, over the cells of the table.
import { beforeEach, expect, it } from "vitest";
import type { ProspectRow, Session } from "@/api/schema";
import { setLanguage, words } from "@/app/i18n";
import { makeFields } from "../fields/fields";
import { toTsv } from "./clipboard";
import { fromTsv, lay } from "./paste";

const plain = { options: [], currency: null, in_table: true, on_card: false, is_searchable: true, required_stages: [] };
const needs = ["Réseau", "Cloud"].map((label, i) => ({ id: String(i), label, color: null, former: [] }));
const session = {
  stages: [{ id: "1", label: "Contacté", kind: "open" }],
  members: [{ id: "3", name: "Alix Renard" }],
  tags: [{ id: "7", name: "PME" }],
  fields: [{ ...plain, id: "24", label: "Besoins", kind: "multi_select", options: needs, position: 0 }],
} as unknown as Session;
const row = (id: string) =>
  ({
    id,
    name: `P${id}`,
    city: "Lyon",
    stage_id: "1",
    tag_ids: [],
    custom: {},
    value_cents: null,
  }) as unknown as ProspectRow;

beforeEach(() => setLanguage("fr"));

const over = (text: string, keys: string[], ids = ["1", "2", "3"]) => {
  const fields = makeFields(session, words());
  const chosen = keys.map((key) => fields.get(key)).filter((field) => field !== undefined);
  return lay(fromTsv(text), ids.map(row), chosen, { tags: session.tags, w: words() });
};

it("reads back what was copied, lines and quotes inside included", () => {
  const cells = [
    ["Léa", 'dit "non"', "a\tb"],
    ["deux\nlignes", "", "x"],
  ];
  expect(fromTsv(toTsv(cells))).toEqual(cells);
  expect(fromTsv("a\tb\r\nc\td\r\n")).toEqual([
    ["a", "b"],
    ["c", "d"],
  ]);
  expect(fromTsv('5" de long')).toEqual([['5" de long']]);
});

it("lays rows and columns from the active cell on", () => {
  const { cells, people, unread } = over("Nice\t12 400,50 €\nMetz\t\n", ["city", "value_cents"]);
  expect(people).toBe(2);
  expect(unread).toEqual([]);
  expect(cells.map(({ id, fields }) => [id, fields])).toEqual([
    ["1", { city: "Nice" }],
    ["1", { value_cents: 1_240_050 }],
    ["2", { city: "Metz" }],
  ]);
});

it("lays a single cell on every row, and tells what is beyond the list", () => {
  expect(over("Nice", ["city"]).cells).toHaveLength(3);
  expect(over("a\nb\nc\nd\ne", ["city"]).beyond).toBe(2);
});

it("finds stages, people, tags and options by their names", () => {
  const { cells, unread } = over("alix renard\tpme\tcloud, RESEAU", ["owner_id", "tags", "custom.24"], ["1"]);
  expect(unread).toEqual([]);
  expect(cells.map(({ fields }) => fields)).toEqual([
    { owner_id: "3" },
    { tag_ids: ["7"] },
    { custom: { "24": ["Cloud", "Réseau"] } },
  ]);
});

it("says what cannot be read, and leaves it out", () => {
  const { cells, unread } = over("beaucoup\tGagné\thier\n1 200\t\t", ["value_cents", "stage_id", "created_at"]);
  expect(cells.map(({ fields }) => fields)).toEqual([{ value_cents: 120_000 }]);
  expect(unread.map(({ field }) => field)).toEqual(["Montant", "Étape", "Créé le", "Étape"]);
});
