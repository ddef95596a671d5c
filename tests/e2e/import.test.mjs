// The import wizard as a salesperson uses it: a file as Excel writes it in France, a workbook, a list from another tool;
// a mapping corrected, duplicates, the report, the undo; and the files that are not what they say.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { csv, frenchCsv, HTML, inWindows1252, PDF, write, xlsx } from "./files.mjs";
import { chooseToImport, setUp, until } from "./support.mjs";

const HEADER = ["Nom", "Prénom", "Société", "E-mail", "Téléphone", "Montant estimé", "Relance prévue", "Stand visité"];
const VISITORS = [
  ["LEFÈVRE", "Hugo", "Hélio Data", "hugo.lefevre@helio.example", "06 12 34 56 78", "12 400,50 €", "31/12/2026", "B12"],
  ["Martin", "Léa", "Atelier Nord", "lea.martin@atelier.example", "+33 7 98 76 54 32", "3 200 €", "15/01/2027", "A3"],
  ["Roux", "Inès", "Cabinet Vauban", "ines.roux@vauban.example", "01.44.55.66.77", "", "", "C7"],
  ["Le Goff", "Maël", "Pêcheries d’Armor", "", "02 98 00 11 22", "950,00 €", "", "A3"],
  ["", "", "", "", "", "1 000 €", "", "D1"],
  ["Roux", "Inès", "Cabinet Vauban", "ines.roux@vauban.example", "", "", "", "C7"],
];

/** Chooses a file by the button of the import's first screen. */
async function chooseFile({ page, go, button, at, expects }, path) {
  expects(/404.*\/imports\/\d+\/(progress|draft)/); // it asks, and is told that there is none
  await chooseToImport({ page, go, button, at }, path);
}

/** To the end of the wizard with what it proposes; gives the report. */
async function runThrough({ page, api, button, at }, before) {
  await button("Continuer").click();
  await at(/step=columns/);
  await before?.();
  await button("Continuer").click();
  await at(/step=duplicates/);
  await button(/^Importer .*lignes?$/).click();
  await page.getByRole("heading", { name: /^Rapport de/ }).waitFor();
  const [report] = (await api.get("/imports")).items;
  assert.equal(
    report.read,
    report.created + report.updated + report.unchanged + report.skipped,
    "each row read has one outcome",
  );
  return report;
}

/** The counters of a step, by their word. */
const counters = (page) =>
  page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll("dl > div")].map((pair) => [
        pair.querySelector("dt").textContent,
        Number(pair.querySelector("dd").textContent.replaceAll(/\D/g, "")),
      ]),
    ),
  );

test("a French CSV becomes prospects: read, corrected, imported, found, undone", async (t) => {
  const house = await setUp(t);
  const { page, api, home, button, at, says, go } = house;
  const file = write(home.folder, "salon-lyon.csv", frenchCsv([HEADER, ...VISITORS]));
  const empty = await api.snapshot();
  await chooseFile(house, file);

  // Fichier: titles skipped, encoding and separator found, the first rows as they will be read.
  const preview = page.getByRole("region", { name: /premières lignes/ });
  await preview.getByRole("columnheader", { name: "Société" }).waitFor();
  await preview.getByText("LEFÈVRE").waitFor();
  await says("Ligne 4");
  await says("Windows-1252 (Excel)");
  await says("Point-virgule ;");

  await button("Continuer").click();
  await at(/step=columns/);
  const line = (header) => page.getByRole("listitem").filter({ hasText: header });
  await line("Société").getByText("Reconnu", { exact: false }).first().waitFor();
  // A column given another field, by search; another made a field of one's own.
  await line("Relance prévue").getByRole("combobox").click();
  await page.getByPlaceholder("Chercher ou nommer un champ").fill("signature");
  await page.getByRole("option", { name: "Signature prévue" }).click();
  await line("Stand visité").getByRole("combobox").click();
  await page.getByRole("option", { name: "Créer le champ « Stand visité »" }).click();
  await line("Stand visité").getByText("Stand visité (nouveau champ)").waitFor();
  await until("the core knows both", async () => {
    const id = /import\/(\d+)/.exec(page.url())[1];
    const { columns } = await api.get(`/imports/${id}/draft`);
    const to = columns.map((c) => c.target.field ?? c.target.label ?? c.target.to);
    return to.includes("expected_close_on") && to.includes("Stand visité");
  });

  // Back and forth loses nothing.
  await button("Retour").click();
  await at(/step=file/);
  await button("Continuer").click();
  await line("Stand visité").getByText("Stand visité (nouveau champ)").waitFor();
  await button("Continuer").click();

  await at(/step=duplicates/);
  await says("6 lignes lues");
  assert.equal(await api.total(), 0, "nothing is written before the last step");
  await button(/^Importer 4 lignes$/).click();
  await page.getByRole("heading", { name: "Rapport de salon-lyon.csv" }).waitFor();
  await says("6 lignes lues = 4 + 0 + 1 + 1");
  const shown = await counters(page);
  assert.deepEqual([shown["créés"], shown["inchangé"], shown["ignorée"]], [4, 1, 1], "one is said twice, one is nobody");

  const hugo = await api.find("lefevre");
  const { fields } = await api.session();
  assert.deepEqual(
    [hugo.last_name, hugo.first_name, hugo.phone, hugo.value_cents, hugo.currency, hugo.expected_close_on],
    ["Lefèvre", "Hugo", "+33612345678", 1240050, "EUR", "2026-12-31"],
  );
  assert.equal(hugo.custom[fields.find((f) => f.label === "Stand visité").id], "B12");

  // The imported ones, then one of them without its accent, by a part of a word, by a phone.
  await button("Voir les prospects importés").click();
  await at(/^#\/prospects\?import=/);
  await page.getByRole("row", { name: /Hugo Lefèvre/ }).waitFor();
  const search = page.getByRole("searchbox");
  for (const words of ["lefevre", "vauba", "armor goff", "06 12 34"]) {
    await search.fill(words);
    await until(`one row for ${words}`, async () => (await page.getByRole("row").count()) === 2);
  }
  await search.fill("");

  await go("/import");
  await button(/Ouvrir le rapport de salon-lyon.csv/).click();
  await button("Annuler cet import").click();
  await says("Cet import a été annulé.");
  assert.deepEqual(await api.snapshot(), empty, "undo leaves the base as it was, fields included");
});

test("a workbook of two sheets, then the same again, then another: duplicates are found and filled", async (t) => {
  const house = await setUp(t);
  const { page, api, home, button, at, says } = house;
  const people = [
    ["Nom complet", "Email professionnel", "Ville", "CA potentiel (€)"],
    ["Jeanne d’Hœrt", "jeanne@hoert.example", "Brest", 15000],
    ["Noé Ÿvain", "noe@yvain.example", "", 820.5],
  ];
  const book = xlsx({ Lisez_moi: [["Mode d’emploi"], ["Voir l’autre feuille"]], Contacts: people });
  await chooseFile(house, write(home.folder, "contacts.xlsx", book));
  const becomes = (name) => page.getByRole("combobox", { name: `Ce que devient la feuille ${name}` });
  assert.match(await becomes("Lisez_moi").textContent(), /Ne pas importer/, "a sheet of instructions is none of people");
  assert.match(await becomes("Contacts").textContent(), /Prospects/);
  await page.getByRole("columnheader", { name: "Nom complet" }).waitFor();
  const first = await runThrough(house);
  assert.equal(first.created, 2);
  const jeanne = await api.find("hoert");
  assert.deepEqual([jeanne.first_name, jeanne.value_cents, jeanne.city], ["Jeanne", 1500000, "Brest"]);

  // The same file: the layout is known, everyone is there already.
  await chooseFile(house, write(home.folder, "contacts-bis.xlsx", book));
  await button("Continuer").click();
  await at(/step=columns/);
  await says(/Même disposition que contacts.xlsx/);
  await button("Continuer").click();
  await says("Rien à importer : toutes les lignes sont déjà là, ou ignorées.");
  assert.equal((await counters(page))["déjà présents"], 2);
  assert.equal(await button(/^Import/, page.locator("footer")).isDisabled(), true, "there is nothing to run");
  await button("Abandonner").click();
  await says("Import abandonné : rien n’a été écrit");

  // A list that knows more of one of them and one new person.
  const before = await api.snapshot();
  const more = inWindows1252(csv([["email", "city", "job title"], ["noe@yvain.example", "Lorient", "Gérant"], ["new@one.example", "Vannes", "CEO"]]));
  await chooseFile(house, write(home.folder, "other.csv", more));
  const report = await runThrough(house);
  assert.deepEqual([report.created, report.updated], [1, 1]);
  assert.equal((await api.find("yvain")).city, "Lorient", "what was empty is filled");
  await page.keyboard.press("Control+z");
  await until("the import is undone, updates included", async () => (await api.find("yvain")).city === null);
  assert.deepEqual(await api.snapshot(), before);
});

test("the skipped rows can be saved in their own layout with the reason", async (t) => {
  const house = await setUp(t);
  const { page, home, button, toast } = house;
  const nobody = ["", "", "", "", "", "2 000 €", "", "E5; allée 2"];
  await chooseFile(house, write(home.folder, "visiteurs.csv", frenchCsv([HEADER, ...VISITORS, nobody])));
  const report = await runThrough(house);
  assert.equal(report.skipped, 2);
  const [download] = await Promise.all([page.waitForEvent("download"), button(/Exporter les 2 lignes ignorées/).click()]);
  await toast("2 lignes enregistrées");
  assert.equal(download.suggestedFilename(), "visiteurs - lignes ignorées.csv");
  const saved = readFileSync(await download.path());
  const text = saved.toString("utf8").includes("\uFFFD") ? saved.toString("latin1") : saved.toString("utf8");
  const lines = text.split(/\r?\n/).filter((line) => line.trim());
  assert.equal(lines.length, 3, "the titles and the two rows");
  assert.match(lines[0], /Nom;Prénom;Société;E-mail;.*Stand visité;/, "the columns are those of the file, and one more");
  assert.match(text, /1 000 .*;D1;/, "the cells are as they were");
  assert.match(text, /;"E5; allée 2";/, "what needs quotes has them");
});

test("a file dropped on the window opens the wizard; other files are told by a sentence", async (t) => {
  const { page, at, says, toast, main, button, expects, go, home } = await setUp(t, { rows: 40 });
  expects(/403.*\/imports\)|404.*\/progress/); // the refusals below
  await at(/^#\/today/);
  const carry = (name, text) =>
    page.evaluateHandle(
      ([fileName, content]) => {
        const data = new DataTransfer();
        data.items.add(new File([content], fileName));
        return data;
      },
      [name, text],
    );
  const good = await carry("tombé.csv", "nom;email\nDurand;durand@example.com\n");
  await page.dispatchEvent("#main", "dragenter", { dataTransfer: good });
  await says("Déposez pour importer");
  await page.dispatchEvent("#main", "dragleave", { dataTransfer: good });
  await page.getByText("Déposez pour importer").waitFor({ state: "detached" });
  await page.dispatchEvent("#main", "dragenter", { dataTransfer: good });
  await page.dispatchEvent("#main", "drop", { dataTransfer: good });
  await at(/^#\/import\/\d+/);
  await page.getByRole("columnheader", { name: "email" }).waitFor();

  await page.dispatchEvent("#main", "drop", { dataTransfer: await carry("notes.pdf", "%PDF-1.7") });
  await toast("Format non pris en charge (.pdf)");

  const refused = async (name, content, sentence) => {
    await go("/import");
    const [chooser] = await Promise.all([
      page.waitForEvent("filechooser"),
      button(/^Parcourir…$|^Choisir un autre fichier$/, main).first().click(),
    ]);
    await chooser.setFiles(write(home.folder, name, content));
    const alert = main.getByRole("alert");
    await alert.getByText(`${name} n’a pas été importé`).waitFor();
    await alert.getByText(sentence).waitFor();
  };
  await refused("facture.xlsx", PDF, "Ce fichier n’est pas un tableur lisible : c’est un PDF.");
  await refused("export.xls", HTML, "Ce fichier n’est pas un tableur lisible : c’est une page web.");
  await refused("vide.csv", "", "Ce fichier est vide.");
  await refused("coupé.xlsx", xlsx({ A: [["nom"], ["Durand"]] }).subarray(0, 500), /endommagé|pas un tableur/);
});

test("cells pasted from a spreadsheet are imported as a file is", async (t) => {
  const house = await setUp(t);
  const { page, api, go, at, button, expects } = house;
  expects(/404.*\/progress/);
  await go("/import");
  await button("Coller depuis le presse-papiers").waitFor();
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "Nom\tE-mail\nDurand\tdurand@example.com\nPetit\tpetit@example.com\n");
    document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
  });
  await at(/^#\/import\/\d+/);
  await runThrough(house);
  assert.equal(await api.total(), 2);
});

test("sample data are erased by an import unless told otherwise", async (t) => {
  const house = await setUp(t, { rows: 40 });
  const { page, api, home } = house;
  const rows = [["Nom", "E-mail"], ["Durand", "durand@example.com"]];
  await chooseFile(house, write(home.folder, "moi.csv", inWindows1252(csv(rows))));
  await runThrough(house);
  assert.equal(await api.total(), 1, "the forty are gone");
  assert.equal((await api.session()).has_sample, false);
  await page.keyboard.press("Control+z");
  await until("the import is undone", async () => (await api.total()) === 0);
  await page.keyboard.press("Control+z");
  await until("the sample is back", async () => (await api.total()) === 40);
});

const SHARED = process.env.RELANCE_SHARED_DATA;
const REAL = [
  "crm-exports/hubspot-dummy/hubspot_contacts.csv",
  "crm-exports/atomic-crm/test-data/contacts.csv",
  "crm-exports/twenty/exampleFile_first20.csv",
];

test("three real exports of other tools are imported one after the other, and undone", { skip: !SHARED && "RELANCE_SHARED_DATA is not set" }, async (t) => {
  const house = await setUp(t);
  const { page, api, button, says } = house;
  const empty = await api.snapshot();
  const reports = [];
  for (const path of REAL) {
    await chooseFile(house, join(SHARED, "spreadsheets", path));
    reports.push(await runThrough(house));
  }
  assert.deepEqual(reports.map((r) => r.read), [950, 500, 16]);
  assert.ok(reports.every((r) => r.created > r.read * 0.9), "nearly all rows become prospects");
  for (const { file_name } of [...reports].reverse()) {
    await says(`Rapport de ${file_name}`);
    await button("Annuler cet import").click();
    await says("Cet import a été annulé.");
    await page.goBack();
    await page.goto(`${page.url().split("#")[0]}#/import`);
    const next = reports[reports.indexOf(reports.find((r) => r.file_name === file_name)) - 1];
    if (next) await button(`Ouvrir le rapport de ${next.file_name}`).click();
  }
  assert.deepEqual(await api.snapshot(), empty, "the base is empty again");
});
