// Settings that change the base: stages, tags, fields, backups; and the history with what stands in the way of an undo.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

test("a stage is renamed, added, and removed with its prospects moved where one says", async (t) => {
  const { page, api, go, main, dialog, button, toast, choose, expects } = await setUp(t, { rows: 40 });
  expects(/409|403|422/); // a stage with prospects is not removed before one has said where they go
  const before = await api.snapshot();
  await go("/settings/pipeline");
  const name = main.getByRole("textbox", { name: "Nom de l’étape Contacté" });
  await name.fill("Premier contact");
  await page.keyboard.press("Enter");
  await until("renamed", async () => (await api.session()).stages.some((s) => s.label === "Premier contact"));
  await main.getByPlaceholder("Nom de la nouvelle étape").fill("Démonstration");
  await page.keyboard.press("Enter");
  await main.getByRole("textbox", { name: "Nom de l’étape Démonstration" }).waitFor();

  const { columns } = await api.get("/pipeline?limit=1");
  const leaving = columns.find((c) => c.label === "Premier contact");
  await button("Supprimer l’étape Premier contact").click();
  await dialog.getByRole("heading", { name: `Où vont ses ${leaving.count} prospects ?` }).waitFor();
  await choose(dialog.getByRole("combobox", { name: "Nouvelle étape" }), "Négociation");
  await button("Supprimer l’étape", dialog).click();
  await dialog.waitFor({ state: "detached" });
  const after = await api.get("/pipeline?limit=1");
  const count = (board, label) => board.columns.find((c) => c.label === label)?.count;
  assert.equal(count(after, "Négociation"), count({ columns }, "Négociation") + leaving.count, "they are where one said");
  assert.equal(count(after, "Premier contact"), undefined);

  await toast(/Suppression de l’étape|Étape/, "Annuler").catch(() => page.keyboard.press("Control+z"));
  await until("the stage and its prospects are back", async () => {
    const board = await api.get("/pipeline?limit=1");
    return count(board, "Premier contact") === leaving.count;
  });
  await go("/history");
  for (let i = 0; i < 2; i += 1) {
    await page.keyboard.press("Control+z");
    await until("undone", async () => (await api.get("/history?limit=20")).items.filter((o) => o.reverts).length === i + 2);
  }
  assert.deepEqual(await api.snapshot(), before);
});

test("stages are put in another order by keys and by the mouse", async (t) => {
  const { page, api, go, button } = await setUp(t, { rows: 40 });
  const labels = async () => (await api.session()).stages.map((s) => s.label);
  const before = await labels();
  await go("/settings/pipeline");
  await button(/Déplacer l’étape Contacté/).focus();
  await page.keyboard.press("Alt+ArrowDown");
  await until("one lower", async () => (await labels())[2] === "Contacté");
  const handle = await button(/Déplacer l’étape Négociation/).boundingBox();
  await page.mouse.move(handle.x + 12, handle.y + 12);
  await page.mouse.down();
  await page.mouse.move(handle.x + 12, handle.y + 12 - 100, { steps: 8 });
  await page.mouse.move(handle.x + 12, handle.y + 12 - 3 * 44, { steps: 4 });
  await page.mouse.up();
  await until("first", async () => (await labels())[0] === "Négociation");
  await go("/pipeline");
  for (let i = 0; i < 2; i += 1) {
    await page.keyboard.press("Control+z");
    await until("undone", async () => (await api.get("/history?limit=9")).items.filter((o) => o.reverts).length === i + 1);
  }
  assert.deepEqual(await labels(), before);
});

test("tags and fields of one’s own are made, filled, renamed and removed", async (t) => {
  const { page, api, go, main, dialog, button, panel, grid, choose } = await setUp(t, { rows: 40 });
  await go("/settings/tags");
  await main.getByPlaceholder("Nom de la nouvelle étiquette").fill("Salon été");
  await page.keyboard.press("Enter");
  await main.getByRole("textbox", { name: "Nom de l’étiquette Salon été" }).waitFor();
  const rename = main.getByRole("textbox", { name: "Nom de l’étiquette PME" });
  await rename.fill("PME-ETI");
  await page.keyboard.press("Enter");
  await until("renamed", async () => (await api.session()).tags.some((tag) => tag.name === "PME-ETI" && tag.prospects > 0));

  await go("/settings/fields");
  await choose(main.getByRole("combobox", { name: "Type du nouveau champ" }), "Nombre");
  await main.getByPlaceholder("Nom du nouveau champ").fill("Nombre de postes");
  await page.keyboard.press("Enter");
  await main.getByRole("textbox", { name: "Nom du champ Nombre de postes" }).waitFor();
  await go("/prospects");
  await grid.locator("[data-index='0'] [data-key=name]").click();
  await panel.waitFor();
  const id = /p=(\d+)/.exec(page.url())[1];
  const own = panel.getByRole("button", { name: /^Nombre de postes/ });
  if (!(await own.isVisible())) await button(/Afficher \d champs? vides?/, panel).last().click();
  await own.click();
  await panel.getByRole("textbox", { name: "Nombre de postes" }).fill("12");
  await page.keyboard.press("Enter");
  const field = (await api.session()).fields.find((one) => one.label === "Nombre de postes");
  await until("filled", async () => (await api.get(`/prospects/${id}`)).custom[field.id] === 12);
  await go("/settings/fields");
  await button("Supprimer le champ Nombre de postes").click();
  await dialog.getByRole("heading", { name: /sur 1 prospect/ }).waitFor();
  await button("Supprimer le champ", dialog).click();
  await until("removed", async () => !(await api.session()).fields.some((one) => one.id === field.id));
  await page.keyboard.press("Control+z");
  await until("back, with what was written in it", async () => (await api.get(`/prospects/${id}`)).custom[field.id] === 12);
});

test("a backup is made now, the recovery key is shown only when asked, the base is found sound", async (t) => {
  const { page, api, go, dialog, button, says, toast } = await setUp(t, { rows: 40 });
  await go("/settings/backups");
  await button("Sauvegarder maintenant").click();
  await toast(/Sauvegarde faite\s: 40 prospects/);
  await says(/Dernière sauvegarde/);
  assert.equal((await api.get("/backups")).items.length, 1);

  const { key } = await api.get("/backups/recovery-key");
  const bare = key.replaceAll(/[\s-]/g, "");
  const text = async () => (await page.locator("body").textContent()).replaceAll(/[\s-]/g, "");
  assert.equal((await text()).includes(bare), false, "the key is not on the page");
  await button("Afficher la clé de secours").click();
  await dialog.getByRole("heading", { name: "Clé de secours" }).waitFor();
  assert.equal((await text()).includes(bare), true);
  await button("Fermer", dialog).click();

  // Restored from its own list: what changed since is replaced.
  await api.post("/prospects", { first_name: "Après", last_name: "Sauvegarde" });
  await button(/Restaurer la sauvegarde de/).click();
  await dialog.getByText("Dans la sauvegarde").waitFor();
  await dialog.getByRole("row", { name: /Prospects 40 41/ }).waitFor();
  await dialog.getByText(/^1 opération faite depuis cette sauvegarde n’y est pas/).waitFor();
  await button("Remplacer la base par cette sauvegarde", dialog).click();
  await toast(/Sauvegarde restaurée\s: 40 prospects. La base d’avant est gardée\s: relance-replaced-/);
  assert.equal(await api.total(), 40);

  await go("/settings/privacy");
  await button("Vérifier la base").click();
  await says(/Base saine\s: 40 prospects/);
  await says(/la clé est dans un fichier que vous seul pouvez lire/);
});

test("an older operation is undone alone; what was changed since is shown field by field before anything is", async (t) => {
  const { page, api, go, main, dialog, button, says } = await setUp(t, { rows: 40 });
  const [one, two] = (await api.get("/prospects?limit=2")).items;
  const { stages } = await api.session();
  const read = (id) => api.get(`/prospects/${id}`);
  await api.patch(`/prospects/${one.id}`, { city: "Quimper", stage_id: stages[3].id });
  await api.patch(`/prospects/${two.id}`, { city: "Vannes" });
  await api.patch(`/prospects/${one.id}`, { city: "Lorient" });
  await go("/history");

  // The newest of another prospect: nothing stands in the way.
  const line = (who) => main.getByRole("button", { name: new RegExp(`^Annuler\\s: Modification de ${who}`) });
  await line(two.name).click();
  await until("undone alone", async () => (await read(two.id)).city === two.city);
  assert.equal((await read(one.id)).city, "Lorient", "the later change is kept");
  await says("Annulée");

  // The first of the same prospect: its city was changed since.
  await line(one.name).last().click();
  await dialog.getByRole("heading", { name: "1 champ a changé depuis" }).waitFor();
  const row = dialog.getByRole("row", { name: /Ville/ });
  assert.match(await row.textContent(), new RegExp(`${one.name}.*Ville.*${one.city}.*Lorient`));
  assert.equal((await read(one.id)).stage_id, stages[3].id, "nothing is undone yet");
  await button("Annuler ce qui peut l’être", dialog).click();
  await until("the stage is undone", async () => (await read(one.id)).stage_id === one.stage_id);
  assert.equal((await read(one.id)).city, "Lorient", "the city is kept");

  // Details in words, never by numbers; the list has taken in the undo by now.
  await main.locator("[data-line]").filter({ hasText: /Annulation.*étape, ville/ }).waitFor();
  await main
    .locator("[data-line]")
    .filter({ hasText: /étape, ville/ })
    .filter({ hasNotText: /Annulation/ })
    .click();
  const details = page.getByRole("complementary", { name: "Détails" });
  await details.getByText("Négociation").first().waitFor();
  assert.doesNotMatch(await details.textContent(), /\d{15}/, "no identifier is shown");
});

test("hours, region and leave are written in the working time, and each is taken back", async (t) => {
  const { page, api, go, main, button, choose } = await setUp(t, { rows: 3 });
  await go("/settings/worktime");
  await main.getByRole("textbox", { name: "Heures du samedi" }).fill("9h-12h30");
  await page.keyboard.press("Enter");
  const now = () => api.get("/worktime");
  await until("Saturday is worked", async () => (await now()).week[5][0]?.to === "12:30");
  await choose(main.getByRole("combobox", { name: "Jours fériés", exact: true }), "Moselle");
  await until("the region is kept", async () => (await now()).region === "FR-57");
  const { today } = await now();
  await main.getByLabel("Premier jour").fill(today);
  await main.getByRole("textbox", { name: "Nom", exact: true }).fill("Repos");
  await button("Ajouter un congé").click();
  await main.getByText("Repos").waitFor();
  const days = await api.get(`/worktime/days?from=${today}&to=${today}`);
  assert.equal(days[0].working, false, "today is free");
  await go("/history");
  for (let i = 1; i <= 3; i += 1) {
    await page.keyboard.press("Control+z");
    await until("undone", async () => (await api.get("/history?limit=20")).items.filter((o) => o.reverts).length === i);
  }
  const after = await now();
  assert.deepEqual([after.region, after.week[5], await api.get("/worktime/leave")], ["FR", [], []]);
});

test("a toast leaves free what is worked with: the line that adds, the bar that decides", async (t) => {
  const { page, api, go, main, button, toasts } = await setUp(t, { rows: 5 });
  for (let i = 0; i < 11; i += 1) await api.post("/fields", { label: `Champ ${i}`, kind: "text" });
  const apart = async (what) => {
    const [a, b] = [await toasts.locator(".toast").first().boundingBox(), await what.boundingBox()];
    return a.y + a.height <= b.y || b.y + b.height <= a.y || a.x + a.width <= b.x || b.x + b.width <= a.x;
  };
  await go("/settings/fields");
  await main.getByRole("button", { name: /^Supprimer le champ Champ 10/ }).click();
  await toasts.locator(".toast").first().waitFor();
  await until("the line that adds is free", () => apart(button("Ajouter un champ", main)));
  for (const email of ["a", "b"])
    for (const first_name of ["Jean", "Jeanne"])
      await api.post("/prospects", { first_name, last_name: `Doublon${email}`, email: `${email}@doublon.example` });
  await go("/duplicates");
  const bar = page.getByRole("toolbar", { name: "Comparer les deux fiches" });
  await bar.getByRole("button", { name: "Pas un doublon" }).click();
  await toasts.getByText(/Retenu/).waitFor();
  await until("the bar is free", () => apart(bar));
});
