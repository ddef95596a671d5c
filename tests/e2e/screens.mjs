// `node tests/e2e/screens.mjs FOLDER [name part]…`: a picture of every screen and state, in both languages and themes and in four
// sizes of window, for people to look at. It judges nothing; only the parts of names given as arguments are taken.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeHome, openPage, serve } from "./support.mjs";
import { everyVisit } from "./every-visit.mjs";
import { emptyVisits } from "./visits.mjs";

const [out, ...only] = process.argv.slice(2);
if (!out) {
  console.error("usage: node tests/e2e/screens.mjs FOLDER [name part]…");
  process.exit(2);
}

const ROWS = 400;
const SIZES = [
  [1366, 768],
  [1920, 1080],
  [1024, 640],
  [420, 800],
];
const LOCALES = { fr: "fr-FR", en: "en-GB" };
const THEMES = ["light", "dark"];

const setTheme = (page, theme) =>
  page.evaluate((to) => {
    document.documentElement.dataset.theme = to;
  }, theme);

/** Both themes of the state on screen: only the colours differ, so that it is opened once. */
async function take(page, folder, name) {
  for (const theme of THEMES) {
    await setTheme(page, theme);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: "disabled", caret: "hide" });
  }
  await setTheme(page, THEMES[0]);
}

async function takeAll(rows, list, language, [width, height]) {
  const home = makeHome(rows);
  const server = await serve(home);
  const house = { home, server, api: server.api, ...(await openPage(server, { language: LOCALES[language], width, height })) };
  const folder = join(out, `${language}-${width}x${height}`);
  mkdirSync(folder, { recursive: true });
  try {
    await server.api.patch("/settings", { language });
    await house.enter();
    for (const visit of list) {
      try {
        // Nothing is to look hovered that nobody points at.
        await house.page.mouse.move(0, 0);
        await visit.open(house);
        await take(house.page, folder, visit.name);
        await visit.leave?.(house);
      } catch (error) {
        // A state that cannot be reached is itself something to look at.
        console.error(`${language} ${width}x${height} ${visit.name}: ${error.message.split("\n")[0]}`);
        await house.page.screenshot({ path: join(folder, `${visit.name}-failed.png`) });
        await house.page.mouse.up();
        await house.page.reload();
        process.exitCode = 1;
      }
    }
  } finally {
    await house.context.close();
    await server.stop();
    rmSync(home.folder, { recursive: true, force: true });
  }
}

const wanted = (list) => list.filter(({ name }) => only.length === 0 || only.some((part) => name.includes(part)));

for (const size of SIZES)
  for (const language of Object.keys(LOCALES))
    for (const [rows, list] of [[0, wanted(emptyVisits)], [ROWS, wanted(everyVisit)]])
      if (list.length > 0) await takeAll(rows, list, language, size);

process.exit();
