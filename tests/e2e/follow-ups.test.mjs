// Follow-ups that come back or wait for an answer, stages that demand one, a run of calls, the notice of what is due, and
// prospects shared out: by the keyboard, and undone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { alwaysAtWork, day, setUp, until, violations, weekday } from "./support.mjs";

/** A base without follow-ups, and its first people. */
async function house(t, options = {}) {
  const home = await setUp(t, { rows: 40, enter: false, ...options });
  const { api, page } = home;
  for (const { id } of (await api.get("/reminders?limit=1000")).items) await api.del(`/reminders/${id}`);
  const people = (await api.get("/prospects?limit=40&sort=name")).items.filter((p) => !p.do_not_contact_at);
  const { stages } = await api.session();
  const demand = async (on = true) => {
    const stage = stages.filter((s) => s.kind === "open").at(-1);
    await api.patch(`/stages/${stage.id}`, { demands_next: on });
    return stage;
  };
  const remindersOf = async (id) => (await api.get(`/reminders?prospect=${id}`)).items;
  const asked = (name) =>
    until(`asked: ${name}`, () =>
      page.evaluate((to) => document.activeElement?.closest("[role=group]")?.getAttribute("aria-label")?.startsWith(to), name),
    );
  return { ...home, people, stages, demand, remindersOf, asked };
}

test("a follow-up comes back and waits for an answer, as it was said; done, it plans the next one; one undo", async (t) => {
  const { page, go, people, remindersOf, enter, says, toast } = await house(t);
  const [whom] = people;
  await enter();
  await go(`/prospects/${whom.id}`);
  await says("Aucune relance prévue");
  await page.keyboard.press("l");
  await page.getByRole("textbox", { name: "Quoi et quand" }).fill("appeler tous les lundis 9h si pas de réponse");
  await page.getByRole("status").filter({ hasText: /tous les lundis.*si pas de réponse/ }).waitFor();
  assert.ok(await page.getByRole("checkbox", { name: "Seulement si pas de réponse" }).isChecked());
  await page.keyboard.press("Enter");
  await page.locator("[data-mark=repeat]", { hasText: "tous les lundis" }).waitFor();
  await page.locator("[data-mark=reply]").waitFor();
  const [first] = await remindersOf(whom.id);
  assert.deepEqual([first.repeat, first.unless_reply, first.kind], [{ every: 1, unit: "week" }, true, "call"]);
  // Nothing is asked: the series goes on.
  await page.keyboard.press("f");
  await toast(/faite · prochaine/);
  await until("the next Monday", async () => (await remindersOf(whom.id))[0].due_on > first.due_on);
  await page.keyboard.press("Control+z");
  await until("back", async () => (await remindersOf(whom.id))[0].due_on === first.due_on);
  await until("one alone", async () => (await remindersOf(whom.id)).length === 1);

  // Edited: another rhythm, by the keyboard; the day stays.
  await page.getByRole("button", { name: /^Actions sur/ }).first().focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Modifier…" }).click();
  const form = page.getByRole("textbox", { name: "Quoi et quand" });
  await form.waitFor();
  await page.getByRole("combobox", { name: "Répéter" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("option", { name: "Autre rythme" }).click();
  await page.getByRole("spinbutton", { name: "Tous les combien" }).fill("10");
  await page.getByRole("combobox", { name: "Unité du rythme" }).click();
  await page.getByRole("option", { name: "jours ouvrés" }).click();
  await page.getByRole("combobox", { name: "Priorité" }).click();
  await page.getByRole("option", { name: "Basse" }).click();
  await page.getByRole("button", { name: "Enregistrer" }).click();
  await until("every ten working days", async () => {
    const [now] = await remindersOf(whom.id);
    return now.repeat?.every === 10 && now.repeat.unit === "working_day" && now.priority === "low" && now.due_on === first.due_on;
  });
});

test("the field of the day says what it understood, the rhythm and whom", async (t) => {
  const { page, people, remindersOf, enter } = await house(t);
  const whom = people[6];
  await enter();
  const field = page.getByRole("combobox", { name: "Planifier par une phrase" });
  await field.waitFor();
  await page.keyboard.press("Control+Shift+L");
  await until("the field has the focus", () => field.evaluate((el) => el === document.activeElement));
  await page.keyboard.type(`appeler ${whom.name} pour le devis tous les lundis 9h`);
  await page.getByText(/Appel — Pour le devis/).first().waitFor();
  await page.locator("[data-mark=repeat]", { hasText: "tous les lundis" }).waitFor();
  await page.getByRole("option", { name: new RegExp(whom.name) }).first().waitFor();
  await page.keyboard.press("Enter");
  await until("planned", async () => {
    const [first] = await remindersOf(whom.id);
    return first?.repeat?.unit === "week" && first.title === "Pour le devis";
  });
});

test("a stage that demands a follow-up asks for it on the board, by the keyboard and by the mouse, with its fields", async (t) => {
  const { page, api, go, enter, demand, remindersOf, dialog, stages, expects, toast } = await house(t);
  expects(/422|400|409/);
  const stage = await demand();
  await enter();
  await go("/pipeline");
  const from = stages.filter((s) => s.kind === "open").at(-2);
  const cards = (await api.get(`/pipeline/${from.id}/cards`)).items;
  const [first, second] = cards;
  const stageOf = async (id) => (await api.get(`/prospects/${id}`)).stage_id;
  await page.locator(`[data-card="${first.id}"]`).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await dialog.getByRole("heading", { name: /demande une prochaine relance/ }).waitFor();
  await page.keyboard.press("Escape");
  await until("the question is gone", async () => (await dialog.count()) === 0);
  assert.equal(await stageOf(first.id), from.id, "closed: she stays");

  await page.locator(`[data-card="${first.id}"]`).focus();
  await page.keyboard.press("Alt+ArrowRight");
  await dialog.getByRole("button", { name: "+3 j ouvrés" }).waitFor();
  await until("the first choice has the focus", () =>
    dialog.getByRole("button", { name: "Demain" }).evaluate((el) => el === document.activeElement),
  );
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await until("moved, and planned", async () => {
    return (await stageOf(first.id)) === stage.id && (await remindersOf(first.id)).length === 1;
  });
  await toast(new RegExp(stage.label), "Annuler");
  await until("both undone", async () => (await stageOf(first.id)) === from.id && (await remindersOf(first.id)).length === 0);
  // The cards below move when she is back on the page, not when she is back in the base.
  await page.locator(`[data-column="${from.id}"] [data-card="${first.id}"]`).waitFor();

  // With a field that the stage requires, both are asked for at once.
  const { field } = await api.post("/fields", { label: "Budget", kind: "text", required_stages: [stage.id] });
  const card = page.locator(`[data-card="${second.id}"]`);
  const box = await card.boundingBox();
  const target = await page.locator(`[data-column="${stage.id}"]`).boundingBox();
  await page.mouse.move(box.x + 40, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(box.x + 80, box.y + 40, { steps: 4 });
  await page.mouse.move(target.x + target.width / 2, target.y + 120, { steps: 8 });
  await page.mouse.up();
  await dialog.getByRole("heading", { name: /demande ce champ et une prochaine relance/ }).waitFor();
  await dialog.getByRole("textbox", { name: "Budget" }).fill("12 000");
  await page.keyboard.press("Enter");
  await dialog.getByText("Choisissez un jour.").waitFor();
  await dialog.getByRole("button", { name: "+1 sem." }).click();
  await dialog.getByRole("button", { name: "Remplir et déplacer" }).click();
  await until("moved, filled in and planned", async () => {
    const now = await api.get(`/prospects/${second.id}`);
    return now.stage_id === stage.id && now.custom[field.id] === "12 000" && now.next_action_at !== null;
  });

  // Done there: nothing is no answer.
  await go(`/prospects/${second.id}`);
  await page.locator("#main").getByRole("button", { name: "Fait", exact: true }).waitFor();
  await page.keyboard.press("f");
  await page.getByRole("group", { name: "Et ensuite ?" }).waitFor();
  await page.getByText(/demande une prochaine relance/).waitFor();
  assert.equal(await page.getByRole("button", { name: "Rien de prévu" }).count(), 0);
});

test("the settings of a stage say that it demands a follow-up", async (t) => {
  const { page, api, go, enter, stages } = await house(t);
  await enter();
  await go("/settings/pipeline");
  const stage = stages.find((s) => s.kind === "open");
  const box = page.getByRole("checkbox", { name: `${stage.label} exige une prochaine relance` });
  await box.focus();
  await page.keyboard.press("Space");
  await until("demanded", async () => (await api.session()).stages.find((s) => s.id === stage.id).demands_next);
  await page.keyboard.press("Control+z");
  await until("undone", async () => !(await api.session()).stages.find((s) => s.id === stage.id).demands_next);
});

test("who has no follow-up gets one by one button", async (t) => {
  const { page, api, enter, main } = await house(t);
  await enter();
  const button = main.getByRole("button", { name: /^\+3 j\s: relancer / }).first();
  const name = /relancer (.*)$/.exec(await button.getAttribute("aria-label"))[1];
  await button.click();
  await until("she has one", async () => {
    const [found] = (await api.get(`/prospects?search=${encodeURIComponent(name)}`)).items;
    return found.next_action_at !== null;
  });
  await page.keyboard.press("Control+z");
  await until("undone", async () => {
    const [found] = (await api.get(`/prospects?search=${encodeURIComponent(name)}`)).items;
    return found.next_action_at === null;
  });
});

test("five calls are a run of three keys each; an undo brings the call back with its note", async (t) => {
  const { page, api, people, enter, remindersOf, main } = await house(t);
  const called = people.slice(0, 5);
  for (const { id } of called) await api.post(`/prospects/${id}/reminders`, { kind: "call", title: "point", at: day(0) });
  await enter();
  await main.getByRole("button", { name: /^Lancer les appels · 5/ }).waitFor();
  await page.keyboard.press("Shift+A");
  const run = page.locator("[data-run]");
  for (let i = 0; i < 5; i += 1) {
    await run.getByRole("heading", { name: `Série d’appels · ${i + 1} sur 5` }).waitFor();
    const label = await run.locator("section").getAttribute("aria-label");
    const whom = called.find(({ name }) => label === `Appel avec ${name}`);
    await until("the run has the focus", () => run.locator("section").evaluate((el) => el === document.activeElement));
    if (i === 1) {
      await page.keyboard.press("3");
      await page.keyboard.press("n");
      await page.keyboard.type("Sonne dans le vide.");
      await page.keyboard.press("Enter");
    } else {
      // The outcome, what comes next, and on.
      await page.keyboard.press("1");
      await page.keyboard.press("5");
      await page.keyboard.press("Enter");
    }
    await until(`${whom.name} was called`, async () => {
      const { items } = await api.get(`/prospects/${whom.id}/activities?kind=call`);
      const [next] = await remindersOf(whom.id);
      return items[0]?.data.outcome === (i === 1 ? "no_answer" : "reached") && next.due_on > day(0);
    });
    if (i === 1) {
      await run.getByRole("heading", { name: "Série d’appels · 3 sur 5" }).waitFor();
      await page.keyboard.press("Control+z");
      await run.getByRole("heading", { name: "Série d’appels · 2 sur 5" }).waitFor();
      await until("the note is back", async () => (await run.getByRole("textbox", { name: "Note" }).inputValue()) === "Sonne dans le vide.");
      assert.equal((await api.get(`/prospects/${whom.id}/activities?kind=call`)).items.length, 0, "the call is undone");
      await until("the run has the focus", () => run.locator("section").evaluate((el) => el === document.activeElement));
      await page.keyboard.press("Enter");
      await until("called again", async () => (await api.get(`/prospects/${whom.id}/activities?kind=call`)).items.length === 1);
    }
  }
  await page.locator(".toast", { hasText: "Série terminée" }).waitFor();
  assert.equal(await run.count(), 0);
});

test("Escape leaves a run and loses nothing", async (t) => {
  const { page, api, people, enter, panel } = await house(t);
  for (const { id } of people.slice(0, 2)) await api.post(`/prospects/${id}/reminders`, { kind: "call", at: day(0) });
  await enter();
  await page.getByRole("button", { name: /^Lancer les appels/ }).click();
  const run = page.locator("[data-run]");
  await until("the run has the focus", () => run.locator("section").evaluate((el) => el === document.activeElement));
  await page.keyboard.press("2");
  await page.keyboard.press("n");
  await page.keyboard.type("À rappeler");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await until("the run is left", async () => (await run.count()) === 0);
  await until("what was noted is in the sheet", async () => (await panel.getByRole("textbox", { name: "Note" }).first().inputValue()) === "À rappeler");
  assert.equal((await panel.getByRole("button", { name: "Message laissé" }).getAttribute("aria-pressed")), "true");
});

test("what has come due is told in the page until it is answered: put off by the keyboard, done by a click", async (t) => {
  const { page, api, people, enter, remindersOf } = await house(t);
  await alwaysAtWork(api);
  await enter();
  const notice = page.locator("[data-due]");
  const [first] = people;
  await api.post(`/prospects/${first.id}/reminders`, { kind: "call", title: "le devis", at: new Date(Date.now() - 1000).toISOString() });
  await notice.getByText(first.name).waitFor();
  await page.keyboard.press("F8");
  await until("it has the focus", () => notice.getByRole("button", { name: "Fait" }).evaluate((el) => el === document.activeElement));
  assert.deepEqual(await violations(page), [], "axe");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Dans 10 min" }).waitFor();
  await page.keyboard.press("Enter");
  await until("put off", async () => (await remindersOf(first.id))[0].due_at > Date.now() + 8 * 60_000);
  await until("answered", async () => (await notice.count()) === 0);
  await page.keyboard.press("Control+z");
  await until("undone", async () => (await remindersOf(first.id))[0].due_at < Date.now());
});

/** A week that is worked, but for as many days from today on. */
function daysOff(count) {
  const isOff = (rank) => (rank - weekday() + 7) % 7 < count;
  return Array.from({ length: 7 }, (_, rank) => (isOff(rank) ? [] : [{ from: "09:00", to: "18:00" }]));
}

test("several that are due are one line, which opens the day; outside working hours none is told", async (t) => {
  const { page, api, people, enter, go, at } = await house(t);
  await api.patch("/worktime", { week: daysOff(2) });
  await enter();
  await go("/prospects");
  const notice = page.locator("[data-due]");
  for (const { id } of people.slice(0, 3))
    await api.post(`/prospects/${id}/reminders`, { at: new Date(Date.now() - 1000).toISOString() });
  await new Promise((resolve) => setTimeout(resolve, 2500));
  assert.equal(await notice.count(), 0, "nobody works now");
  await alwaysAtWork(api);
  await notice.getByText("3 relances dues").waitFor({ timeout: 15_000 });
  await notice.getByRole("button", { name: "Ouvrir Aujourd’hui" }).click();
  await at(/^#\/today/);
  assert.equal(await notice.count(), 0);
});

test("chosen prospects are planned for and shared out, each in one operation that one undo takes back", async (t) => {
  const { page, api, go, enter, grid, dialog, toast } = await house(t);
  const { members } = await api.session();
  const { member } = await api.post("/members", { name: "Zoé Petit" });
  await enter();
  await go("/prospects?sort=name");
  await grid.focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("toolbar", { name: /./ }).getByRole("button", { name: "Responsable" }).click();
  await page.getByRole("button", { name: "Répartir…" }).click();
  await dialog.getByRole("heading", { name: /^Répartir \d+ prospects$/ }).waitFor();
  await dialog.getByText(/chacun/).waitFor();
  assert.deepEqual(await violations(page), [], "axe");
  const all = await api.total();
  const before = await api.total(`owner=${member.id}`);
  await dialog.getByRole("button", { name: /^Répartir \d+/ }).click();
  await toast(/répartis entre 2 personnes/);
  await until("half of them each", async () => (await api.total(`owner=${member.id}`)) >= Math.floor(all / (members.length + 1)));
  await page.getByRole("button", { name: "Mes prospects" }).click();
  await until("mine alone", async () => /owner=me/.test(page.url()));
  await page.keyboard.press("Control+z");
  await until("one undo", async () => (await api.total(`owner=${member.id}`)) === before);

  await go("/prospects?sort=name");
  await grid.focus();
  await page.keyboard.press("Escape");
  await until("nobody is chosen", async () => (await page.locator("[data-floating-bar]").count()) === 0);
  for (let i = 0; i < 3; i += 1) {
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("x");
  }
  await page.keyboard.press("l");
  await page.getByRole("textbox", { name: "Quoi et quand" }).fill("demain");
  await page.keyboard.press("Enter");
  await toast("3 relances planifiées", "Annuler");
  await until("undone at once", async () => (await api.get("/reminders?limit=10")).total === 0);
});

test("axe finds nothing serious in the form, the question of a stage and a run, in both themes", async (t) => {
  const { page, api, people, go, enter, demand, dialog, expects } = await house(t);
  expects(/422|400|409/);
  const stage = await demand();
  await api.post(`/prospects/${people[0].id}/reminders`, { kind: "call", at: day(0), repeat: { every: 2, unit: "week" }, unless_reply: true });
  const look = async (what) => {
    for (const theme of ["light", "dark"]) {
      await page.evaluate((to) => {
        document.documentElement.dataset.theme = to;
      }, theme);
      assert.deepEqual(await violations(page), [], `${what}, ${theme}`);
    }
  };
  await enter();
  await page.getByRole("button", { name: /^Lancer les appels/ }).click();
  await page.locator("[data-run] section").waitFor();
  await page.keyboard.press("1");
  await look("a run");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("l");
  await page.getByRole("textbox", { name: "Quoi et quand" }).fill("appeler tous les mois");
  await look("the form");
  const other = people.find((p) => p.stage_id !== stage.id && p.id !== people[0].id);
  await go(`/prospects/${other.id}`);
  await page.getByRole("heading", { name: other.name }).waitFor();
  await page.keyboard.press("e");
  await page.getByRole("combobox", { name: /étape/i }).fill(stage.label);
  await page.keyboard.press("Enter");
  await dialog.getByRole("heading", { name: /demande une prochaine relance/ }).waitFor();
  await look("the question of a stage");
});
