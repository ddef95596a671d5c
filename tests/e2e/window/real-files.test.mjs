// Files of other tools dropped on the real window: read by their paths, imported, somebody found, taken back from the
// keyboard. The counts were made by hand from the files.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { freshHome, relance, Session, until } from "./driver.mjs";

const FOLDER =
  process.env.RELANCE_REAL_FILES ?? fileURLToPath(new URL("../../../../shared/data/spreadsheets", import.meta.url));

const FILES = [
  { path: "crm-exports/hubspot-dummy/hubspot_contacts.csv", rows: 950, who: "Francisco Small" },
  { path: "crm-exports/atomic-crm/test-data/contacts.csv", rows: 500, who: "Faith Leuschke" },
  { path: "calamine/tests/issue444.xls", rows: 9, who: "Mara Hashimoto" },
];

let home;
let session;

beforeEach(() => {
  home = freshHome();
});

afterEach(async () => {
  try {
    await session?.close();
  } finally {
    session = undefined;
    home.remove();
  }
});

const missing = FILES.filter(({ path }) => !existsSync(join(FOLDER, path)));
const skip = missing.length > 0 && `not in ${FOLDER}: ${missing.map(({ path }) => path).join(", ")}`;
if (skip) console.log(`# real files are not dropped on the window: ${skip}`);

const total = () => relance(home, "prospects", "list").total;

test("three real files dropped one after the other become prospects, and Ctrl+Z takes each back", { skip }, async () => {
  session = await Session.open(home);
  await session.ready();
  let sum = 0;
  for (const { path, rows, who } of FILES) {
    await session.invoke("test_drop", { dropped: { kind: "drop", paths: [join(FOLDER, path)], x: 700, y: 400 } });
    await until("the wizard is at its file", async () => /#\/import\/\d+($|\?step=file)/.test(await session.url()));
    await session.says(basename(path));
    await session.click(/^Continuer/);
    await until("the columns are shown", async () => /step=columns/.test(await session.url()));
    await session.click(/^Continuer/);
    await session.click(new RegExp(`^Importer ${rows} lignes`));
    await session.says(`Rapport de ${basename(path)}`);
    await session.says(`${rows} lignes lues = ${rows} + 0 + 0 + 0`);
    sum += rows;
    assert.equal(total(), sum, "another process sees them all while the window is open");
    await session.click(/^Voir les prospects importés/);
    await session.says(new RegExp(`\\b${rows}\\b`));
    const [first, last] = who.split(" ");
    const found = relance(home, "prospects", "list", "--search", who);
    assert.deepEqual([found.total, found.items[0].first_name, found.items[0].last_name], [1, first, last]);
  }
  await session.go("/pipeline");
  await session.says("Pipeline");
  for (const { rows } of [...FILES].reverse()) {
    await session.run("document.activeElement?.blur();");
    await session.chord("Control", "z");
    sum -= rows;
    await until(`${sum} are left`, () => total() === sum);
  }
});
