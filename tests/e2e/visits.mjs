// Every screen and state that is looked at: by axe, for cut words, by the one who takes the pictures. Each knows how to get
// there from anywhere, in both languages; `leave` puts things back as the next one expects them.
import { csv, inWindows1252, write, xlsx } from "./files.mjs";
import { until } from "./support.mjs";

const HEADER = ["Nom", "Prénom", "Société", "E-mail", "Téléphone", "Montant estimé", "Prochaine date", "Stand visité"];
const ROWS = [
  ["LEFÈVRE", "Hugo", "Hélio Data", "hugo.lefevre@helio.example", "06 12 34 56 78", "12 400,50 €", "03/04/2026", "B12"],
  ["Martin", "Léa", "Atelier Nord", "lea.martin@atelier.example", "+33 7 98 76 54 32", "3 200 €", "05/06/2026", "A3"],
  ["", "", "", "", "", "1 000 €", "", "D1"],
];

/** Starts the import of a small file by the API of the page itself; gives its address. */
export async function makeDraft({ home, page }) {
  write(home.folder, "salon.csv", inWindows1252(csv([HEADER, ...ROWS])));
  const id = await page.evaluate(
    async ([bytes]) => {
      const form = new FormData();
      form.append("file", new File([new Uint8Array(bytes)], "salon-lyon.csv"));
      const answer = await fetch("/api/v1/imports", { method: "POST", body: form });
      return (await answer.json()).id;
    },
    [[...inWindows1252(csv([HEADER, ...ROWS]))]],
  );
  return `/import/${id}`;
}

const BOOK = {
  Contacts: [
    ["Contact", "", "", "Société", "", ""],
    ["Nom", "Prénom", "E-mail", "Nom", "Ville", "Priorité"],
    ["Roux", "Anne", "anne.roux@verger.example", "Verger", "Metz", "Haute"],
    ["Blanc", "Paul", "paul.blanc@moulin.example", "Moulin", "Nice", "Urgente"],
  ],
  "Entreprises et filiales": [
    ["Raison sociale", "SIREN", "Ville"],
    ["Verger", "732829320", "Metz"],
    ["Moulin", "", "Nice"],
  ],
  Notes: [
    ["E-mail", "Date", "Commentaire"],
    ["anne.roux@verger.example", "02/03/2026", "Rappeler après le salon"],
    ["qui@ailleurs.example", "03/03/2026", "De qui ?"],
  ],
  Bilan: [["Étape", "Nombre"], ["Contacté", 12]],
};

/** The import of a workbook of several sheets, with a column that goes to a select which does not offer all its values. */
async function makeBook({ api, home }) {
  write(home.folder, "classeur.xlsx", xlsx(BOOK));
  const fields = await api.get("/fields");
  const held = fields.find((field) => field.label === "Priorité");
  const id = held?.id ?? (await api.post("/fields", { label: "Priorité", kind: "select", add_options: ["Haute"] })).field.id;
  const draft = await api.post("/imports", { path: `${home.folder}/classeur.xlsx` });
  const target = { to: "custom", field_id: id };
  await api.patch(`/imports/${draft.id}/draft`, { columns: [{ index: 5, target }] });
  return `/import/${draft.id}`;
}

export async function escape({ page }) {
  await page.keyboard.press("Escape");
  const floating = page.locator("[role=dialog]:not(.toast), [role=menu], [role=listbox]");
  await until("it is closed", async () => (await floating.count()) === 0);
}

export const firstRow = ({ grid }) => grid.locator("[data-index='0'] [data-key=company]");

export async function openTable(house) {
  await house.go("/prospects");
  await firstRow(house).waitFor();
}

export async function openBoard(house) {
  await house.go("/pipeline");
  await house.page.locator("[data-card]").first().waitFor();
}

async function openPanel(house) {
  await openTable(house);
  await house.grid.locator("[data-index='1'] [data-key=name]").click();
  await house.panel.locator("h2").first().waitFor();
}

export const settings = (section) => ({
  name: `settings-${section}`,
  open: async ({ go, page }) => {
    await go(`/settings/${section}`);
    await page.locator("#settings-section").waitFor();
  },
});

const step = (name) => ({
  name: `import-${name}`,
  open: async (house) => {
    house.draft ??= await makeDraft(house);
    await house.go(`${house.draft}?step=${name}`);
    await house.page.locator("section[tabindex='-1']").first().waitFor();
    if (name === "duplicates") await house.page.locator("dl dd").first().waitFor();
    if (name === "rows") {
      await house.page.getByRole("option").first().waitFor();
      await house.page.getByRole("listbox").press("ArrowDown");
      await house.page.locator("section h3").first().waitFor();
    }
  },
});

const bookStep = (name, then) => ({
  name: `import-sheets-${name}`,
  open: async (house) => {
    house.book ??= await makeBook(house);
    await house.go(`${house.book}?step=${name}`);
    await house.page.locator("section[tabindex='-1']").first().waitFor();
    await then?.(house.page);
  },
});

/** A list whose names show no order and that ends with its totals: what is guessed of both is told. */
async function makeGuesses({ api, home }) {
  const rows = [
    ["Contact", "E-mail", "Montant"],
    ["Bernard Paul", "bernard.paul@verger.example", "1200"],
    ["Simon Thomas", "simon.thomas@moulin.example", "800"],
    ["Nombre", "", "2"],
    ["Durand Léa", "lea.durand@fournil.example", "400"],
    ["TOTAL", "", "2400"],
  ];
  const draft = await api.post("/imports", { path: write(home.folder, "noms.csv", csv(rows)) });
  return `/import/${draft.id}`;
}

const guesses = (name, then, leave) => ({
  name: `import-guesses-${name}`,
  open: async (house) => {
    house.guesses ??= await makeGuesses(house);
    await house.go(`${house.guesses}?step=columns`);
    await house.page.locator("[data-totals]").first().waitFor();
    await then?.(house.page);
  },
  leave,
});

const openSplit = async (page) => {
  await page.locator("[data-split]").click();
  await page.getByRole("dialog").waitFor();
};

const lastRow = async (page) => {
  await page.getByRole("option").last().click();
  await page.locator("section h3").first().waitFor();
};

const unknownValues = {
  name: "import-unknown-options",
  open: async (house) => {
    house.book ??= await makeBook(house);
    // The sheet that was chosen last is written by now.
    await house.quiet();
    await house.api.patch(`/imports/${house.book.split("/").at(-1)}/draft`, { sheet: 0 });
    // The page asks the core anew what the draft is.
    await house.page.reload();
    await bookStep("columns").open(house);
    await house.page.locator("[data-unknown]").first().click();
    await house.page.getByRole("dialog").waitFor();
  },
  leave: escape,
};

const SECTIONS = ["profile", "team", "worktime", "pipeline", "fields", "tags", "templates", "files", "appearance", "keyboard", "backups", "privacy", "about"];

/** In an order where none changes what the next one shows. */
export const visits = [
  { name: "board", open: openBoard },
  {
    name: "board-menu",
    open: async (house) => {
      await openBoard(house);
      await house.page.locator("[data-stage] header button").first().click();
      await house.page.getByRole("menu").waitFor();
    },
    leave: escape,
  },
  {
    name: "board-dragging",
    open: async (house) => {
      await openBoard(house);
      const card = await house.page.locator("[data-card]").first().boundingBox();
      await house.page.mouse.move(card.x + 100, card.y + 30);
      await house.page.mouse.down();
      await house.page.mouse.move(card.x + 380, card.y + 120, { steps: 6 });
      await house.page.locator("[data-outcome]").first().waitFor();
    },
    leave: async (house) => {
      await escape(house);
      await house.page.mouse.up();
    },
  },
  { name: "table", open: openTable },
  {
    name: "table-selected",
    open: async (house) => {
      await openTable(house);
      for (const index of [0, 1, 2]) await house.grid.locator(`[data-index='${index}'] [data-key=check]`).click();
      await house.page.locator("[data-floating-bar]").waitFor();
    },
    leave: escape,
  },
  {
    name: "table-stage",
    open: async (house) => {
      await openTable(house);
      await firstRow(house).click();
      await house.page.keyboard.press("e");
      await house.page.getByRole("listbox").waitFor();
    },
    leave: escape,
  },
  {
    name: "table-edit-error",
    open: async (house) => {
      await openTable(house);
      await house.grid.locator("[data-index='0'] [data-key=email]").dblclick();
      await house.grid.getByRole("textbox").fill("incomplet@");
      await house.page.keyboard.press("Enter");
      await house.grid.getByRole("alert").waitFor();
    },
    leave: escape,
  },
  {
    name: "table-nothing",
    open: async (house) => {
      await house.go("/prospects?q=zzzz");
      await until("nothing matches", async () => (await house.grid.count()) === 0);
    },
  },
  { name: "panel", open: openPanel, leave: escape },
  {
    name: "sheet",
    open: async (house) => {
      const [row] = (await house.api.get("/prospects?limit=1")).items;
      await house.go(`/prospects/${row.id}`);
      await house.page.locator("h1").first().waitFor();
    },
  },
  {
    name: "trash",
    open: async ({ go, page }) => {
      await go("/prospects?view=trash");
      await page.getByRole("tabpanel").waitFor();
    },
  },
  { name: "import", open: async ({ go, page }) => (await go("/import"), page.locator("#past-imports").waitFor()) },
  step("file"),
  step("columns"),
  step("duplicates"),
  step("rows"),
  bookStep("file"),
  guesses("columns"),
  guesses("split", openSplit, escape),
  bookStep("columns"),
  bookStep("duplicates", (page) => page.getByRole("table").first().waitFor()),
  bookStep("rows", lastRow),
  unknownValues,
  {
    name: "history",
    open: async ({ go, main }) => {
      await go("/history");
      await main.locator("[data-line]").first().click();
      await main.locator("aside h3").first().waitFor();
    },
    leave: escape,
  },
  ...SECTIONS.map(settings),
  {
    name: "palette",
    open: async (house) => {
      await openBoard(house);
      await house.page.keyboard.press("Control+k");
      await house.page.getByRole("listbox").waitFor();
      await house.page.keyboard.type("du");
      await house.page.getByRole("option").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "help",
    open: async (house) => {
      await openBoard(house);
      await house.page.keyboard.press("F1");
      await house.dialog.locator("h3").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "new-prospect",
    open: async (house) => {
      await openBoard(house);
      await house.page.keyboard.press("Control+n");
      await house.dialog.getByRole("textbox").first().waitFor();
    },
    leave: escape,
  },
  {
    name: "export",
    open: async (house) => {
      await settings("files").open(house);
      await house.main.getByRole("button").last().click();
      await house.dialog.getByRole("radio").first().waitFor();
    },
    leave: escape,
  },
];

/** What is only there while the base is empty. */
export const emptyVisits = [
  { name: "welcome", open: async ({ go, page }) => (await go("/welcome"), page.locator("h1").waitFor()) },
  { name: "board-empty", open: async ({ go, page }) => (await go("/pipeline"), page.getByRole("heading", { level: 2 }).or(page.locator("#main h1").nth(1)).first().waitFor()) },
  { name: "today-empty", open: async ({ go, page }) => (await go("/today"), page.locator("#main h2").first().waitFor()) },
  { name: "history-empty", open: async ({ go, main }) => (await go("/history"), main.locator("h1").waitFor()) },
  { name: "duplicates-empty", open: async ({ go, main }) => (await go("/duplicates"), main.locator("h1").waitFor()) },
];
