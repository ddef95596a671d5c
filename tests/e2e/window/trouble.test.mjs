// A base that cannot be opened: a window with the sentence, the file untouched, and a way on. Never a crash.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { freshHome, Session, until } from "./driver.mjs";

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

test("a damaged file is told in a sentence and left as it is", async () => {
  const file = join(home.data, "relance.db");
  const damaged = randomBytes(900);
  writeFileSync(file, damaged);
  session = await Session.open(home);
  assert.equal(await session.ready(), "trouble", "the page for trouble, not a broken application");
  await session.says("Relance ne peut pas ouvrir votre base");
  await session.says(file);
  assert.deepEqual(readFileSync(file), damaged, "not one byte of the file may change");
  const pid = session.pid();
  await session.click(/^Quitter/);
  await until("the application has ended", () => session.pid() !== pid, 15_000);
});

test("the English page is in English", async () => {
  writeFileSync(join(home.data, "relance.db"), randomBytes(900));
  session = await Session.open(home, { args: ["--lang", "en"] });
  await session.says("Relance cannot open your base");
});

test("the recovery key opens a base whose key is not on this machine", async () => {
  session = await Session.open(home);
  await session.ready();
  const { key } = await session.api("/backups/recovery-key");
  await session.quit();
  await session.close();
  rmSync(join(home.env.XDG_CONFIG_HOME, "relance", "keys"), { recursive: true });

  session = await Session.open(home);
  assert.equal(await session.ready(), "trouble", "without its key the base stays closed");
  const type = (text) => session.run("document.getElementById('key').value = arguments[0];", text);
  await type("0000-0000");
  await session.click(/^Ouvrir/);
  await session.says(/Clé de secours/);
  assert.equal(await session.ready(), "trouble", "a mistyped key is asked for again");
  await type(key);
  await session.click(/^Ouvrir/);
  await until("the application is open", async () => (await session.ready()) === "true");
  await session.quit();
  await session.close();

  session = await Session.open(home);
  assert.equal(await session.ready(), "true", "the key was kept: nobody types it twice");
});
