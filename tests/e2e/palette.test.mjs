// The palette, the keys and their help, languages and themes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

const option = (page, name) => page.getByRole("option", { name }).first();

test("the palette finds prospects, screens and commands, opens lists in place, and gives the focus back", async (t) => {
  const { page, api, at, panel, go, dialog, grid, toast, expects } = await setUp(t, { rows: 40 });
  expects(/404/); // the panel of a prospect whose creation is undone
  await go("/prospects");
  await grid.locator("[data-index='0']").first().waitFor();
  await grid.focus();
  const [, second] = (await api.get("/prospects?limit=2")).items;
  await page.keyboard.press("Control+k");
  const field = page.getByRole("combobox", { name: "Palette" });
  await field.waitFor();
  await page.keyboard.press("Escape");
  await field.waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => document.activeElement?.role), "grid", "the focus is where it was");

  await page.keyboard.press("Control+k");
  // Without its accents and with a slip of the finger it is found all the same.
  await field.fill(second.name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase());
  await option(page, second.name).waitFor();
  await page.keyboard.press("Enter");
  await panel.getByRole("heading", { name: second.name }).waitFor();
  await page.keyboard.press("Escape");

  await page.keyboard.press("Control+k");
  await field.fill("historique");
  await option(page, /Historique/).waitFor();
  await page.keyboard.press("Enter");
  await at(/^#\/history/);

  // A view that was kept opens by its name.
  await api.post("/views", { name: "Suivis de Lyon", kind: "board", filter: "ville est Lyon" });
  await until("the sidebar has it", async () => (await page.getByRole("link", { name: "Suivis de Lyon" }).count()) === 1);
  await page.keyboard.press("Control+k");
  await field.fill("suivis de");
  await option(page, "Suivis de Lyon").waitFor();
  await page.keyboard.press("Enter");
  await at(/^#\/pipeline\?.*f=ville/);

  // A selection comes first, with its number; a list opens in place and Backspace goes back.
  await go("/prospects");
  await grid.locator("[data-index='0'] [data-key=check]").click();
  await page.keyboard.press("Control+k");
  await option(page, "Changer l’étape de 1 prospect").waitFor();
  await field.fill("theme sombre");
  await option(page, /Thème\s: sombre/).waitFor();
  await page.keyboard.press("Enter");
  await until("dark at once", () => page.evaluate(() => document.documentElement.dataset.theme === "dark"));
  await until("and kept", async () => (await api.session()).settings.theme === "dark");

  await page.keyboard.press("Control+k");
  await field.fill("Zénobie Quelconque");
  await option(page, /Créer le prospect «\sZénobie Quelconque\s»/).click();
  await until("created", async () => (await api.total("search=zenobie")) === 1);
  await panel.getByRole("heading", { name: "Zénobie Quelconque" }).waitFor();
  await toast(/Zénobie Quelconque/, "Annuler");
  await until("and taken back", async () => (await api.total("search=zenobie")) === 0);
  assert.equal(await dialog.count(), 0);
});

test("G and a letter go to a screen, F1 lists the keys, Ctrl+S says that all is saved, letters can be switched off", async (t) => {
  const { page, at, dialog, toast, says, go, main, button } = await setUp(t, { rows: 40 });
  await page.locator("[data-day]").first().waitFor();
  await page.keyboard.press("g");
  await page.getByRole("status").getByText("Aller à").waitFor();
  await page.keyboard.press("l");
  await at(/^#\/prospects/);
  for (const [key, address] of [
    ["a", /^#\/today/],
    ["p", /^#\/pipeline/],
    ["r", /^#\/settings/],
  ]) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await at(address);
  }
  await page.keyboard.press("Control+s");
  await toast("Tout est enregistré automatiquement");
  await page.keyboard.press("F1");
  await dialog.getByRole("heading", { name: "Raccourcis clavier" }).waitFor();
  await dialog.getByText("Ouvrir la palette").waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });

  await go("/settings/keyboard");
  await main.getByRole("switch", { name: /Raccourcis d’une seule lettre/ }).click();
  await says("désactivé");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await page.keyboard.press("Control+,");
  await at(/^#\/settings$/);
  await go("/settings/keyboard");
  await main.getByRole("switch", { name: /Raccourcis d’une seule lettre/ }).click();

  // A key of one’s own.
  await button(/Changer la touche\s: Ouvrir la palette/).click();
  await page.keyboard.press("Control+j");
  await until("the key is changed", () => main.getByText("Ctrl J").first().isVisible());
  await page.keyboard.press("Control+j");
  await page.getByRole("combobox", { name: "Palette" }).waitFor();
});

test("language and theme change at once, without a reload, keeping place and focus", async (t) => {
  const { page, api, go, choose, grid } = await setUp(t, { rows: 40 });
  await go("/settings/appearance");
  await page.evaluate(() => {
    window.still = true;
  });
  await choose(page.getByRole("combobox", { name: "Langue" }), "English");
  await page.getByRole("heading", { name: "Settings", level: 1 }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.lang), "en");
  await choose(page.getByRole("combobox", { name: "Theme" }), "Dark");
  await until("dark", () => page.evaluate(() => document.documentElement.dataset.theme === "dark"));
  const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await choose(page.getByRole("combobox", { name: "Theme" }), "Light");
  await until("light", () => page.evaluate((was) => getComputedStyle(document.body).backgroundColor !== was, dark));
  await choose(page.getByRole("combobox", { name: "Text size" }), "125%");
  await until("larger", async () => (await api.session()).settings.text_size === 125);
  await choose(page.getByRole("combobox", { name: "Density" }), "Compact");
  await go("/prospects");
  await grid.locator("[data-index='0']").first().waitFor();
  const row = await grid.locator("[role=row][data-index='0']").boundingBox();
  assert.equal(Math.round(row.height), 32, "a compact row");
  await page.getByRole("columnheader", { name: "Company" }).waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  await go("/settings/appearance");
  await choose(page.getByRole("combobox", { name: "Theme" }), "System");
  await until("the system’s", () => page.evaluate((was) => getComputedStyle(document.body).backgroundColor === was, dark));
  await choose(page.getByRole("combobox", { name: "Language" }), "Français");
  await page.getByRole("heading", { name: "Réglages", level: 1 }).waitFor();
  assert.equal(await page.evaluate(() => window.still), true, "the page was never loaded again");
});
