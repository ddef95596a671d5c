// The first minutes: a new base, sample data to explore and to erase, and what empty screens say.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

test("a new base opens on the welcome page and offers two ways in", async (t) => {
  const { page, at, button } = await setUp(t);
  await at(/^#\/welcome/);
  await page.getByRole("heading", { level: 1, name: "Bienvenue. Par où commencer ?" }).waitFor();
  await until("the page says that it can be used", () => page.evaluate(() => document.documentElement.dataset.ready === "true"));
  await button(/Importer un fichier/).waitFor();
  await page.getByText("Vos données restent sur cet ordinateur.").waitFor();
  assert.equal(await page.title().then((title) => /Relance/.test(title)), true, "the page is named after the product");
});

test("sample data fill the board, say what they are, and leave in one click that can be undone", async (t) => {
  const { page, api, at, button, toast, says, expects } = await setUp(t);
  expects(/404/); // a prospect of the sample may be asked for while it goes
  await button(/Explorer avec des données d’exemple/).click();
  await at(/^#\/pipeline/);
  await page.locator("[data-card]").first().waitFor();
  await toast("40 prospects d’exemple ajoutés");
  assert.equal(await api.total(), 40, "the base holds the forty");
  assert.equal((await api.session()).has_sample, true);
  const before = await api.snapshot();

  await says("Données d’exemple");
  await button("Les effacer").click();
  await page.getByRole("heading", { name: "Votre pipeline est vide" }).waitFor();
  assert.equal(await api.total(), 0, "nothing of the sample is left");
  assert.equal(await button("Les effacer").count(), 0, "the line leaves with the data");

  await toast("Données d’exemple effacées", "Annuler");
  await page.locator("[data-card]").first().waitFor();
  assert.deepEqual(await api.snapshot(), before, "undo gives the sample back exactly");
});

test("empty screens say what they are for and what to do", async (t) => {
  const { page, go, says, button } = await setUp(t);
  const ways = [/Importer un fichier/, /Ajouter un prospect/, /Données d’exemple/];
  await go("/pipeline");
  await page.getByRole("heading", { name: "Votre pipeline est vide" }).waitFor();
  for (const way of ways) await button(way).waitFor();
  await go("/prospects");
  await page.getByRole("heading", { name: "Aucun prospect pour l’instant" }).waitFor();
  for (const way of ways) await button(way).waitFor();
  await go("/import");
  await says("Vos imports apparaîtront ici, avec de quoi les annuler.");
  await go("/history");
  await says("Aucune modification pour l’instant.");
  await go("/settings/tags");
  await says(/Aucune étiquette/);
  await go("/settings/fields");
  await says(/Aucun champ personnalisé/);
  await go("/settings/backups");
  await says("Aucune sauvegarde pour l’instant.");
  await go("/nowhere");
  await says("Cet écran n’existe pas.");
});

test("the first prospect is written by hand, with what is wrong said under its field", async (t) => {
  const { page, api, at, dialog, panel, toast, go, expects } = await setUp(t);
  expects(/422|400/); // the wrong e-mail is refused by the core
  // Undo takes her away while her sheet is open: the page asks for her once more and is told that she is gone.
  expects(/404.*\/(prospects|companies)\/\d+/);
  await go("/prospects");
  await page.keyboard.press("Control+n");
  await dialog.getByRole("heading", { name: "Nouveau prospect" }).waitFor();
  await page.keyboard.type("Hugo");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Lefèvre");
  await dialog.getByLabel("E-mail").fill("hugo.lefevre@");
  await page.keyboard.press("Enter");
  await dialog.getByText(/Adresse e-mail incomplète/).waitFor();
  assert.equal(await api.total(), 0, "nothing is written while a field is wrong");
  await dialog.getByLabel("E-mail").fill("Hugo.Lefevre@Helio.example");
  await dialog.getByLabel("Téléphone").fill("06 12 34 56 78");
  await dialog.getByLabel("Entreprise").fill("Hélio Data");
  await page.keyboard.press("Enter");
  await toast("Hugo Lefèvre ajouté aux prospects");
  await panel.getByRole("heading", { name: "Hugo Lefèvre" }).waitFor();
  await at(/p=\d+/);
  const made = await api.find("lefevre");
  assert.equal(made.phone, "+33612345678");
  assert.equal(made.email, "hugo.lefevre@helio.example", "addresses are kept in lower case");
  assert.equal(made.company, "Hélio Data");

  await toast("Hugo Lefèvre ajouté aux prospects", "Annuler");
  await until("the prospect is gone", async () => (await api.total()) === 0);
  await panel.waitFor({ state: "detached" });
});
