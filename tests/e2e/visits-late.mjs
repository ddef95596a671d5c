// More states to look at, after those of visits.mjs: what opens over a screen, what is refused, and at the end what changes
// the base. Each is reached in both languages, so that nothing is looked for by its words.
import { PDF, write } from "./files.mjs";
import { until } from "./support.mjs";
import { escape, firstRow, makeDraft, openBoard, openTable, settings } from "./visits.mjs";

const section = ({ main }) => main.locator("section[aria-labelledby=settings-section]");

const menu = (house) => house.page.getByRole("menu").waitFor();

async function openPalette(house, text) {
  await openBoard(house);
  await house.page.keyboard.press("Control+k");
  await house.page.getByRole("listbox").waitFor();
  await house.page.keyboard.type(text);
  await house.page.getByRole("option").first().waitFor();
}

async function choose(house, indexes) {
  await openTable(house);
  for (const index of indexes) await house.grid.locator(`[data-index='${index}'] [data-key=check]`).click();
  await house.page.locator("[data-floating-bar]").waitFor();
}

async function openTrash(house) {
  await house.go("/prospects?view=trash");
  await firstRow(house).waitFor();
}

/** A file over the window, as a browser tells of it. */
const dragFile = (house, kind) =>
  house.page.evaluate((type) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["a"], "salon.csv"));
    window.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true }));
  }, kind);

async function runImport(house) {
  const address = await makeDraft(house);
  const id = address.split("/").at(-1);
  await house.api.post(`/imports/${id}/run`);
  await until("the import is over", async () => (await house.api.get(`/imports/${id}/progress`)).state === "done");
  await house.go(address);
  await house.page.locator("dl dd").first().waitFor();
}

/** Two people of whom each has a second record, and the screen on them. */
async function openDuplicates(house) {
  const { api, go, page } = house;
  if ((await api.total("search=kerguelen")) === 0) {
    const jean = { first_name: "Jean", last_name: "Kerguelen", company: "Acme", email: "jean@acme.example", city: "Lyon" };
    const marie = { first_name: "Marie", last_name: "Lefebvre", company: "Nord", phone: "06 12 34 56 78", email: "marie@nord.example" };
    for (const person of [
      { ...jean, job_title: "Directeur commercial", notes: "Vu au salon" },
      { ...jean, last_name: "KERGUÉLEN", company: "Acme SAS", city: "Villeurbanne", phone: "04 78 11 22 33" },
      marie,
      { ...marie, last_name: "Lefèvre", job_title: "Acheteuse" },
    ])
      await api.post("/prospects", person);
  }
  await go("/duplicates");
  await page.locator("#main [aria-current=true]").waitFor();
  await page.locator("#main [role=toolbar]").waitFor();
}

export const lateVisits = [
  { name: "duplicates", open: openDuplicates },
  {
    name: "duplicates-bulk",
    open: async (house) => {
      await openDuplicates(house);
      await house.main.locator("header button").last().click();
      await house.dialog.locator("li").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "duplicates-sheet",
    open: async (house) => {
      const { items } = await house.api.get("/prospects?search=kerguelen");
      await house.go(`/prospects?p=${items[0].id}`);
      await house.panel.locator("p button").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "duplicates-entry",
    open: async (house) => {
      await openTable(house);
      await house.page.keyboard.press("Control+n");
      await house.dialog.getByRole("textbox").nth(0).fill("jean");
      await house.dialog.getByRole("textbox").nth(1).fill("kerguelen");
      await house.dialog.getByRole("textbox").nth(2).fill("acme");
      await house.dialog.locator("li").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "board-selected",
    open: async (house) => {
      await openBoard(house);
      for (const index of [0, 1])
        await house.page.locator(`[data-card][data-index='${index}']`).first().click({ modifiers: ["Control"] });
      await house.page.locator("[data-floating-bar]").waitFor();
    },
    leave: escape,
  },
  {
    name: "board-panel",
    open: async (house) => {
      await openBoard(house);
      await house.page.locator("[data-card]").nth(1).click();
      await house.panel.locator("h2").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "table-filters",
    open: async (house) => {
      const { stages } = await house.api.session();
      await house.go(`/prospects?stage=${stages[0].id},${stages[1].id}`);
      await firstRow(house).waitFor();
      await house.page.locator("[aria-haspopup=dialog]").first().click();
      await house.page.getByRole("listbox").waitFor();
    },
    leave: escape,
  },
  {
    name: "table-columns",
    open: async (house) => {
      await openTable(house);
      await house.page.getByRole("tabpanel").locator("[aria-haspopup=menu]:not([role=grid] *)").last().click();
      await menu(house);
    },
    leave: escape,
  },
  {
    name: "table-header-menu",
    open: async (house) => {
      await openTable(house);
      const head = house.grid.getByRole("columnheader").nth(2);
      await head.hover();
      await head.getByRole("button").last().click();
      await menu(house);
    },
    leave: escape,
  },
  {
    name: "table-row-menu",
    open: async (house) => {
      await openTable(house);
      await firstRow(house).click({ button: "right" });
      await menu(house);
    },
    leave: escape,
  },
  {
    name: "table-export",
    open: async (house) => {
      await choose(house, [0, 1, 2]);
      await house.page.locator("[data-floating-bar] button").nth(6).click();
      await house.dialog.getByRole("radio").last().check();
      await house.dialog.getByRole("checkbox").first().waitFor();
    },
    leave: async (house) => {
      await escape(house);
      await escape(house);
    },
  },
  { name: "palette-start", open: (house) => openPalette(house, ""), leave: escape },
  { name: "palette-similar", open: (house) => openPalette(house, "matieu"), leave: escape },
  {
    name: "table-similar",
    open: async (house) => {
      await house.go("/prospects?q=matieu");
      await firstRow(house).waitFor();
    },
  },
  { name: "palette-nothing", open: (house) => openPalette(house, "zzzzz"), leave: escape },
  {
    name: "new-prospect-error",
    open: async (house) => {
      await openBoard(house);
      await house.page.keyboard.press("Control+n");
      // In the field itself: the dialog gives it the focus a moment after it is there.
      await house.dialog.getByRole("textbox").first().press("Enter");
      await house.dialog.getByRole("alert").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "settings-check",
    open: async (house) => {
      await settings("privacy").open(house);
      await section(house).getByRole("button").last().click();
      await section(house).locator("ul li").first().waitFor();
    },
  },
  {
    name: "settings-restore",
    open: async (house) => {
      await house.api.post("/backups");
      await house.page.reload();
      await settings("backups").open(house);
      await section(house).locator("li button").first().click();
      await house.dialog.locator("td").last().waitFor();
    },
    leave: escape,
  },
  {
    name: "settings-field-open",
    open: async (house) => {
      const { fields, stages } = await house.api.session();
      if (!fields.some(({ label }) => label === "Besoin")) {
        await house.api.post("/fields", { label: "Budget", kind: "currency", on_card: true, required_stages: [stages[3].id] });
        await house.api.post("/fields", { label: "Besoin", kind: "select", add_options: ["Réseau", "Téléphonie", "Cloud"] });
      }
      await settings("fields").open(house);
      await house.main.locator("ol > li", { hasText: "Besoin" }).locator("[aria-expanded=false][aria-controls]:not([role=combobox])").click();
      await house.main.locator("ol li ul li").nth(2).waitFor();
    },
  },
  {
    name: "stage-asks",
    open: async (house) => {
      await openBoard(house);
      await house.page.locator("[data-stage=contacte] [data-card]").first().focus();
      await house.page.keyboard.press("e");
      await house.page.getByRole("listbox").waitFor();
      for (let i = 0; i < 2; i += 1) await house.page.keyboard.press("ArrowDown");
      await house.page.keyboard.press("Enter");
      await house.dialog.getByRole("textbox").waitFor();
    },
    leave: escape,
  },
  {
    name: "settings-stage-removal",
    open: async (house) => {
      await settings("pipeline").open(house);
      await section(house).locator("ol li").first().getByRole("button").last().click();
      await house.dialog.getByRole("combobox").waitFor();
    },
    leave: escape,
  },
  {
    name: "import-refused",
    open: async (house) => {
      await house.go("/import");
      const [chooser] = await Promise.all([
        house.page.waitForEvent("filechooser"),
        house.main.locator(".border-dashed button").first().click(),
      ]);
      await chooser.setFiles(write(house.home.folder, "classeur.xlsx", PDF));
      await house.main.getByRole("alert").waitFor();
    },
  },
  {
    name: "drop",
    open: async (house) => {
      await openBoard(house);
      await dragFile(house, "dragenter");
      await house.page.locator(".border-dashed.border-accent").waitFor();
    },
    leave: (house) => dragFile(house, "dragleave"),
  },
  { name: "sheet-gone", open: async ({ go, main }) => (await go("/prospects/1"), main.locator("h2, p").first().waitFor()) },
  { name: "nowhere", open: async ({ go, main }) => (await go("/nowhere"), main.locator("h1, h2, p").first().waitFor()) },
  {
    name: "trash-full",
    open: async (house) => {
      await choose(house, [0, 1]);
      await house.page.keyboard.press("Delete");
      await house.page.locator(".toast").first().waitFor();
      await openTrash(house);
    },
  },
  {
    name: "trash-erase",
    open: async (house) => {
      await openTrash(house);
      await house.grid.locator("[data-index='0'] [data-key=check]").click();
      await house.page.locator("[data-floating-bar] button").nth(2).click();
      await house.dialog.getByRole("textbox").waitFor();
    },
    leave: async (house) => {
      await escape(house);
      await escape(house);
    },
  },
  { name: "import-report", open: runImport },
  { name: "import-past", open: async ({ go, page }) => (await go("/import"), page.locator("#past-imports ~ ul li").first().waitFor()) },
  {
    name: "past-dialog",
    open: async ({ page, dialog }) => {
      await page.keyboard.press("g");
      await page.keyboard.press("j");
      await dialog.locator("input").waitFor();
    },
    leave: escape,
  },
  ...["pipeline", "prospects", "history", "settings/backups"].map((path) => ({
    name: `past-${path.replace("/", "-")}`,
    open: async ({ go, page, main }) => {
      await go(`/${path}?at=${await page.evaluate(() => Date.now() - 1000)}`);
      await main.locator("[data-past]").waitFor();
    },
  })),
  {
    name: "past-restore",
    open: async ({ main, dialog }) => {
      await main.locator("[data-past] button").nth(1).click();
      await dialog.locator("dl").waitFor();
    },
    leave: async (house) => {
      await escape(house);
      await house.dialog.waitFor({ state: "detached" });
      await house.main.locator("[data-past] button").nth(2).click();
      await house.main.locator("[data-past]").waitFor({ state: "detached" });
    },
  },
  {
    name: "board-moves",
    open: async ({ go, main, page }) => {
      const week = await page.evaluate(() => new Date(Date.now() - 7 * 86_400_000).toISOString().slice(0, 10));
      await go(`/pipeline?since=${week}`);
      await main.locator("[data-came]").first().waitFor();
    },
  },
  {
    name: "history-between",
    open: async ({ go, main }) => (await go("/history?v=between"), main.locator("[aria-labelledby=between-board]").waitFor()),
  },
];
