// Statistics: what a mark says is what it opens; by the keys, as a table, as files; compared, filtered, undone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { setUp, until, violations } from "./support.mjs";

/** Calls and outcomes of some people. */
async function worked(t, options = {}) {
  const house = await setUp(t, { rows: 40, ...options });
  const { api, page } = house;
  const people = (await api.get("/prospects?limit=12&sort=name")).items;
  const { stages } = await api.get("/session");
  for (const [i, { id }] of people.slice(0, 8).entries())
    for (let n = 0; n < 3; n += 1)
      await api.post(`/prospects/${id}/calls`, { outcome: (i + n) % 2 === 0 ? "reached" : "no_answer" });
  await api.patch(`/prospects/${people[0].id}`, {
    stage_id: stages.find((stage) => stage.kind === "won").id,
    value_cents: 1_240_000,
  });
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await house.at(/^#\/statistics/);
  const section = (name) => page.getByRole("region", { name });
  await section("Issue des appels").locator("svg [role=button]").first().waitFor();
  return { ...house, people, section };
}

test("G then T shows the figures of thirty days; a figure opens its people", async (t) => {
  const { main, at, grid } = await worked(t);
  await main.getByRole("heading", { level: 1, name: "Statistiques" }).waitFor();
  const won = main.locator("dl > div", { hasText: "Gagnés" });
  await won.getByText(/\d\s€$/).first().waitFor();
  await main.locator("dl > div", { hasText: "Appels passés" }).getByRole("button", { name: "24" }).click();
  await at(/^#\/prospects\?f=appel_pass/);
  await until("eight people and the head", async () => (await grid.getAttribute("aria-rowcount")) === "9");
});

test("the keys go through the marks, the line says them, Enter opens exactly them", async (t) => {
  const { page, api, section, at } = await worked(t);
  const calls = section("Issue des appels");
  await calls.locator("svg [role=button][tabindex='0']").focus();
  await page.keyboard.press("Home");
  const said = await page.evaluate(() => document.activeElement.getAttribute("aria-label"));
  assert.match(said, /^Joint · Appels\s: 12 · 8 prospects/);
  await calls.locator("p", { hasText: said.slice(0, 12) }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  assert.match(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), /^Pas de réponse/);
  await page.keyboard.press("Enter");
  await at(/^#\/prospects\?f=appel_sans/);
  const filter = new URLSearchParams((await page.evaluate(() => location.hash)).split("?")[1]).get("f");
  assert.equal((await api.get(`/prospects?limit=1&filter=${encodeURIComponent(filter)}`)).total, 8);
});

test("a chart is a table too, and a file of each kind", async (t) => {
  const { page, section } = await worked(t);
  const activity = section("Activité");
  const file = async (kind) => {
    await activity.getByRole("button", { name: /Exporter/ }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: kind }).click(),
    ]);
    return readFileSync(await download.path());
  };
  assert.deepEqual([...(await file("Image (PNG)")).subarray(1, 4)], [...Buffer.from("PNG")]);
  assert.match((await file("Tableur (CSV)")).toString("utf8"), /Jour;Appels/);
  assert.equal((await file("Classeur Excel (XLSX)")).subarray(0, 2).toString(), "PK");
  await activity.getByRole("button", { name: "Tableau" }).click();
  const last = activity.getByRole("row").last();
  await last.getByRole("button", { name: "24" }).waitFor();
});

test("a picture is offered once there is a drawing, and not before", async (t) => {
  const { page, api } = await setUp(t, { rows: 40 });
  const { items } = await api.get("/prospects?limit=1");
  await api.post(`/prospects/${items[0].id}/calls`, { outcome: "reached" });
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  await page.route(/\/api\/v1\/statistics\/activity/, async (route) => {
    await opened;
    await route.continue().catch(() => {});
  });
  await page.evaluate(() => {
    location.hash = "/statistics";
  });
  const activity = page.getByRole("region", { name: "Activité" });
  await activity.getByRole("button", { name: /Exporter/ }).click();
  await page.getByRole("menuitem", { name: "Tableur (CSV)" }).waitFor();
  const picture = page.getByRole("menuitem", { name: "Image (PNG)" });
  assert.equal(await picture.count(), 0, "there is nothing to see yet");
  open();
  const [download] = await Promise.all([page.waitForEvent("download"), picture.click()]);
  assert.deepEqual([...readFileSync(await download.path()).subarray(1, 4)], [...Buffer.from("PNG")]);
});

test("another period, a filter and a comparison are in the address, and back restores them", async (t) => {
  const { page, main, at } = await worked(t);
  await main.getByRole("button", { name: "90 j" }).click();
  await at(/period=90d/);
  await main.getByText(/vs 90 jours préc\./).first().waitFor();
  await main.getByRole("checkbox", { name: /Comparer/ }).click();
  await at(/compare=no/);
  await until("nothing is compared", async () => (await main.getByText(/jours préc\./).count()) === 0);
  await main.locator("dl > div", { hasText: "Gagnés" }).getByRole("button").click();
  await at(/^#\/prospects/);
  await page.goBack();
  await at(/^#\/statistics\?.*period=90d/);
});

test("what is undone is undone in the figures", async (t) => {
  const { page, main, api } = await worked(t);
  const won = main.locator("dl > div", { hasText: "Gagnés" });
  const before = Number(await won.getByRole("button").textContent());
  assert.ok(before > 0);
  await main.getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("Control+z");
  await until("one less is won", async () => Number(await won.getByRole("button").textContent()) === before - 1);
  const { points } = await api.get("/statistics/key");
  assert.ok(points[0].marks.length >= 6);
});

test("no fault of accessibility, as drawings and as tables, light and dark", async (t) => {
  const { page, section } = await worked(t);
  for (const theme of ["light", "dark"]) {
    await page.evaluate((to) => {
      document.documentElement.dataset.theme = to;
    }, theme);
    assert.deepEqual(await violations(page), []);
  }
  await section("Complétude des fiches").getByRole("button", { name: "Tableau" }).click();
  assert.deepEqual(await violations(page), []);
});
