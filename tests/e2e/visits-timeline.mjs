// The timeline of a sheet and what is written in it, as they are looked at. In both languages.
import { day, until } from "./support.mjs";
import { escape } from "./visits.mjs";

const DAY = 86_400_000;

/** A prospect with something of each kind, and colleagues. */
async function fill({ api }) {
  const add = async (first_name, last_name, job_title) =>
    (await api.post("/prospects", { first_name, last_name, job_title, company: "Atelier du Nord" })).prospect.id;
  const id = await add("Léa", "Martin", "Directrice des achats");
  const others = [await add("Paul", "Petit", "Comptable"), await add("Anne-Sophie", "de La Rochefoucauld", "Gérante")];
  if (!(await api.session()).members.some(({ name }) => name === "Paul Durand"))
    await api.post("/members", { name: "Paul Durand" });
  await api.post(`/prospects/${id}/reminders`, { kind: "call", title: "point sur la proposition", at: day(1) });
  await api.post(`/prospects/${id}/reminders`, { kind: "email", title: "envoyer le compte rendu et les tarifs de l’an prochain", at: day(3) });
  await api.post(`/prospects/${id}/reminders`, { kind: "meeting", title: null, at: `${day(9)}T14:30` });
  await api.post(`/prospects/${others[0]}/notes`, { body: "Préfère être appelé le matin." });
  await api.post(`/prospects/${others[1]}/calls`, { outcome: "message", at: Date.now() - 2 * DAY });
  await api.post(`/prospects/${id}/calls`, { outcome: "no_answer", at: Date.now() - 3 * DAY });
  await api.post(`/prospects/${id}/calls`, { outcome: "reached", minutes: 12, direction: "in", note: "Veut un devis pour 12 postes." });
  await api.post(`/prospects/${id}/notes`, {
    body: "Vue au salon avec @[Paul Durand] #[grand compte].\n\n**À faire** avant *vendredi* :\n- devis hors taxes\n  - 12 postes\n- voir [les tarifs](https://exemple.fr/tarifs)\n\nhttps://exemple.fr/une/adresse/tres/longue/qui/ne/tient/pas/sur/une/ligne/du/panneau",
  });
  await api.post("/calendar", { title: "Visite de l’atelier", starts: `${day(-2)}T10:00`, minutes: 90, place: "Lille", prospects: [id] });
  await api.post("/calendar", { title: "Signature", starts: `${day(6)}T15:00`, minutes: 45, prospects: [id] });
  await api.patch(`/prospects/${id}`, { city: "Lille", source: "Salon" });
  return id;
}

async function openTimeline(house) {
  const { page, panel, go } = house;
  house.teller ??= await fill(house);
  await go("/pipeline");
  await go(`/prospects?p=${house.teller}`);
  await panel.locator("h3").last().waitFor();
  const fields = panel.locator("button[aria-expanded]:not([aria-haspopup])").first();
  if ((await fields.getAttribute("aria-expanded")) === "true") await fields.click();
  await panel.locator("time").first().waitFor();
  await page.mouse.move(0, 0);
}

async function openEditor(house) {
  await openTimeline(house);
  const { page, panel } = house;
  await panel.locator("textarea, [contenteditable]").first().click();
  await until("the editor has the focus", () => page.evaluate(() => document.activeElement?.isContentEditable));
}

/** Escape closes what is proposed or asked within the note, once; its own button leaves it. */
async function leaveNote({ page, panel }) {
  await page.keyboard.press("Escape");
  await panel.getByRole("button", { name: /^(Annuler|Cancel)$/ }).last().click();
}

export const timelineVisits = [
  { name: "timeline", open: openTimeline },
  {
    name: "timeline-low",
    open: async (house) => {
      await openTimeline(house);
      await house.panel.locator("section[aria-label] section button[aria-expanded]:not([aria-haspopup])").first().click();
      await house.panel.locator("time").last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: "timeline-page",
    open: async (house) => {
      await openTimeline(house);
      await house.go(`/prospects/${house.teller}`);
      await house.page.locator("time").first().waitFor();
    },
  },
  {
    name: "timeline-company",
    open: async (house) => {
      await openTimeline(house);
      await house.panel.getByRole("button", { name: /Atelier du Nord \(/ }).click();
      await house.panel.getByRole("button", { name: /Paul Petit/ }).first().waitFor();
    },
  },
  {
    name: "timeline-writing",
    open: async (house) => {
      await openEditor(house);
      const { page } = house;
      await page.keyboard.type("Rappeler ");
      await page.keyboard.press("Control+b");
      await page.keyboard.type("avant midi");
      await page.keyboard.press("Control+b");
      await page.keyboard.press("Enter");
      await page.keyboard.type("- devis #[grand compte]");
      await page.keyboard.press("Enter");
      await page.keyboard.type("tarifs #p");
      await page.getByRole("option").first().waitFor();
    },
    leave: leaveNote,
  },
  {
    name: "timeline-link",
    open: async (house) => {
      await openEditor(house);
      await house.page.keyboard.type("Voir");
      await house.panel.getByRole("toolbar").last().getByRole("button").last().click();
      await house.page.keyboard.type("pas une adresse");
      await house.page.keyboard.press("Enter");
      await house.panel.getByRole("alert").waitFor();
    },
    leave: leaveNote,
  },
  {
    name: "timeline-note-edit",
    open: async (house) => {
      await openTimeline(house);
      await house.panel.getByRole("button", { name: /Actions sur la note|Actions on the note/ }).first().click();
      await house.page.getByRole("menuitem").first().click();
      await until("the editor has the focus", () => house.page.evaluate(() => document.activeElement?.isContentEditable));
    },
    leave: escape,
  },
  {
    name: "timeline-call-edit",
    open: async (house) => {
      await openTimeline(house);
      await house.panel.getByRole("button", { name: /Actions sur l’appel|Actions on the call/ }).first().click();
      await house.page.getByRole("menuitem").first().click();
      await house.panel.getByRole("form").waitFor();
      await house.panel.locator("form input").last().fill("x");
      await house.page.keyboard.press("Enter");
      await house.panel.getByText(/Nombre de minutes|A number of minutes/).waitFor();
    },
    leave: escape,
  },
];
