// A workbook of several sheets, as a salesperson has it: people, companies and notes, read in one go and taken back in one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { write, xlsx } from "./files.mjs";
import { chooseToImport, setUp, until } from "./support.mjs";

const BOOK = {
  Contacts: [
    ["Contact", "", "", "Société", ""],
    ["Nom", "Prénom", "E-mail", "Nom", "Ville"],
    ["Martin", "Léa", "lea@fournil.example", "Fournil", "Lyon"],
    ["Bernard", "Hugo", "hugo@moulin.example", "Moulin", "Nice"],
  ],
  Entreprises: [
    ["Raison sociale", "SIREN", "Ville"],
    ["Fournil", "732829320", "Lyon"],
    ["Verger", "", "Metz"],
  ],
  Notes: [
    ["E-mail", "Date", "Commentaire"],
    ["lea@fournil.example", "02/03/2026", "Rappeler après le salon"],
    ["anne@ailleurs.example", "03/03/2026", "De qui ?"],
  ],
  Bilan: [
    ["Étape", "Nombre"],
    ["Contacté", 12],
  ],
};

test("people, companies and notes of one workbook are one import", async (t) => {
  const house = await setUp(t);
  const { page, api, go, button, at, expects, home } = house;
  expects(/404.*\/imports\/\d+\/(progress|draft)/);
  expects(/40[49].*\/imports\/\d+\/(rows|preview)/);
  write(home.folder, "salon.xlsx", xlsx(BOOK));
  await chooseToImport({ page, go, button, at }, `${home.folder}/salon.xlsx`);

  const kind = (sheet) => page.getByLabel(`Ce que devient la feuille ${sheet}`);
  for (const [sheet, said] of [
    ["Contacts", "Prospects"],
    ["Entreprises", "Entreprises"],
    ["Notes", "Notes"],
    ["Bilan", "Ne pas importer"],
  ])
    await kind(sheet).getByText(said, { exact: true }).waitFor();
  await page.getByRole("columnheader", { name: "Société Nom" }).waitFor();
  await button("Entreprises").first().click();
  await page.getByRole("columnheader", { name: "SIREN" }).waitFor();

  await button("Continuer").click();
  await at(/step=columns/);
  await button("Notes · Notes").click();
  await page.getByLabel("Champ de la colonne Commentaire").waitFor();
  await button("Continuer").click();
  await at(/step=duplicates/);
  const bySheet = page.getByRole("region", { name: "Résultat par feuille" });
  await bySheet.getByRole("row", { name: /Notes Notes 1 0 0 1/ }).waitFor();

  await button("Vérifier ligne par ligne").click();
  await at(/step=rows/);
  const list = page.getByRole("listbox", { name: "Lignes du fichier" });
  await list.getByRole("option", { name: "anne@ailleurs.example" }).click();
  const detail = page.getByRole("region", { name: "Détail de la ligne" });
  const mail = detail.getByLabel("E-mail", { exact: true });
  await mail.fill("hugo@moulin.example");
  await mail.press("Enter");
  await button(/^Importer 6 lignes$/).click();
  await page.getByRole("heading", { name: /^Rapport de/ }).waitFor();
  await bySheet.getByRole("row", { name: /Notes Notes 2 0 0 0/ }).waitFor();

  const hugo = await api.find("hugo");
  const { items } = await api.get(`/prospects/${hugo.id}/activities?kind=note`);
  assert.deepEqual([hugo.company, items.map((note) => note.body)], ["Moulin", ["De qui ?"]], "the note is his");
  assert.equal((await api.get("/companies")).total, 3, "Fournil, Moulin and Verger");
  await button("Annuler cet import").click();
  await until("all of it is gone", async () => (await api.total()) === 0 && (await api.get("/companies")).total === 0);
});
