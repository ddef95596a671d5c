// The board: a card goes where it is let go, by mouse or by keys; each move is in the base, and each is undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atRest, setUp, until, violations } from "./support.mjs";

const MOST_CARDS = 30;

async function openBoard(t, options) {
  const house = await setUp(t, options);
  const { page, api } = house;
  await house.go("/pipeline");
  await page.locator(".vscroll[data-column][data-ready=true] [data-card]").first().waitFor();
  const { stages } = await api.session();
  const stage = (key) => stages.find((s) => s.key === key).id;
  const column = (key) => page.locator(`.vscroll[data-column="${stage(key)}"]`);
  return {
    ...house,
    stage,
    column,
    card: (key, index) => column(key).locator(`[data-card][data-index="${index}"]`),
    /** Ids of the cards of a column, as the base has them. */
    cards: async (key) => (await api.get(`/pipeline/${stage(key)}/cards?limit=200`)).items.map((row) => row.id),
    /** Names on screen, in the order of the column. */
    seen: (key) =>
      column(key)
        .locator("[data-card]")
        .evaluateAll((all) =>
          all
            .toSorted((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
            .map((card) => card.firstElementChild.firstElementChild.textContent),
        ),
    count: async (key) =>
      Number((await page.locator(`[data-stage="${key}"] header .tnum`).first().textContent()).replaceAll(/\D/g, "")),
  };
}

const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];

/** Takes a card by the mouse and goes to a point, in steps as a hand does; the button stays down. */
async function take(page, card, [x, y]) {
  const [fromX, fromY] = middle(await card.boundingBox());
  await page.mouse.move(fromX, fromY);
  await page.mouse.down();
  await page.mouse.move(fromX + 8, fromY + 8, { steps: 2 });
  await page.locator("[data-ghost]").waitFor();
  await page.mouse.move(x, y, { steps: 12 });
}

/** Waits until the line that shows the place is drawn in a column. */
const lineIn = (column) => column.locator("div[aria-hidden=true].bg-accent").waitFor();

test("the page says that it can be used once the cards are there, and not before", async (t) => {
  const { page } = await openBoard(t, { rows: 200 });
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement?.dataset.ready)
        window.cardsWhenReady ??= document.querySelectorAll("#main [data-card]").length;
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
  });
  const start = page.url().split("#")[0];
  for (const hash of ["#/pipeline", "#/pipeline?q=a"]) {
    await page.goto("about:blank");
    await page.goto(start + hash);
    const cards = await page.waitForFunction(() => window.cardsWhenReady);
    assert.ok((await cards.jsonValue()) > 0, `cards at ${hash}`);
  }
});

test("a card dragged to another column lands where the line is, on screen and in the base", async (t) => {
  const { page, api, card, cards, column, seen, count, toast } = await openBoard(t, { rows: 40 });
  const before = await api.snapshot();
  const [from, to] = ["non_qualifie", "contacte"];
  const id = await card(from, 1).getAttribute("data-card");
  const name = (await seen(from))[1];
  const target = await card(to, 2).boundingBox();
  const counts = [await count(from), await count(to)];
  await take(page, card(from, 1), [target.x + 130, target.y + 46]);
  await lineIn(column(to));
  await page.mouse.up();
  await toast(`${name} → Contacté`);
  assert.equal((await cards(to)).indexOf(id), 2, "third in the base");
  await until("third on screen", async () => (await seen(to))[2] === name);
  assert.deepEqual([await count(from), await count(to)], [counts[0] - 1, counts[1] + 1], "the heads count it");
  assert.equal(await page.evaluate(() => String(document.getSelection())), "", "no text was selected");
  assert.equal(await page.locator("[data-ghost]").count(), 0);
  await page.keyboard.press("Control+z");
  await until("all as before", async () => JSON.stringify(await api.snapshot()) === JSON.stringify(before));
  await until("on screen too", async () => (await seen(from))[1] === name);
});

test("Escape takes a dragged card back; a drag beside the columns changes nothing", async (t) => {
  const { page, api, card, column, seen, stage } = await openBoard(t, { rows: 40 });
  const before = await api.snapshot();
  const names = await seen("non_qualifie");
  const all = (await api.get(`/pipeline/${stage("non_qualifie")}/cards?limit=200`)).items.map((row) => row.name);
  assert.deepEqual(names, all.slice(0, names.length));
  const [x, y] = middle(await column("negociation").boundingBox());
  await take(page, card("non_qualifie", 0), [x, y]);
  await lineIn(column("negociation"));
  await page.keyboard.press("Escape");
  await page.locator("[data-ghost]").waitFor({ state: "detached" });
  await page.mouse.up();
  await take(page, card("non_qualifie", 0), [100, 400]);
  await page.mouse.up();
  await page.locator("[data-ghost]").waitFor({ state: "detached" });
  // How many are drawn out of sight differs from moment to moment; each of them is where the base has it.
  const after = await seen("non_qualifie");
  assert.ok(after.length >= names.length, `${after.length} cards after, ${names.length} before`);
  assert.deepEqual(after, all.slice(0, after.length));
  assert.deepEqual(await api.snapshot(), before);
  assert.equal(await page.getByRole("complementary").count(), 0, "a drag is not a click: no panel has opened");
});

test("cards move by keys: Alt and arrows, Space to lift and to drop, E to choose; each is spoken and undone", async (t) => {
  const { page, api, card, cards, stage, toast, seen } = await openBoard(t, { rows: 40 });
  const before = await api.snapshot();
  const of = async (id) => (await api.get(`/prospects/${id}`)).stage_id;
  const live = page.locator("[aria-live]");
  const id = await card("contacte", 0).getAttribute("data-card");
  const [name] = await seen("contacte");
  await card("contacte", 0).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await until("one stage further", async () => (await of(id)) === stage("a_recontacter"));
  await until("the card keeps the focus", () => page.evaluate((c) => document.activeElement?.dataset.card === c, id));
  await page.keyboard.press("Alt+ArrowLeft");
  await until("and back", async () => (await of(id)) === stage("contacte"));

  await until("focused again", () => page.evaluate((c) => document.activeElement?.dataset.card === c, id));
  await page.keyboard.press(" ");
  await until("it is said to be lifted", async () => /carte soulevée/.test((await live.allTextContents()).join(" ")));
  for (const key of ["ArrowRight", "ArrowRight", "ArrowDown"]) await page.keyboard.press(key);
  await page.keyboard.press(" ");
  await toast(`${name} → Négociation`);
  assert.equal((await cards("negociation")).indexOf(id), 1, "second of the column");
  await until("the drop is said with its place", async () =>
    /Négociation, 2e place sur \d+/.test((await live.allTextContents()).join(" ")),
  );

  // Lifted, carried and given up.
  await until("it has the focus", () => page.evaluate((c) => document.activeElement?.dataset.card === c, id));
  await page.keyboard.press(" ");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Escape");
  assert.equal(await of(id), stage("negociation"));

  await page.keyboard.press("e");
  await page.getByRole("combobox", { name: "Changer l’étape de 1 prospect" }).fill("abandon");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Pourquoi est-ce perdu ?" }).getByText(`${name} passe en « Abandon ».`).waitFor();
  await page.getByRole("button", { name: "Ne pas préciser" }).click();
  await until("lost", async () => (await of(id)) === stage("abandon"));
  for (let i = 0; i < 4; i += 1) {
    await page.keyboard.press("Control+z");
    await until("one more undone", async () => {
      const { items } = await api.get("/history?limit=8");
      return items.filter((o) => o.reverts !== null).length === i + 1;
    });
  }
  assert.deepEqual(await api.snapshot(), before);
});

test("a card let go on the bar is won or lost", async (t) => {
  const { page, api, card, stage } = await openBoard(t, { rows: 40 });
  const before = await api.snapshot();
  for (const key of ["deja_client", "abandon"]) {
    const id = await card("non_qualifie", 0).getAttribute("data-card");
    await take(page, card("non_qualifie", 0), [600, 500]);
    const bar = page.locator(`[data-outcome="${stage(key)}"]`);
    await bar.waitFor();
    const [x, y] = middle(await bar.boundingBox());
    await page.mouse.move(x, y, { steps: 6 });
    await page.mouse.up();
    if (key === "abandon") {
      const asked = page.getByRole("dialog", { name: "Pourquoi est-ce perdu ?" });
      await asked.waitFor();
      assert.notEqual((await api.get(`/prospects/${id}`)).stage_id, stage(key), "nothing moves while it is asked");
      // The first reason has the focus; the arrows lead to the others.
      await until("the first has the focus", () => page.evaluate(() => document.activeElement?.textContent === "Prix"));
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("Enter");
      await until("noted", async () => Object.values((await api.get(`/prospects/${id}`)).custom).includes("Pas de budget"));
    }
    await until("closed", async () => (await api.get(`/prospects/${id}`)).stage_id === stage(key));
    await page.keyboard.press("Control+z");
    await until("open again", async () => (await api.get(`/prospects/${id}`)).stage_id === stage("non_qualifie"));
    await until("its card is first again", async () => (await card("non_qualifie", 0).getAttribute("data-card")) === id);
  }
  assert.deepEqual(await api.snapshot(), before);
});

test("the question why a card is lost can be left, and be asked no more", async (t) => {
  const { page, api, card, stage, go } = await openBoard(t, { rows: 40 });
  const id = await card("non_qualifie", 0).getAttribute("data-card");
  const lose = async () => {
    await card("non_qualifie", 0).focus();
    await page.keyboard.press("e");
    await page.getByRole("combobox", { name: "Changer l’étape de 1 prospect" }).fill("abandon");
    await page.keyboard.press("Enter");
  };
  await lose();
  await page.getByRole("dialog", { name: /^Pourquoi est-ce perdu/ }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.equal((await api.get(`/prospects/${id}`)).stage_id, stage("non_qualifie"), "left, nothing is done");

  await go("/settings/pipeline");
  await page.getByText(/^Raisons proposées.*Prix, Pas de budget/).waitFor();
  await page.getByRole("switch", { name: "Demander la raison d’une perte" }).click();
  await until("kept", async () => (await api.get("/settings")).ui["lost.reason"] === false);
  await go("/pipeline");
  await card("non_qualifie", 0).waitFor();
  await lose();
  await until("lost at once", async () => (await api.get(`/prospects/${id}`)).stage_id === stage("abandon"));

  await go("/settings/pipeline");
  await page.getByRole("button", { name: "Modifier la liste" }).click();
  await page.getByRole("textbox", { name: /Raison de la perte/ }).first().waitFor();
});

test("2,000 cards: few in the document, a column that scrolls by itself, and a drop where the line is", async (t) => {
  const { page, api, card, cards, column, stage, seen } = await openBoard(t, { rows: 2000 });
  const most = () =>
    page.evaluate(() =>
      Math.max(...[...document.querySelectorAll(".vscroll[data-column]")].map((c) => c.querySelectorAll("[data-card]").length)),
    );
  assert.ok((await most()) < MOST_CARDS, `${await most()} cards in a column`);
  await column("non_qualifie").evaluate((list) => {
    list.scrollTop = list.scrollHeight / 2;
  });
  await until("no blank in the middle", async () => {
    const names = await seen("non_qualifie");
    return names.length > 3 && names.every(Boolean);
  });
  assert.ok((await most()) < MOST_CARDS);

  // Held at the lower edge, the column goes by; let go in the middle, the card is where the line was.
  const id = await card("contacte", 0).getAttribute("data-card");
  const target = column("a_recontacter");
  const box = await target.boundingBox();
  const room = await page.getByRole("group", { name: "Tableau du pipeline" }).boundingBox();
  await take(page, card("contacte", 0), [box.x + 130, Math.min(box.y + box.height, room.y + room.height - 56) - 12]);
  await until("the column has scrolled", () => target.evaluate((list) => list.scrollTop > 1500));
  await page.mouse.move(box.x + 130, box.y + box.height / 2, { steps: 5 });
  await atRest(page, "the column", () => target.evaluate((list) => list.scrollTop));
  await lineIn(target);
  const stride = 92;
  const line = await target.locator("div[aria-hidden=true].bg-accent").evaluate((at) => new DOMMatrix(at.style.transform).m42);
  const index = Math.round((line + 5) / stride);
  await page.mouse.up();
  await until("moved", async () => (await api.get(`/prospects/${id}`)).stage_id === stage("a_recontacter"));
  const list = await api.get(`/pipeline/${stage("a_recontacter")}/cards?limit=20&offset=${index - 5}`);
  assert.equal(list.items.findIndex((row) => row.id === id), 5, `at place ${index}, where the line was`);
  await until("seen there", () => target.locator(`[data-card="${id}"]`).isVisible());
  assert.equal((await cards("contacte")).includes(id), false);
});

test("several cards move together; filters and order change what is shown, not the base", async (t) => {
  const { page, api, card, stage, column, seen, toast } = await openBoard(t, { rows: 40 });
  const before = await api.snapshot();
  const ids = [];
  for (const index of [0, 1, 2]) {
    ids.push(await card("non_qualifie", index).getAttribute("data-card"));
    await card("non_qualifie", index).click({ modifiers: ["Control"] });
  }
  await page.getByText("3 sélectionnés").waitFor();
  const box = await column("negociation").boundingBox();
  await take(page, card("non_qualifie", 1), [box.x + 130, box.y + 20]);
  await page.locator("[data-ghost]").getByText("3").waitFor();
  await page.mouse.up();
  await toast("3 prospects déplacés vers Négociation");
  const { items } = await api.get(`/pipeline/${stage("negociation")}/cards?limit=20`);
  assert.deepEqual(items.slice(0, 3).map((row) => row.id), ids, "in their order");
  await page.keyboard.press("Control+z");
  await until("all as before", async () => JSON.stringify(await api.snapshot()) === JSON.stringify(before));

  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: /^Ordre des cartes/ }).click();
  await page.getByRole("menuitemradio", { name: "Nom" }).click();
  const byName = (await api.get(`/pipeline/${stage("contacte")}/cards?order=name&limit=50`)).items;
  await until("ordered by name", async () => (await seen("contacte"))[0] === byName[0].name);
  await page.getByRole("searchbox").fill("zzz");
  await page.getByText("Aucun prospect ne correspond.").waitFor();
  await page.getByRole("button", { name: "Effacer les filtres" }).last().click();
  await column("contacte").locator("[data-card]").first().waitFor();
  assert.deepEqual(await api.snapshot(), before);
});

test("a stage is renamed, folded and moved from its column", async (t) => {
  const { page, api, go, dialog, toast, button } = await openBoard(t, { rows: 40 });
  const before = await api.snapshot();
  const menu = (item) =>
    button(/^Étape (Contacté|Appelé)$/)
      .click()
      .then(() => page.getByRole("menuitem", { name: item }).click());
  await menu("Renommer…");
  await dialog.getByLabel("Nom de l’étape").fill("Appelé");
  await page.keyboard.press("Enter");
  await toast(/Étape «\sContacté\s» renommée en «\sAppelé\s»/);
  await page.getByRole("heading", { name: "Appelé" }).waitFor();
  await menu("Déplacer à gauche");
  await until("first", async () => (await api.session()).stages[0].label === "Appelé");
  await menu("Replier");
  await button("Déplier Appelé").click();
  await page.getByRole("heading", { name: "Appelé" }).waitFor();
  for (let i = 0; i < 2; i += 1) {
    await go("/pipeline");
    await page.keyboard.press("Control+z");
    await until("undone", async () => (await api.get("/history?limit=9")).items.filter((o) => o.reverts).length === i + 1);
  }
  assert.deepEqual((await api.session()).stages, before.stages);
});
