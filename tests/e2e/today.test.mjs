// A morning: what is planned by a sentence, done with what comes next, put off, called; undone; all of it by the keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { day, setUp, until, violations } from "./support.mjs";

/** A morning with things to do: two late, two for today, one for tomorrow, and somebody in the trash who was due. */
async function aMorning(t, options = {}) {
  const house = await setUp(t, { rows: 40, enter: false, ...options });
  const { api, page } = house;
  // The sample has a week of its own.
  for (const { id } of (await api.get("/reminders?limit=1000")).items) await api.del(`/reminders/${id}`);
  const people = (await api.get("/prospects?limit=12&sort=name")).items;
  const plan = async (i, reminder) => (await api.post(`/prospects/${people[i].id}/reminders`, reminder)).reminder;
  const late = await plan(0, { kind: "call", title: "point sur la proposition", at: day(-3) });
  await plan(1, { kind: "email", title: "deuxième message", at: day(-1) });
  await plan(2, { kind: "other", at: day(0) });
  await plan(3, { kind: "meeting", title: "démonstration", at: day(0) });
  await plan(4, { kind: "call", at: day(1, "09:30") });
  await house.enter();
  await house.at(/^#\/today/);
  const row = (name) => page.locator("[data-day]", { hasText: name });
  await row(people[0].name).waitFor();
  const sheet = house.panel;
  const chosen = () => page.locator("[data-day][aria-current=true]");
  const isChosen = (name) => until(`${name} is chosen`, async () => (await chosen().textContent()).includes(name));
  const remindersOf = (i) => api.get(`/reminders?prospect=${people[i].id}`);
  /** Waits until the question about the chosen one has the focus. */
  const asked = (name) =>
    until(`asked: ${name}`, () =>
      page.evaluate((to) => document.activeElement?.closest("[role=group]")?.getAttribute("aria-label")?.startsWith(to), name),
    );
  return { ...house, people, late, row, sheet, chosen, isChosen, remindersOf, asked };
}

test("the day opens first, says how far it is, and shows the sheet of the chosen one", async (t) => {
  const { page, people, sheet, isChosen, main } = await aMorning(t);
  await main.getByRole("heading", { level: 1, name: "Aujourd’hui" }).waitFor();
  await page.getByRole("status").getByText(/0 sur 4 faites/).waitFor();
  for (const section of [/^En retard 2$/, /^Aujourd’hui 2$/, /^À venir · 7 jours 1$/, /^Sans relance \d+$/])
    await main.getByRole("heading", { level: 2, name: section }).waitFor();
  await isChosen(people[0].name);
  await sheet.getByRole("heading", { level: 2, name: people[0].name }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: /^Aujourd’hui\s*4$/ }).waitFor();
  await page.keyboard.press("ArrowDown");
  await isChosen(people[1].name);
  await sheet.getByRole("heading", { level: 2, name: people[1].name }).waitFor();
  await page.keyboard.press("k");
  await isChosen(people[0].name);
});

test("the page says that it can be used once the lines of the day are there, and not before", async (t) => {
  const { page, server } = await aMorning(t);
  await page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.documentElement?.dataset.ready)
        window.linesWhenReady ??= document.querySelectorAll("#main [data-day]").length;
    }).observe(document, { attributes: true, subtree: true, attributeFilter: ["data-ready"] });
  });
  for (const hash of ["", "#/today"]) {
    await page.goto("about:blank");
    await page.goto(server.url + hash);
    const lines = await page.waitForFunction(() => window.linesWhenReady);
    assert.ok((await lines.jsonValue()) >= 4, `lines at ${hash || "the beginning"}`);
  }
});

test("F asks what comes next, Enter answers, the next row is chosen; one undo takes both back", async (t) => {
  const { page, api, people, sheet, isChosen, remindersOf, asked, toast, row } = await aMorning(t);
  await sheet.getByRole("button", { name: "Fait", exact: true }).waitFor();
  await page.keyboard.press("f");
  await asked("Et ensuite");
  await page.keyboard.press("Escape");
  assert.equal((await remindersOf(0)).items[0].done_at, null, "Escape leaves it as it was");
  await page.keyboard.press("f");
  await asked("Et ensuite");
  await page.keyboard.press("Enter");
  await isChosen(people[1].name);
  await until("done, and another one for tomorrow", async () => {
    const { items } = await remindersOf(0);
    return items.length === 1 && items[0].due_on === day(1) && items[0].kind === "call";
  });
  await page.getByRole("status").getByText(/1 sur 4 faites/).waitFor();
  await page.keyboard.press("Control+z");
  await toast(/^Annulé/);
  await row(people[0].name).waitFor();
  assert.equal((await remindersOf(0)).items[0].due_on, day(-3), "the former one is back, and it alone");
  assert.equal((await api.get("/today")).totals.done, 0);

  // A day that is typed.
  await page.keyboard.press("f");
  await asked("Et ensuite");
  for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  const when = sheet.getByRole("textbox", { name: "Quand" });
  await when.fill("n’importe quoi");
  await page.keyboard.press("Enter");
  await sheet.getByText(/Aucune date comprise/).waitFor();
  await when.fill("dans 2 jours 14h");
  await sheet.getByRole("status").getByText(/14:00/).waitFor();
  await page.keyboard.press("Enter");
  await until("planned as it was typed", async () => {
    const at = new Date(day(2, "14:00")).getTime();
    const said = await page.evaluate((text) => new Date(text).getTime(), day(2, "14:00"));
    const [first] = (await api.get("/today")).upcoming.filter((r) => r.due_at === said || r.due_at === at);
    return first !== undefined;
  });
});

test("P puts off; A times a call, asks what came of it, and does the follow-up with it", async (t) => {
  const { page, api, people, sheet, isChosen, remindersOf, asked, toast } = await aMorning(t);
  await page.keyboard.press("ArrowDown");
  await isChosen(people[1].name);
  await sheet.getByRole("heading", { level: 2, name: people[1].name }).waitFor();
  await sheet.getByRole("button", { name: "Plus tard", exact: true }).waitFor();
  await page.keyboard.press("p");
  await asked("Reporter");
  await sheet.getByRole("button", { name: "Lundi" }).click();
  await toast(/reportée/);
  await until("put off", async () => (await remindersOf(1)).items[0].due_on > day(0));
  await page.keyboard.press("Control+z");
  await until("and back", async () => (await remindersOf(1)).items[0].due_on === day(-1));

  await page.locator("[data-day]").first().click();
  await isChosen(people[0].name);
  await sheet.getByRole("button", { name: "Fait", exact: true }).waitFor();
  await page.keyboard.press("a");
  await asked("Résultat de l’appel");
  await sheet.getByRole("timer").waitFor();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await sheet.getByRole("textbox", { name: "Note" }).first().fill("Rappelle demain, il est en réunion.");
  await page.keyboard.press("Enter");
  await asked("Et ensuite");
  await page.keyboard.press("Enter");
  await until("the call is on the timeline, and the follow-up done", async () => {
    const { items } = await api.get(`/prospects/${people[0].id}/activities?kind=call`);
    const left = (await remindersOf(0)).items;
    return items[0]?.data.outcome === "message" && left.length === 1 && left[0].due_on === day(1);
  });
});

test("a sentence plans: in the field of the day, on the sheet, in the palette", async (t) => {
  const { page, api, people, sheet, remindersOf, toast, go, dialog, expects } = await aMorning(t);
  expects(/404/);
  const whom = people[6];
  await page.keyboard.press("Control+Shift+L");
  const field = page.getByRole("combobox", { name: "Planifier par une phrase" });
  await until("the field has the focus", () => field.evaluate((el) => el === document.activeElement));
  await page.keyboard.type(`rappeler ${whom.name} demain 14h`);
  await page.getByRole("option", { name: new RegExp(whom.name) }).first().waitFor();
  await page.keyboard.press("Enter");
  await toast(/Relance prévue pour/, "Annuler");
  await until("undone", async () => (await remindersOf(6)).total === 0);
  await field.fill("mardi");
  await page.getByText("Dites aussi qui").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");

  await go(`/prospects/${whom.id}`);
  await page.getByText("Aucune relance prévue").waitFor();
  await page.keyboard.press("l");
  const form = page.getByRole("textbox", { name: "Quoi et quand" });
  await form.fill("appeler demain 9h30 pour le devis");
  await page.keyboard.press("Enter");
  await until("planned with what is to be done", async () => {
    const [first] = (await remindersOf(6)).items;
    return first?.kind === "call" && first.is_timed && /devis/i.test(first.title);
  });
  await page.getByText(/Appel — .*devis/).first().waitFor();

  await page.keyboard.press("Control+k");
  await page.keyboard.type(`relancer ${people[7].name} lundi 10h`);
  await dialog.getByRole("option", { name: /^Planifier/ }).first().waitFor();
  await page.keyboard.press("Enter");
  await until("planned from the palette", async () => (await remindersOf(7)).total === 1);
  await api.get("/session");
  assert.equal(await sheet.count(), 0, "the page stays where it was");
});

test("who is in the trash is struck through and comes back by one button; suggestions are planned", async (t) => {
  const { page, api, people, row, main, button } = await aMorning(t);
  await api.post("/prospects/bulk", { selection: { by: "ids", ids: [people[1].id] }, action: { kind: "delete" } });
  await button(`Restaurer ${people[1].name}`, main).click();
  await until("she is back", async () => (await api.session()).trash === 0);
  await row(people[1].name).waitFor();

  const idle = main.getByRole("button", { name: /^\+3 j\s: relancer / }).first();
  const name = (await idle.getAttribute("aria-label")).replace(/^.*relancer /, "");
  await idle.click();
  await until("she has one", async () => {
    const [found] = (await api.get(`/prospects?search=${encodeURIComponent(name)}`)).items;
    return found.next_action_at !== null;
  });
});

test("twenty follow-ups are done with two keys each, and then all is done", async (t) => {
  const { page, api, asked, main, people, sheet } = await aMorning(t);
  for (let i = 0; i < 8; i += 1) await api.post(`/prospects/${people[i].id}/reminders`, { at: day(0) });
  await until("they are there", async () => (await main.locator("[data-day]").count()) >= 12);
  const left = async () => {
    const { overdue, today } = (await api.get("/today")).totals;
    return overdue + today;
  };
  for (let count = await left(); count > 0; count -= 1) {
    // In working hours the line of what is due has such a button too.
    await sheet.getByRole("button", { name: "Fait", exact: true }).waitFor();
    await page.keyboard.press("f");
    await asked("Et ensuite");
    await page.keyboard.press("Enter");
    await until(`${count - 1} are left`, async () => (await left()) === count - 1);
    await until("the question is gone", async () => (await page.getByRole("group", { name: "Et ensuite" }).count()) === 0);
  }
  await main.getByText(/^Tout est fait\. Prochaine relance demain/).waitFor();
});

test("the next action stands on cards and in the table; L plans there", async (t) => {
  const { page, api, go, grid, people, late, remindersOf } = await aMorning(t);
  await go("/pipeline");
  await page.locator(`[data-card="${late.prospect_id}"]`).getByText("retard 3 j").waitFor();
  await page.locator("[data-card]").getByText("sans relance").first().waitFor();
  await go("/prospects?sort=name");
  await grid.locator("[data-index='0'] [data-key=next_action_at]", { hasText: "retard 3 j" }).waitFor();
  await grid.focus();
  for (let i = 0; i < 6; i += 1) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("l");
  await page.getByRole("textbox", { name: "Quoi et quand" }).fill("demain");
  await page.keyboard.press("Enter");
  await until("planned from the table", async () => (await remindersOf(5)).total === 1);
  const next = grid.locator("[data-index='5'] [data-key=next_action_at]");
  await next.filter({ hasText: "demain" }).waitFor();
  assert.equal((await next.innerText()).trim(), "demain", "no time where none was given");
  const [planned] = (await remindersOf(5)).items;
  await api.patch(`/reminders/${planned.id}`, { at: "demain 9h" });
  await next.filter({ hasText: /^demain 9:00$/ }).waitFor();
  await go("/pipeline");
  await page.locator(`[data-card="${people[5].id}"]`).getByText("demain 9:00").waitFor();
  assert.equal(people.length, 12);
});

test("axe finds nothing serious on the day and its questions, in both themes", async (t) => {
  const { page, asked, sheet } = await aMorning(t);
  const look = async (what) => {
    for (const theme of ["light", "dark"]) {
      await page.evaluate((to) => {
        document.documentElement.dataset.theme = to;
      }, theme);
      assert.deepEqual(await violations(page), [], `${what}, ${theme}`);
    }
  };
  await sheet.getByRole("button", { name: "Fait", exact: true }).waitFor();
  await look("the day");
  await page.keyboard.press("f");
  await asked("Et ensuite");
  await look("what comes next");
  await page.keyboard.press("Escape");
  await page.keyboard.press("a");
  await asked("Résultat");
  await page.keyboard.press("Enter");
  await look("a call");
  await page.keyboard.press("Escape");
  await page.keyboard.press("l");
  await page.getByRole("textbox", { name: "Quoi et quand" }).fill("rappeler mardi 14h");
  await look("a plan");
});
