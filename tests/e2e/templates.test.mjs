// Templates of messages: written with variables that are proposed, seen as somebody will get them, looked at, moved, deleted, undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until, violations } from "./support.mjs";

async function theTemplates(t, options = {}) {
  const house = await setUp(t, { rows: 12, ...options });
  const { page, api, go } = house;
  const show = async () => {
    await go("/settings/templates");
    await page.getByRole("heading", { level: 2, name: /^(Modèles|Templates)$/ }).waitFor();
  };
  const line = (name) => page.getByRole("button", { name: new RegExp(`^${name}`) });
  const body = page.getByRole("textbox", { name: "Message" });
  const preview = page.getByRole("region", { name: "Aperçu" });
  const lints = page.getByRole("region", { name: "À revoir" });
  const names = async () => (await api.get("/templates")).map((one) => one.name);
  return { ...house, show, line, body, preview, lints, names };
}

test("a template is written by keyboard, its variables are proposed, and it is seen as somebody will get it", async (t) => {
  const { page, api, show, body, preview, lints, toast, names } = await theTemplates(t);
  await api.post("/prospects", { civility: "Mme", first_name: "Berthe", last_name: "Zélande", company: "Moulin Vert" });
  // The newest one is who it is seen for at first.
  await api.post("/prospects", { last_name: "Autre" });
  await show();
  await page.getByRole("button", { name: "Nouveau modèle" }).click();
  await page.keyboard.type("Mon premier");
  await page.getByLabel("Objet").fill("Pour {{entreprise}}");
  await page.getByRole("combobox", { name: "Aperçu pour" }).fill("Zélande");
  await page.getByRole("option", { name: /Berthe Zélande/ }).waitFor();
  await page.keyboard.press("Enter");
  await preview.getByText("Pour Moulin Vert").waitFor();
  await body.click();
  await page.keyboard.type("Bonjour {{civ");
  await page.getByRole("listbox", { name: "Variables" }).getByText("civilite").waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(" {{nom");
  await page.getByRole("option", { name: "nom", exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(",");
  await preview.getByText("Bonjour Madame Zélande,").waitFor();
  await lints.getByText("Rien à revoir.").waitFor();
  await page.keyboard.press("Control+Enter");
  await toast(/Mon premier/);
  const kept = (await api.get("/templates")).find((one) => one.name === "Mon premier");
  assert.equal(kept.body, "<p>Bonjour {{civilite}} {{nom}},</p>");
  assert.equal(kept.subject, "Pour {{entreprise}}");
  await page.getByRole("button", { name: "Modèles", exact: true }).click();
  await page.getByRole("button", { name: /^Mon premier/ }).waitFor();
  await page.keyboard.press("Control+z");
  await until("undone", async () => !(await names()).includes("Mon premier"));
});

test("what is to be looked at leads to its place", async (t) => {
  const { page, api, show, line, lints, preview } = await theTemplates(t);
  await api.post("/templates", { name: "Fautif", subject: "Projet {{entreprize}}", body: "<p>Bonjour {{prenon}},</p><p>Voir ci-joint.</p>" });
  await show();
  await line("Fautif").click();
  const chosen = () => page.evaluate(() => window.getSelection()?.toString());
  await lints.getByRole("button", { name: /Vouliez-vous dire prenom/ }).click();
  await until("the variable is chosen", async () => (await chosen()) === "{{prenon}}");
  await page.keyboard.type("{{prenom}}");
  await lints.getByRole("button", { name: /prenon/ }).waitFor({ state: "detached" });
  await lints.getByRole("button", { name: /pièce jointe/ }).click();
  await until("the words are chosen", async () => (await chosen()) === "ci-joint");
  await lints.getByRole("button", { name: /entreprise/ }).click();
  const subject = page.getByLabel("Objet");
  const part = () => subject.evaluate((one) => one.value.slice(one.selectionStart, one.selectionEnd));
  assert.equal(await part(), "{{entreprize}}");
  await page.keyboard.type("{{entreprise}}");
  await until("nothing of the subject is left", async () => (await lints.getByRole("button").count()) === 1);
  await preview.getByText(/^Projet /).waitFor();
});

test("a template is doubled, moved and deleted from its line, and what is left unsaved is kept on leaving", async (t) => {
  const { page, api, show, line, names, body, toast } = await theTemplates(t);
  for (const one of await api.get("/templates")) await api.del(`/templates/${one.id}`);
  await show();
  await page.getByText("Aucun modèle.").waitFor();
  await page.getByRole("button", { name: "Modèles de départ" }).click();
  await line("Premier contact").waitFor();
  const started = (await names()).length;
  const act = async (name, action) => {
    await page.getByRole("button", { name: `Actions sur ${name}`, exact: true }).click();
    await page.getByRole("menuitem", { name: action }).click();
  };
  await act("Relance douce", "Dupliquer");
  await line("Relance douce 2").waitFor();
  await act("Relance douce 2", "Monter");
  await until("moved", async () => (await names()).slice(0, 3).join() === "Premier contact,Relance douce 2,Relance douce");
  await act("Relance douce 2", "Supprimer");
  await until("deleted", async () => (await names()).length === started);
  await toast(/supprimé/);
  await page.keyboard.press("Control+z");
  await until("undone", async () => (await names()).length === started + 1);
  await page.getByRole("searchbox", { name: "Chercher un modèle" }).fill("hotellerie");
  await line("Premier contact").waitFor({ state: "detached" });
  await line("Basse saison").click();
  await body.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type(" P.-S.");
  await page.evaluate(() => (window.location.hash = "#/today"));
  await toast(/Basse saison/);
  const kept = (await api.get("/templates")).find((one) => one.name === "Basse saison");
  assert.match(kept.body, /P\.-S\./);
});

test("the list and the editor are without a fault that axe finds, in both themes", async (t) => {
  const { page, show, line, api } = await theTemplates(t);
  await api.post("/templates", { name: "Fautif", body: "<p>Bonjour {{prenon}},</p>" });
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    await show();
    await line("Fautif").waitFor();
    assert.deepEqual(await violations(page), [], `the list, ${colorScheme}`);
    await line("Fautif").click();
    await page.getByRole("region", { name: "À revoir" }).getByRole("button").first().waitFor();
    assert.deepEqual(await violations(page), [], `the editor, ${colorScheme}`);
    await page.getByRole("button", { name: "Modèles", exact: true }).click();
  }
});
