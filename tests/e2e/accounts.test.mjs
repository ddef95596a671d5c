// Mailboxes in the settings: what is said before one is connected, what a server refuses beside its field, how a card tells of trouble.
import assert from "node:assert/strict";
import { test } from "node:test";
import { authority, lab, ports } from "./mailbox.mjs";
import { setUp, until, violations } from "./support.mjs";

async function theAccounts(t, options = {}) {
  const house = await setUp(t, { rows: 3, ...options });
  // A server that refuses answers with what it says.
  house.expects(/status of (4\d\d|5\d\d).*\/mail\//);
  const { page, go } = house;
  const show = async () => {
    await go("/settings/accounts");
    await page.getByRole("heading", { level: 2, name: "Comptes e-mail" }).waitFor();
  };
  const dialog = page.getByRole("dialog");
  const server = (name) => dialog.getByRole("group", { name });
  return { ...house, show, dialog, server };
}

/** Fills in what leads to a port on which nobody listens. */
async function fillIn({ dialog, server }, { imap = "127.0.0.1", port = "1" } = {}) {
  await dialog.getByLabel("Adresse e-mail").fill("paul@maison.invalid");
  await dialog.getByLabel("Mot de passe", { exact: true }).fill("secret");
  const advanced = dialog.getByRole("button", { name: "Réglages avancés" });
  if ((await advanced.getAttribute("aria-expanded")) === "false") await advanced.click();
  for (const name of ["Serveur de réception (IMAP)", "Serveur d’envoi (SMTP)"]) {
    await server(name).getByLabel(name).fill(imap);
    await server(name).getByLabel("Port").fill(port);
  }
}

test("nothing is connected at first; what is kept is chosen before, and what the server refuses stands beside it", async (t) => {
  const house = await theAccounts(t);
  const { page, api, show, dialog } = house;
  await show();
  await page.getByText("Aucune messagerie connectée.").waitFor();
  await page.getByRole("button", { name: "Connecter une messagerie" }).click();
  await dialog.getByLabel("Adresse e-mail").waitFor();
  assert.equal(await dialog.getByRole("radio").count(), 3, "three choices of what is kept");
  assert.equal(await dialog.getByRole("radio").first().isChecked(), true, "the one that keeps least");
  await dialog.getByText("Du reste, rien n’est gardé qui puisse être lu.").waitFor();
  const connect = dialog.getByRole("button", { name: "Connecter", exact: true });
  assert.equal(await connect.isDisabled(), true, "not before everything is said");
  await fillIn(house);
  assert.deepEqual(await violations(page), []);
  await connect.click();
  await dialog.getByText(/127\.0\.0\.1 ne répond pas/).waitFor();
  assert.equal(await dialog.getByLabel("Serveur de réception (IMAP)").first().getAttribute("aria-invalid"), "true");
  assert.deepEqual(await api.get("/mail/accounts"), [], "nothing is written");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

test("all of it by keyboard, and Enter connects", async (t) => {
  const house = await theAccounts(t);
  const { page, show, dialog } = house;
  await show();
  await page.getByRole("button", { name: "Connecter une messagerie" }).press("Enter");
  await until("the address has the focus", async () => (await page.evaluate(() => document.activeElement?.type)) === "email");
  await fillIn(house);
  await dialog.getByLabel("Mot de passe", { exact: true }).press("Enter");
  await dialog.getByText(/ne répond pas/).waitFor();
});

test("a real mailbox is connected, read, put right and taken away", { skip: !lab && "no servers of mail" }, async (t) => {
  const house = await theAccounts(t);
  const { page, api, show, dialog, server, toast } = house;
  await show();
  await page.getByRole("button", { name: "Connecter une messagerie" }).click();
  await fillIn(house);
  await dialog.getByLabel("Adresse e-mail").fill("u36@lab.test");
  await dialog.getByLabel("Votre nom").fill("Paul Dupont");
  const places = { "Serveur de réception (IMAP)": ports.imap, "Serveur d’envoi (SMTP)": ports.smtp };
  for (const [name, port] of Object.entries(places)) {
    await server(name).getByRole("combobox").click();
    await page.getByRole("option", { name: "TLS", exact: true }).click();
    await server(name).getByLabel("Port").fill(String(port));
  }
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    dialog.getByRole("button", { name: "Choisir un fichier…" }).click(),
  ]);
  await chooser.setFiles({ name: "ca.pem", mimeType: "text/plain", buffer: Buffer.from(authority()) });
  await dialog.getByText("ca.pem").waitFor();
  const password = dialog.getByLabel("Mot de passe", { exact: true });
  await password.press("Enter");
  await dialog.getByText(/refuse ce nom ou ce mot de passe/).waitFor();
  assert.equal(await password.getAttribute("aria-invalid"), "true", "the refusal stands at the password");
  await password.fill("u36-pw");
  await password.press("Enter");
  await toast("u36@lab.test connecté");
  const card = page.locator("[data-account='u36@lab.test']");
  await card.getByRole("button", { name: "Relever maintenant" }).click();
  await card.getByText("Connecté", { exact: true }).waitFor();
  assert.deepEqual(await violations(page), []);

  await card.getByRole("button", { name: "Actions sur u36@lab.test" }).click();
  await page.getByRole("menuitem", { name: "Modifier…" }).click();
  await dialog.getByLabel("Autres adresses").fill("paul@lab.test");
  await dialog.getByRole("radio", { name: /Tous les e-mails/ }).check();
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await toast("u36@lab.test modifié");
  const [kept] = await api.get("/mail/accounts");
  assert.deepEqual([kept.aliases, kept.keeps], [["paul@lab.test"], "all"]);

  await card.getByRole("button", { name: "Actions sur u36@lab.test" }).click();
  await page.getByRole("menuitem", { name: "Retirer ce compte…" }).click();
  await dialog.getByText(/Rien ne change sur le serveur/).waitFor();
  await dialog.getByRole("button", { name: "Retirer le compte" }).click();
  await toast("u36@lab.test retiré");
  await page.getByText("Aucune messagerie connectée.").waitFor();
});
