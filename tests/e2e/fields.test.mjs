// Custom fields: made with their options, filled in the table and on the sheet, shown on cards, asked for by a stage; options
// and tags merged; what a removal or another kind would cost is said first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

const named = (list, label) => list.find((item) => item.label === label);

test("a list is made in the settings, chosen from in the table, and its options are renamed and merged", async (t) => {
  const { page, api, go, main, dialog, button, grid, choose, quiet, expects } = await setUp(t, { rows: 40 });
  expects(/422.*\/fields\/|404.*\/fields\/\d+\/use/); // a kind that cannot read the values; the count of a field just removed
  await go("/settings/fields");
  await choose(main.getByRole("combobox", { name: "Type du nouveau champ" }), /^Liste$/);
  await main.getByPlaceholder("Nom du nouveau champ").fill("Besoin");
  await page.keyboard.press("Enter");
  for (const option of ["Réseau", "Cloud", "Nuage"]) {
    await main.getByPlaceholder("Nom de la nouvelle option").fill(option);
    await page.keyboard.press("Enter");
    await main.getByRole("textbox", { name: `Nom de l’option ${option}` }).waitFor();
  }
  const field = async () => named((await api.session()).fields, "Besoin");
  const { id } = await field();

  // In the table, by the keyboard alone: a new field is a column there.
  await go("/prospects");
  const cell = (index) => grid.locator(`[data-index='${index}'] [data-key='custom.${id}']`);
  await cell(0).scrollIntoViewIfNeeded();
  for (const [index, letters, kept] of [[0, "resea", "Réseau"], [1, "nua", "Nuage"]]) {
    await cell(index).click();
    await page.keyboard.press("Enter");
    await page.keyboard.type(letters);
    await page.keyboard.press("Enter");
    await until(`${kept} is shown`, async () => (await cell(index).textContent())?.includes(kept));
  }
  await quiet();
  const start = await api.snapshot();

  await go("/settings/fields");
  await button("Déplier Besoin").click();
  await button("Fusionner Nuage dans une autre option…").click();
  await dialog.getByText(/1 prospect/).waitFor();
  await choose(dialog.getByRole("combobox", { name: "Dans l’option" }), "Cloud");
  await button("Fusionner", dialog).click();
  await dialog.waitFor({ state: "detached" });
  await until("whoever had one has the other", async () => {
    const { options } = await api.get(`/fields/${id}/use`);
    return options.length === 2 && named(options, "Cloud").prospects === 1;
  });
  const name = main.getByRole("textbox", { name: "Nom de l’option Cloud" });
  await name.fill("Hébergement");
  await page.keyboard.press("Enter");
  await until("renamed on the sheet too", async () => named((await api.get(`/fields/${id}/use`)).options, "Hébergement")?.prospects === 1);

  // Another kind would lose what it cannot read: it says so, and does nothing before one has said yes.
  await choose(main.getByRole("combobox", { name: "Type du champ Besoin" }), "Nombre");
  await dialog.getByText(/2 valeurs/).waitFor();
  await button("Annuler", dialog).click();
  assert.equal((await field()).kind, "select", "nothing was changed");
  await button("Supprimer le champ Besoin").click();
  await dialog.getByRole("heading", { name: /2 prospects/ }).waitFor();
  await button("Supprimer le champ", dialog).click();
  await until("removed", async () => !(await field()));
  await go("/history");
  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.press("Control+z");
    await until("undone", async () => (await api.get("/history?limit=20")).items.filter((o) => o.reverts).length === i + 1);
  }
  assert.deepEqual(await api.snapshot(), start, "undone one by one, all is as it was");
});

test("a stage asks in place for what it requires: a declined move goes back, a given value goes along", async (t) => {
  const { page, api, go, dialog, button, toasts, expects } = await setUp(t, { rows: 40 });
  expects(/422/); // the move is refused until the field is filled
  const { stages } = await api.session();
  const deal = named(stages, "Négociation");
  const { field } = await api.post("/fields", { label: "Budget", kind: "currency", on_card: true, required_stages: [deal.id] });
  const from = named((await api.get("/pipeline?limit=3")).columns, "Contacté").cards[0];
  await go("/pipeline");
  const card = page.locator(`[data-card='${from.id}']`);
  const move = async () => {
    await card.focus();
    await page.keyboard.press("e");
    await page.keyboard.type("nego");
    await page.keyboard.press("Enter");
    await dialog.getByRole("heading", { name: /Négociation.*demande ce champ/ }).waitFor();
    // « laissez-le où il est »: it is still there.
    await page.locator(`[data-stage=contacte] [data-card='${from.id}']`).waitFor();
  };
  await move();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal((await api.get(`/prospects/${from.id}`)).stage_id, from.stage_id, "she stays where she was");
  await page.locator(`[data-stage=contacte] [data-card='${from.id}']`).waitFor();
  assert.equal(await toasts.getByText(/demande de remplir/).count(), 0, "to decline is no error");

  await move();
  await button("Remplir et déplacer", dialog).click();
  await dialog.getByText("À remplir.").waitFor();
  await dialog.getByRole("textbox", { name: "Budget" }).fill("12 $");
  await page.keyboard.press("Enter");
  await dialog.getByText(/Ce champ est en EUR/).waitFor();
  await dialog.getByRole("textbox", { name: "Budget" }).fill("12,5 k€");
  await page.keyboard.press("Enter");
  await page.locator(`[data-stage=negociation] [data-card='${from.id}']`, { hasText: /Budget 12.500/ }).waitFor();
  const moved = await api.get(`/prospects/${from.id}`);
  assert.deepEqual([moved.stage_id, moved.custom[field.id]], [deal.id, 12500], "both, in one operation");
  await page.keyboard.press("Control+z");
  await until("undone together", async () => {
    const back = await api.get(`/prospects/${from.id}`);
    return back.stage_id === from.stage_id && Object.keys(back.custom).length === 0;
  });
});

test("several choices are made on the sheet, and tags become one", async (t) => {
  const { page, api, enter, go, main, dialog, button, grid, panel, choose } = await setUp(t, { rows: 40, enter: false });
  const { field } = await api.post("/fields", { label: "Jours", kind: "multi_select", add_options: ["Lundi", "Mardi", "Jeudi"] });
  await enter();
  await go("/prospects");
  await grid.locator("[data-index='0'] [data-key=name]").click();
  await panel.waitFor();
  const id = /p=(\d+)/.exec(page.url())[1];
  const own = panel.getByRole("button", { name: /^Jours/ });
  if (!(await own.isVisible())) await button(/Afficher \d champs? vides?/, panel).last().click();
  await own.click();
  const list = page.getByRole("combobox", { name: "Jours" });
  await list.waitFor();
  for (const day of ["jeudi", "lundi"]) {
    await page.keyboard.type(day);
    await page.getByRole("option", { name: new RegExp(day, "i") }).first().waitFor();
    await page.keyboard.press("Enter");
    await until("taken, and the next one can be written", async () => (await list.inputValue()) === "");
  }
  await page.keyboard.press("Escape");
  await until("in the order of the field", async () =>
    JSON.stringify((await api.get(`/prospects/${id}`)).custom[field.id]) === JSON.stringify(["Lundi", "Jeudi"]),
  );

  const { tag } = await api.post("/tags", { name: "pme" + "2" });
  await api.patch(`/prospects/${id}`, { tag_ids: [tag.id] });
  const before = await api.snapshot();
  await go("/settings/tags");
  await button("Fusionner pme2 dans une autre étiquette…").click();
  await choose(dialog.getByRole("combobox", { name: "Dans l’étiquette" }), /^PME$/);
  await button("Fusionner", dialog).click();
  await until("one tag", async () => !(await api.session()).tags.some((other) => other.name === "pme2"));
  assert.deepEqual((await api.get(`/prospects/${id}`)).tags.map((other) => other.name), ["PME"], "she has the one that is left");
  const merged = main.getByRole("textbox", { name: "Nom de l’étiquette pme2" });
  await merged.waitFor({ state: "detached" });
  await page.keyboard.press("Control+z");
  await merged.waitFor();
  assert.deepEqual(await api.snapshot(), before, "parted as they were");
});

test("a field that was filled keeps the keyboard: Enter saves and the value has the focus again", async (t) => {
  const { page, api, enter, go, main, button, focused } = await setUp(t, { rows: 5, enter: false });
  const kinds = ["text", "number", "currency", "phone"];
  for (const kind of kinds) await api.post("/fields", { label: `Mon ${kind}`, kind });
  await enter();
  const { items } = await api.get("/prospects?limit=1");
  await go(`/prospects/${items[0].id}`);
  await button(/Afficher \d champs vides/, main).last().click();
  for (const [kind, typed, shown] of [
    ["text", "abc", /abc/],
    ["number", "12", /12/],
    ["currency", "99,9", /99,90/],
    ["currency", "12", /12/],
    ["phone", "06 12 34 56 78", /6.12.34.56.78/],
  ]) {
    await main.getByRole("button", { name: new RegExp(`^Mon ${kind}`) }).focus();
    await page.keyboard.press("Enter");
    await main.getByRole("textbox", { name: `Mon ${kind}` }).waitFor();
    await page.keyboard.type(typed);
    await page.keyboard.press("Enter");
    await until(`the value of ${kind} has the focus`, async () => shown.test(await focused()));
  }
});
