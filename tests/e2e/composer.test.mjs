// The composer: written to somebody on screen or to an address, kept as one types and never lost, looked at before it goes; a reply in
// the place of the conversation.
import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, lab } from "./mailbox.mjs";
import { aWeek } from "./posts.mjs";
import { setUp, until, violations } from "./support.mjs";

async function aHouse(t, options = {}) {
  const house = await setUp(t, { rows: 0, ...options });
  const { page, api } = house;
  const week = await aWeek(house);
  const panel = page.getByRole("dialog", { name: /^(Nouveau message|Message)$/ });
  const body = page.getByRole("textbox", { name: "Message", exact: true });
  const drafts = async () => (await api.get("/outbox?show=drafts")).items;
  const draft = async () => {
    const [first] = await drafts();
    return first && api.get(`/outbox/${first.id}`);
  };
  return { ...house, ...week, panel, body, drafts, draft };
}

const to = (within) => within.getByRole("combobox", { name: "À", exact: true });

test("a message is written by keyboard to a prospect and to an address, and kept as it is typed", async (t) => {
  const { page, go, panel, body, draft, prospects } = await aHouse(t);
  await go("/inbox?show=all");
  await page.getByRole("button", { name: /^Écrire/ }).waitFor();
  await page.keyboard.press("m");
  await to(panel).waitFor();
  await until("whom it is for has the focus", () => to(panel).evaluate((one) => one === document.activeElement));
  await page.keyboard.type("camille");
  await panel.getByRole("option", { name: /Camille Andrieux/ }).waitFor();
  await page.keyboard.press("Enter");
  await panel.getByRole("button", { name: "Retirer Camille Andrieux" }).waitFor();
  await page.keyboard.type("marc@lumen.example,");
  await panel.getByRole("button", { name: "Retirer marc@lumen.example" }).waitFor();
  await panel.getByLabel("Objet").fill("Notre rendez-vous");
  await body.click();
  await page.keyboard.type("Bonjour {{pre");
  await page.getByRole("listbox", { name: "Variables" }).getByText("prenom", { exact: true }).waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type(", à jeudi.");
  await panel.getByText("Brouillon enregistré").waitFor();
  await until("it is kept", async () => (await draft())?.html.includes("à jeudi."));
  const kept = await draft();
  assert.deepEqual(kept.to.map(({ address }) => address), ["camille@lumen.example", "marc@lumen.example"]);
  assert.deepEqual([kept.subject, kept.html, kept.prospect], ["Notre rendez-vous", "<p>Bonjour {{prenom}}, à jeudi.</p>", prospects.Andrieux]);
  assert.deepEqual(await violations(page), []);
  // Without a mailbox it stays a draft, and says where to begin.
  await panel.getByText(/Aucune messagerie connectée/).waitFor();
  assert.equal(await panel.getByRole("button", { name: /^Envoyer/ }).isDisabled(), true);
});

test("closing keeps the draft, what was typed last too; it is gone on with from the outbox, and thrown away", async (t) => {
  const { page, go, panel, body, draft, drafts } = await aHouse(t);
  await go("/inbox?show=outbox&of=drafts");
  await page.getByText("Aucun brouillon.").waitFor();
  await page.keyboard.press("m");
  await panel.getByLabel("Objet").fill("À finir");
  await body.click();
  await page.keyboard.type("Le début");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await until("the last words are kept", async () => (await draft())?.html === "<p>Le début</p>");
  await page.getByRole("button", { name: /^Reprendre « À finir »/ }).click();
  await body.getByText("Le début").waitFor();
  await panel.getByRole("button", { name: "Supprimer le brouillon" }).click();
  await until("none is left", async () => (await drafts()).length === 0);
  await page.getByText("Aucun brouillon.").waitFor();
});

test("what nobody wrote in leaves no draft behind", async (t) => {
  const { page, go, panel, drafts, quiet } = await aHouse(t);
  await go("/inbox?show=all");
  await page.getByRole("listitem").first().waitFor();
  await page.keyboard.press("m");
  await to(panel).waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await quiet();
  assert.equal((await drafts()).length, 0);
});

test("a reply stands in the place of the conversation, with whom and about what; left, it is gone on with", async (t) => {
  const { page, go, main, body, draft, drafts, conversations } = await aHouse(t);
  await go(`/inbox?show=all&c=${conversations.hugo}`);
  await main.getByRole("heading", { name: "Proposition 12 400 €" }).waitFor();
  await page.keyboard.press("r");
  await main.getByRole("button", { name: "Retirer Hugo Lefèvre" }).waitFor();
  await until("one writes at once", () => body.evaluate((one) => one === document.activeElement));
  await main.getByRole("button", { name: "Cc Cci Objet" }).click();
  assert.equal(await main.getByLabel("Objet").inputValue(), "Re: Proposition 12 400 €");
  await body.click();
  await page.keyboard.type("Merci Hugo.");
  await main.getByText("Brouillon enregistré").waitFor();
  await until("it is kept", async () => (await draft())?.html === "<p>Merci Hugo.</p>");
  await page.keyboard.press("Escape");
  await body.waitFor({ state: "detached" });
  await main.getByRole("button", { name: /^Reprendre le brouillon/ }).click();
  await body.getByText("Merci Hugo.").waitFor();
  assert.equal((await drafts()).length, 1, "it is the same one");
});

test("a file is attached by its button and by a drop, and taken off", async (t) => {
  const { page, go, panel, draft } = await aHouse(t);
  await go("/inbox?show=all");
  await page.getByRole("listitem").first().waitFor();
  await page.keyboard.press("m");
  await panel.getByLabel("Objet").fill("Avec le devis");
  const chosen = page.waitForEvent("filechooser");
  await panel.getByRole("button", { name: "Joindre un fichier" }).click();
  await (await chosen).setFiles({ name: "devis.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF devis") });
  await panel.getByRole("list", { name: "Pièces jointes" }).getByText("devis.pdf").waitFor();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(["plan"], "plan.txt"));
    return transfer;
  });
  const { x, y } = await panel.boundingBox();
  const over = { dataTransfer: data, clientX: x + 100, clientY: y + 200 };
  await page.dispatchEvent("[data-composer]", "dragenter", over);
  await page.dispatchEvent("[data-composer]", "dragover", over);
  assert.equal(await page.getByText(/Déposez/).count(), 0, "it is no import");
  await page.dispatchEvent("[data-composer]", "drop", over);
  await panel.getByText("plan.txt").waitFor();
  await until("both are kept", async () => (await draft()).files.length === 2);
  await panel.getByRole("button", { name: "Retirer devis.pdf" }).click();
  await until("one is left", async () => (await draft()).files.map(({ name }) => name).join() === "plan.txt");
});

test("a template fills what is empty; the panel takes the whole window when one asks", async (t) => {
  const { page, api, go, panel, body } = await aHouse(t);
  await api.post("/templates", { name: "Présentation", subject: "Pour {{entreprise}}", body: "<p>Bonjour {{prenom}},</p>", purpose: "mail" });
  await go("/inbox?show=all");
  await page.getByRole("listitem").first().waitFor();
  await page.keyboard.press("m");
  await to(panel).waitFor();
  await panel.getByRole("button", { name: "Modèle" }).click();
  await page.getByRole("menuitem", { name: "Présentation" }).click();
  await body.getByText("Bonjour {{prenom}},").waitFor();
  assert.equal(await panel.getByLabel("Objet").inputValue(), "Pour {{entreprise}}");
  const before = await panel.boundingBox();
  await page.keyboard.press("Control+Shift+Enter");
  await until("it is larger", async () => (await panel.boundingBox()).width > before.width);
});

test("from a sheet, M writes to whoever is on it", async (t) => {
  const { page, go, main, panel, prospects } = await aHouse(t);
  await go(`/prospects/${prospects.Mercier}`);
  await main.getByRole("heading", { name: "Sofia Mercier" }).first().waitFor();
  await page.keyboard.press("m");
  await panel.getByRole("button", { name: "Retirer Sofia Mercier" }).waitFor();
});

const servers = { skip: !lab && "no servers of mail" };

/** With a mailbox that is really there. */
async function aMailbox(t, user) {
  const house = await aHouse(t);
  const account = await connect(house, user);
  const { page, api, go, panel, body } = house;
  const begin = async (address, subject, text) => {
    await go("/inbox?show=all");
    await page.getByRole("listitem").first().waitFor();
    await page.keyboard.press("m");
    await to(panel).fill(address);
    await to(panel).press("Enter");
    await panel.getByLabel("Objet").fill(subject);
    await body.click();
    await page.keyboard.type(text);
  };
  const shelf = async (show) => (await api.get(`/outbox?show=${show}`)).items;
  return { ...house, account, begin, shelf };
}

test("what is seen before is what is sent; it may be called back while its delay runs, then it goes", servers, async (t) => {
  const { page, api, panel, body, begin, shelf, toast, prospects } = await aMailbox(t, "u37");
  await api.patch("/settings", { send_delay: 20 });
  await begin("camille", "Notre rendez-vous", "Bonjour {{prenom}}, à jeudi.");
  await panel.getByRole("button", { name: "Aperçu" }).click();
  await panel.getByRole("region", { name: "Aperçu" }).getByText("Bonjour Camille, à jeudi.").waitFor();
  assert.deepEqual(await violations(page), []);
  await panel.getByRole("button", { name: "Revenir à l’écriture" }).click();
  await body.click();
  await panel.getByRole("checkbox", { name: /Relancer si pas de réponse/ }).click();
  await page.keyboard.press("Control+Enter");
  await panel.waitFor({ state: "detached" });
  await toast(/Message à Camille Andrieux envoyé/, "Annuler l’envoi");
  await body.getByText("Bonjour {{prenom}}, à jeudi.").waitFor();
  assert.equal((await shelf("waiting")).length, 0, "nothing is on its way");
  await api.patch("/settings", { send_delay: 0 });
  await body.click();
  await page.keyboard.press("Control+Enter");
  await panel.waitFor({ state: "detached" });
  await until("it has gone or waits", async () => (await shelf("sent")).length + (await shelf("waiting")).length === 1);
  const [item] = [...(await shelf("sent")), ...(await shelf("waiting"))];
  assert.deepEqual([item.subject, item.prospect, item.follow_up], ["Notre rendez-vous", prospects.Andrieux, 3]);
});

test("sent later it stands in the outbox with its hour, and is called back from there", servers, async (t) => {
  const { page, go, panel, body, begin, shelf, dialog, toast } = await aMailbox(t, "u38");
  await begin("hugo@helio.example", "Pour lundi", "Bonjour");
  await panel.getByRole("button", { name: "Planifier" }).click();
  await dialog.getByRole("button", { name: "Lundi 9:00" }).click();
  await toast(/départ lun\./);
  await until("it waits", async () => (await shelf("waiting")).length === 1);
  await go("/inbox?show=outbox");
  const line = page.locator("[data-outgoing]");
  await line.getByText("Pour lundi").waitFor();
  await line.getByText(/^Part lun\. .* 9:00$/).waitFor();
  assert.deepEqual(await violations(page), []);
  await line.getByRole("button", { name: /^Annuler l’envoi/ }).click();
  await body.getByText("Bonjour").waitFor();
  assert.equal((await shelf("waiting")).length, 0);
});

test("what is wrong is said before it goes: no address, an opposition, an unknown variable", servers, async (t) => {
  const { page, api, go, panel, body, prospects } = await aMailbox(t, "u39");
  await api.patch(`/prospects/${prospects.Moreau}`, { do_not_contact: true });
  await go("/inbox?show=all");
  await page.getByRole("listitem").first().waitFor();
  await page.keyboard.press("m");
  const send = panel.getByRole("button", { name: /^Envoyer/ });
  await send.waitFor();
  assert.equal(await send.isDisabled(), true, "to nobody nothing goes");
  await to(panel).fill("zzz@zz");
  await to(panel).press("Enter");
  await panel.getByText("Adresse e-mail incomplète.").waitFor();
  await to(panel).fill("louis@alto.example");
  await to(panel).press("Enter");
  await panel.getByLabel("Objet").fill("Une offre");
  await body.click();
  await page.keyboard.type("Bonjour {{telephon}}, une offre.");
  await page.keyboard.press("Control+Enter");
  const checks = panel.getByRole("alert", { name: "À revoir avant l’envoi" });
  await checks.getByText("Cette personne ne veut plus être contactée.").waitFor();
  await checks.getByText(/telephon/).waitFor();
  assert.deepEqual(await violations(page), []);
  assert.equal((await api.get("/outbox?show=waiting")).total, 0, "nothing has gone");
});
