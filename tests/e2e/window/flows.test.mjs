// What a salesperson does in the real window: drop a file, import it, move a card, undo, quit, come back.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { freshHome, relance, Session, until } from "./driver.mjs";

let home;
let session;

beforeEach(() => {
  home = freshHome();
});

afterEach(async () => {
  try {
    await session?.close();
  } finally {
    session = undefined;
    home.remove();
  }
});

const HEADER = "Nom;Prénom;Société;E-mail;Téléphone;Montant";

/** A small file as Excel writes it in France. */
function sheet(rows) {
  const file = join(home.folder, "prospects été.csv");
  writeFileSync(file, `\uFEFF${[HEADER, ...rows].join("\r\n")}\r\n`);
  return file;
}

const PEOPLE = [
  "LEFÈVRE;Hugo;Hélio Data;hugo.lefevre@helio.example;06 12 34 56 78;12 400,00 €",
  "Martin;Léa;Atelier Nord;lea.martin@atelier.example;07 98 76 54 32;3 200 €",
  "Roux;Inès;Cabinet Vauban;ines.roux@vauban.example;;",
];

const drop = (kind, paths = []) => session.invoke("test_drop", { dropped: { kind, paths, x: 700, y: 400 } });

async function dropAndImport(file) {
  await drop("drop", [file]);
  await until("the wizard is open", async () => /#\/import\/\d+/.test(await session.url()));
  await session.click(/^Continuer/);
  await until("the columns are shown", async () => /step=columns/.test(await session.url()));
  await session.click(/^Continuer/);
  await session.click(/^Importer 3 lignes/);
  await session.says(/3 lignes lues/);
}

test("a file held over the window shows what will happen, and leaving takes it away", async () => {
  session = await Session.open(home);
  await session.ready();
  await drop("enter", [sheet(PEOPLE)]);
  await until("the veil is shown", () => session.run("return document.querySelector('[role=status].fixed') !== null;"));
  await drop("leave");
  await until("the veil is gone", () => session.run("return document.querySelector('[role=status].fixed') === null;"));
});

test("a dropped file becomes prospects, which are still there after quitting", async () => {
  session = await Session.open(home);
  await session.ready();
  await dropAndImport(sheet(PEOPLE));
  const listed = relance(home, "prospects", "list");
  assert.equal(listed.total, 3, "another process sees the three prospects while the window is open");
  await session.quit();
  await session.close();

  session = await Session.open(home);
  await session.ready();
  await session.go("/prospects");
  await session.says("Lefèvre");
  await session.says("Atelier Nord");
});

test("an import is undone from the keyboard and the base is empty again", async () => {
  session = await Session.open(home);
  await session.ready();
  await dropAndImport(sheet(PEOPLE));
  await session.go("/pipeline");
  await session.says("Martin");
  await session.run("document.activeElement?.blur();");
  await session.chord("Control", "z");
  await until("the three are gone", () => relance(home, "prospects", "list").total === 0);
});

test("what another program writes appears in the window by itself", async () => {
  session = await Session.open(home);
  await session.ready();
  await dropAndImport(sheet(PEOPLE));
  await session.go("/prospects");
  await session.says("Martin");
  relance(home, "prospects", "add", "--first-name", "Zoé", "--last-name", "Kermadec");
  await session.says("Kermadec");
});

test("a card dragged to the next column changes its stage, and Ctrl+Z brings it back", async () => {
  session = await Session.open(home);
  await session.ready();
  await session.api("/sample", "POST", { rows: 40, seed: 7 });
  await session.reload("/pipeline");
  const counts = async () => (await session.api("/pipeline")).columns.map((column) => column.count);
  const before = await counts();
  const place = (column) => `
    const card = document.querySelectorAll("[data-column]")[${column}]?.querySelector("[data-index]");
    if (!card) return null;
    const box = card.getBoundingClientRect();
    return [box.left + box.width / 2, box.top + box.height / 2];`;
  const [from, to] = [await until("a first card", () => session.run(place(0))), await until("a second column", () => session.run(place(1)))];
  const middle = [(from[0] + to[0]) / 2, from[1] + 20];
  await session.pointer([from, [from[0] + 12, from[1] + 4], middle, to, to]);
  const moved = [before[0] - 1, before[1] + 1, ...before.slice(2)];
  await until(`the counts are ${moved}`, async () => String(await counts()) === String(moved), 10_000);
  await session.chord("Control", "z");
  await until("the card is back", async () => String(await counts()) === String(before), 10_000);
});
