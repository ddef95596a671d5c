// Duplicates in the page: two records side by side, merged with the chosen values, told apart, many at once, separated again.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

const PEOPLE = [
  { first_name: "Jean", last_name: "Lefèvre", company: "Acme", email: "jean@acme.example", city: "Lyon", job_title: "Directeur" },
  { first_name: "Jean", last_name: "Lefebvre", company: "Acme SAS", email: "jean@acme.example", phone: "06 12 34 56 78", city: "Villeurbanne" },
  { first_name: "Marie", last_name: "Kerguelen", company: "Nord", email: "marie@nord.example" },
  { first_name: "MARIE", last_name: "KERGUELEN", company: "Nord", email: "marie@nord.example", city: "Lille" },
  { first_name: "Hugo", last_name: "Petit", company: "Sud", email: "hugo@sud.example" },
];

async function fill(api) {
  const ids = [];
  for (const person of PEOPLE) ids.push((await api.post("/prospects", person)).prospect.id);
  return ids;
}

const toolbar = (page) => page.getByRole("toolbar", { name: "Comparer les deux fiches" });

test("pairs are compared field by field, merged by Enter, told apart, and each is taken back", async (t) => {
  const { page, api, go, toast, says, expects } = await setUp(t);
  expects(/404.*\/duplicates\/preview/); // asked for with the last choice, while the two become one
  const ids = await fill(api);
  await page.evaluate(() => document.activeElement?.blur?.());
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await says("2 paires");
  const list = page.getByRole("list", { name: "Paires" });
  const hasFocus = () => list.evaluate((it) => document.activeElement?.getAttribute("aria-current") === "true" && it.contains(document.activeElement));
  await until("the keyboard goes on from the pair", hasFocus);
  // The surest pair comes first, whichever it is: we want the Lefèvres.
  await page.getByRole("list", { name: "Paires" }).getByRole("button", { name: /Lef/ }).click();
  await page.getByRole("radio", { name: "Ville : garder Villeurbanne" }).check();
  const result = page.getByRole("group", { name: "Ville" }).locator("span").last();
  await until("the result shows the choice", async () => (await result.textContent()) === "Villeurbanne");
  await page.keyboard.press("Enter");
  await toast("Fusionnées");
  await until("one record of two", async () => (await api.total()) === 4);
  const kept = await api.get(`/prospects/${ids[0]}`);
  assert.deepEqual([kept.city, kept.phone, kept.job_title], ["Villeurbanne", "+33612345678", "Directeur"]);
  await says("1 paire");
  await until("and from the next one", hasFocus);
  await toolbar(page).getByRole("button", { name: "Pas un doublon" }).click();
  await says("Aucun doublon.");
  await toast("Retenu", "Annuler");
  await says("1 paire");
});

test("many are merged at once, as counted beforehand, and one operation takes all back", async (t) => {
  const { page, api, go, toast, dialog, says } = await setUp(t);
  await fill(api);
  await go("/duplicates");
  await page.getByRole("button", { name: "Fusionner en nombre…" }).click();
  await dialog.getByText("2 fiches seront fusionnées dans 2 autres.").waitFor();
  await dialog.getByText("Les moins sûres").waitFor();
  await dialog.getByRole("button", { name: "Fusionner 2 fiches" }).click();
  await toast("2 fiches fusionnées", "Annuler");
  await until("all are back", async () => (await api.total()) === 5);
  await says("2 paires");
});

test("the sheet says who may be the same, and gives back what was merged", async (t) => {
  const { page, api, go, panel, dialog, toast } = await setUp(t);
  const ids = await fill(api);
  await go(`/prospects?p=${ids[2]}`);
  await panel.getByText("Doublon possible").waitFor();
  await panel.getByRole("button", { name: "Comparer" }).click();
  await dialog.getByRole("button", { name: "Fusionner" }).click();
  await until("one of two", async () => (await api.total()) === 4);
  await panel.getByRole("button", { name: "Séparer…" }).click();
  await dialog.getByRole("button", { name: "Séparer" }).click();
  await toast("Séparées");
  await until("both are back", async () => (await api.total()) === 5);
});

test("companies that were merged are found again among the recent merges and separated by keyboard; the toast merges them again", async (t) => {
  const { page, api, go, toast, dialog, says } = await setUp(t);
  for (const [last_name, company] of [["Petit", "Acme"], ["Grand", "Groupe Acme"]]) {
    const { prospect } = await api.post("/prospects", { last_name, company, phone: "04 72 10 55 80" });
    await api.patch(`/companies/${prospect.company_id}`, { city: "Lyon" });
  }
  const companies = async () => (await api.get("/companies")).total;
  await go("/duplicates?of=companies");
  await says("1 paire");
  const entry = page.getByRole("navigation", { name: "Navigation principale" }).getByRole("link", { name: /Doublons/ });
  await until("the sidebar says how many", async () => /1$/.test(await entry.innerText()));
  await page.keyboard.press("Enter");
  await until("one company of two", async () => (await companies()) === 1);
  await until("nothing is left to decide", async () => (await entry.count()) === 0);
  await says("Aucun doublon.");
  await page.keyboard.press("m");
  await dialog.getByText("Groupe Acme → Acme").waitFor();
  await dialog.getByRole("button", { name: "Séparer Groupe Acme…" }).focus();
  await page.keyboard.press("Enter");
  const question = page.getByRole("dialog", { name: "Séparer Groupe Acme" });
  await question.getByText("L’entreprise revient avec ses prospects.").waitFor();
  await question.getByRole("button", { name: "Séparer", exact: true }).click();
  await until("both are back", async () => (await companies()) === 2);
  await dialog.getByText("Aucune fusion.").waitFor();
  await page.keyboard.press("Escape");
  await toast("Séparées", "Annuler");
  await until("one again", async () => (await companies()) === 1);
});

test("who is being entered is found while typing, and completed instead of made twice", async (t) => {
  const { page, api, go, dialog, panel } = await setUp(t);
  const ids = await fill(api);
  await go("/prospects");
  await page.keyboard.press("Control+N");
  for (const [at, text] of ["hugo", "petit", "Sud", "Acheteur"].entries()) await dialog.getByRole("textbox").nth(at).fill(text);
  await dialog.getByText("Déjà là ?").waitFor();
  await dialog.getByRole("button", { name: "Compléter" }).click();
  await panel.getByRole("heading", { name: "Hugo Petit" }).waitFor();
  assert.equal((await api.get(`/prospects/${ids[4]}`)).job_title, "Acheteur");
  assert.equal(await api.total(), 5);
});

test("while duplicates are looked for the page says among how many, and can be left", async (t) => {
  const { page, api, go, main, says } = await setUp(t);
  await fill(api);
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  await page.route(/\/api\/v1\/duplicates\?/, async (route) => {
    await opened;
    await route.continue().catch(() => {});
  });
  await go("/duplicates");
  await says(/Recherche des doublons\s: 5 fiches à comparer…/);
  await main.getByRole("progressbar").waitFor();
  await go("/prospects");
  await main.getByRole("row", { name: /Petit/ }).waitFor();
  open();
  await go("/duplicates");
  await says("2 paires");
});
