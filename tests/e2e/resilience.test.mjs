// What may happen to the core while people work: killed in the middle of an import, gone under an open page, written by
// another program or by another page. Nothing is lost, nothing is half written, and the page says how things stand.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { csv, inWindows1252, write } from "./files.mjs";
import { chooseToImport, command, openPage, setUp, until } from "./support.mjs";

const BIN = process.env.RELANCE_BIN ?? join(process.env.HOME ?? "", ".cache/relance/target/debug/relance");
/** Enough for an import to be under way for seconds. */
const LONG = 12_000;
const KILLS = 5;
/** What the page's network says of a core that is gone, and of what it asks before it is told that there is none. */
const GONE = /ERR_(CONNECTION_REFUSED|CONNECTION_RESET|INCOMPLETE_CHUNKED_ENCODING|EMPTY_RESPONSE)|404.*\/imports\//;

/** What a screen or a field says of it. */
const UNREACHABLE = "Relance ne répond pas. Vos données sont intactes.";

const person = (i, word) => [`${word}${i}`, `Prénom${i}`, `Société ${i % 700}`, `${word.toLowerCase()}.${i}@societe-${i % 700}.example`];

function listOf(home, name, rows, word) {
  const people = Array.from({ length: rows }, (_, i) => person(i, word));
  return write(home.folder, name, inWindows1252(csv([["Nom", "Prénom", "Société", "E-mail"], ...people])));
}

/** Chooses a file and goes to the last step, where the number of rows is on the button. */
async function prepare({ page, go, button, at }, path, rows) {
  await chooseToImport({ page, go, button, at }, path);
  await button("Continuer").click();
  await at(/step=columns/);
  await button("Continuer").click();
  await at(/step=duplicates/);
  return button(`Importer ${rows.toLocaleString("fr-FR")} lignes`);
}

/** How many rows the page says are done. */
async function done(page) {
  const text = await page.getByRole("progressbar", { name: "Avancement de l’import" }).textContent({ timeout: 1_000 });
  return Number(text.split("sur")[0].replaceAll(/\D/g, ""));
}

const lost = (page) => page.getByRole("link", { name: /Relance ne répond plus/ }).waitFor();

test("an import killed in the middle leaves nothing, five times; then it goes to its end and is undone", async (t) => {
  const house = await setUp(t, { enter: false });
  const { page, home, restart, expects, enter, button, grid, go, main, says } = house;
  expects(GONE);
  command(home, "import", listOf(home, "known.csv", 200, "Connu"));
  let server = await restart();
  const before = await server.api.snapshot();
  assert.equal(before.rows.length, 200);
  const file = listOf(home, "long.csv", LONG, "Nouveau");

  for (let kill = 1; kill <= KILLS; kill += 1) {
    await enter(server.url);
    await (await prepare(house, file, LONG)).click();
    const wanted = 1 + ((kill - 1) * LONG) / (KILLS + 1);
    const seen = await until(`${wanted} rows are done`, async () => {
      const rows = await done(page);
      return rows >= wanted && rows;
    });
    await server.stop("SIGKILL");
    assert.ok(seen < LONG, `killed at ${seen}, in the middle`);
    await lost(page);
    await main.getByRole("alert").getByText(UNREACHABLE).waitFor();
    t.diagnostic(`killed at ${seen} of ${LONG}`);

    const found = command(home, "check");
    assert.equal(found.is_sound, true, `sound after kill ${kill} at ${seen}: ${JSON.stringify(found)}`);
    assert.equal(found.prospects, 200);
    server = await restart();
    assert.deepEqual(await server.api.snapshot(), before, `nothing of the import is there after kill ${kill}`);
    await enter(server.url);
    await go("/prospects");
    await until("the page shows the 200", async () => (await grid.getAttribute("aria-rowcount")) === "201");
  }

  await (await prepare(house, file, LONG)).click();
  await page.getByRole("heading", { name: "Rapport de long.csv" }).waitFor({ timeout: 120_000 });
  assert.equal(await server.api.total(), 200 + LONG);
  const [report] = (await server.api.get("/imports")).items;
  assert.deepEqual([report.read, report.created, report.skipped], [LONG, LONG, 0]);
  await button("Annuler cet import").click();
  await says("Cet import a été annulé.");
  assert.deepEqual(await server.api.snapshot(), before, "and undo gives back the base as it was");
  assert.equal(command(home, "check").is_sound, true);
});

/** The core again, on the port where the open page looks for it; gives its new address. */
async function serveAgain(t, home, port) {
  const child = spawn(BIN, ["--data", home.data, "serve", "--port", port], { env: home.env, stdio: ["ignore", "pipe", "inherit"] });
  t.after(async () => {
    child.kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  });
  // A test that fails in an earlier hook never comes to this one: what is left must not keep the file from ending.
  process.once("exit", () => child.kill());
  child.unref();
  child.stdout.unref();
  let said = "";
  child.stdout.on("data", (part) => {
    said += part;
  });
  return until("an address", () => {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}`);
    return /^(http:\S+)\n/m.exec(said)?.[1];
  });
}

const cell = (page, row, key) => page.locator(`[role=row][data-index="${row}"] [data-key="${key}"]`);

/** Waits until the page can write again: the address of the new core is opened beside it, in the same browser. */
async function openBeside(context, address) {
  const beside = await context.newPage();
  await beside.goto(address);
  await beside.locator("#main > *").first().waitFor();
  await beside.close();
}

test("a core that goes away is told; a field and a note of the sheet keep what is written until it is back", async (t) => {
  const { page, context, home, server, api, expects, go, panel } = await setUp(t, { rows: 40 });
  expects(GONE);
  expects(/401/); // the core that came back does not know the page yet
  const [{ id, name, city }] = (await api.get("/prospects?limit=1")).items;
  const inBase = () => command(home, "prospects", "show", id).city;
  await go("/prospects");
  await cell(page, 0, "name").click();
  await panel.getByRole("heading", { name }).waitFor();
  const note = panel.getByRole("textbox", { name: "Note", exact: true });
  /** A plain field until somebody writes. */
  const said = () => note.evaluate((el) => el.value ?? el.textContent);
  const town = panel.getByRole("textbox", { name: "Ville" });
  await note.fill("Rappeler jeudi");
  await server.stop("SIGKILL");
  await lost(page);
  assert.equal(await said(), "Rappeler jeudi", "what is being written stays");

  // Each write says, where it was made, that it could not be, and keeps the words.
  const refusals = panel.getByRole("alert").getByText(UNREACHABLE);
  await note.press("Control+Enter");
  await until("the note says it", async () => (await refusals.count()) === 1);
  await panel.getByRole("button", { name: /^Ville\b/ }).first().click();
  await town.fill("Ville de la fiche");
  await page.keyboard.press("Enter");
  await until("the field says it too", async () => (await refusals.count()) === 2);
  assert.deepEqual(
    [await said(), await town.inputValue(), inBase()],
    ["Rappeler jeudi", "Ville de la fiche", city],
    "nothing is lost, nothing is written",
  );

  // It comes back at the same place: its address is opened beside, and the first page goes on with what it kept.
  const refused = page.waitForResponse((answer) => answer.url().endsWith("/events") && answer.status() === 401);
  const address = await serveAgain(t, home, new URL(server.url).port);
  await refused; // the page has come back too early: it must not give up for that
  await openBeside(context, address);
  await town.press("Enter");
  await until("the field is saved", () => inBase() === "Ville de la fiche");
  await note.press("Control+Enter");
  await panel.getByText("Rappeler jeudi").waitFor();
  await page.getByRole("link", { name: /À jour/ }).waitFor();
  command(home, "prospects", "edit", id, "--city", "Ville du terminal");
  await cell(page, 0, "city").getByText("Ville du terminal").waitFor();
});

test("a cell of the table keeps what is written while the core is gone", async (t) => {
  const { page, context, home, server, api, expects, go } = await setUp(t, { rows: 40 });
  expects(GONE);
  expects(/401/);
  const [{ id, city }] = (await api.get("/prospects?limit=1")).items;
  const inBase = () => command(home, "prospects", "show", id).city;
  await go("/prospects");
  const input = cell(page, 0, "city").getByRole("textbox");
  await cell(page, 0, "city").dblclick();
  await input.fill("Ville du tableau");
  await server.stop("SIGKILL");
  await lost(page);
  assert.equal(await input.inputValue(), "Ville du tableau", "what is being written stays");
  await page.keyboard.press("Enter");
  await page.getByText(UNREACHABLE).first().waitFor();
  assert.equal(await input.inputValue({ timeout: 5_000 }), "Ville du tableau", "and what could not be saved");
  assert.equal(inBase(), city);
  await openBeside(context, await serveAgain(t, home, new URL(server.url).port));
  await input.press("Enter");
  await until("the cell is saved", () => inBase() === "Ville du tableau");
});

test("the page of an import whose core was killed says, when another has taken its place, that there is none", async (t) => {
  const house = await setUp(t);
  const { page, context, home, server, expects, main, button } = house;
  expects(GONE);
  expects(/401/);
  await (await prepare(house, listOf(home, "long.csv", LONG, "Nouveau"), LONG)).click();
  await until("it is under way", async () => (await done(page)) > 0);
  await server.stop("SIGKILL");
  await main.getByRole("alert").getByText(UNREACHABLE).waitFor();
  await openBeside(context, await serveAgain(t, home, new URL(server.url).port));
  await main.getByText("Cet import n’est plus en préparation.").waitFor();
  assert.equal(command(home, "prospects", "list").total, 0);
  await button("Choisir un autre fichier", main).waitFor();
});

test("a screen that cannot be loaded says so and is tried again", async (t) => {
  const { page, context, home, server, expects, go, main, button } = await setUp(t, { rows: 40 });
  expects(GONE);
  expects(/401/);
  // The router tells the console of each failure that it shows.
  expects(/offline core_unreachable|refused session_expired/);
  await go("/prospects");
  await server.stop("SIGKILL");
  await lost(page);
  await page.evaluate(() => {
    location.hash = "#/history";
  });
  await main.getByText(UNREACHABLE).waitFor();
  const address = await serveAgain(t, home, new URL(server.url).port);
  await button("Réessayer", main).click();
  await main.getByText(/^Cette page n’est plus autorisée/).waitFor();
  await openBeside(context, address);
  await button("Réessayer", main).click();
  await main.locator("[data-line]").first().waitFor();
});

/** Runs in all that shows a prospect: the table, the sheet beside it, the board. */
test("what the command line writes appears by itself; what the page writes is seen by the command line", async (t) => {
  const { page, api, home, go, panel } = await setUp(t, { rows: 40 });
  const { stages } = await api.session();
  const stageOf = () => command(home, "prospects", "show", row.id).stage_id;
  await go("/prospects");
  await cell(page, 0, "city").waitFor();
  const [row] = (await api.get("/prospects?limit=1")).items;

  command(home, "prospects", "edit", row.id, "--city", "Ouessant");
  await cell(page, 0, "city").getByText("Ouessant").waitFor({ timeout: 5_000 });

  await cell(page, 0, "name").click();
  await panel.getByRole("heading", { name: row.name }).waitFor();
  command(home, "prospects", "edit", row.id, "--job-title", "Capitaine au long cours");
  await panel.getByText("Capitaine au long cours").first().waitFor({ timeout: 5_000 });
  command(home, "notes", "add", row.id, "Écrite depuis le terminal");
  await panel.getByText("Écrite depuis le terminal").waitFor({ timeout: 5_000 });
  await page.keyboard.press("Escape");

  await go("/pipeline");
  const to = stages.find((s) => s.key === "negociation");
  const card = (stage) => page.locator(`.vscroll[data-column="${stage}"] [data-card="${row.id}"]`);
  assert.notEqual(row.stage_id, to.id);
  command(home, "prospects", "edit", row.id, "--stage", "negociation");
  await card(to.id).waitFor({ timeout: 5_000 });
  assert.equal(await card(row.stage_id).count(), 0, "it is nowhere else");

  await card(to.id).focus();
  await page.keyboard.press("Alt+ArrowLeft");
  const left = stages[stages.indexOf(to) - 1];
  await card(left.id).waitFor();
  await until("the command line sees the move", () => stageOf() === left.id);
  command(home, "undo");
  await card(to.id).waitFor({ timeout: 5_000 });
});

test("two pages on one core: what is written in one appears in the other", async (t) => {
  const { page, server, api, go } = await setUp(t, { rows: 40 });
  const other = await openPage(server);
  t.after(() => other.context.close());
  await other.enter();
  const [row] = (await api.get("/prospects?limit=1")).items;
  await go("/prospects");
  await cell(page, 0, "city").waitFor();
  await other.go(`/prospects/${row.id}`);
  await other.main.getByRole("heading", { name: row.name }).first().waitFor();

  await cell(page, 0, "city").dblclick();
  await cell(page, 0, "city").getByRole("textbox").fill("Saint-Malo");
  await page.keyboard.press("Enter");
  await other.main.getByText("Saint-Malo").first().waitFor({ timeout: 5_000 });

  await other.page.keyboard.press("Control+z");
  await other.main.getByText("Saint-Malo").first().waitFor({ state: "detached" });
  await until("undone in the first too", async () => !(await cell(page, 0, "city").textContent()).includes("Saint-Malo"), 5_000);

  // A board and a board.
  await Promise.all([go("/pipeline"), other.go("/pipeline")]);
  const card = (on, id) => on.locator(`[data-card="${id}"]`);
  const first = other.page.locator("[data-stage=contacte] [data-card][data-index='0']");
  const id = await first.getAttribute("data-card");
  await card(page, id).waitFor();
  await first.focus();
  await other.page.keyboard.press("Alt+ArrowRight");
  await page.locator(`[data-stage=a_recontacter] [data-card="${id}"]`).waitFor({ timeout: 5_000 });
  other.check();
});
