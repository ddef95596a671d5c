// What the import guesses besides the columns, and how it is corrected: the order of full names, rows of totals, values that a
// select does not offer, what each sheet is. What was said is there again for the next file of the same shape.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, write, xlsx } from "./files.mjs";
import { setUp, until } from "./support.mjs";

/** Drops a file on the import's first screen. */
async function drop({ page, go, button, at, expects }, path) {
  expects(/404.*\/imports\/\d+\/(progress|draft)/);
  expects(/409.*\/imports\/\d+\/(rows|preview)/);
  await go("/import");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button(/^Parcourir…$/).click()]);
  await chooser.setFiles(path);
  await at(/^#\/import\/\d+/);
}

const runIt = async ({ page, button, at }, rows) => {
  await button("Continuer").click();
  await at(/step=duplicates/);
  await button(`Importer ${rows} lignes`).click();
  await page.getByRole("heading", { name: /^Rapport de/ }).waitFor();
};

test("the order of names and the rows of totals are told, corrected, and the order remembered", async (t) => {
  const house = await setUp(t);
  const { page, api, button, at, home } = house;
  const rows = [
    ["Contact", "E-mail", "Montant"],
    ["Bernard Paul", "bp@a.example", "1200"],
    ["Simon Thomas", "st@a.example", "800"],
    ["Nombre", "", "2"],
    ["Thomas Bernard", "tb@a.example", "400"],
    ["TOTAL", "", "2400"],
  ];
  const path = write(home.folder, "noms.csv", csv(rows));
  await drop(house, path);
  await button("Continuer").click();
  await at(/step=columns/);
  const split = page.getByRole("button", { name: /^Découpage/ });
  await split.and(page.getByRole("button", { name: /À vérifier/ })).waitFor();
  await split.click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("row", { name: "Bernard Paul Bernard Paul" }).waitFor();
  await dialog.getByRole("combobox").click();
  await page.getByRole("option", { name: "Nom puis prénom" }).click();
  await dialog.getByRole("row", { name: "Bernard Paul Paul Bernard" }).waitFor();
  await dialog.getByRole("button", { name: "Terminé" }).click();
  await split.and(page.getByRole("button", { name: /Reconnu/ })).waitFor();

  const totals = page.getByRole("list", { name: "Lignes de totaux" });
  await totals.getByRole("listitem").filter({ hasText: "Nombre" }).getByText("À vérifier").waitFor();
  await totals.getByRole("listitem").filter({ hasText: "TOTAL" }).getByText("Reconnu").waitFor();
  await totals.getByRole("listitem").filter({ hasText: "Nombre" }).getByRole("button").click();
  await totals.getByText("lue comme une personne").waitFor();
  await runIt(house, 4);
  const paul = await api.find("bp@a.example");
  const { first_name, last_name } = await api.get(`/prospects/${paul.id}`);
  assert.deepEqual([first_name, last_name], ["Paul", "Bernard"], "as was said");
  assert.equal(await api.total(), 4, "the row that was said to be somebody is, the total is not");

  await drop(house, path);
  await button("Continuer").click();
  await split.and(page.getByRole("button", { name: /Reconnu/ })).waitFor();
});
