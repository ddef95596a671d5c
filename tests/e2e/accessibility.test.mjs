// Every screen and state: nothing serious for axe in either theme and language, no cut word in a small window with large
// text, and the whole of it by the keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, inWindows1252, write } from "./files.mjs";
import { setUp, until, violations } from "./support.mjs";
import { auditedVisits } from "./every-visit.mjs";
import { emptyVisits } from "./visits.mjs";

/** Opens each state in turn, looks at it, and leaves it; all that was found is told at once. */
async function lookAt(house, list, look) {
  const found = [];
  for (const visit of list) {
    await visit.open(house);
    for (const what of await look(visit)) found.push(`${visit.name}: ${what}`);
    await visit.leave?.(house);
  }
  return found;
}

/** A draft has no progress yet, nobody has that number, an incomplete address, a used stage and a false workbook are refused. */
const REFUSALS = /404.*\/imports\/\d+\/(progress|draft)|404.*\/prospects\/1\b|403|422.*\/(prospects\/\d+|pipeline\/move)|422.*\/filters\/read|4\d\d.*\/(stages\/\d+|imports)\b|422.*\/prospects\/bulk|409.*\/messages/;

const setTheme = (page, theme) =>
  page.evaluate((to) => {
    document.documentElement.dataset.theme = to;
  }, theme);

/** Both themes of the state on screen; in the second one only colours can differ. */
async function inBothThemes(page) {
  await setTheme(page, "light");
  const light = await violations(page);
  await setTheme(page, "dark");
  const dark = await violations(page, ["color-contrast"]);
  await setTheme(page, "light");
  return [...light, ...dark.map((what) => `dark: ${what}`)];
}

for (const language of ["fr", "en"])
  test(`axe finds nothing serious on any screen, in both themes (${language})`, async (t) => {
    const house = await setUp(t, { rows: 40, settings: { language } });
    house.expects(REFUSALS);
    assert.deepEqual(await lookAt(house, auditedVisits, () => inBothThemes(house.page)), []);
  });

test("axe finds nothing serious on the screens of an empty base", async (t) => {
  const house = await setUp(t);
  assert.deepEqual(await lookAt(house, emptyVisits, () => inBothThemes(house.page)), []);
});

/** Words of the interface that do not fit their place, and what leaves the window. What people wrote may be shortened. */
const cut = (page) =>
  page.evaluate(() => {
    const theirs = "[role=row], [data-card], .panel h2, .panel header p, time, .font-mono, [data-stage] header, [data-line], [data-filter], [data-day], [data-conversation], td";
    const own = "button, a, label, legend, h1, h2, h3, dt, th, [role=tab], [role=option], [role=menuitem], [role=columnheader]";
    const seen = (el) => el.getClientRects().length > 0 && getComputedStyle(el).visibility !== "hidden";
    const out = new Set();
    const scrolls = (el) => {
      for (let at = el.parentElement; at; at = at.parentElement)
        if (/auto|scroll|hidden/.test(getComputedStyle(at).overflowX) && at.scrollWidth > at.clientWidth) return true;
      return false;
    };
    for (const el of document.querySelectorAll(own)) {
      if (!seen(el) || el.closest(theirs) || el.closest(".sr-only, .skip-link")) continue;
      for (const part of [el, ...el.querySelectorAll("*")]) {
        if (part.closest("svg, .sr-only") || !part.textContent.trim()) continue;
        const hides = getComputedStyle(part).overflowX !== "visible";
        if (hides && part.scrollWidth - part.clientWidth > 1) out.add(`cut: ${part.textContent.trim().slice(0, 60)}`);
      }
      const box = el.getBoundingClientRect();
      if (box.right > innerWidth + 1 && !scrolls(el)) out.add(`outside: ${el.textContent.trim().slice(0, 60)}`);
    }
    return [...out];
  });

for (const language of ["fr", "en"])
  test(`no word of the interface is cut at 125 % in a window of 1024 (${language})`, async (t) => {
    const settings = { language, text_size: 125 };
    const house = await setUp(t, { rows: 40, settings, width: 1024, height: 640 });
    house.expects(REFUSALS);
    const shown = auditedVisits.filter((visit) => visit.name !== "board-dragging");
    assert.deepEqual(await lookAt(house, shown, () => cut(house.page)), []);
  });

/** The element that has the focus, and whether one can see that it has. */
const focus = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    const style = getComputedStyle(at);
    const ring = style.outlineStyle !== "none" && Number.parseFloat(style.outlineWidth) >= 1;
    return {
      name: at.getAttribute("aria-label") || at.textContent.trim().slice(0, 60),
      role: at.getAttribute("role") ?? at.tagName.toLowerCase(),
      isSeen: ring || style.boxShadow !== "none" || at.getAttribute("role") === "grid",
    };
  });

/** Presses Tab until something has the focus; fails if that takes too many. */
async function tabTo(page, wanted, most = 60) {
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press("Tab");
    const at = await focus(page);
    assert.ok(at.isSeen, `one sees that ${at.role} « ${at.name} » has the focus`);
    if (wanted(at)) return at;
  }
  throw new Error(`never reached by Tab: ${wanted}`);
}

test("by the keyboard alone: skip link, sidebar, table, board, panel, menus", async (t) => {
  const { page, at, grid, panel, go } = await setUp(t, { rows: 40 });
  await page.locator("[data-day]").first().waitFor();
  await page.keyboard.press("Tab");
  assert.equal((await focus(page)).name, "Aller au contenu", "the first stop is the skip link");
  await page.keyboard.press("Enter");
  await until("the content has the focus", () => page.evaluate(() => document.activeElement?.id === "main"));

  await page.evaluate(() => document.activeElement.blur());
  await page.reload();
  await page.locator("[data-day]").first().waitFor();
  for (const name of ["Pipeline", "Prospects", "Importer", "Historique", "Réglages"]) {
    await tabTo(page, (stop) => stop.name === name, 8);
  }
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await at(/^#\/history/);

  await go("/prospects");
  await grid.locator("[data-index='0']").first().waitFor();
  await tabTo(page, (stop) => stop.role === "grid");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Shift+F10");
  await page.getByRole("menu").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu").waitFor({ state: "detached" });
  await page.keyboard.press("Enter");
  await panel.waitFor();
  await tabTo(page, (stop) => /Étape|Note/.test(stop.name), 80);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });

  await go("/pipeline");
  await page.locator("[data-card]").first().waitFor();
  await page.evaluate(() => document.activeElement?.blur());
  const card = await tabTo(page, (stop) => stop.role === "button" && /€|contact|relance/.test(stop.name), 40);
  assert.ok(card.isSeen);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowRight");
  const column = await page.evaluate(() => document.activeElement?.closest("[data-column]")?.dataset.column);
  assert.ok(column, "arrows go from card to card");
  await page.keyboard.press("Enter");
  await panel.waitFor();
  await page.keyboard.press("Escape");
  await until("the card has the focus again", () => page.evaluate(() => Boolean(document.activeElement?.dataset.card)));
});

test("by the keyboard alone: a file is imported, with a column corrected", async (t) => {
  const { page, at, go, api, home, expects } = await setUp(t);
  expects(/404.*\/(progress|draft)/);
  const rows = [["Nom", "E-mail", "Divers"], ["Durand", "durand@example.com", "x1"], ["Petit", "petit@example.com", "x2"]];
  const path = write(home.folder, "clavier.csv", inWindows1252(csv(rows)));
  await go("/import");
  await tabTo(page, (stop) => /^Parcourir/.test(stop.name));
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), page.keyboard.press("Enter")]);
  await chooser.setFiles(path);
  await at(/^#\/import\/\d+/);
  await page.getByRole("columnheader", { name: "Divers" }).waitFor();
  await tabTo(page, (stop) => /^Continuer/.test(stop.name));
  await page.keyboard.press("Enter");
  await at(/step=columns/);
  await tabTo(page, (stop) => /Champ de la colonne Divers/.test(stop.name));
  await page.keyboard.press("Enter");
  await page.getByPlaceholder("Chercher ou nommer un champ").waitFor();
  await page.keyboard.type("ville");
  await page.getByRole("option", { name: "Ville" }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("option").first().waitFor({ state: "detached" });
  await tabTo(page, (stop) => /^Continuer/.test(stop.name));
  await page.keyboard.press("Enter");
  await at(/step=duplicates/);
  await page.getByText("2 lignes lues").waitFor();
  await tabTo(page, (stop) => /^Importer 2 lignes/.test(stop.name));
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Rapport de clavier.csv" }).waitFor();
  assert.equal((await api.find("durand")).city, "x1");
});
