// Files that exist in the world, as their tools wrote them: dropped, a column corrected, imported, somebody found, a cell
// written, a card dragged, each taken back. The counts were made by hand from the files, never from what the product says.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { setUp, until } from "./support.mjs";

const FOLDER = process.env.RELANCE_REAL_FILES ?? fileURLToPath(new URL("../../../shared/data/spreadsheets", import.meta.url));

/**
 * `correct`: the column whose target is changed, and what it becomes. `own`: how many rows say something in it, and what
 * it says of the one who is looked for. `who`: a search that finds one person, what she is called, and what the file
 * says of her.
 */
const FILES = [
  {
    path: "crm-exports/hubspot-dummy/hubspot_contacts.csv",
    rows: 950,
    companies: 193,
    layout: true,
    correct: "Contact Owner",
    own: { filled: 950, value: "dwight.schrute@example.com" },
    who: { search: "francisco small", name: "Francisco Small", email: "anna72@example.net", company: "freeman.net", job_title: "Youth worker", city: "Kevinborough" },
  },
  {
    path: "crm-exports/atomic-crm/test-data/contacts.csv",
    rows: 500,
    companies: 55,
    correct: "status",
    own: { filled: 500, value: "cold" },
    who: { search: "faith leusch", name: "Faith Leuschke", email: "faith72@yahoo.com", company: "Brekke, Dietrich and Klein", job_title: "Cross-media" },
  },
  {
    path: "crm-exports/twenty/exampleFile_first20.csv",
    rows: 16,
    companies: 0,
    correct: "team",
    own: { filled: 14, value: "HR" },
    who: { search: "o'carroll", name: "Joleen O'Carroll", email: "joleen.o'carroll@mailmail.com" },
  },
  {
    path: "calamine/tests/issue444.xls",
    rows: 9,
    companies: 0,
    correct: "Age",
    own: { filled: 9, value: "25" },
    who: { search: "hashimoto", name: "Mara Hashimoto", country: "GB" },
    // Nothing in it but a name tells who is who: two people may bear it, but the same line of the same list is known again.
  },
];

/** Drops a file on the page, as the file manager of the system does. */
async function drop({ page, at, expects }, path) {
  expects(/404.*\/imports\//); // it asks, and is told that there is none
  const data = await page.evaluateHandle(
    ([name, content]) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(atob(content), (c) => c.charCodeAt(0))], name));
      return transfer;
    },
    [basename(path), readFileSync(path).toString("base64")],
  );
  await page.dispatchEvent("#main", "dragenter", { dataTransfer: data });
  await page.getByText("Déposez pour importer").waitFor();
  await page.dispatchEvent("#main", "drop", { dataTransfer: data });
  await at(/^#\/import\/\d+/);
}

/** Makes a field of one's own of a column. */
async function correct({ page }, header) {
  const box = page.getByRole("combobox", { name: `Champ de la colonne ${header}`, exact: true });
  await box.click();
  await page.getByRole("option", { name: `Créer le champ « ${header} »` }).click();
  await until("the column becomes a field", async () => /nouveau champ/.test((await box.textContent()) + (await box.inputValue().catch(() => ""))));
}

const undone = async (api) => (await api.get("/history?limit=100")).items.filter((operation) => operation.reverts).length;

/** Takes the last change back by the keyboard, and waits until the base says so. */
async function takeBack({ page, api }) {
  const before = await undone(api);
  await page.keyboard.press("Control+z");
  await until("it is taken back", async () => (await undone(api)) === before + 1);
}

async function writeCell(house, found) {
  const { page, api } = house;
  const cell = page.locator("[role=row][data-index='0'] [data-key=city]");
  await cell.dblclick();
  await cell.getByRole("textbox").fill("Landerneau");
  await page.keyboard.press("Enter");
  await until("the cell is written", async () => (await api.get(`/prospects/${found.id}`)).city === "Landerneau");
  await takeBack(house);
  assert.equal((await api.get(`/prospects/${found.id}`)).city, found.city);
}

/** Drags the first card of the fullest column to another one by the mouse, then takes it back. */
async function dragCard(house, total) {
  const { page, api, go } = house;
  await go("/pipeline");
  const { columns } = await api.get("/pipeline?limit=1");
  assert.equal(columns.reduce((sum, column) => sum + column.count, 0), total, "the board counts everyone");
  const from = columns.reduce((a, b) => (b.count > a.count ? b : a));
  const to = columns[columns.indexOf(from) === 0 ? 1 : 0];
  const column = (stage) => page.locator(`.vscroll[data-column="${stage.stage_id}"]`);
  const card = column(from).locator("[data-card][data-index='0']");
  await card.waitFor();
  const id = await card.getAttribute("data-card");
  const [start, end] = [await card.boundingBox(), await column(to).boundingBox()];
  await page.mouse.move(start.x + 60, start.y + 20);
  await page.mouse.down();
  await page.mouse.move(start.x + 70, start.y + 30, { steps: 2 });
  await page.locator("[data-ghost]").waitFor();
  await page.mouse.move(end.x + end.width / 2, end.y + 60, { steps: 12 });
  await column(to).locator("div[aria-hidden=true].bg-accent").waitFor();
  await page.mouse.up();
  const stageOf = async () => (await api.get(`/prospects/${id}`)).stage_id;
  await until("the card is in the other column", async () => (await stageOf()) === to.stage_id);
  await column(to).locator(`[data-card="${id}"]`).waitFor();
  await takeBack(house);
  assert.equal(await stageOf(), from.stage_id);
  await column(from).locator(`[data-card="${id}"]`).waitFor();
}

async function importFile(house, { path, rows, companies, correct: header }) {
  const { page, api, button, at, says } = house;
  await drop(house, join(FOLDER, path));
  await button("Continuer").click();
  await at(/step=columns/);
  await correct(house, header);
  await button("Continuer").click();
  await at(/step=duplicates/);
  await says(`${rows.toLocaleString("fr-FR")} lignes lues`);
  await button(`Importer ${rows} lignes`).click();
  await page.getByRole("heading", { name: `Rapport de ${basename(path)}` }).waitFor();
  await says(`${rows} lignes lues = ${rows} + 0 + 0 + 0`);
  const [report] = (await api.get("/imports")).items;
  assert.deepEqual(
    [report.read, report.created, report.updated, report.unchanged, report.skipped, report.companies_created],
    [rows, rows, 0, 0, 0, companies],
    "every row is one prospect, and every company is made once",
  );
}

/** Looks for somebody in the table and gives her as the base has her. */
async function findWho({ page, api, button, at }, { who, own, correct: header }) {
  await button("Voir les prospects importés").click();
  await at(/^#\/prospects\?import=/);
  await page.getByRole("searchbox").fill(who.search);
  await until("one row", async () => (await page.getByRole("grid").getAttribute("aria-rowcount")) === "2");
  await page.getByRole("row", { name: new RegExp(who.name) }).waitFor();
  const found = await api.find(who.search);
  const { search: _, ...said } = who;
  assert.deepEqual(Object.fromEntries(Object.keys(said).map((key) => [key, found[key]])), said, "as the file says");
  const field = (await api.session()).fields.find((f) => f.label === header);
  assert.equal(String(found.custom[field.id]), own.value, "the corrected column is in its own field");
  return { found, field };
}

const missing = FILES.filter(({ path }) => !existsSync(join(FOLDER, path)));
const skip = missing.length > 0 && `not in ${FOLDER}: ${missing.map(({ path }) => path).join(", ")}`;
if (skip) console.log(`# real files are not tried: ${skip}`);

for (const file of FILES) {
  test(`${basename(file.path)}: dropped, corrected, imported, found, written, dragged, each taken back`, { skip }, async (t) => {
    const house = await setUp(t);
    const { api, page, go, button, says } = house;
    house.expects(/404.*\/(prospects|companies)\/\d+/); // asked for once more while it goes
    const empty = await api.snapshot();
    await importFile(house, file);
    const { found, field } = await findWho(house, file);
    const all = (await api.get("/prospects?limit=1000")).items;
    assert.equal(all.length, file.rows);
    assert.equal(all.filter((row) => row.custom[field.id] != null).length, file.own.filled, "nothing of the column is lost");
    await writeCell(house, found);
    await dragCard(house, file.rows);

    // The same file once more: nobody twice.
    await drop(house, join(FOLDER, file.path));
    await button("Continuer").click();
    await says(/Même disposition que/);
    await button("Continuer").click();
    await says("Rien à importer : toutes les lignes sont déjà là, ou ignorées.");
    await button("Abandonner").click();
    await house.at(/^#\/import$/);
    await go("/import");
    await button(`Ouvrir le rapport de ${basename(file.path)}`).click();
    await button("Annuler cet import").click();
    await says("Cet import a été annulé.");
    assert.deepEqual(await api.snapshot(), empty, "the base is as before, the made field included");
    await go("/prospects");
    await page.getByRole("heading", { name: "Aucun prospect pour l’instant" }).waitFor();
  });
}
