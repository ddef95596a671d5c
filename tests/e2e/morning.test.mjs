// A whole morning of one salesperson: an Excel list comes in, its people are planned, called in a run, written about, met; a card
// is lost with its reason; the figures of the day are those of what was done; and the base is whole in the end.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, write } from "./files.mjs";
import { atRest, chooseToImport, day, setUp, until } from "./support.mjs";

const LIST = [
  ["Nom", "Prénom", "E-mail", "Téléphone", "Entreprise", "Montant"],
  ["Lefèvre", "Anaïs", "anais@verre.example", "0612345601", "Verrerie du Nord", "12 000"],
  ["Moreau", "Basile", "basile@bois.example", "0612345602", "Bois & Fils", "4 500"],
  ["Noël", "Chloé", "chloe@craie.example", "0612345603", "Craie SARL", ""],
  ["Petit", "Driss", "driss@drap.example", "0612345604", "Drap d’Or", "8 000"],
];

test("a morning: import, plan, calls, notes, a meeting moved, a card lost, the figures", async (t) => {
  const house = await setUp(t, { rows: 0, enter: false });
  const { page, api, go, at, button, main, panel, toast, expects, home, enter } = house;
  await enter();

  // The list comes in.
  expects(/404.*\/imports\/\d+\/(progress|draft)/);
  expects(/409.*\/imports\/\d+\/(rows|preview)/);
  write(home.folder, "salon.csv", csv(LIST));
  await chooseToImport({ page, go, button, at }, `${home.folder}/salon.csv`);
  await button(/^Continuer/).waitFor();
  await page.keyboard.press("Control+Enter");
  await at(/step=columns/);
  await button("Continuer").focus();
  await page.keyboard.press("Control+Enter");
  await at(/step=duplicates/);
  await button(/^Importer 4 lignes$/).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByRole("heading", { name: /^Rapport de/ }).waitFor();
  const people = (await api.get("/prospects?filter=fichier%3Asalon.csv&sort=name&limit=10")).items;
  assert.deepEqual(people.map((p) => p.name), ["Anaïs Lefèvre", "Basile Moreau", "Chloé Noël", "Driss Petit"]);
  const [anais, basile, chloe, driss] = people;

  // Calls are planned in one's own words, in the field of the day.
  await go("/today");
  for (const { name } of [anais, basile, chloe]) {
    const field = page.getByRole("combobox", { name: "Planifier par une phrase" });
    await field.fill(`appeler ${name} aujourd’hui`);
    await page.getByRole("option", { name: new RegExp(name) }).first().waitFor();
    await field.press("Enter");
    await until(`${name} is planned`, async () => {
      const { items } = await api.get(`/reminders?prospect=${people.find((p) => p.name === name).id}`);
      return items.length === 1 && items[0].kind === "call" && items[0].due_on === day(0);
    });
  }

  // The run: three keys for each; to one of them a note.
  await page.locator("body").click({ position: { x: 2, y: 2 } });
  await main.getByRole("button", { name: /^Lancer les appels · 3/ }).waitFor();
  await page.keyboard.press("Shift+A");
  const run = page.locator("[data-run]");
  for (let i = 0; i < 3; i += 1) {
    await run.getByRole("heading", { name: `Série d’appels · ${i + 1} sur 3` }).waitFor();
    await until("the run has the focus", () => run.locator("section").evaluate((el) => el === document.activeElement));
    await page.keyboard.press(i === 1 ? "3" : "1");
    if (i === 0) {
      await page.keyboard.press("n");
      await page.keyboard.type("Veut un devis pour vendredi.");
    } else await page.keyboard.press("5");
    await page.keyboard.press("Enter");
  }
  await page.locator(".toast", { hasText: "Série terminée" }).waitFor();
  const calls = async (id) => (await api.get(`/prospects/${id}/activities?kind=call`)).items;
  assert.deepEqual(
    [await calls(anais.id), await calls(basile.id), await calls(chloe.id)].map(([call]) => call.data.outcome),
    ["reached", "no_answer", "reached"],
  );

  // A note on the sheet of the fourth.
  await go(`/prospects?p=${driss.id}`);
  await panel.getByRole("heading", { name: driss.name }).first().waitFor();
  await panel.getByRole("group", { name: "Filtrer l’historique" }).waitFor();
  await page.locator("body").click({ position: { x: 2, y: 2 } });
  await page.keyboard.press("n");
  const note = panel.getByRole("textbox", { name: "Note", exact: true });
  await until("the note has the focus", () => note.evaluate((el) => el === document.activeElement));
  await page.keyboard.type("Rencontré au salon, intéressé.");
  await page.keyboard.press("Control+Enter");
  await panel.getByRole("listitem").filter({ hasText: "Rencontré au salon" }).first().waitFor();

  // A meeting with her, carried an hour later by the pointer.
  const { event } = await api.post("/calendar", {
    ...{ title: "Démonstration", starts: `${day(0)}T10:00`, zone: "Europe/Paris", minutes: 60 },
    prospects: [anais.id],
  });
  await go("/calendar?view=day");
  const meeting = page.locator(".agenda .ec-event[data-key]", { hasText: "Démonstration" });
  const box = await atRest(page, "the grid", () => meeting.boundingBox());
  const x = box.x + Math.min(60, box.width / 2);
  await page.mouse.move(x, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(x, box.y + 34, { steps: 4 });
  await page.mouse.move(x, box.y + 10 + 48, { steps: 4 });
  await page.mouse.up();
  await until("an hour later", async () => (await api.get(`/calendar/${event.id}`)).event.starts === `${day(0)}T11:00:00`);

  // One is lost, and why.
  await go("/pipeline");
  await page.locator(`[data-card="${basile.id}"]`).focus();
  await page.keyboard.press("e");
  await page.getByRole("combobox", { name: "Changer l’étape de 1 prospect" }).fill("abandon");
  await page.keyboard.press("Enter");
  await until("the first reason has the focus", () => page.evaluate(() => document.activeElement?.textContent === "Prix"));
  await page.keyboard.press("Enter");
  await toast(`${basile.name} → Abandon`);

  // The figures are those of the morning, and lead to the people behind them.
  await go("/statistics");
  await main.locator("dl > div", { hasText: "Appels passés" }).getByRole("button", { name: "3", exact: true }).waitFor();
  await main.locator("dl > div", { hasText: "Nouveaux prospects" }).getByRole("button", { name: "4", exact: true }).waitFor();
  const reasons = page.getByRole("region", { name: "Raisons des pertes" });
  await reasons.locator("svg [role=button]").first().focus();
  await page.keyboard.press("Enter");
  await at(/^#\/prospects\?f=/);
  await page.getByRole("grid").getByText(basile.name).first().waitFor();

  const checked = await api.post("/check", {});
  assert.ok(checked.is_sound, "the base is whole");
});
