// The inbox: what waits for an answer is handled by one key each, put off, read, searched, joined and split; strangers become prospects.
import assert from "node:assert/strict";
import { test } from "node:test";
import { aWeek, deliver, hoursAgo } from "./posts.mjs";
import { setUp, until, violations } from "./support.mjs";

async function theInbox(t, options = {}) {
  const house = await setUp(t, { rows: 0, ...options });
  const { page, api, go, at } = house;
  const { conversations, prospects } = await aWeek(house);
  const list = page.getByRole("list", { name: "Conversations" });
  const row = (name) => list.getByRole("button", { name: new RegExp(name) });
  const pane = page.getByRole("region", { name: "Conversation", exact: true });
  const context = page.getByRole("complementary", { name: "Prospect" });
  const open = async (path = "/inbox") => {
    await go(path);
    await list.getByRole("listitem").first().waitFor();
  };
  const state = async (name) => (await api.get(`/inbox/${conversations[name]}`)).conversation.state;
  return { ...house, conversations, prospects, list, row, pane, context, open, state, page, at };
}

test("each conversation is handled by one key, the next one opens, and it is taken back", async (t) => {
  const { page, open, row, pane, list, state, toast } = await theInbox(t);
  await open();
  await row("Camille Andrieux").click();
  await pane.getByRole("heading", { name: "Votre projet" }).waitFor();
  await page.frameLocator("#main iframe").last().getByText(/jeudi matin me convient/).waitFor();
  await page.keyboard.press("f");
  await pane.getByRole("heading", { name: "Proposition 12 400 €" }).waitFor();
  await row("Camille Andrieux").waitFor({ state: "detached" });
  await until("it is done", async () => (await state("camille")) === "done");
  await page.keyboard.press("f");
  await pane.getByRole("heading", { name: "Rendez-vous de mardi" }).waitFor();
  await until("both are done", async () => (await state("hugo")) === "done");
  await toast(/Hugo Lefèvre traitée/, "Annuler");
  await row("Hugo Lefèvre").waitFor();
  assert.equal(await list.getByRole("listitem").count(), 3);
  await page.getByRole("link", { name: /Boîte de réception/ }).getByText("3").waitFor();
});

test("the box is done when nothing waits any more", async (t) => {
  const { page, open, row, pane, state } = await theInbox(t);
  await open();
  await row("Camille Andrieux").click();
  for (const [title, name] of [["Votre projet", "camille"], ["Proposition 12 400 €", "hugo"], ["Rendez-vous de mardi", "sofia"], ["Une question sur Alto", "louis"]]) {
    await pane.getByRole("heading", { name: title }).waitFor();
    await page.keyboard.press("f");
    await until(`${name} is done`, async () => (await state(name)) === "done");
  }
  await page.getByText("Boîte traitée.").waitFor();
  assert.deepEqual(await violations(page), []);
});

test("put off until a time, it comes back then and stands under « Plus tard »", async (t) => {
  const { page, open, row, pane, state, main } = await theInbox(t);
  await open();
  await row("Hugo Lefèvre").click();
  await pane.getByRole("heading", { name: "Proposition 12 400 €" }).waitFor();
  await page.keyboard.press("p");
  const asked = main.getByRole("group", { name: /Reporter à quand/ });
  await asked.getByRole("button", { name: /Demain/ }).click();
  await until("put off", async () => (await state("hugo")) === "snoozed");
  await row("Hugo Lefèvre").waitFor({ state: "detached" });
  await page.getByRole("tab", { name: /Plus tard/ }).click();
  await row("Hugo Lefèvre").getByText(/Revient/).waitFor();
});

test("what is looked at is read, and is unread again by a key", async (t) => {
  const { page, api, open, row, pane, conversations } = await theInbox(t);
  await open();
  await row("Hugo Lefèvre").getByRole("img", { name: "Non lu" }).waitFor();
  await row("Hugo Lefèvre").click();
  await pane.getByRole("heading", { name: "Proposition 12 400 €" }).waitFor();
  const unread = async () => (await api.get(`/inbox/${conversations.hugo}`)).conversation.unread;
  await until("it is read", async () => (await unread()) === 0);
  await row("Hugo Lefèvre").getByRole("img", { name: "Non lu" }).waitFor({ state: "detached" });
  await page.keyboard.press("u");
  await until("it is unread", async () => (await unread()) > 0);
  await row("Hugo Lefèvre").getByRole("img", { name: "Non lu" }).waitFor();
  await page.keyboard.press("j");
  await pane.getByRole("heading", { name: "Rendez-vous de mardi" }).waitFor();
  assert.ok((await unread()) > 0, "leaving it does not read it");
});

test("older messages are folded to a line; keys pressed within a message reach the page", async (t) => {
  const { page, api, open, row, pane, state, conversations } = await theInbox(t);
  // What was not read would stand open too.
  await api.post("/inbox/read", { ids: [conversations.camille], is_read: true });
  await open();
  await row("Camille Andrieux").click();
  const messages = pane.getByRole("list", { name: /^Messages/ });
  await messages.getByRole("button", { name: /toujours d’actualité/ }).waitFor();
  assert.equal(await messages.getByRole("button", { expanded: false }).filter({ hasText: /\d:\d\d/ }).count(), 2, "all but two are folded");
  await messages.getByRole("button", { name: /toujours d’actualité/ }).click();
  await messages.getByText(/Je reviens vers vous la semaine prochaine/).waitFor();
  const frame = page.frameLocator("#main iframe").last();
  assert.equal(await frame.locator("img[src^=http]").count(), 0, "nothing is loaded from elsewhere");
  await messages.getByText(/1 image bloquée/).waitFor();
  await frame.getByText(/jeudi matin me convient/).click();
  await page.keyboard.press("f");
  await until("it is done", async () => (await state("camille")) === "done");
});

test("beside it stands whose it is: the stage and the follow-up change there", async (t) => {
  const { page, api, open, row, context, prospects, dialog } = await theInbox(t);
  await open();
  await row("Camille Andrieux").click();
  await context.getByRole("heading", { name: "Camille Andrieux" }).waitFor();
  await context.getByText("Aucune relance prévue").waitFor();
  await page.keyboard.press("l");
  await dialog.getByRole("button", { name: "Planifier", exact: true }).waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await page.keyboard.press("e");
  await page.getByRole("option").nth(2).click();
  const { stages } = await api.session();
  await until("the stage", async () => (await api.get(`/prospects/${prospects.Andrieux}`)).stage_id === stages[2].id);
  await page.keyboard.press("Control+Shift+b");
  await context.waitFor({ state: "detached" });
  await page.keyboard.press("Control+Shift+b");
  await context.waitFor();
});

test("a stranger who wrote becomes a prospect, with what the signature says", async (t) => {
  const house = await theInbox(t);
  const { page, api, open, row, context, prospects } = house;
  await deliver(house, [
    { from: "Zoé Petit <zoe@est.example>", subject: "Votre annonce", id: "z1", at: hoursAgo(2), text: "Bonjour,\n\nje suis intéressée.\n\nZoé Petit\nResponsable achats\nTél. : 06 98 76 54 32" },
  ], { prospect: prospects.Simon });
  await open("/inbox?show=all&who=all");
  await row("Zoé Petit").click();
  await context.getByRole("button", { name: "Ajouter comme prospect" }).click();
  await until("she is there", async () => (await api.total("search=zoe%40est.example")) === 1);
  await context.getByRole("heading", { name: "Zoé Petit" }).waitFor();
  await context.getByRole("button", { name: /Planifier une relance/ }).waitFor();
});

test("words are searched for over all of the tab; tabs and search are in the address", async (t) => {
  const { page, open, row, list, at } = await theInbox(t);
  await open("/inbox?show=all");
  await page.keyboard.press("Control+f");
  await page.keyboard.type("comite");
  await at(/q=comite/);
  await row("Hugo Lefèvre").waitFor();
  await until("one is found", async () => (await list.getByRole("listitem").count()) === 1);
  await page.getByRole("searchbox", { name: "Chercher dans les e-mails" }).fill("introuvable");
  await page.getByText("Aucune conversation ne correspond.").waitFor();
  await page.getByRole("button", { name: "Effacer la recherche" }).last().click();
  await row("Anaïs Simon").waitFor();
});

test("a conversation is split in two, and joined again", async (t) => {
  const { page, api, open, row, pane, dialog } = await theInbox(t);
  await open("/inbox?show=all");
  const total = async () => (await api.get("/inbox?show=all&who=prospects")).total;
  const before = await total();
  await row("Hugo Lefèvre").click();
  await pane.getByRole("button", { name: "Actions sur l’e-mail de Hugo Lefèvre" }).click();
  await page.getByRole("menuitem", { name: "Séparer à partir d’ici" }).click();
  await until("they are two", async () => (await total()) === before + 1);
  await row("Hugo Lefèvre").nth(1).waitFor();
  await row("Hugo Lefèvre").first().click();
  await pane.getByRole("button", { name: "Actions sur la conversation" }).click();
  await page.getByRole("menuitem", { name: /Réunir/ }).click();
  await dialog.getByRole("list", { name: "Conversations trouvées" }).getByRole("button", { name: /Hugo/ }).first().click();
  await until("they are one", async () => (await total()) === before);
});

test("without a mailbox and without a message the screen says where to begin", async (t) => {
  const { page, go, at } = await setUp(t, { rows: 3 });
  await go("/inbox");
  await page.getByText("Connectez votre messagerie pour lire et répondre ici.").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole("button", { name: "Connecter", exact: true }).click();
  await at(/settings\/accounts/);
});

test("in a small window the conversation covers the list, and Escape leads back", async (t) => {
  const { page, open, row, pane, list } = await theInbox(t, { width: 700, height: 900 });
  await open();
  assert.equal(await pane.count(), 0, "nothing is open by itself");
  await row("Hugo Lefèvre").click();
  await pane.getByRole("heading", { name: "Proposition 12 400 €" }).waitFor();
  await list.waitFor({ state: "hidden" });
  await page.keyboard.press("Escape");
  await row("Hugo Lefèvre").waitFor();
});
