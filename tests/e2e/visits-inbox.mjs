// The mail screens as they are looked at: accounts, the inbox, an open conversation, what is written and what is on its way.
import { aWeek } from "./posts.mjs";
import { settings } from "./visits.mjs";

const main = ({ page }) => page.locator("#main");

async function openInbox(house, path = "/inbox") {
  house.week ??= await aWeek(house);
  await house.go("/settings/about");
  await house.go(path);
  await main(house).getByRole("listitem").first().waitFor();
}

async function openCamille(house) {
  await openInbox(house);
  await main(house).getByRole("button", { name: /Camille Andrieux/ }).first().click();
  await house.page.frameLocator("#main iframe").last().getByText(/jeudi matin/).waitFor();
}

export const inboxVisits = [
  { name: "accounts", open: (house) => settings("accounts").open(house) },
  {
    name: "accounts-add",
    open: async (house) => {
      await settings("accounts").open(house);
      await main(house).getByRole("button", { name: /^(Connecter une messagerie|Connect a mailbox)$/ }).click();
      const dialog = house.page.getByRole("dialog");
      await dialog.getByRole("textbox").first().waitFor();
      await dialog.getByRole("button", { name: /^(Réglages avancés|Advanced settings)$/ }).click();
    },
    leave: ({ page }) => page.keyboard.press("Escape"),
  },
  { name: "inbox", open: openCamille },
  {
    name: "inbox-later",
    open: async (house) => {
      await openCamille(house);
      await house.page.keyboard.press("p");
      await main(house).getByRole("group", { name: /^(Reporter à quand|Put off until when)/ }).first().waitFor();
    },
    leave: ({ page }) => page.keyboard.press("Escape"),
  },
  { name: "inbox-all", open: (house) => openInbox(house, "/inbox?show=all") },
  {
    name: "inbox-empty",
    open: async (house) => {
      house.week ??= await aWeek(house);
      await house.go("/inbox?show=snoozed");
      await house.page.getByText(/^(Rien de remis à plus tard\.|Nothing put off\.)$/).waitFor();
    },
  },
  {
    name: "inbox-reply",
    open: async (house) => {
      await openCamille(house);
      await house.page.keyboard.press("r");
      await main(house).locator("[data-composer] [contenteditable=true]").waitFor();
      await house.page.keyboard.type(house.language === "en" ? "Hello {{prenom}}, Thursday is fine." : "Bonjour {{prenom}}, parfait pour jeudi. Je vous propose 10:00.");
      await main(house).getByText(/^(Brouillon enregistré|Draft saved)$/).waitFor();
    },
    leave: async (house) => {
      await main(house).getByRole("button", { name: /^(Supprimer le brouillon|Delete the draft)$/ }).click();
      await main(house).locator("[data-composer]").waitFor({ state: "detached" });
    },
  },
  {
    name: "composer",
    open: async (house) => {
      await openInbox(house);
      const { page } = house;
      await page.keyboard.press("m");
      const panel = page.locator("[data-composer]");
      await panel.getByRole("combobox").first().waitFor();
      await panel.getByRole("combobox").first().fill("anais@arpege.example");
      await page.keyboard.press("Enter");
      await panel.getByRole("button", { name: "Cc Cci" }).or(panel.getByRole("button", { name: "Cc Bcc" })).click();
      await panel.locator("[contenteditable=true]").click();
      await page.keyboard.type("Bonjour {{prenon}}, vous trouverez notre offre en pièce jointe.");
      await panel.getByText(/^(Brouillon enregistré|Draft saved)$/).waitFor();
    },
    leave: async ({ page }) => {
      await page.locator("[data-composer]").getByRole("button", { name: /^(Supprimer le brouillon|Delete the draft)$/ }).click();
      await page.locator("[data-composer]").waitFor({ state: "detached" });
    },
  },
  {
    name: "outbox-drafts",
    open: async (house) => {
      house.week ??= await aWeek(house);
      const { items } = await house.api.get("/outbox?show=drafts");
      if (items.length === 0)
        for (const subject of ["Notre rendez-vous de jeudi", "Proposition révisée"])
          await house.api.post("/outbox", { to: [{ name: "Sofia Mercier", address: "sofia@verso.example" }], subject, html: "<p>Bonjour,</p>" });
      await house.go("/inbox?show=outbox&of=drafts");
      await house.page.locator("[data-outgoing]").first().waitFor();
    },
  },
];
