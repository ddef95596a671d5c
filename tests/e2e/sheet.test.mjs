// The sheet of a prospect: beside the table and the board, then on a page of its own; its fields, notes, timeline, history.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

/** The field of a sheet by its label: the value that is clicked to edit. */
const field = (sheet, label) => sheet.getByRole("button", { name: new RegExp(`^${label}\\b`) }).first();

const nameOf = (panel) => panel.getByRole("heading", { level: 2 }).first().textContent();

/** The prospect of the panel, as the address says. */
const shown = (page, api) => api.get(`/prospects/${/p=(\d+)/.exec(page.url())[1]}`);

test("Enter on a row opens the panel; arrows follow the list; Escape gives the focus back", async (t) => {
  const { page, api, go, grid, panel, at } = await setUp(t, { rows: 40 });
  await go("/prospects");
  await grid.locator("[data-index='0']").first().waitFor();
  const names = (await api.get("/prospects?limit=5")).items.map((row) => row.name);
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await panel.getByRole("heading", { name: names[0] }).waitFor();
  await at(/p=\d+/);
  await page.keyboard.press("ArrowDown");
  await panel.getByRole("heading", { name: names[1] }).waitFor();
  await page.keyboard.press("j");
  await panel.getByRole("heading", { name: names[2] }).waitFor();
  await page.keyboard.press("ArrowUp");
  await panel.getByRole("heading", { name: names[1] }).waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.role), "grid", "the table has the focus again");
  assert.equal(await grid.getAttribute("aria-activedescendant"), "cell-1-name", "on the row that was open");

  // On a page of its own, back and forward, with the filter and the place kept.
  await page.getByRole("searchbox").fill(names[1].split(" ")[1]);
  await at(/q=/);
  await grid.locator("[data-index='0'] [data-key=name]").click();
  await panel.waitFor();
  await page.keyboard.press("Control+Enter");
  await at(/^#\/prospects\/\d+/);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
  await page.keyboard.press("Alt+ArrowLeft");
  await at(/q=.*p=\d+/);
  await panel.waitFor();
  assert.equal(await page.getByRole("searchbox").inputValue(), names[1].split(" ")[1]);
  await page.keyboard.press("Alt+ArrowRight");
  await at(/^#\/prospects\/\d+/);
});

test("a field is saved when it is left, refused with its sentence, and undone; its own history says so", async (t) => {
  const { page, api, go, panel, grid, toast, button, expects } = await setUp(t, { rows: 40 });
  expects(/422|400/);
  await go("/prospects");
  await grid.locator("[data-index='3'] [data-key=name]").click();
  await panel.waitFor();
  const name = await nameOf(panel);
  const before = await shown(page, api);
  const read = () => api.get(`/prospects/${before.id}`);

  await field(panel, "Ville").click();
  const input = panel.getByRole("textbox", { name: "Ville" });
  await input.fill("Saint-Étienne");
  await panel.getByRole("heading", { name }).click();
  await until("saved on leaving", async () => (await read()).city === "Saint-Étienne");
  await grid.locator("[data-index='3'] [data-key=city]", { hasText: "Saint-Étienne" }).waitFor();

  await field(panel, "Téléphone").click();
  await panel.getByRole("textbox", { name: "Téléphone" }).fill("12");
  await page.keyboard.press("Enter");
  await panel.getByRole("alert").getByText(/Ce numéro de téléphone n’existe pas/).waitFor();
  await page.keyboard.press("Escape");
  assert.equal((await read()).phone, before.phone);

  await field(panel, "Montant").click();
  await panel.getByRole("textbox", { name: "Montant" }).fill("1 234,56 €");
  await page.keyboard.press("Enter");
  await until("an amount as the French write it", async () => (await read()).value_cents === 123456);

  await field(panel, "Ville").hover();
  await button("Historique de Ville", panel).click();
  const history = page.getByRole("dialog", { name: "Historique de Ville" });
  await history.getByText(/→ Saint-Étienne/).waitFor();
  await history.getByRole("button", { name: "Annuler cette modification" }).first().click();
  await until("the older one is undone, the newer kept", async () => {
    const now = await read();
    return now.city === before.city && now.value_cents === 123456;
  });
  await page.keyboard.press("Escape");

  // Tags, opposition.
  await panel.getByRole("switch", { name: /Ne plus contacter/ }).click();
  await panel.getByText(/Ne plus contacter depuis le/).waitFor();
  assert.equal(await panel.getByRole("link", { name: /^E-mail$/ }).count(), 0, "nothing can be sent any more");
  await page.keyboard.press("Control+z");
  await until("lifted by undo", async () => (await read()).do_not_contact_at === null);
  await toast(/^Annulé/);
});

test("notes are written and edited, the stage changes by E, and the timeline tells both", async (t) => {
  const { page, api, go, panel, at } = await setUp(t, { rows: 40 });
  await go("/pipeline");
  const card = page.locator("[data-card]").first();
  const id = await card.getAttribute("data-card");
  await card.click();
  await panel.waitFor();
  await at(new RegExp(`p=${id}`));
  await page.keyboard.press("n");
  const note = panel.getByRole("textbox", { name: "Note", exact: true });
  /** A plain field until somebody writes. */
  const said = () => note.evaluate((el) => el.value ?? el.textContent);
  await until("the note has the focus", () =>
    note.evaluate((el) => el.isContentEditable && el === document.activeElement),
  );
  await page.keyboard.type("Rappeler lundi : veut un devis pour 12 postes.");
  // What is not saved yet is still there after a look at somebody else.
  const other = page.locator("[data-card]").nth(1);
  await other.click();
  await at(new RegExp(`p=${await other.getAttribute("data-card")}`));
  await until("the note of somebody else is empty", async () => (await said()) === "");
  await card.click();
  await at(new RegExp(`p=${id}`));
  await until("the note is there again", async () => (await said()).startsWith("Rappeler lundi"));
  await note.focus();
  await page.keyboard.press("Control+Enter");
  await panel.getByText("Rappeler lundi : veut un devis pour 12 postes.").waitFor();
  await until("the note is empty again", async () => (await said()) === "");

  await page.keyboard.press("Escape");
  await panel.getByRole("heading", { level: 2 }).first().click();
  await page.keyboard.press("e");
  await page.keyboard.type("contacté");
  await page.keyboard.press("Enter");
  await panel.getByText(/Étape\s: Non qualifié → Contacté/).waitFor();
  const { items } = await api.get(`/prospects/${id}/activities`);
  assert.deepEqual(items.slice(0, 2).map((a) => a.kind), ["stage_change", "note"]);

  await panel.getByRole("button", { name: "Étapes", exact: true }).click();
  await until("only stages", async () => (await panel.getByText("Rappeler lundi").count()) === 0);
  await panel.getByRole("button", { name: "Notes", exact: true }).click();
  await panel.getByRole("button", { name: "Actions sur la note" }).click();
  await page.getByRole("menuitem", { name: "Modifier la note" }).click();
  await panel.getByRole("textbox", { name: "Modifier la note" }).fill("Rappeler mardi.");
  await page.keyboard.press("Control+Enter");
  await panel.getByText("Rappeler mardi.").waitFor();
  await panel.getByRole("button", { name: "Modifications", exact: true }).click();
  await panel.getByText(/Non qualifié → Contacté/).first().waitFor();

  // Undone one by one: the note’s text, the stage, the note.
  const before = (await api.get("/history")).items.length;
  for (let i = 1; i <= 3; i += 1) {
    await panel.getByRole("heading", { level: 2 }).first().click();
    await page.keyboard.press("Control+z");
    await until("one more undone", async () => (await api.get("/history")).items.length === before + i);
  }
  const left = await api.get(`/prospects/${id}/activities`);
  assert.equal(left.items.filter((a) => a.kind !== "created").length, 0, "the timeline is as it was");
});

test("addresses: a second e-mail is added, made the first, and taken away", async (t) => {
  const { page, api, go, panel, grid } = await setUp(t, { rows: 40 });
  await go("/prospects");
  await grid.locator("[data-index='2'] [data-key=name]").click();
  await panel.waitFor();
  const { id, email } = await shown(page, api);
  const menuOf = (value) => panel.getByRole("button", { name: `Actions sur ${value}` });
  await menuOf(email).click();
  await page.getByRole("menuitem", { name: "Ajouter un e-mail" }).click();
  await panel.getByRole("textbox", { name: "Autre e-mail" }).fill("perso@exemple.fr");
  await page.keyboard.press("Enter");
  await until("kept", async () => (await api.get(`/prospects/${id}`)).addresses.some((a) => a.value === "perso@exemple.fr"));
  await menuOf("perso@exemple.fr").click();
  await page.getByRole("menuitem", { name: "Rendre principal" }).click();
  await until("they change places", async () => {
    const now = await api.get(`/prospects/${id}`);
    return now.email === "perso@exemple.fr" && now.addresses.some((a) => a.value === email);
  });
  await menuOf(email).click();
  await page.getByRole("menuitem", { name: "Retirer" }).click();
  await until("one left", async () => (await api.get(`/prospects/${id}`)).addresses.every((a) => a.kind !== "email"));
});
