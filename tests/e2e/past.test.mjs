// A past date: every screen shows it and changes nothing; what changed since; the way back to it, and back from it; proofs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

/** Somebody who lived: in Lyon then, in Brest and negotiating now. Answers the instant in between. */
async function aLife(api) {
  const added = await api.post("/prospects", { first_name: "Léa", last_name: "Zanzibar", city: "Lyon" });
  const at = added.prospect.updated_at;
  await until("the clock goes on", () => Date.now() > at + 20);
  await api.patch(`/prospects/${added.prospect.id}`, { city: "Brest" });
  await api.post("/pipeline/move", { ids: [added.prospect.id], stage: "negociation" });
  await api.post("/prospects", { last_name: "Après" });
  return { id: added.prospect.id, at: at + 5 };
}

test("a past date is shown on every screen, nothing can be changed there, and Escape comes back", async (t) => {
  const { page, api, go, main, dialog, button } = await setUp(t, { rows: 5 });
  const { id, at } = await aLife(api);
  // To compare everybody as they were then would keep the sheet waiting, for nothing that could be done about it.
  const compared = [];
  page.on("request", (request) => {
    if (request.headers()["relance-as-of"] && request.url().includes("/duplicates/like/")) compared.push(request.url());
  });
  await go(`/prospects?at=${at}`);
  await main.getByText(/Vous regardez le/).waitFor();
  await main.getByRole("row", { name: /Zanzibar/ }).waitFor();
  assert.equal(await main.getByText("Après").count(), 0, "who came later is not there");
  assert.equal(await button(/Ajouter un prospect|Nouveau prospect/).isDisabled(), true, "nothing new at a past date");
  await page.keyboard.press("Control+n");
  assert.equal(await dialog.count(), 0, "nor by its key");
  await go(`/prospects/${id}?at=${at}`);
  await main.getByText("Lyon").first().waitFor();
  assert.equal(await main.getByTitle(/Modifier.*Ville/).count(), 0, "a field is read, not edited");
  await main.getByText(/Vous regardez le/).waitFor();
  await main.getByText("Prospect ajouté").waitFor();
  await button(/Revenir à aujourd’hui/).waitFor();
  assert.equal(await main.getByRole("switch").isDisabled(), true, "an opposition is read too");
  assert.deepEqual(compared, [], "nobody is compared at a past date");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await until("the board keeps the date", () => page.url().includes("/pipeline") && page.url().includes(`at=${at}`));
  // Escape on the sheet leads back to where one came from: the board must be there.
  await main.locator("[data-card]").first().waitFor();
  await main.getByText(/Vous regardez le/).waitFor();
  await page.keyboard.press("Escape");
  await until("today again", () => !page.url().includes("at="));
  await until("the line is gone", async () => (await main.getByText(/Vous regardez le/).count()) === 0);
});

test("a date is chosen in the calendar; one that cannot be shown is refused on the spot", async (t) => {
  const { page, dialog, main, button, expects } = await setUp(t, { rows: 5 });
  expects(/422/);
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  await button("Hier", dialog).click();
  await button("Voir", dialog).click();
  await dialog.getByText(/La base n’existait pas encore/).waitFor();
  const now = await page.evaluate(() => {
    const d = new Date();
    return new Date(d.getTime() - d.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  });
  await dialog.getByLabel("Date et heure").fill(now);
  await button("Voir", dialog).click();
  await main.getByText(/Vous regardez le/).waitFor();
  await button(/Revenir à aujourd’hui/).click();
  await until("today again", () => !page.url().includes("at="));
});

test("what changed between two dates is told, and everything can be taken back and come back", async (t) => {
  const { api, go, main, dialog, button, page, quiet } = await setUp(t, { rows: 5 });
  const { id, at } = await aLife(api);
  await go("/history?v=between");
  await main.getByText("Pipeline").first().waitFor();
  await main.getByText(/Ajoutés/).first().waitFor();
  await main.getByText("Léa Zanzibar").waitFor();
  await go(`/pipeline?at=${at}`);
  await button(/Revenir à cet état/, main).click();
  await dialog.getByText("Modifications annulées").waitFor();
  await button("Revenir à cet état", dialog).click();
  await until("she is as she was", async () => (await api.get(`/prospects/${id}`)).city === "Lyon");
  await main.getByText(/Vous regardez le/).waitFor({ state: "hidden" });
  await quiet();
  await page.keyboard.press("Control+z");
  await until("and as she became", async () => (await api.get(`/prospects/${id}`)).city === "Brest");
});

test("the board says which cards moved since a day, from where, and what each column gained", async (t) => {
  const { api, main, page, go } = await setUp(t, { rows: 5 });
  const { at } = await aLife(api);
  await go("/pipeline");
  const cards = main.locator("[data-came]");
  await main.locator("[data-card]").first().waitFor();
  assert.equal(await cards.count(), 0, "no arrows until they are asked for");
  await main.getByRole("button", { name: "Évolution" }).click();
  await page.getByRole("menuitemradio", { name: "7 jours" }).click();
  await main.locator("[data-stage=negociation] [data-change]").waitFor();
  await main.getByText(/\d+ nouveaux · 0 retiré/).waitFor();
  // All of this base is younger than a week: each card is new, also the one that moved meanwhile.
  const all = await main.locator("[data-card]").count();
  await until("each card says so", async () => (await cards.count()) === all);
  assert.match(await cards.first().textContent(), /Nouveau/);
  const then = (await api.get(`/pipeline/moves?since=${at}`)).cards;
  assert.deepEqual(
    then.map((card) => card.from === null).toSorted(),
    [false, true],
    "between the two moments one moved and one came",
  );
  await main.getByRole("link", { name: "Voir la liste" }).click();
  await main.getByText(/Ajoutés/).first().waitFor();
  await page.goBack();
  await main.getByRole("button", { name: "Ne plus montrer les mouvements" }).click();
  await until("the arrows are gone", async () => (await cards.count()) === 0);
});

test("the history is filtered by field, and the settings tell that backup and history are sound", async (t) => {
  const { api, go, main, button } = await setUp(t, { rows: 5 });
  await aLife(api);
  await go("/history?field=city");
  await until("one line: who was added with a city did not change it", async () => (await main.locator("[data-line]").count()) === 1);
  await api.post("/backups", {});
  await go("/settings/backups");
  await button("Éprouver").click();
  await main.getByText(/tout est là/).waitFor();
  await button("Contrôler").click();
  await main.getByText(/tel qu’il a été écrit/).waitFor();
});

test("while a past date is prepared the frame is there, says so, and leads back to today", async (t) => {
  const { page, api, dialog, button } = await setUp(t, { rows: 5 });
  // The screen that is left stays in the document, out of sight, until the other one comes.
  const main = page.getByRole("main");
  const { at } = await aLife(api);
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  await page.route(/\/api\/v1\//, async (route) => {
    if (route.request().headers()["relance-as-of"]) await opened;
    await route.continue().catch(() => {});
  });
  const preparing = /La base telle qu’elle était le .* est préparée/;
  const goThere = () =>
    page.evaluate((to) => {
      location.hash = `#/prospects?at=${to}`;
    }, at);
  await goThere();
  await main.getByText(preparing).waitFor();
  await main.getByRole("progressbar").waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Historique" }).waitFor();
  await button("Revenir à aujourd’hui", main).click();
  await main.getByRole("row", { name: /Après/ }).waitFor();

  // The dialog waits on the spot; closed meanwhile, it leads nowhere.
  await page.keyboard.press("g");
  await page.keyboard.press("j");
  const now = await page.evaluate(() => {
    const d = new Date();
    return new Date(d.getTime() - d.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  });
  const see = async () => {
    await dialog.getByLabel("Date et heure").fill(now);
    await button("Voir", dialog).click();
    await dialog.getByText(preparing).waitFor();
  };
  await see();
  await button("Annuler", dialog).click();
  await dialog.waitFor({ state: "detached" });

  // Loaded anew at that address, nothing is known before.
  await goThere();
  await page.reload();
  await main.getByText(preparing).waitFor();
  open();
  await main.getByText(/Vous regardez le/).waitFor();
  await main.getByRole("row", { name: /Zanzibar/ }).waitFor();
});

test("the history is narrowed to any field and to one person, by the keyboard alone", async (t) => {
  const { page, api, go, main, choose, at } = await setUp(t, { rows: 5 });
  const { id } = await aLife(api);
  await api.patch(`/prospects/${id}`, { postcode: "29200" });
  await api.patch(`/prospects/${id}`, { postcode: "29000" });
  await go("/history");
  const lines = main.locator("[data-line]");
  await choose(main.getByRole("combobox", { name: "Champ" }), /^Code postal$/);
  await until("the changes of that field", async () => (await lines.count()) === 2);
  await choose(main.getByRole("combobox", { name: "Champ" }), /^Tous les champs$/);
  await main.getByRole("button", { name: "Prospect…" }).focus();
  await page.keyboard.press("Enter");
  await page.keyboard.type("zanzib");
  await page.getByRole("option", { name: /Zanzibar/ }).waitFor();
  await page.keyboard.press("Enter");
  await at(new RegExp(`who=${id}`));
  await main.getByText("Léa Zanzibar").first().waitFor();
});
