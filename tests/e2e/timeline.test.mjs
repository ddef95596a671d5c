// The timeline of a sheet: notes with emphasis, tags and members written by keyboard alone, calls corrected and taken away, what
// is to come, filters, and the timeline of a whole company.
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, setUp, until, violations } from "./support.mjs";

const note = (panel) => panel.getByRole("textbox", { name: "Note", exact: true });

/** The sheet of the first prospect of the list, beside it. */
async function openSheet({ page, api, go, panel, at }, index = 0) {
  const { items } = await api.get("/prospects?limit=40&sort=name");
  const { id } = items[index];
  await go(`/prospects?p=${id}`);
  await at(new RegExp(`p=${id}`));
  await panel.getByRole("heading", { level: 2 }).first().waitFor();
  await panel.getByRole("group", { name: "Filtrer l’historique" }).waitFor();
  await page.locator("body").click({ position: { x: 2, y: 2 } });
  return id;
}

/** The key that opens the field, until its editor has the focus. */
async function write(page, panel) {
  await page.keyboard.press("n");
  await until("the editor has the focus", () =>
    note(panel).evaluate((el) => el.isContentEditable && el === document.activeElement),
  );
}

test("a note with a tag, a member, emphasis and a list is written by keyboard alone, edited and undone", async (t) => {
  const house = await setUp(t, { rows: 40 });
  const { page, api, panel } = house;
  await api.post("/members", { name: "Paul Durand" });
  const id = await openSheet(house);
  const before = await api.get(`/prospects/${id}`);

  await write(page, panel);
  await page.keyboard.type("Vu au #foire");
  await page.getByRole("option", { name: /Créer l’étiquette.+foire/ }).waitFor();
  await page.keyboard.press("Enter");
  await house.quiet();
  await page.keyboard.type("avec @pau");
  await page.getByRole("option", { name: "Paul Durand" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("été « œuvre » ");
  await page.keyboard.press("Control+b");
  await page.keyboard.type("urgent");
  await page.keyboard.press("Control+b");
  await page.keyboard.press("Enter");
  await page.keyboard.type("- devis");
  await page.keyboard.press("Enter");
  await page.keyboard.type("bureau #12");
  await until("a number is no tag", async () => (await page.getByRole("option").count()) === 0);
  await page.keyboard.press("Control+Enter");

  await until("the field is empty and has the focus still", () =>
    note(panel).evaluate((el) => el.textContent === "" && el === document.activeElement),
  );
  const saved = panel.getByRole("listitem").filter({ hasText: "bureau #12" }).first();
  await saved.waitFor();
  const { items } = await api.get(`/prospects/${id}/activities?kind=note&limit=1`);
  assert.equal(items[0].body, "Vu au #[foire] avec @[Paul Durand] été « œuvre » **urgent**\n- devis\n- bureau #12");
  assert.equal(await saved.locator("strong").first().textContent(), "urgent");
  const tag = (await api.session()).tags.find(({ name }) => name === "foire");
  assert.ok((await api.get(`/prospects/${id}`)).tag_ids.includes(tag.id), "the tag is on the prospect");
  await panel.getByRole("button", { name: /Étiquettes.*foire/ }).waitFor();

  // Escape leaves; the menu of the note, by its keys.
  await page.keyboard.press("Escape");
  await until("the plain field is back", () => note(panel).evaluate((el) => el.tagName === "TEXTAREA"));
  await saved.getByRole("button", { name: "Actions sur la note" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Modifier la note" }).waitFor();
  await page.keyboard.press("Enter");
  const edited = panel.getByRole("textbox", { name: "Modifier la note" });
  await until("the note is being edited", () => edited.evaluate((el) => el.isContentEditable && el === document.activeElement));
  assert.equal(await edited.locator("strong").textContent(), "urgent");
  await page.keyboard.type(" bis");
  await page.keyboard.press("Control+Enter");
  await panel.getByText("bureau #12 bis").waitFor();
  await until("the focus is on the note’s menu", async () => (await house.focused()) === "Actions sur la note");

  // One step back, then two: the words, then the note with its tag.
  await page.keyboard.press("Control+z");
  await until("the words are as they were", async () => {
    const [last] = (await api.get(`/prospects/${id}/activities?kind=note&limit=1`)).items;
    return last.body.endsWith("bureau #12");
  });
  await page.keyboard.press("Control+z");
  await until("the note is gone, and its tag with it", async () => {
    const now = await api.get(`/prospects/${id}`);
    return JSON.stringify(now.tag_ids) === JSON.stringify(before.tag_ids);
  });
  await saved.waitFor({ state: "detached" });
});

test("a member who comes while she is asked for is proposed", async (t) => {
  const house = await setUp(t, { rows: 40 });
  const { page, api, panel } = house;
  await openSheet(house);
  await write(page, panel);
  await page.keyboard.type("avec @zoé");
  assert.equal(await page.getByRole("option").count(), 0, "nobody is called so");
  await api.post("/members", { name: "Zoé Tardy" });
  await page.getByRole("option", { name: "Zoé Tardy" }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await panel.getByRole("listitem").filter({ hasText: "avec @Zoé Tardy" }).waitFor();
});

test("the bar, a link, what is pasted and what is left unsaved", async (t) => {
  const house = await setUp(t, { rows: 40 });
  const { page, api, panel } = house;
  const id = await openSheet(house);
  await write(page, panel);
  await page.keyboard.type("Voir le devis");
  await page.keyboard.press("Control+Shift+ArrowLeft");
  await until("a word is chosen, and the editor knows", () =>
    note(panel).evaluate(({ editor }) => !editor.state.selection.empty),
  );
  await page.keyboard.press("Tab");
  assert.equal(await house.focused(), "Gras");
  for (const name of ["Italique", "Liste", "Lien"]) {
    await page.keyboard.press("ArrowRight");
    assert.equal(await house.focused(), name);
  }
  await page.keyboard.press("Enter");
  const address = panel.getByRole("textbox", { name: "Adresse du lien" });
  await address.fill("javascript:alert(1)");
  await page.keyboard.press("Enter");
  await panel.getByRole("alert").getByText(/Adresse web/).waitFor();
  await address.fill("exemple.fr/devis");
  await page.keyboard.press("Enter");
  await until("back in the text", () => note(panel).evaluate((el) => el === document.activeElement));
  await page.keyboard.press("End");

  // Escape first closes what is proposed, then leaves; what was written stays.
  await page.keyboard.type(" #ab");
  await page.getByRole("option").first().waitFor();
  await page.keyboard.press("Escape");
  await until("nothing is proposed any more", async () => (await page.getByRole("option").count()) === 0);
  assert.ok(await note(panel).evaluate((el) => el === document.activeElement), "still in the note");
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("Backspace");

  // Pasted from a page: text, lists and links stay; the rest goes.
  await note(panel).evaluate((el) => {
    const data = new DataTransfer();
    data.setData(
      "text/html",
      "<h1 style='color:red'>Titre</h1><p>un <u>mot</u> <b>gras</b> <a href='https://a.example'>lien</a> <a href='javascript:alert(1)'>piège</a></p><ul><li>point</li></ul><img src='x' onerror='alert(1)'><table><tr><td>case</td></tr></table>",
    );
    data.setData("text/plain", "Titre");
    el.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await note(panel).getByText("piège").waitFor();
  assert.equal(await note(panel).locator("h1, u, img, table, a[href^=javascript]").count(), 0);

  // Left unsaved, it is there again.
  await page.keyboard.press("Escape");
  const other = await openSheet(house, 1);
  assert.notEqual(other, id);
  await openSheet(house);
  await note(panel).getByText("piège").waitFor();
  assert.deepEqual(await violations(page), []);
  await note(panel).click();
  await page.keyboard.press("Control+Enter");
  await until("saved", async () => (await api.get(`/prospects/${id}/activities?kind=note`)).items.length > 0);
  const [{ body }] = (await api.get(`/prospects/${id}/activities?kind=note&limit=1`)).items;
  assert.match(body, /^Voir le \[devis\]\(https:\/\/exemple\.fr\/devis\)/);
  assert.match(body, /un mot \*\*gras\*\* \[lien\]\(https:\/\/a\.example\/?\) piège/);
  assert.match(body, /^- point$/m);
  assert.match(body, /^case$/m);
  // Of the note that was saved: the field has a link of its own until it is emptied.
  const link = panel.getByRole("listitem").getByRole("link", { name: "devis" });
  assert.equal(await link.getAttribute("href"), "https://exemple.fr/devis");
  assert.equal(await link.getAttribute("rel"), "noopener noreferrer");
});

test("a call is corrected in its place, taken away and brought back", async (t) => {
  const house = await setUp(t, { rows: 40 });
  const { page, api, panel, toast, expects } = house;
  expects(/422|400/);
  const id = await openSheet(house);
  await api.post(`/prospects/${id}/calls`, { outcome: "reached", minutes: 6, note: "Veut un devis." });
  const entry = panel.getByRole("listitem").filter({ hasText: "Veut un devis." });
  await entry.getByText("Appel sortant · 6 min").waitFor();
  const read = async () => (await api.get(`/prospects/${id}/activities?kind=call&limit=1`)).items[0];
  const { at } = await read();

  const open = async () => {
    await entry.getByRole("button", { name: "Actions sur l’appel" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("menuitem", { name: "Modifier l’appel" }).waitFor();
    await page.keyboard.press("Enter");
    await panel.getByRole("form", { name: "Modifier l’appel" }).waitFor();
  };
  await open();
  const minutes = panel.getByRole("textbox", { name: "Durée (minutes)" });
  await minutes.fill("six");
  await page.keyboard.press("Enter");
  await panel.getByText("Nombre de minutes attendu.").waitFor();
  await minutes.fill("5000");
  await page.keyboard.press("Enter");
  await until("refused with its sentence", () => minutes.evaluate((el) => el.getAttribute("aria-invalid") === "true"));
  await minutes.fill("12");
  await house.choose(panel.getByRole("combobox", { name: "Sens" }), "Entrant");
  await panel.getByRole("textbox", { name: "Note de l’appel" }).fill("Veut un devis. Et vite.");
  await page.keyboard.press("Control+Enter");
  await entry.getByText("Appel entrant · 12 min").waitFor();
  const changed = await read();
  assert.deepEqual([changed.data.direction, changed.data.outcome, changed.data.minutes], ["in", "reached", 12]);
  assert.equal(changed.at, at, "left alone, the time keeps its seconds");
  await until("the focus is on its menu", async () => (await house.focused()) === "Actions sur l’appel");

  // Escape leaves it as it is; then it is taken away, and undone by the toast.
  await open();
  await minutes.fill("99");
  await page.keyboard.press("Escape");
  await entry.getByText("Appel entrant · 12 min").waitFor();
  await entry.getByRole("button", { name: "Actions sur l’appel" }).click();
  await page.getByRole("menuitem", { name: "Supprimer l’appel" }).click();
  await entry.waitFor({ state: "detached" });
  await toast("Appel supprimé", "Annuler");
  await entry.getByText("Appel entrant · 12 min").waitFor();
  await page.keyboard.press("Control+z");
  await until("and what was corrected is undone too", async () => (await read()).data.minutes === 6);
});

test("what is to come, the filters and the changes of a day", async (t) => {
  const house = await setUp(t, { rows: 40 });
  const { page, api, panel, button } = house;
  const id = await openSheet(house);
  for (const { id: held } of (await api.get(`/reminders?prospect=${id}`)).items) await api.del(`/reminders/${held}`);
  await api.post(`/prospects/${id}/reminders`, { kind: "call", title: "premier point", at: day(1) });
  await api.post(`/prospects/${id}/reminders`, { kind: "email", title: "envoyer le devis", at: day(4) });
  await api.post(`/prospects/${id}/notes`, { body: "Une note." });
  await api.post(`/prospects/${id}/calls`, { outcome: "message" });
  await api.patch(`/prospects/${id}`, { city: "Lyon", job_title: "Directrice" });

  const upcoming = panel.getByRole("list", { name: "À venir" });
  await upcoming.getByText("E-mail — envoyer le devis").waitFor();
  assert.equal(await upcoming.getByText("premier point").count(), 0, "the next action is told once");
  await upcoming.getByRole("button", { name: /^Fait/ }).click();
  const next = panel.getByRole("region", { name: "Prochaine action" });
  await next.getByText("E-mail — envoyer le devis").waitFor();
  await page.keyboard.press("Escape");
  await next.getByText("premier point").waitFor();

  await button("2 modifications", panel).click();
  await panel.getByText(/→ Lyon/).waitFor();
  const filter = (name) => panel.getByRole("group", { name: "Filtrer l’historique" }).getByRole("button", { name, exact: true });
  for (const [name, there, gone] of [
    ["Notes", "Une note.", "Message laissé."],
    ["Appels", "Message laissé.", "Une note."],
    ["Relances", "Aucune relance faite.", "Une note."],
    ["Étapes", /Aucun changement d’étape|Étape/, "Une note."],
    ["Modifications", /→ Directrice/, "Message laissé."],
  ]) {
    await filter(name).click();
    await panel.getByText(there).first().waitFor();
    await until(`${name} alone`, async () => (await panel.getByText(gone).count()) === 0);
    assert.equal(await upcoming.count(), name === "Relances" ? 1 : 0, `what is to come, under ${name}`);
  }
  await filter("Tout").click();
  await panel.getByText("Une note.").waitFor();
  for (const theme of ["light", "dark"]) {
    await page.evaluate((to) => {
      document.documentElement.dataset.theme = to;
    }, theme);
    assert.deepEqual(await violations(page), [], theme);
    await write(page, panel);
    await page.keyboard.type("#");
    await page.getByRole("option").first().waitFor();
    assert.deepEqual(await violations(page), [], `${theme}, with what is proposed`);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Escape");
  }
});

test("the timeline of a company tells whose each entry is, and leads there", async (t) => {
  const house = await setUp(t, { rows: 40 });
  const { page, api, panel, at, go } = house;
  const person = (name) => ({ first_name: name.split(" ")[0], last_name: name.split(" ")[1] });
  const add = async (name) => (await api.post("/prospects", { ...person(name), company: "Atelier du Nord" })).prospect.id;
  const [lea, paul] = [await add("Léa Martin"), await add("Paul Petit")];
  await api.post(`/prospects/${lea}/notes`, { body: "Note de Léa." });
  await api.post(`/prospects/${paul}/notes`, { body: "Note de Paul." });
  await go(`/prospects?p=${lea}`);
  await panel.getByText("Note de Léa.").waitFor();
  assert.equal(await panel.getByText("Note de Paul.").count(), 0);

  const whose = panel.getByRole("group", { name: "Historique de" });
  await whose.getByRole("button", { name: "Atelier du Nord (2)" }).focus();
  await page.keyboard.press("Enter");
  await panel.getByText("Note de Paul.").waitFor();
  await panel.getByText("Note de Léa.").waitFor();
  assert.equal(await panel.getByRole("button", { name: "Modifications", exact: true }).count(), 0);
  assert.deepEqual(await violations(page), []);
  await panel.getByRole("listitem").filter({ hasText: "Note de Paul." }).getByRole("button", { name: "Ouvrir la fiche de Paul Petit" }).click();
  await at(new RegExp(`p=${paul}`));
  await panel.getByRole("heading", { level: 2, name: "Paul Petit" }).waitFor();
  await until("told of alone", async () => (await panel.getByText("Note de Léa.").count()) === 0);

  // The same on a page of its own.
  await page.keyboard.press("Control+Enter");
  await at(new RegExp(`^#/prospects/${paul}`));
  await page.getByRole("button", { name: "Atelier du Nord (2)" }).click();
  await page.getByRole("button", { name: "Ouvrir la fiche de Léa Martin" }).first().click();
  await at(new RegExp(`^#/prospects/${lea}`));

  // Nobody else, no switch.
  await go(`/prospects/${(await api.post("/prospects", { ...person("Seule Ici"), company: "Seule SARL" })).prospect.id}`);
  await page.getByText("Prospect ajouté").waitFor();
  assert.equal(await page.getByRole("group", { name: "Historique de" }).count(), 0);
});

test("a meeting that took place is an entry of the timeline, narrowed to and opened by keys; one to come stands above it", async (t) => {
  const house = await setUp(t, { rows: 40 });
  const { page, api, panel } = house;
  const { items } = await api.get("/prospects?limit=1&sort=name");
  const meet = (title, starts) => api.post("/calendar", { title, starts, minutes: 45, prospects: [items[0].id] });
  await meet("Visite de l’atelier", `${day(-2)}T10:00`);
  await meet("Signature", `${day(6)}T15:00`);
  await openSheet(house);

  const entry = panel.getByRole("listitem").filter({ has: page.getByRole("img", { name: "Rendez-vous tenu" }) });
  await entry.getByText("Visite de l’atelier").waitFor();
  assert.equal(await entry.count(), 1, "what is to come is no entry");
  const above = panel.getByRole("region", { name: "Rendez-vous", exact: true });
  await above.getByText("Signature").waitFor();
  assert.equal(await above.getByText("Visite de l’atelier").count(), 0, "what is over is not told twice");

  await panel.getByRole("group", { name: "Filtrer l’historique" }).getByRole("button", { name: /^Rendez-vous/ }).click();
  await until("only meetings are left", async () => (await panel.locator("li:has(time)").count()) === 1);
  await entry.getByRole("button").focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("dialog").filter({ has: page.getByRole("textbox", { name: "Titre" }) });
  await form.waitFor();
  assert.equal(await form.getByRole("textbox", { name: "Titre" }).inputValue(), "Visite de l’atelier");
});
