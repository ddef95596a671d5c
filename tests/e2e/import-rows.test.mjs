// The preview of an import row by row, as a salesperson uses it: who is already here, which value is right, a cell put right,
// a row left out, before anything is written.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, write } from "./files.mjs";
import { chooseToImport, setUp, until } from "./support.mjs";

const HEADER = ["Nom", "Prénom", "E-mail", "Ville", "Fonction"];
const ROWS = [
  ["Martin", "Léa", "lea@fournil.example", "Paris", "Gérante"],
  ["Bernard", "Hugo", "hugo@a.example", "Nice", "Acheteur"],
  ["", "", "pas bon", "Metz", ""],
  ["Petit", "Zoé", "zoe@a.example", "Brest", ""],
];

async function choose({ page, go, button, at, expects, home }, name, text) {
  expects(/404.*\/imports\/\d+\/(progress|draft)/);
  expects(/409.*\/imports\/\d+\/(rows|preview)/);
  write(home.folder, name, text);
  await chooseToImport({ page, go, button, at }, `${home.folder}/${name}`);
  await button(/^Continuer/).waitFor();
}

test("rows are looked at, corrected and decided before anything is written", async (t) => {
  const house = await setUp(t);
  const { page, api, button, at } = house;
  const { prospect } = await api.post("/prospects", {
    first_name: "Léa",
    last_name: "Martin",
    email: "lea@fournil.example",
    city: "Lyon",
  });
  await choose(house, "salon.csv", csv([HEADER, ...ROWS]));
  await button(/^Continuer/).click();
  await at(/step=columns/);
  // In a narrow window the columns stand on two lines, and nothing is beside the screen.
  await page.setViewportSize({ width: 700, height: 700 });
  const columns = page.getByRole("list", { name: "Colonnes du fichier" }).locator("xpath=../..");
  await until("the columns fit", () => columns.evaluate((at) => at.scrollWidth <= at.clientWidth));
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.getByLabel("Colonne Ville, si le prospect est déjà présent").click();
  await page.getByRole("option", { name: "Demander" }).click();
  await button("Continuer").focus();
  await page.keyboard.press("Control+Enter");
  await at(/step=duplicates/);
  await page.getByText("1 ligne est à vérifier : là où rien n’est décidé, la base est gardée.").waitFor();
  await button("Vérifier ligne par ligne").click();
  await at(/step=rows/);

  const list = page.getByRole("listbox", { name: "Lignes du fichier" });
  const row = (text) => list.getByRole("option", { name: text });
  const detail = page.getByRole("region", { name: "Détail de la ligne" });
  await row("Martin").click();
  await detail.getByText("Déjà présent : Léa Martin").waitFor();
  await detail.getByRole("group", { name: /^Ville/ }).getByText("Paris").click();
  await until("the city is decided", async () => !(await row("Martin").innerText()).includes("À vérifier"));

  await button(/^1 ignorée$/).click();
  await row("pas bon").click();
  await detail.getByText(/^Ignorée\s: e-mail ou téléphone illisible/).waitFor();
  const mail = detail.getByLabel("E-mail", { exact: true });
  await mail.fill("anne@metz.example");
  await mail.press("Enter");
  await until("nothing is left out", async () => (await list.count()) === 0 || (await row("pas bon").count()) === 0);
  await button("Toutes").click();
  await row("anne@metz.example").waitFor();

  await list.focus();
  await list.press("Home");
  await list.press("ArrowDown");
  await detail.getByRole("heading", { name: "Ligne 3" }).waitFor();
  await button("Ne pas importer cette ligne").click();
  await button(/^1 ignorée$/).waitFor();

  await button(/^Importer 3 lignes$/).click();
  await page.getByRole("heading", { name: /^Rapport de/ }).waitFor();
  const lea = await api.get(`/prospects/${prospect.id}`);
  assert.deepEqual([lea.city, lea.job_title], ["Paris", "Gérante"], "what was decided is written");
  assert.equal(await api.total("search=hugo"), 0, "the row left out is nobody");
  assert.equal((await api.find("anne@metz.example")).city, "Metz", "the corrected row is somebody");
});

test("a row that is left to check keeps the base, and the button and the report say so", async (t) => {
  const house = await setUp(t);
  const { page, api, button, at } = house;
  const { prospect } = await api.post("/prospects", {
    first_name: "Léa",
    last_name: "Martin",
    email: "lea@fournil.example",
    city: "Lyon",
  });
  await choose(house, "salon.csv", csv([HEADER, ...ROWS]));
  await page.keyboard.press("Control+Enter");
  await at(/step=columns/);
  await page.getByLabel("Colonne Ville, si le prospect est déjà présent").click();
  await page.getByRole("option", { name: "Demander" }).click();
  await button("Continuer").focus();
  await page.keyboard.press("Control+Enter");
  await at(/step=duplicates/);
  const go = button(/^Importer 3 lignes$/);
  await until("the button says it", async () =>
    /1 ligne est à vérifier/.test(
      await go.evaluate((it) => document.getElementById(it.getAttribute("aria-describedby") ?? "")?.textContent ?? ""),
    ),
  );
  await page.getByRole("row", { name: /Martin.*À vérifier/ }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: /^Rapport de/ }).waitFor();
  await page.getByText(/^1 ligne n’a pas été vérifiée/).waitFor();
  assert.equal((await api.get(`/prospects/${prospect.id}`)).city, "Lyon", "the base was kept");
});
