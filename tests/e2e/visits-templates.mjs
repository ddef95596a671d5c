// Templates of messages as they are looked at: the one that is written beside what comes of it, the list of variables. In both
// languages.
import { settings } from "./visits.mjs";

const main = ({ page }) => page.locator("#main");

async function openFaulty(house) {
  const templates = await house.api.get("/templates");
  if (!templates.some((one) => one.name === "Zeste"))
    await house.api.post("/templates", {
      name: "Zeste",
      subject: "{{entreprise}} : 15 minutes cette semaine",
      body: "<p>Bonjour {{prenon}},</p><p>Vous trouverez ci-joint {{si secteur}}notre offre pour le secteur {{secteur}}{{fin}}.</p><ul><li><p>un délai de <strong>trois jours</strong></p></li><li><p>un prix par poste</p></li></ul><p>{{moi.nom_complet}}</p>",
      language: "fr",
    });
  await settings("templates").open(house);
  await main(house).getByRole("button", { name: /^Zeste/ }).click();
  await main(house).locator("[contenteditable=true]").waitFor();
  await house.page.locator("#template-lints ~ ul, #template-lints + ul").first().waitFor();
}

const leave = async ({ page, go }) => {
  await page.keyboard.press("Escape");
  await go("/settings/about");
};

export const templateVisits = [
  { name: "templates-editor", open: openFaulty, leave },
  {
    name: "templates-variables",
    open: async (house) => {
      await openFaulty(house);
      await main(house).locator("[contenteditable=true]").click();
      await house.page.keyboard.press("Control+End");
      await house.page.keyboard.type(" {{");
      await house.page.getByRole("listbox", { name: "Variables" }).waitFor();
    },
    leave: async (house) => {
      await house.page.keyboard.press("Escape");
      for (let n = 0; n < 3; n += 1) await house.page.keyboard.press("Backspace");
      await leave(house);
    },
  },
];
