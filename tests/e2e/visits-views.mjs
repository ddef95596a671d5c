// States of filters, views, groups and of what is looked at before it is done to many; after those of visits.mjs. What is
// looked for by its words is so in both languages; nothing is kept but one view.
import { until } from "./support.mjs";
import { escape, firstRow, openTable } from "./visits.mjs";

const DEEP = "(stage is contacté or city is Lyon) and amount > 1000 and not (tag is pme or created in the last 7 days)";
const byFilter = (text) => `/prospects?f=${encodeURIComponent(text)}`;

async function openEditor(house) {
  await house.go(byFilter(DEEP));
  await until("the filter is applied", async () => (await house.grid.count()) + (await house.main.locator("h2").count()) > 0);
  await house.main.locator("[aria-label*='contacté' i]:not([aria-label*='Retirer']):not([aria-label*='Remove'])").first().click();
  await house.dialog.locator("fieldset fieldset").first().waitFor();
}

async function openGroups(house) {
  await house.go("/prospects?group=stage");
  await house.page.locator("[data-group]").first().waitFor();
  await firstRow(house).waitFor();
}

async function openView(house) {
  let [view] = await house.api.get("/views");
  view ??= (await house.api.post("/views", { name: "Clients à rappeler cette semaine", filter: "ville est Lyon ou ville est Paris", groups: "city", columns: ["city", "email", "value_cents"] })).view;
  await house.go(`/prospects?v=${view.id}&group=city&f=${encodeURIComponent("ville est Lyon")}`);
  await house.page.locator("nav [aria-current=page]").nth(1).waitFor();
}

async function chooseAll(house) {
  await openTable(house);
  await house.grid.focus();
  await house.page.keyboard.press("Control+a");
  await house.page.locator("[data-floating-bar]").waitFor();
}

/** As a spreadsheet puts it on the clipboard. */
const paste = (house, text) =>
  house.page.evaluate((what) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", what);
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, text);

export const viewVisits = [
  { name: "filter-editor", open: openEditor, leave: escape },
  {
    name: "filter-text",
    open: async (house) => {
      await openEditor(house);
      await house.dialog.getByRole("tab").nth(1).click();
      await house.dialog.getByRole("textbox").fill("stage is contcaté");
      await house.dialog.getByRole("alert").or(house.dialog.locator("[id$=error], .text-danger")).first().waitFor();
    },
    leave: escape,
  },
  {
    name: "filter-chip",
    open: async (house) => {
      await house.go(byFilter(DEEP));
      await house.main.locator("[aria-label*='contacté' i]").first().waitFor();
    },
  },
  { name: "table-groups", open: openGroups },
  {
    name: "table-groups-tags",
    open: async (house) => {
      await openTable(house);
      await house.go("/prospects?group=tag");
      await house.page.locator("[data-group]").first().waitFor();
    },
  },
  {
    name: "table-groups-folded",
    open: async (house) => {
      await openGroups(house);
      await firstRow(house).click();
      await house.page.keyboard.press("r");
      await house.page.locator("[data-group] [aria-expanded=false]").first().waitFor();
    },
    leave: async (house) => {
      await house.page.locator("[data-group] [aria-expanded=false]").first().click();
      await escape(house);
    },
  },
  {
    name: "table-group-menu",
    open: async (house) => {
      await openGroups(house);
      await house.page.getByRole("tabpanel").locator("[aria-haspopup=menu]:not([role=grid] *)").nth(-2).click();
      await house.page.getByRole("menu").waitFor();
    },
    leave: escape,
  },
  { name: "view-changed", open: openView },
  {
    name: "view-folded-menu",
    open: async (house) => {
      await openView(house);
      const size = house.page.viewportSize();
      house.wide = size.width >= 1180;
      if (house.wide) await house.page.keyboard.press("Control+b");
      await house.page.getByRole("navigation").getByRole("button", { name: /^(Actions sur les vues|Actions on the views)$/ }).click();
      await house.page.getByRole("menuitem").first().hover();
      await house.page.getByRole("menuitem", { name: /^(Renommer…|Rename…)$/ }).waitFor();
    },
    leave: async (house) => {
      await house.page.keyboard.press("Escape");
      await escape(house);
      if (house.wide) await house.page.keyboard.press("Control+b");
    },
  },
  {
    name: "table-density",
    open: async (house) => {
      await openView(house);
      await house.page.getByRole("button", { name: /^(Colonnes|Columns)$/ }).click();
      await house.page.getByRole("menuitemradio").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "view-save",
    open: async (house) => {
      await house.go(byFilter("city is Lyon"));
      await house.page.getByRole("tabpanel").locator("[aria-haspopup=menu]:not([role=grid] *)").nth(-2).waitFor();
      await house.main.getByRole("button", { name: /^(Enregistrer la vue|Save view)$/ }).click();
      await house.dialog.getByRole("textbox").waitFor();
    },
    leave: escape,
  },
  {
    name: "look-at-all",
    open: async (house) => {
      await chooseAll(house);
      await house.page.keyboard.press("Delete");
      await house.dialog.getByRole("listitem").first().waitFor();
    },
    leave: async (house) => {
      await escape(house);
      await house.page.keyboard.press("Escape");
    },
  },
  {
    name: "paste",
    open: async (house) => {
      await openTable(house);
      await house.grid.locator("[data-index='1'] [data-key=city]").click();
      await house.page.keyboard.press("Escape");
      await house.grid.focus();
      await paste(house, "Nice\tNulle part\t12 400,50\nMetz\t\tbeaucoup\n");
      await house.dialog.locator("h3").waitFor();
    },
    leave: escape,
  },
];
