// Any view: conditions put together by hand or written, kept as views; rows in groups; cells from a spreadsheet; a change of all
// results that is looked at first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openPage, setUp, until } from "./support.mjs";

const cell = (page, row, key) => page.locator(`[role=row][data-index="${row}"] [data-key="${key}"]`);
const status = (page) => page.locator("header [role=status]");
const nav = (page) => page.getByRole("navigation");

async function openTable(t, options) {
  const house = await setUp(t, { enter: false, ...options });
  await house.enter(`${house.server.url}#/prospects`);
  await house.go("/prospects");
  await cell(house.page, 0, "name").waitFor();
  return house;
}

/** Waits until the list says so many of so many. */
const says = (page, count, all) =>
  until(`${count} of ${all}`, async () => (await status(page).textContent()).replaceAll(/\s/g, "") === `${count}sur${all}`);

/** Goes on with Tab until that has the focus. */
async function tabTo({ page, focused }, name) {
  for (let i = 0; i < 40; i += 1) {
    if (name.test(await focused())) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`never reached: ${name}`);
}

test("conditions are put together from the keyboard, kept as a view, and there again after a restart of the page", async (t) => {
  const house = await openTable(t, { rows: 300 });
  const { page, api, dialog, toast } = house;
  await tabTo(house, /^Filtre$/);
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Conditions…" }).waitFor();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await dialog.getByRole("heading", { name: "Filtre" }).waitFor();
  await house.quiet();
  await tabTo(house, /Champ|^nom/);
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "étape", exact: true }).waitFor();
  await until("the stage", async () => {
    if (/^étape$/.test(await house.focused())) return true;
    await page.keyboard.press("ArrowDown");
    return false;
  });
  await page.keyboard.press("Enter");
  await until("the focus is back on the field", async () => (await house.focused()) === "Champ");
  await tabTo(house, /^Contacté$/);
  await page.keyboard.press("Space");
  await tabTo(house, /^Condition$/);
  await page.keyboard.press("Enter");
  await until("a second condition", async () => (await dialog.getByRole("combobox", { name: "Champ" }).count()) === 2);
  await dialog.getByRole("textbox", { name: /valeurs/ }).fill("a");
  const expected = await api.total(`filter=${encodeURIComponent("étape est contacté et nom contient a")}`);
  assert.ok(expected > 0 && expected < 300, "a filter that tells some from others");
  const apply = dialog.getByRole("button", { name: new RegExp(`^Montrer ${expected} prospects?$`) });
  await apply.waitFor();
  await apply.focus();
  await page.keyboard.press("Enter");
  await says(page, expected, 300);

  // A stage chosen beside it is part of the view as well.
  await tabTo(house, /^Enregistrer la vue$/);
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox", { name: "Nom de la vue" }).waitFor();
  await page.keyboard.type("Contactés en a");
  await page.keyboard.press("Enter");
  await toast("Vue « Contactés en a » enregistrée");
  const [kept] = await api.get("/views");
  assert.equal(kept.filter, 'étape est Contacté et nom contient "a"', "kept in words");
  await page.reload();
  await says(page, expected, 300);
  assert.equal(await nav(page).getByRole("link", { name: "Contactés en a" }).getAttribute("aria-current"), "page");

  // Elsewhere and back by the sidebar.
  await house.go("/pipeline");
  await nav(page).getByRole("link", { name: "Contactés en a" }).click();
  await says(page, expected, 300);

  // Written as text: what is wrong is said in place, and nothing is applied.
  house.expects(/422/);
  await page.getByRole("button", { name: /^Modifier le filtre/ }).click();
  await dialog.getByRole("tab", { name: "Texte" }).click();
  await dialog.getByRole("textbox").fill("étape est contcaté");
  await dialog.getByText(/Aucune étape ne s’appelle «\scontcaté\s» \(caractère\s11\)/).waitFor();
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox").fill("ville est Lyon ou ville est vide");
  await dialog.getByRole("button", { name: /^Montrer/ }).waitFor();
  await page.keyboard.press("Enter");
  await says(page, await api.total(`filter=${encodeURIComponent("ville est Lyon ou ville est vide")}`), 300);
  await page.getByText("Modifiée", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Rétablir" }).click();
  await says(page, expected, 300);
});

test("what is typed in a filter before the core has read what was there stays typed", async (t) => {
  const { page, go, dialog, quiet } = await openTable(t, { rows: 40 });
  await go(`/prospects?f=${encodeURIComponent("ville est Lyon")}`);
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  await page.route(/\/api\/v1\/filters\/read/, async (route) => {
    await opened;
    await route.continue().catch(() => {});
  });
  await page.getByRole("button", { name: /^Modifier le filtre/ }).click();
  await dialog.getByRole("tab", { name: "Texte" }).click();
  const field = dialog.getByRole("textbox");
  await field.fill("ville est vide");
  open();
  await dialog.getByRole("button", { name: /^Montrer \d/ }).waitFor();
  await quiet();
  assert.equal(await field.inputValue(), "ville est vide");
});

test("a view is renamed, copied, moved, starred, deleted and brought back; its link opens it", async (t) => {
  const house = await openTable(t, { rows: 60 });
  const { page, api, dialog, toast, context, server } = house;
  const { stages } = await api.session();
  const [stage] = stages.filter((s) => s.key === "contacte");
  await api.post("/views", { name: "Lyon", filter: "ville est Lyon", sort: "-value,name,city", columns: ["city", "email"] });
  await api.post("/views", { name: "Suivis", kind: "board", filter: "étape est contacté" });
  const menu = async (name, item) => {
    await nav(page).getByRole("button", { name: `Actions sur la vue ${name}`, exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: item }).or(page.getByRole("menuitemcheckbox", { name: item })).click();
  };
  const names = async () => (await api.get("/views")).map((view) => view.name);
  await nav(page).getByRole("link", { name: "Suivis" }).waitFor();
  await menu("Lyon", "Renommer…");
  await dialog.getByRole("textbox").fill("Lyonnais");
  await page.keyboard.press("Enter");
  await nav(page).getByRole("link", { name: "Lyonnais", exact: true }).waitFor();
  await menu("Lyonnais", "Dupliquer");
  await until("a copy beside it", async () => (await names()).join() === "Lyonnais,Lyonnais 2,Suivis");
  await nav(page).getByRole("link", { name: "Lyonnais 2" }).waitFor();
  await menu("Suivis", "Monter");
  await until("moved up", async () => (await names()).join() === "Lyonnais,Suivis,Lyonnais 2");
  await menu("Suivis", "Favorite");
  await until("starred", async () => (await api.get("/views"))[1].is_favourite);
  await page.keyboard.press("Escape");
  await until("its menu is closed", async () => (await page.getByRole("menu").count()) === 0);
  await menu("Lyonnais 2", "Supprimer");
  await toast("Vue « Lyonnais 2 » supprimée", "Annuler");
  await nav(page).getByRole("link", { name: "Lyonnais 2" }).waitFor();

  // A board, too.
  await nav(page).getByRole("link", { name: "Suivis" }).click();
  await until("only that stage has cards", async () => {
    const ids = await page.locator("[data-column]").evaluateAll((all) =>
      all.filter((c) => c.dataset.count !== "0").map((c) => c.dataset.column),
    );
    return ids.join() === stage.id;
  });

  // The link of a view, in another window.
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await menu("Lyonnais", "Copier le lien");
  await toast("Lien de la vue copié");
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await openPage(server);
  await other.enter(server.url);
  await other.page.goto(link);
  await says(other.page, await api.total("filter=ville%20est%20Lyon"), 60);
  const heads = await other.page.getByRole("columnheader").allTextContents();
  assert.deepEqual(heads.map((text) => text.replace(/\d$/, "")).filter(Boolean), ["Nom", "Ville", "E-mail"], "its own columns");
  const { items } = await api.get("/prospects?filter=ville%20est%20Lyon&sort=-value,name,city&limit=3");
  for (const [index, row] of items.entries())
    assert.equal(await cell(other.page, index, "name").textContent(), row.name, "in its own order, of three keys");

  // A column more is a change of the view, kept only when it is said.
  await other.page.getByRole("button", { name: "Colonnes" }).click();
  await other.page.getByRole("menuitemcheckbox", { name: "Téléphone" }).click();
  await other.page.keyboard.press("Escape");
  await other.page.getByText("Modifiée", { exact: true }).waitFor();
  assert.deepEqual((await api.get("/views"))[0].columns, ["city", "email"], "not kept yet");
  await other.page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await until("kept", async () => (await api.get("/views"))[0].columns.join() === "city,email,phone");
  await other.context.close();
  other.check();
});

test("rows are grouped with exact counts and sums, folded and stepped over", async (t) => {
  const { page, api, grid } = await openTable(t, { rows: 400 });
  await page.getByRole("button", { name: "Grouper" }).click();
  await page.getByRole("menuitemradio", { name: "Étape" }).click();
  await page.waitForURL(/group=stage/);
  const { groups, total } = await api.get("/prospects/groups?group=stage");
  assert.equal(total, 400);
  const head = (group) => page.locator(`[data-group="${group.key}"] button`);
  await head(groups[0]).waitFor();
  const text = (await head(groups[0]).textContent()).replaceAll(/\s/g, "");
  const euros = Math.round(groups[0].value[0].cents / 100);
  assert.equal(text, `${groups[0].label}${groups[0].count}prospects${euros}€`.replaceAll(/\s/g, ""), "count and sum");
  const rowCount = () => grid.getAttribute("aria-rowcount");
  assert.equal(await rowCount(), String(400 + groups.length + 1), "heads are rows");

  // Folded by its button, by the key; the arrows step over what is folded.
  await cell(page, 0, "city").click();
  await page.keyboard.press("r");
  await until("folded", async () => (await rowCount()) === String(400 - groups[0].count + groups.length + 1));
  assert.equal(await head(groups[0]).getAttribute("aria-expanded"), "false");
  await page.keyboard.press("ArrowDown");
  await until("the first row of the next group", async () =>
    (await grid.getAttribute("aria-activedescendant")) === `cell-${groups[0].count}-city`,
  );
  const second = (await api.get(`/prospects?group=stage&offset=${groups[0].count}&limit=1`)).items[0];
  assert.equal(await cell(page, groups[0].count, "name").textContent(), second.name, "the row is the one that the base has there");
  await head(groups[0]).focus();
  await page.keyboard.press("Enter");
  await until("open again", async () => (await rowCount()) === String(400 + groups.length + 1));
  await page.getByRole("button", { name: "Groupé par Étape" }).click();
  await page.getByRole("menuitem", { name: "Tout replier" }).click();
  await until("all folded", async () => (await rowCount()) === String(groups.length + 1));
});

test("people with several tags stand in each of their groups, and are counted once", async (t) => {
  const house = await openTable(t, { rows: 60 });
  const { page, api, grid } = house;
  const rows = (await api.get("/prospects?limit=60")).items;
  const [a, b] = [await api.post("/tags", { name: "Aaa" }), await api.post("/tags", { name: "Bbb" })].map(({ tag }) => tag.id);
  for (const { id } of rows.slice(0, 3)) await api.patch(`/prospects/${id}`, { tag_ids: [a, b] });
  for (const { id } of rows.slice(3)) await api.patch(`/prospects/${id}`, { tag_ids: id === rows[3].id ? [a] : [] });
  await page.getByRole("button", { name: "Grouper" }).click();
  await page.getByRole("menuitemradio", { name: "Étiquettes" }).click();
  await page.waitForURL(/group=tag/);
  await page.getByText("3 lignes de plus que de personnes").waitFor();
  const heads = page.locator("[data-group] button");
  await until("the groups", async () => (await heads.count()) === 3);
  const [first, second, last] = await heads.allTextContents();
  assert.match(first, /^Aaa\s*4/);
  assert.match(second, /^Bbb\s*3/);
  assert.match(last, /56/);
  assert.equal(await grid.getAttribute("aria-rowcount"), String(63 + 3 + 1), "a row in each group");
  await grid.focus();
  await page.keyboard.press("Control+a");
  await page.locator("[data-floating-bar]").getByText(/^60 sélectionnés/).waitFor();
  assert.equal(await status(page).textContent().then((text) => text.replaceAll(/\D/g, "")), "60", "60 people");
});

test("cells from a spreadsheet are looked at, pasted as one operation, and taken back", async (t) => {
  const house = await openTable(t, { rows: 40 });
  const { page, api, dialog, toast, context } = house;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const before = await api.snapshot();
  const rows = (await api.get("/prospects?limit=4")).items;
  const put = (text) => page.evaluate((to) => navigator.clipboard.writeText(to), text);
  await cell(page, 0, "city").click();
  await put("Plougastel\tNégociation\t12 400,50 €\nQuimper\tInconnue\tbeaucoup\n");
  await page.keyboard.press("Control+v");
  await dialog.getByRole("heading", { name: "Coller sur 2 prospects" }).waitFor();
  await dialog.getByText("2 cellules ne sont pas lisibles et ne seront pas collées").waitFor();
  await dialog.getByText("« Inconnue » n’existe pas dans Étape.").waitFor();
  assert.deepEqual((await api.snapshot()).rows, before.rows, "a look writes nothing");
  await dialog.getByRole("button", { name: "Coller sur 2 prospects" }).click();
  await toast("Collage sur 2 prospects");
  const [first, second] = await Promise.all(rows.slice(0, 2).map((row) => api.get(`/prospects/${row.id}`)));
  assert.deepEqual([first.city, first.value_cents, second.city], ["Plougastel", 1240050, "Quimper"]);
  assert.equal(second.value_cents, rows[1].value_cents, "what cannot be read is left alone");
  await cell(page, 0, "city").getByText("Plougastel").waitFor();
  await page.keyboard.press("Control+z");
  await until("all as before", async () => JSON.stringify(await api.snapshot()) === JSON.stringify(before));

  // One cell over several rows that are chosen.
  for (const index of [0, 1, 2]) await cell(page, index, "check").click();
  await cell(page, 1, "city").click({ modifiers: ["Control"] });
  await cell(page, 1, "city").click({ modifiers: ["Control"] });
  await put("Brest");
  await page.keyboard.press("Control+v");
  await dialog.getByRole("button", { name: "Coller sur 3 prospects" }).click();
  await until("three live there", async () =>
    (await api.get("/prospects?limit=3")).items.every((row) => row.city === "Brest"),
  );
});

test("a stage of the lost that is pasted asks once why, and who closes the question pastes nothing", async (t) => {
  const house = await openTable(t, { rows: 40 });
  const { page, api, dialog, context } = house;
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const { stages } = await api.get("/session");
  const lost = stages.find(({ kind }) => kind === "lost");
  const before = await api.snapshot();
  const going = (await api.get("/prospects?limit=2")).items.filter(({ stage_id }) => stage_id !== lost.id).map(({ id }) => id);
  await cell(page, 0, "stage_id").click();
  await page.evaluate((to) => navigator.clipboard.writeText(to), `${lost.label}\n${lost.label}\n`);
  const why = page.getByRole("dialog", { name: /^Pourquoi est-ce perdu/ });
  await page.keyboard.press("Control+v");
  await why.waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.deepEqual((await api.snapshot()).rows, before.rows);
  await cell(page, 0, "stage_id").click();
  await page.keyboard.press("Control+v");
  await why.getByText("Concurrent", { exact: true }).click();
  await dialog.getByRole("button", { name: /^Coller sur \d/ }).click();
  await until("they are lost, and why", async () =>
    (await Promise.all(going.map((id) => api.get(`/prospects/${id}`)))).every(({ stage_id }) => stage_id === lost.id),
  );
  const { field_id } = await api.get("/fields/lost-reasons");
  for (const id of going) assert.equal((await api.get(`/prospects/${id}`)).custom[field_id], "Concurrent", "noted of each");
});

test("a change of all results shows the exact number and five differences, and waits", async (t) => {
  const house = await openTable(t, { rows: 200 });
  const { page, api, dialog, toast, grid } = house;
  const before = await api.snapshot();
  await grid.focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("toolbar").getByRole("button", { name: "Modifier un champ" }).click();
  await dialog.getByRole("textbox").fill("Salon 2026");
  await page.keyboard.press("Enter");
  const look = dialog.filter({ hasText: "Voici les 5 premiers changements." });
  await look.getByRole("heading", { name: "Modifier 200 prospects" }).waitFor();
  assert.equal(await look.getByRole("listitem").count(), 5, "five of them");
  assert.match(await look.getByRole("listitem").first().textContent(), /Source.*Salon 2026/);
  await look.getByRole("button", { name: "Annuler" }).click();
  assert.deepEqual((await api.snapshot()).rows, before.rows, "who declines changes nothing");
  await dialog.getByRole("button", { name: "Modifier 200 prospects" }).click();
  await look.getByRole("button", { name: "Modifier 200 prospects" }).click();
  await toast("200 prospects modifiés", "Annuler");
  await until("one undo takes it back", async () => JSON.stringify(await api.snapshot()) === JSON.stringify(before));
});

test("a view has its own density, and its menu where the sidebar is folded", async (t) => {
  const house = await openTable(t, { rows: 60 });
  const { page, api, dialog } = house;
  const height = async () => (await page.locator("[role=row][data-index='1']").boundingBox()).height;
  const choose = async (density) => {
    await page.getByRole("button", { name: "Colonnes" }).click();
    await page.getByRole("menuitemradio", { name: density }).click();
  };
  await api.post("/views", { name: "Lyon", filter: "ville est Lyon" });
  await nav(page).getByRole("link", { name: "Lyon" }).click();
  await page.getByText("Modifiée", { exact: true }).waitFor({ state: "detached" });
  await until("as the settings say", async () => (await height()) === 36);
  await choose("Aérée");
  await until("at once", async () => (await height()) === 44);
  await page.getByText("Modifiée", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Enregistrer", exact: true }).click();
  await page.getByText("Modifiée", { exact: true }).waitFor({ state: "detached" });
  assert.equal((await api.get("/views"))[0].density, "airy", "kept");
  assert.equal((await api.session()).settings.density, "normal", "the view's, not everybody's");
  await house.go("/prospects");
  await until("other lists are as they were", async () => (await height()) === 36);
  await choose("Compacte");
  await until("without a view it is the setting", async () => (await api.session()).settings.density === "compact");
  await nav(page).getByRole("link", { name: "Lyon" }).click();
  await until("the view is as it was kept", async () => (await height()) === 44);

  await page.setViewportSize({ width: 1100, height: 700 });
  const menu = nav(page).getByRole("button", { name: "Actions sur les vues" });
  await menu.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Lyon" }).waitFor();
  await page.keyboard.press("ArrowRight");
  await page.getByRole("menuitem", { name: "Renommer…" }).click();
  await dialog.getByRole("textbox").fill("Lyonnais");
  await page.keyboard.press("Enter");
  await until("renamed", async () => (await api.get("/views"))[0].name === "Lyonnais");
  await menu.click();
  await page.getByRole("menuitem", { name: "Lyonnais" }).hover();
  await page.getByRole("menuitem", { name: "Supprimer" }).click();
  await until("deleted", async () => (await api.get("/views")).length === 0);
});
