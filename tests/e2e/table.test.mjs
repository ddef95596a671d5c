// The table with 20,000 prospects: windowed rows, sort and filters, edits from the keyboard, bulk changes, trash, export.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

const MANY = 20_000;
/** For what writes every row: enough to be many, few enough for a debug build. */
const SOME = 3_000;
const MOST = 120;

/** What the grid shows: the rows in its window, in order, with the words of each cell. */
const shown = (page) =>
  page.evaluate(() => {
    const grid = document.querySelector("[role=grid]");
    const box = grid.getBoundingClientRect();
    const rows = [...grid.querySelectorAll("[role=row][data-index]")].map((row) => ({
      index: Number(row.dataset.index),
      top: row.getBoundingClientRect().top,
      busy: row.ariaBusy === "true",
      name: row.querySelector("[data-key=name]").textContent,
    }));
    const seen = rows.filter((row) => row.top > box.top && row.top < box.bottom - 36);
    return { inDocument: rows.length, seen: seen.sort((a, b) => a.index - b.index) };
  });

/** Waits until no row on screen is blank or yet to come, and gives them. */
async function settled(page, what) {
  return until(`${what}: rows without blanks`, async () => {
    const { inDocument, seen } = await shown(page);
    assert.ok(inDocument < MOST, `${inDocument} rows in the document`);
    return seen.length > 5 && seen.every((row) => !row.busy && row.name) && seen;
  });
}

const scrollTo = (page, share) =>
  page.evaluate((at) => {
    const grid = document.querySelector("[role=grid]");
    grid.scrollTop = (grid.scrollHeight - grid.clientHeight) * at;
  }, share);

async function openTable(t, options) {
  const house = await setUp(t, { enter: false, ...options });
  await house.enter(`${house.server.url}#/prospects`);
  await house.go("/prospects");
  await settled(house.page, "the first screen");
  return house;
}

const header = (page, name) => page.getByRole("columnheader").getByRole("button", { name, exact: true });
const cell = (page, row, key) => page.locator(`[role=row][data-index="${row}"] [data-key="${key}"]`);

test("20,000 rows scroll without blanks, and never are more than 120 in the document", async (t) => {
  const { page, api, grid, says } = await openTable(t, { rows: MANY });
  assert.equal(await grid.getAttribute("aria-rowcount"), String(MANY + 1));
  await scrollTo(page, 0.5);
  const middle = await settled(page, "the middle");
  assert.ok(Math.abs(middle[0].index - MANY / 2) < 40, `the middle is around ${MANY / 2}, not ${middle[0].index}`);
  const { items } = await api.get(`/prospects?offset=${middle[3].index}&limit=1`);
  assert.equal(middle[3].name, items[0].name, "the row is the one that the base has at this place");

  await cell(page, middle[2].index, "company").click();
  await page.keyboard.press("Control+End");
  const last = await until("the last row is on screen", async () => {
    const rows = await settled(page, "the end");
    return rows.at(-1).index === MANY - 1 && rows;
  });
  const end = await api.get(`/prospects?offset=${MANY - 1}&limit=1`);
  assert.equal(last.at(-1).name, end.items[0].name);
  await page.keyboard.press("Control+Home");
  await until("the first row is on screen", async () => (await settled(page, "the top"))[0].index === 0);

  // Another order leaves the columns where they are.
  await header(page, "Source").click();
  await page.waitForURL(/sort=source/);
  await settled(page, "sorted by a column at the right");
  assert.ok((await grid.evaluate((at) => at.scrollLeft)) > 0, "the sorted column is still on screen");
  await page.setViewportSize({ width: 1920, height: 1080 });
  await settled(page, "a larger window");

  // Sorted by the core, whatever the page.
  await header(page, "Montant").click();
  await header(page, "Montant").click();
  await until("sorted by amount, highest first", async () => {
    const rows = await settled(page, "sorted");
    const { items } = await api.get("/prospects?sort=-value&limit=5");
    return rows[0].name === items[0].name;
  });
  const sorted = page.getByRole("columnheader", { name: /Montant/ });
  assert.equal(await sorted.getAttribute("aria-sort"), "descending");
  await header(page, "Nom").click({ modifiers: ["Shift"] });
  await page.waitForURL(/sort=-value%2Cname/);

  // Filtered by words without their accents and by stage; the count is exact.
  const first = (await api.get("/prospects?search=helene&limit=1")).total;
  await page.keyboard.press("Control+f");
  await page.keyboard.type("helene");
  const status = page.locator("header [role=status]");
  await until("the count says how many of how many", async () => {
    const text = (await status.textContent()).replaceAll(/\s/g, "");
    return text === `${first}sur${MANY}`;
  });
  assert.ok(first > 0 && first < MANY);
  assert.ok((await settled(page, "filtered")).every((row) => /Hélène|Helene/i.test(row.name)));
  await page.getByRole("searchbox").fill("zzzz");
  await says("Aucun prospect ne correspond.");
  await page.getByRole("button", { name: "Effacer les filtres" }).last().click();
  await until("all are back", async () => (await grid.getAttribute("aria-rowcount")) === String(MANY + 1));
});

test("all results change stage at once, the number is said before and after, one undo takes it back", async (t) => {
  const { page, api, dialog, toast, button } = await openTable(t, { rows: SOME });
  const { stages } = await api.session();
  const to = stages.find((s) => s.key === "negociation");
  const counts = async () => (await api.get("/pipeline?limit=1")).columns.map((c) => c.count);
  const before = await counts();
  await page.getByRole("grid").focus();
  await page.keyboard.press("Control+a");
  const bar = page.getByRole("toolbar", { name: "Actions sur la sélection" });
  await bar.getByText("3 000 sélectionnés").waitFor();
  await page.keyboard.press("e");
  await page.getByRole("heading", { name: "Changer l’étape de 3 000 prospects" }).waitFor();
  await page.keyboard.type("nego");
  await page.keyboard.press("Enter");
  // All results are looked at first: the exact number, and five that would differ.
  await until("five are shown", async () => (await dialog.getByRole("listitem").count()) === 5);
  await button("Changer l’étape de 3 000 prospects", dialog).click();
  const moved = SOME - before[stages.indexOf(to)];
  await toast(`${moved.toLocaleString("fr-FR")} prospects déplacés vers Négociation`);
  assert.equal((await counts())[stages.indexOf(to)], SOME, "every one is there");
  await page.keyboard.press("Control+z");
  await until("one undo takes all back", async () => JSON.stringify(await counts()) === JSON.stringify(before));
  await toast(/^Annulé\s: /);

  // Tags too: the choice gives way to the look, whose button can be pressed.
  const [tag] = (await api.session()).tags;
  const tagged = async () => api.total(`tag=${encodeURIComponent(tag.name)}`);
  const had = await tagged();
  await page.keyboard.press("t");
  await page.getByRole("combobox", { name: "Étiquettes de 3 000 prospects" }).fill(tag.name);
  await page.keyboard.press("Enter");
  await page.getByRole("combobox", { name: "Étiquettes de 3 000 prospects" }).waitFor({ state: "detached" });
  await button(/3 000 prospects/, dialog).click();
  await until("every one carries the tag", async () => (await tagged()) === SOME);
  await page.keyboard.press("Control+z");
  await until("those who had it have it", async () => (await tagged()) === had);

  // To the trash: looked at as well.
  await until("the selection is still there", () => bar.isVisible());
  await button("Corbeille", bar).click();
  await button(/Mettre 3 000 prospects à la corbeille/, dialog).click();
  await toast("3 000 prospects mis à la corbeille", "Annuler");
  await until("they are back", async () => (await api.total()) === SOME);
});

test("cells are written from the keyboard; what is wrong is said under the cell; Ctrl+Z takes it back", async (t) => {
  const { page, api, grid, toast, expects } = await openTable(t, { rows: 40 });
  expects(/422|400/);
  const before = await api.snapshot();
  const at = async (index) => (await api.get(`/prospects?offset=${index}&limit=1`)).items[0];
  const [first, second] = [await at(0), await at(1)];
  await cell(page, 0, "city").click();
  assert.equal(await page.getByRole("gridcell").and(page.locator("[id^=cell-0-city]")).count(), 1, "one active cell");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Plougastel-Daoulas");
  await page.keyboard.press("Enter");
  await until("saved, and one row further", async () => (await at(0)).city === "Plougastel-Daoulas");
  assert.equal(await grid.getAttribute("aria-activedescendant"), "cell-1-city");

  // F2 edits too; Escape restores; Tab saves and goes right.
  await page.keyboard.press("F2");
  await page.keyboard.type("nowhere");
  await page.keyboard.press("Escape");
  await cell(page, 1, "city").getByText(second.city ?? "", { exact: true }).waitFor();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("F2");
  await page.keyboard.type("06 12 34 56 78");
  await page.keyboard.press("Tab");
  await until("the phone is kept as the base writes it", async () => (await at(0)).phone === "+33612345678");
  await cell(page, 0, "phone").getByText("+33 6 12 34 56 78").waitFor();
  assert.equal(await grid.getAttribute("aria-activedescendant"), "cell-0-city");

  // A letter is a shortcut, not an edit; a wrong value stays open with its sentence.
  await cell(page, 0, "email").dblclick();
  const input = cell(page, 0, "email").getByRole("textbox");
  await input.fill("pas-une-adresse");
  await page.keyboard.press("Enter");
  await cell(page, 0, "email").getByRole("alert").getByText(/Adresse e-mail incomplète/).waitFor();
  assert.equal((await at(0)).email, first.email, "nothing wrong is written");
  await page.keyboard.press("Escape");

  // A choice is a list: the stage of the row.
  await cell(page, 0, "stage_id").dblclick();
  await page.getByRole("option", { name: "Négociation" }).click();
  await toast(/→ Négociation/);
  const { stages } = await api.session();
  await until("the stage is changed", async () => (await at(0)).stage_id === stages.find((s) => s.key === "negociation").id);

  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.press("Control+z");
    await until("one step back", async () => (await api.get("/history")).items[0].reverts !== null);
    await toast(/^Annulé\s: /);
  }
  await until("all as before", async () => JSON.stringify(await api.snapshot()) === JSON.stringify(before));
  await page.keyboard.press("Control+Shift+z");
  await until("redone", async () => (await at(0)).city === "Plougastel-Daoulas");
});

test("what is wrong with a cell at the edge is said within the window", async (t) => {
  const { page, grid, expects } = await openTable(t, { rows: 40, width: 700, height: 700 });
  expects(/422|400/);
  await cell(page, 2, "email").dblclick();
  await cell(page, 2, "email").getByRole("textbox").fill("pas-une-adresse-du-tout-et-bien-longue");
  await page.keyboard.press("Enter");
  const said = cell(page, 2, "email").getByRole("alert");
  await said.waitFor();
  const [box, room] = [await said.boundingBox(), await grid.boundingBox()];
  assert.ok(box.x >= room.x && box.x + box.width <= room.x + room.width, "not cut at the side");
});

test("some are selected, tagged, exported, put in the trash, restored, erased for good", async (t) => {
  const { page, api, dialog, toast, button, grid, says } = await openTable(t, { rows: 40 });
  const before = await api.snapshot();
  const bar = page.getByRole("toolbar", { name: "Actions sur la sélection" });
  await cell(page, 0, "check").click();
  await cell(page, 2, "check").click({ modifiers: ["Shift"] });
  await cell(page, 5, "company").click({ modifiers: ["Control"] });
  await bar.getByText("4 sélectionnés").waitFor();
  await bar.getByRole("button", { name: "Sélectionner les 40" }).waitFor();
  await page.keyboard.press("t");
  await page.getByRole("combobox", { name: "Étiquettes de 4 prospects" }).fill("Rappel été");
  await page.getByRole("option", { name: "Créer l’étiquette « Rappel été »" }).click();
  await toast("Rappel été ajoutée à 4 prospects");
  await page.keyboard.press("Escape");
  await until("four carry the tag", async () => (await api.total("tag=Rappel%20%C3%A9t%C3%A9")) === 4);

  await button("Exporter", bar).click();
  await dialog.getByRole("heading", { name: "Exporter 4 prospects" }).waitFor();
  await dialog.getByText("CSV (.csv)").click();
  await dialog.getByText("Celles du tableau").click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    button("Exporter", dialog).click(),
  ]);
  const text = readFileSync(await download.path(), "utf8");
  assert.equal(text.trim().split(/\r?\n/).length, 5, "the titles and the four");
  assert.match(text, /Rappel été/);
  assert.doesNotMatch(text, /SIRET/, "only the columns of the table");

  await button("Corbeille", bar).click();
  await toast("4 prospects mis à la corbeille");
  assert.equal(await api.total(), 36);
  await page.getByRole("tab", { name: "Corbeille" }).click();
  await until("the four are in the trash", async () => (await grid.getAttribute("aria-rowcount")) === "5");
  await cell(page, 0, "check").click();
  await button("Restaurer", bar).click();
  await toast("1 prospect restauré");
  assert.equal(await api.total(), 37);
  await until("three left", async () => (await grid.getAttribute("aria-rowcount")) === "4");
  for (const row of [0, 1]) await cell(page, row, "check").click();
  await button("Effacer définitivement", bar).click();
  await dialog.getByRole("heading", { name: "Effacer définitivement 2 prospects ?" }).waitFor();
  await dialog.getByRole("textbox").fill("3");
  const confirm = button(/Effacer/, dialog).last();
  if (await confirm.isEnabled()) {
    await confirm.click();
    await dialog.getByText("Ce nombre ne correspond pas.").waitFor();
  }
  assert.equal(await api.total("trash=true"), 3, "a wrong number erases nothing");
  await dialog.getByRole("textbox").fill("2");
  await confirm.click();
  await says("2 prospects effacés définitivement");
  assert.equal(await api.total("trash=true"), 1);
  assert.equal(before.rows.length, 40);
});

test("the whole list is exported with every row and every column, in both formats", async (t) => {
  const { page, api, button, dialog, go } = await openTable(t, { rows: MANY });
  await go("/settings/files");
  await button("Tout exporter…").click();
  await dialog.getByRole("heading", { name: "Exporter 20 000 prospects" }).waitFor();
  await dialog.getByText("CSV (.csv)").click();
  const [download] = await Promise.all([page.waitForEvent("download"), button("Exporter", dialog).click()]);
  const lines = readFileSync(await download.path(), "utf8").trim().split(/\r?\n/);
  assert.equal(lines.length, MANY + 1, "the titles and every row");
  const columns = lines[0].split(";").length;
  assert.ok(columns > 25, `all columns, not ${columns}`);
  assert.equal(await api.total(), MANY);
});

test("a stage chosen in a cell asks why somebody is lost, as everywhere; a question left moves nothing", async (t) => {
  const { page, api } = await openTable(t, { rows: 40 });
  const { stages } = await api.session();
  const lost = stages.find(({ kind }) => kind === "lost");
  const [field] = (await api.get("/fields")).filter(({ role }) => role === "lost_reason");
  const { items } = await api.get("/prospects?limit=40");
  const index = items.findIndex(({ stage_id }) => stage_id === stages[0].id);
  const lose = async () => {
    await cell(page, index, "stage_id").dblclick();
    await page.getByRole("combobox", { name: /^Changer l’étape/ }).fill(lost.label);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: /^Pourquoi est-ce perdu/ }).waitFor();
  };
  const now = () => api.get(`/prospects/${items[index].id}`);
  await lose();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal((await now()).stage_id, stages[0].id);
  await lose();
  await page.getByRole("dialog").getByText("Concurrent", { exact: true }).click();
  await until("lost, and why", async () => {
    const { stage_id, custom } = await now();
    return stage_id === lost.id && custom[field.id] === "Concurrent";
  });
  await page.keyboard.press("Control+z");
  await until("undone at once", async () => (await now()).stage_id === stages[0].id);
});
