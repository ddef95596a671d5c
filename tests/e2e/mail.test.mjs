// E-mail files: attached from the sheet, dropped on the window, opened in place, of nobody known; undone. And what they may not do.
import assert from "node:assert/strict";
import { test } from "node:test";
import { letter, sent } from "./letters.mjs";
import { setUp, until, violations } from "./support.mjs";

const file = (name, text) => ({ name, mimeType: "message/rfc822", buffer: Buffer.from(text) });

/** The sheet of somebody with an address. */
async function aSheet(t, options = {}) {
  const house = await setUp(t, { rows: 40, enter: false, ...options });
  const { api, page } = house;
  const lea = (await api.post("/prospects", { first_name: "Léa", last_name: "Martin", email: "lea@nord.example" })).prospect;
  await house.enter();
  await page.goto(`${house.server.url}#/prospects/${lea.id}`);
  const main = page.locator("main");
  await main.getByRole("heading", { name: "Léa Martin" }).first().waitFor();
  const entry = (subject) => main.locator("li", { has: page.getByRole("button", { name: subject }) });
  const attach = async (...files) => {
    const chosen = page.waitForEvent("filechooser");
    await main.getByRole("button", { name: /^Joindre un e-mail$/ }).click();
    await (await chosen).setFiles(files);
  };
  return { ...house, lea, main, entry, attach };
}

/** Drops files on the window, as the system does. */
async function drop(page, files, on = "body") {
  const data = await page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, text } of files) transfer.items.add(new File([text], name));
    return transfer;
  }, files.map(({ name, buffer }) => ({ name, text: buffer.toString() })));
  await page.locator(on).first().scrollIntoViewIfNeeded();
  const { x, y } = await page.locator(on).first().boundingBox();
  const at = { dataTransfer: data, clientX: x + 20, clientY: y + 5 };
  for (const kind of ["dragenter", "dragover", "drop"]) await page.dispatchEvent(on, kind, at);
}

test("a file is attached from the sheet, opened in place, and undone", async (t) => {
  const { page, api, lea, entry, attach, main } = await aSheet(t);
  await attach(file("lettre.eml", letter({ from: "Léa Martin <lea@nord.example>" })));
  await page.getByText("E-mail joint à Léa Martin").waitFor();
  const mine = entry(/Votre offre détaillée/);
  await mine.getByText(/d’accord pour jeudi, nous avons relu/).waitFor();
  assert.equal((await api.get(`/prospects/${lea.id}`)).last_interaction_at, Date.parse(sent));
  await mine.getByRole("button", { name: /^Votre offre détaillée/ }).press("Enter");
  const frame = mine.frameLocator("iframe");
  await frame.getByText("d’accord pour jeudi.").waitFor();
  assert.equal(await frame.getByText("Seriez-vous libre jeudi ?").isVisible(), false, "the quote is folded");
  await frame.getByText("…").click();
  await frame.getByText("Seriez-vous libre jeudi ?").waitFor();
  const frameHeight = () => mine.locator("iframe").evaluate((at) => at.clientHeight - at.contentDocument.documentElement.scrollHeight);
  await until("the frame is as high as the message", async () => Math.abs(await frameHeight()) < 3);
  assert.equal(await page.evaluate(() => window.hacked), undefined, "nothing of it runs");
  assert.equal(await frame.locator("img[src^=http]").count(), 0, "nothing is loaded from elsewhere");
  await mine.getByText(/1 image bloquée/).waitFor();
  assert.deepEqual(await violations(page), []);
  const saved = page.waitForEvent("download");
  await mine.getByRole("button", { name: /Télécharger offre.pdf/ }).click();
  assert.equal((await saved).suggestedFilename(), "offre.pdf");
  await main.getByRole("button", { name: "E-mails", exact: true }).click();
  await mine.waitFor();
  await page.locator("main h1, main h2").first().click();
  await page.keyboard.press("Control+z");
  await mine.waitFor({ state: "detached" });
  await main.getByRole("button", { name: "E-mails", exact: true }).waitFor({ state: "detached" });
  assert.equal((await api.get(`/prospects/${lea.id}`)).last_interaction_at, null);
});

test("files dropped on the window go to whom they name; the same again is here already", async (t) => {
  const { page, api, lea, main } = await aSheet(t);
  const tom = (await api.post("/prospects", { first_name: "Tom", last_name: "Blanc", email: "tom@ouest.example" })).prospect;
  await drop(page, [
    file("a.eml", letter({ from: "lea@nord.example", id: "1" })),
    file("b.eml", letter({ from: "tom@ouest.example", id: "2", subject: "Autre chose" })),
    file("c.eml", "rien"),
  ]);
  await page.getByText("2 e-mails joints, 1 illisible").waitFor();
  await page.getByRole("dialog", { name: "1 fichier n’a pas été joint" }).getByText("c.eml", { exact: true }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Escape");
  const mails = async (id) => (await api.get(`/prospects/${id}/activities?kind=email`)).total;
  assert.deepEqual([await mails(lea.id), await mails(tom.id)], [1, 1]);
  await drop(page, [file("a.eml", letter({ from: "lea@nord.example", id: "1" }))]);
  await page.getByText("Déjà là : cet e-mail est chez Léa Martin").waitFor();
  // On a sheet it is hers, whoever else it names.
  await drop(page, [file("d.eml", letter({ from: "x@y.example", id: "4", subject: "D’un collègue" }))], "main section[data-prospect] h3");
  await main.getByRole("button", { name: /^D’un collègue/ }).waitFor();
});

test("an e-mail of nobody known asks whose it is: somebody found, or made of who wrote it", async (t) => {
  const { page, api, lea } = await aSheet(t);
  const dialog = page.getByRole("dialog", { name: /^De qui est cet e-mail/ });
  await drop(page, [file("a.eml", letter({ from: "Zoé Petit <zoe@est.example>", id: "5", subject: "Une demande" }))]);
  await dialog.getByText("Une demande").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.getByText("E-mail joint à Zoé Petit").waitFor();
  await dialog.waitFor({ state: "hidden" });
  await drop(page, [file("b.eml", letter({ from: "compta@nord.example", id: "6", subject: "La facture" }))]);
  await dialog.getByText("La facture").waitFor();
  await dialog.getByRole("searchbox").fill("martin léa");
  await dialog.getByRole("list", { name: "Prospects trouvés" }).getByRole("button", { name: /Léa Martin/ }).click();
  await page.getByText("E-mail joint à Léa Martin").waitFor();
  await dialog.waitFor({ state: "hidden" });
  assert.equal((await api.get(`/prospects/${lea.id}/activities?kind=email`)).total, 1);
  assert.equal((await api.get("/prospects?search=zoe@est.example")).total, 1);
});

test("several strangers are asked about once, in a list", async (t) => {
  const { page, api, lea } = await aSheet(t);
  await drop(page, [
    file("a.eml", letter({ from: "Zoé Petit <zoe@est.example>", id: "5", subject: "Une demande" })),
    file("b.eml", letter({ from: "compta@nord.example", id: "6", subject: "La facture" })),
    file("c.eml", letter({ from: "Zoé Petit <zoe@est.example>", id: "7", subject: "Une relance" })),
    file("d.eml", letter({ from: "pub@loin.example", id: "8", subject: "Promotion" })),
  ]);
  const dialog = page.getByRole("dialog", { name: "4 e-mails de 3 inconnus" });
  await dialog.getByText("Une demande et 1 autre").waitFor();
  assert.deepEqual(await violations(page), []);
  await dialog.getByRole("checkbox", { name: /^Créer Zoé Petit/ }).click();
  await dialog.getByRole("button", { name: "Choisir le prospect de compta@nord.example" }).click();
  await dialog.getByRole("searchbox").fill("martin léa");
  await dialog.getByRole("list", { name: "Prospects trouvés" }).getByRole("button", { name: /Léa Martin/ }).click();
  await dialog.getByText("Joint à Léa Martin").waitFor();
  await dialog.getByRole("button", { name: "Joindre 3 e-mails" }).click();
  await page.getByText("3 e-mails joints").waitFor();
  await dialog.waitFor({ state: "hidden" });
  const of = async (search) => (await api.get(`/prospects?search=${search}`)).items;
  const [zoe] = await of("zoe@est.example");
  const mails = async (id) => (await api.get(`/prospects/${id}/activities?kind=email`)).total;
  assert.deepEqual([await mails(zoe.id), await mails(lea.id)], [2, 1]);
  assert.equal((await of("pub@loin.example")).length, 0, "whoever is not chosen is left out");
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await until("one undo takes all of them back", async () => (await of("zoe@est.example")).length === 0);
  assert.equal(await mails(lea.id), 0);
});

/** As long as letters are: some tens of kilobytes of text and HTML. */
const long = (n) => {
  const said = `Paragraphe ${n} : nous avons relu votre offre, et voici ce que nous en pensons.\n`.repeat(400);
  return letter({ from: "lea@nord.example", id: `long-${n}`, subject: `Suite ${n}`, html: false }).replace("d’accord pour jeudi", `${said}d’accord pour jeudi`);
};

test("a thousand files tell how far they are, stop with nothing kept, and are one undo", async (t) => {
  const { page, api, lea, expects } = await aSheet(t);
  // What was stopped is refused.
  expects(/status of 409/);
  const mails = async () => (await api.get(`/prospects/${lea.id}/activities?kind=email`)).total;
  const thousand = Array.from({ length: 1000 }, (_, n) => file(`${n}.eml`, long(n)));
  await drop(page, thousand);
  await page.getByText(/^Lecture des e-mails… \d+ sur 1.000$/).waitFor();
  await page.getByText(/^Lecture des e-mails… [1-9]\d* sur 1.000$/).waitFor();
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await page.getByText("Ajout interrompu : aucun e-mail n’a été joint.").waitFor({ timeout: 60_000 });
  assert.equal(await mails(), 0);
  const began = Date.now();
  await drop(page, thousand);
  await page.getByText("1 000 e-mails joints").waitFor({ timeout: 120_000 });
  t.diagnostic(`1,000 files of ${Math.round(thousand[0].buffer.length / 1024)} KB: ${Date.now() - began} ms`);
  assert.equal(await mails(), 1000);
  await page.getByRole("button", { name: "Annuler", exact: true }).click();
  await until("one undo takes all of them back", async () => (await mails()) === 0);
});

test("without HTML the text is shown, its quote folded; it can be deleted and brought back", async (t) => {
  const { page, main, entry, attach } = await aSheet(t);
  await attach(file("lettre.eml", letter({ from: "lea@nord.example", html: false })));
  const mine = entry(/Votre offre détaillée/);
  await mine.getByRole("button", { name: /^Votre offre détaillée/ }).click();
  await mine.getByRole("button", { name: "Afficher le texte cité" }).waitFor();
  assert.equal(await mine.getByText("Seriez-vous libre jeudi ?").count(), 0);
  await mine.getByRole("button", { name: "Afficher le texte cité" }).click();
  await mine.getByText(/Seriez-vous libre jeudi/).waitFor();
  await mine.getByRole("button", { name: /^Actions sur/ }).click();
  await page.getByRole("menuitem", { name: "Supprimer l’e-mail" }).click();
  await mine.waitFor({ state: "detached" });
  await page.getByText("E-mail supprimé").waitFor();
  await page.keyboard.press("Control+z");
  await main.getByRole("button", { name: /^Votre offre détaillée/ }).waitFor();
});
