// A backup carried to another computer: made to a file here, put in place there with the recovery key, through Settings.
// What is not the key, and what is no backup, each says so and changes nothing.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFileSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { write } from "./files.mjs";
import { command, makeHome, openPage, serve, setUp, until } from "./support.mjs";

/** The key of a home is kept under its folder: another folder is another computer. */
async function settle(t) {
  const home = makeHome();
  const server = await serve(home);
  const opened = await openPage(server);
  t.after(async () => {
    await opened.context.close();
    await server.stop();
  });
  await opened.enter();
  return { home, server, api: server.api, ...opened };
}

const operations = async (api) => (await api.get("/history?limit=100")).items.map(({ id, label, at }) => ({ id, label, at }));

/** The recovery key, as the person reads it on the screen. */
async function readKey({ go, button, dialog }) {
  await go("/settings/backups");
  await button("Afficher la clé de secours").click();
  await dialog.getByRole("heading", { name: "Clé de secours" }).waitFor();
  const lines = await dialog.locator("p.select-all > span").allTextContents();
  await button("Fermer", dialog).click();
  return lines.join(" ");
}

async function askToRestore({ go, button, dialog }, path) {
  await go("/settings/backups");
  await button("Restaurer un autre fichier…").click();
  await dialog.getByLabel("Chemin du fichier de sauvegarde").fill(path);
  await button("Regarder ce qu’elle contient", dialog).click();
}

test("a backup and its recovery key give everything back on another computer; its own base is kept", async (t) => {
  const here = await setUp(t, { rows: 40 });
  const [row] = (await here.api.get("/prospects?limit=1")).items;
  await here.api.patch(`/prospects/${row.id}`, { city: "Concarneau" });
  await here.api.post("/stages", { label: "Démonstration" });
  await here.go("/settings/backups");
  await here.button("Sauvegarder maintenant").click();
  await here.toast(/Sauvegarde faite\s: 40 prospects/);
  const [{ path }] = (await here.api.get("/backups")).items;
  const expected = await here.api.snapshot();
  const history = await operations(here.api);
  const key = await readKey(here);

  const there = await settle(t);
  there.expects(/40[03]|409|422/); // the refusals below
  await there.api.post("/prospects", { first_name: "Propre", last_name: "Àmoi", city: "Vannes" });
  const carried = join(there.home.folder, "clé usb.relance");
  copyFileSync(path, carried);

  // Without its key, it says what is missing and where it is to be written.
  await askToRestore(there, carried);
  await there.dialog.getByRole("alert").getByText("Cet ordinateur n’a pas la clé de cette sauvegarde.").waitFor();
  await there.dialog.getByText(/Cette sauvegarde vient d’un autre ordinateur/).waitFor();
  await there.dialog.getByLabel("Clé de secours").fill(key);
  await there.button("Regarder ce qu’elle contient", there.dialog).click();
  await there.dialog.getByRole("row", { name: /Prospects 40 1$/ }).waitFor();
  await there.dialog.getByText("La base actuelle n’est pas effacée : elle est gardée à côté.").waitFor();
  assert.equal(await there.api.total(), 1, "looking replaces nothing");
  await there.button("Remplacer la base par cette sauvegarde", there.dialog).click();
  await there.toast(/Sauvegarde restaurée\s: 40 prospects/);
  await there.dialog.waitFor({ state: "detached" });

  // The same people, the same board, the same history, and the undo of what was done on the first computer.
  assert.deepEqual(await there.api.snapshot(), expected);
  assert.deepEqual(await operations(there.api), history);
  await there.go("/pipeline");
  await there.page.getByRole("heading", { name: "Démonstration" }).waitFor();
  await there.go("/prospects");
  const town = there.page.locator("[role=row][data-index='0'] [data-key=city]");
  await town.getByText("Concarneau").waitFor();
  await there.go("/history");
  await there.main.getByText(new RegExp(row.name)).first().waitFor();
  for (let i = 1; i <= 2; i += 1) {
    await there.page.keyboard.press("Control+z");
    await until("undone", async () => (await there.api.get("/history?limit=9")).items.filter((o) => o.reverts).length === i);
  }
  assert.equal((await there.api.get(`/prospects/${row.id}`)).city, row.city);

  // The base that was there is beside it, and opens.
  const kept = readdirSync(there.home.data).filter((name) => /^relance-replaced-\d{8}-\d{6}\.db$/.test(name));
  assert.equal(kept.length, 1, readdirSync(there.home.data).join(" "));
  await askToRestore(there, join(there.home.data, kept[0]));
  await there.dialog.getByRole("row", { name: /Prospects 1 40$/ }).waitFor();
  await there.button("Remplacer la base par cette sauvegarde", there.dialog).click();
  await there.toast(/Sauvegarde restaurée\s: 1 prospect\b/);
  assert.equal((await there.api.find("amoi")).city, "Vannes");
  there.check();
});

test("after a restore the core starts again on what was restored, by its own key file", async (t) => {
  const here = await setUp(t, { rows: 40 });
  const file = join(here.home.folder, "à emporter.relance");
  await here.api.post("/backups", { path: file });
  const expected = await here.api.snapshot();
  const key = await readKey(here);
  const there = await setUp(t);
  there.expects(/40[03]|409|422|ERR_INCOMPLETE_CHUNKED_ENCODING|ERR_CONNECTION_REFUSED/); // it is stopped under the page
  await askToRestore(there, file);
  await there.dialog.getByLabel("Clé de secours").fill(key);
  await there.button("Regarder ce qu’elle contient", there.dialog).click();
  await there.button("Remplacer la base par cette sauvegarde", there.dialog).click();
  await there.toast(/Sauvegarde restaurée\s: 40 prospects/);
  const again = await there.restart();
  assert.deepEqual(await again.api.snapshot(), expected);
  await there.enter(again.url);
  await there.page.locator("[data-day]").first().waitFor();
  assert.equal(command(there.home, "check").is_sound, true);
});

const printOf = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** A backup made on another computer, and keys: its own, and that of a third computer. */
async function fromElsewhere(path) {
  // Homes of their own: those made with prospects are copies of one, key included.
  const [elsewhere, third] = [await serve(makeHome()), await serve(makeHome())];
  await elsewhere.api.post("/sample", { rows: 40, seed: 7 });
  await elsewhere.api.post("/backups", { path });
  const keyOf = async (server) => (await server.api.get("/backups/recovery-key")).key;
  const keys = { own: await keyOf(elsewhere), foreign: await keyOf(third) };
  await Promise.all([elsewhere.stop(), third.stop()]);
  return keys;
}

/** A home whose page is asked for what it must refuse; the test ends by checking that nothing has changed. */
async function toRefuse(t) {
  const here = await setUp(t, { rows: 40 });
  const { api, dialog, button, home, expects } = here;
  expects(/40[0-9]|422/);
  // The day's backup is made beside the base whenever it is due, and proved.
  const kept = (name) => !["backups", "past", "proofs.json"].includes(name) && !/-(wal|shm)$/.test(name);
  const folder = () => readdirSync(home.data).filter(kept).sort();
  const state = async () => ({ base: await api.snapshot(), history: await operations(api), folder: folder() });
  const before = await state();
  return {
    ...here,
    says: (sentence) => dialog.getByRole("alert").getByText(sentence).waitFor(),
    look: () => button("Regarder ce qu’elle contient", dialog).click(),
    cannotReplace: async () =>
      assert.equal(await button("Remplacer la base par cette sauvegarde", dialog).count(), 0, "it is not offered"),
    leave: async () => {
      await button("Annuler", dialog).click();
      await dialog.waitFor({ state: "detached" });
    },
    unchanged: async () => {
      assert.deepEqual(await state(), before);
      assert.equal(command(home, "check").is_sound, true);
    },
  };
}

test("a wrong recovery key says so, whatever is wrong with it, and changes nothing", async (t) => {
  const house = await toRefuse(t);
  const { dialog, home, says, look, cannotReplace, leave, unchanged } = house;
  const file = join(home.folder, "ailleurs.relance");
  const { own, foreign } = await fromElsewhere(file);
  const print = printOf(file);
  await askToRestore(house, file);
  await says("Cet ordinateur n’a pas la clé de cette sauvegarde.");
  const input = dialog.getByLabel("Clé de secours");
  const misspelt = own.replace(/[A-Z0-9]/, (c) => (c === "A" ? "B" : "A"));
  for (const typed of [own.slice(0, 20), misspelt, "bonjour"]) {
    await input.fill(typed);
    await look();
    await says("Cette clé de secours est incomplète ou contient une faute de frappe.");
    await cannotReplace();
  }
  await input.fill(foreign);
  await look();
  await says(/clé de secours n’ouvre pas cette sauvegarde/);
  await cannotReplace();
  assert.equal(await input.inputValue(), foreign, "what was typed can be corrected");

  // Then the right one, in small letters and without its hyphens, as one copies it by hand.
  await input.fill(own.toLowerCase().replaceAll("-", " "));
  await look();
  await dialog.getByRole("row", { name: /Prospects 40 40$/ }).waitFor();
  await leave();
  await unchanged();
  assert.equal(printOf(file), print, "the backup itself is only read");
});

test("a file that is no backup, or a damaged one, says so and changes nothing", async (t) => {
  const house = await toRefuse(t);
  const { api, home, says, cannotReplace, leave, unchanged } = house;
  const refused = async (path, sentence) => {
    await askToRestore(house, path);
    await says(sentence);
    await cannotReplace();
    await leave();
  };
  const mine = join(home.folder, "moi.relance");
  await api.post("/backups", { path: mine });
  const whole = readFileSync(mine);
  const torn = Buffer.from(whole).fill(7, whole.length / 2, whole.length / 2 + 64);
  const none = /n’est pas une sauvegarde de Relance/;
  await refused(write(home.folder, "photo.relance", Buffer.alloc(40_000, "relance ")), none);
  await refused(write(home.folder, "vide.relance", ""), none);
  await refused(write(home.folder, "coupée.relance", whole.subarray(0, whole.length - 10_000)), none);
  await refused(home.folder, none);
  await refused(join(home.folder, "nulle part.relance"), /Ce fichier n’existe pas\s: .*nulle part\.relance/);
  await refused(write(home.folder, "abîmée.relance", torn), /^Cette sauvegarde est endommagée[^*]*$/);
  await unchanged();
});
