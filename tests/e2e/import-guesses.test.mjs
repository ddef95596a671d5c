// What the import guesses besides the columns, and how it is corrected: the order of full names, rows of totals, values that a
// select does not offer, what each sheet is. What was said is there again for the next file of the same shape.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, write, xlsx } from "./files.mjs";
import { chooseToImport, setUp, until } from "./support.mjs";

/** Drops a file on the import's first screen. */
async function drop({ page, go, button, at, expects }, path) {
  expects(/404.*\/imports\/\d+\/(progress|draft)/);
  expects(/409.*\/imports\/\d+\/(rows|preview)/);
  await chooseToImport({ page, go, button, at }, path);
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

test("a value that a select does not offer becomes an option from the mapping", async (t) => {
  const house = await setUp(t);
  const { page, api, button, at, home } = house;
  const { field } = await api.post("/fields", { label: "Priorité", kind: "select", add_options: ["Haute"] });
  const rows = [
    ["Nom", "E-mail", "Priorité"],
    ["Martin", "lea@a.example", "Haute"],
    ["Petit", "zoe@a.example", "Urgente"],
    ["Roux", "anne@a.example", "Très haute"],
    ["Blanc", "paul@a.example", "???"],
  ];
  await drop(house, write(home.folder, "priorites.csv", csv(rows)));
  await button("Continuer").click();
  await at(/step=columns/);
  const line = page.getByRole("listitem").filter({ hasText: "Urgente" });
  await line.getByRole("combobox", { name: "Champ de la colonne Priorité" }).click();
  await page.getByPlaceholder("Chercher ou nommer un champ").fill("priorité");
  await page.getByRole("option", { name: "Priorité", exact: true }).click();
  await button(/^3 inconnues/).click();
  const dialog = page.getByRole("dialog");
  const say = async (value, take) => {
    await dialog.getByRole("combobox", { name: `Ce que devient la valeur ${value}` }).click();
    await page.getByRole("option", { name: take }).click();
  };
  await say("Urgente", "Ajouter à la liste");
  await say("Très haute", "Devient Haute");
  await dialog.getByRole("button", { name: "Terminé" }).click();
  await runIt(house, 4);
  const held = (await api.get("/fields")).find(({ id }) => id === field.id);
  assert.deepEqual(
    held.options.map(({ label }) => label),
    ["Haute", "Urgente"],
    "one was added, and no other",
  );
  const of = async (words) => (await api.get(`/prospects/${(await api.find(words)).id}`)).custom[field.id];
  assert.deepEqual(
    [await of("lea@a"), await of("zoe@a"), await of("anne@a"), await of("paul@a")],
    ["Haute", "Urgente", "Haute", undefined],
    "each as was said of it",
  );
  await button("Annuler cet import").click();
  await until("the option is gone with it", async () => {
    const [{ options }] = await api.get("/fields");
    return options.length === 1 && (await api.total()) === 0;
  });
});

test("what each sheet became is proposed again for the next workbook of the same shape", async (t) => {
  const house = await setUp(t);
  const { page, button, home, at } = house;
  const book = {
    Contacts: [
      ["Nom", "Prénom", "E-mail"],
      ["Martin", "Léa", "lea@fournil.example"],
      ["Bernard", "Hugo", "hugo@moulin.example"],
    ],
    Entreprises: [
      ["Raison sociale", "SIREN", "Ville"],
      ["Fournil", "732829320", "Lyon"],
      ["Verger", "", "Metz"],
    ],
  };
  const path = write(home.folder, "salon.xlsx", xlsx(book));
  await drop(house, path);
  const kind = page.getByLabel("Ce que devient la feuille Entreprises");
  await kind.click();
  await page.getByRole("option", { name: "Ne pas importer" }).click();
  await button("Continuer").click();
  await at(/step=columns/);
  await runIt(house, 2);
  await drop(house, path);
  await kind.getByText("Ne pas importer").waitFor();
  await page.getByText("comme la dernière fois").first().waitFor();
});
