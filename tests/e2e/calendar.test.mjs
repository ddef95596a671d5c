// Meetings: planned by a key, moved by the pointer and by the keyboard, one or all of a series, taken from a file and given to one.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { atRest, day, dayOfWeek, setUp, until, violations } from "./support.mjs";

const DAY = 86_400_000;

async function theCalendar(t, view = "week") {
  const house = await setUp(t, { rows: 40, enter: false });
  const { api, page } = house;
  for (const { id } of (await api.get("/reminders?limit=1000")).items) await api.del(`/reminders/${id}`);
  for (const one of (await api.get("/calendar")).items) await api.del(`/calendar/${one.event_id}`).catch(() => null);
  const people = (await api.get("/prospects?limit=5&sort=name")).items;
  const meet = async (title, starts, more = {}) =>
    (await api.post("/calendar", { title, starts, zone: "Europe/Paris", minutes: 60, ...more })).event;
  await house.enter();
  const show = async (on = day(0)) => {
    await house.go(`/calendar?view=${view}&day=${on}`);
    await page.locator(".agenda .ec, #main h2").first().waitFor();
  };
  const event = (title) => page.locator(".agenda .ec-event[data-key]", { hasText: title });
  /** Where a meeting is drawn, once the grid has come to rest: it scrolls to the morning when it comes. */
  const boxOf = (title) => atRest(page, title, () => event(title).boundingBox());
  const startsOf = async (id) => (await api.get(`/calendar/${id}`)).event;
  return { ...house, people, meet, show, event, boxOf, startsOf };
}

test("V plans a meeting with whoever is on screen; it is on her sheet, in the calendar and in the day", async (t) => {
  const { page, api, people, show, event, toast } = await theCalendar(t);
  await page.evaluate((id) => (window.location.hash = `#/prospects/${id}`), people[0].id);
  await page.getByRole("heading", { name: people[0].name }).first().waitFor();
  await page.keyboard.press("v");
  const form = page.getByRole("dialog");
  await form.getByText(people[0].name, { exact: true }).waitFor();
  // To come on any day of the week: her sheet says what is.
  await form.getByLabel("Jour", { exact: true }).fill(day(1));
  await form.getByLabel("Début").fill("14:30");
  await form.getByLabel("Lieu").fill("Lyon");
  await form.getByRole("button", { name: "Prévoir", exact: true }).click();
  await toast(/^Rendez-vous prévu/);
  const { items } = await api.get(`/calendar?prospect=${people[0].id}`);
  assert.equal(items.length, 1);
  assert.equal(items[0].title, `RDV ${people[0].name}`);
  assert.equal(items[0].starts, `${day(1)}T14:30:00`);
  await page.getByRole("region", { name: "Rendez-vous" }).getByText(`RDV ${people[0].name}`).waitFor();
  await show(day(1));
  await event(people[0].name).waitFor();
  await page.keyboard.press("Control+z");
  await until("undone", async () => (await api.get(`/calendar?prospect=${people[0].id}`)).items.length === 0);
  await event(people[0].name).waitFor({ state: "detached" });
});

test("a meeting is moved and made longer by the pointer, and put back by undo", async (t) => {
  const { page, meet, show, boxOf, startsOf } = await theCalendar(t);
  const { id } = await meet("Visite", `${dayOfWeek(1)}T10:00`);
  await show();
  const box = await boxOf("Visite");
  const column = await page.locator(".agenda .ec-body .ec-day").nth(2).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 10);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 40, { steps: 4 });
  await page.mouse.move(column.x + column.width / 2, box.y + 10 + 96, { steps: 8 });
  await page.mouse.up();
  await until("moved to Wednesday noon", async () => (await startsOf(id)).starts === `${dayOfWeek(2)}T12:00:00`);
  const moved = await until("drawn there", async () => {
    const at = await boxOf("Visite");
    return at && at.x > box.x + 20 ? at : null;
  });
  await page.mouse.move(moved.x + moved.width / 2, moved.y + moved.height - 2);
  await page.mouse.down();
  await page.mouse.move(moved.x + moved.width / 2, moved.y + moved.height + 20, { steps: 4 });
  await page.mouse.move(moved.x + moved.width / 2, moved.y + moved.height - 2 + 24, { steps: 4 });
  await page.mouse.up();
  await until("half an hour longer", async () => (await startsOf(id)).ends === `${dayOfWeek(2)}T13:30:00`);
  await page.keyboard.press("Control+z");
  await until("as long as before", async () => (await startsOf(id)).ends === `${dayOfWeek(2)}T13:00:00`);
  await page.keyboard.press("Control+z");
  await until("where it was", async () => (await startsOf(id)).starts === `${dayOfWeek(1)}T10:00:00`);
});

test("the keyboard moves a meeting and keeps hold of it; a series asks which ones", async (t) => {
  const { page, api, meet, show, event, startsOf } = await theCalendar(t);
  const { id } = await meet("Visite", `${dayOfWeek(1)}T10:00`);
  const series = await meet("Point", `${dayOfWeek(0)}T09:00`, { rule: "FREQ=WEEKLY;COUNT=4" });
  await show();
  await event("Visite").focus();
  await page.keyboard.press("Alt+ArrowDown");
  await until("a quarter later", async () => (await startsOf(id)).starts === `${dayOfWeek(1)}T10:15:00`);
  await until("the focus is on it", () => page.evaluate(() => document.activeElement?.textContent?.includes("Visite")));
  await page.keyboard.press("Alt+ArrowRight");
  await until("a day later", async () => (await startsOf(id)).starts === `${dayOfWeek(2)}T10:15:00`);
  await until("the focus is on it still", () =>
    page.evaluate(() => document.activeElement?.textContent?.includes("Visite")),
  );
  await page.keyboard.press("Alt+Shift+ArrowDown");
  await until("longer", async () => (await startsOf(id)).ends === `${dayOfWeek(2)}T11:30:00`);
  // As fast as a hand is: each goes on from where the one before led.
  for (let i = 0; i < 4; i += 1) await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowLeft");
  await until("none is lost", async () => (await startsOf(id)).starts === `${dayOfWeek(1)}T09:15:00`);
  await event("Point").first().focus();
  await page.keyboard.press("Alt+ArrowDown");
  await page.getByRole("dialog").getByRole("button", { name: "Celui-ci seulement" }).click();
  const times = async () => {
    const { items } = await api.get(`/calendar?from=${Date.now() - 7 * DAY}&to=${Date.now() + 40 * DAY}`);
    return items.filter((one) => one.title === "Point").map((one) => one.starts.slice(11, 16));
  };
  await until("one of four", async () => (await times()).join() === "09:15,09:00,09:00,09:00");
  assert.equal((await startsOf(series.id)).starts, `${dayOfWeek(0)}T09:00:00`);
});

test("a stretch of the grid becomes a meeting, and what it overlaps is said without being in the way", async (t) => {
  const { page, api, meet, show, boxOf, toast } = await theCalendar(t);
  await meet("Occupé", `${dayOfWeek(3)}T11:00`);
  await show();
  const busy = await boxOf("Occupé");
  const column = await page.locator(".agenda .ec-body .ec-day").nth(3).boundingBox();
  await page.mouse.move(column.x + column.width - 3, busy.y - 46);
  await page.mouse.down();
  await page.mouse.move(column.x + column.width - 3, busy.y - 20, { steps: 4 });
  await page.mouse.move(column.x + column.width - 3, busy.y + 22, { steps: 6 });
  await page.mouse.up();
  const form = page.getByRole("dialog");
  await form.getByText(/^Chevauche Occupé/).waitFor();
  await form.getByLabel("Titre").fill("Déjeuner");
  await form.getByLabel("Titre").press("Enter");
  await toast(/^Rendez-vous prévu/);
  const found = (await api.get("/calendar")).items.find((one) => one.title === "Déjeuner");
  assert.equal(found.starts.slice(0, 13), `${dayOfWeek(3)}T10`);
});

test("a phrase of the palette plans a meeting where it says a time", async (t) => {
  const { page, api, people, toast, show } = await theCalendar(t);
  await show();
  await page.keyboard.press("Control+k");
  await page.keyboard.type(`rdv ${people[0].name} demain 10h`);
  await page.getByRole("option", { name: new RegExp(`Rendez-vous.*${people[0].name}`, "s") }).first().click();
  await toast(/^Rendez-vous prévu/);
  const { items } = await api.get(`/calendar?prospect=${people[0].id}`);
  assert.equal(items[0].starts.slice(11, 16), "10:00");
});

test("a refusal is said beside its field and nothing is lost", async (t) => {
  const { page, show, expects } = await theCalendar(t);
  expects(/422.*\/calendar/); // a meeting with nobody and without a title
  await show();
  await page.keyboard.press("v");
  const form = page.getByRole("dialog");
  await form.getByLabel("Lieu").fill("Lyon");
  await form.getByRole("button", { name: "Prévoir", exact: true }).click();
  await form.getByText(/Donnez un titre au rendez-vous/).waitFor();
  assert.equal(await form.getByLabel("Lieu").inputValue(), "Lyon");
});

test("a follow-up without a time is given one by the keyboard", async (t) => {
  const { page, api, people, show } = await theCalendar(t);
  const { reminder } = await api.post(`/prospects/${people[0].id}/reminders`, { kind: "call", at: dayOfWeek(4) });
  await show();
  await page.getByRole("region", { name: "À placer" }).getByRole("button", { name: new RegExp(people[0].name) }).click();
  await page.getByLabel("Heure de la relance").fill("16:00");
  await page.getByRole("button", { name: "Placer", exact: true }).click();
  await until("it has its time", async () => {
    const found = (await api.get(`/reminders?prospect=${people[0].id}`)).items.find((one) => one.id === reminder.id);
    return found.is_timed && found.due_on === dayOfWeek(4);
  });
});

test("a follow-up is dragged onto the grid by the pointer, and has that time", async (t) => {
  const { page, api, people, show, toast } = await theCalendar(t, "day");
  const today = day(0);
  const { reminder } = await api.post(`/prospects/${people[0].id}/reminders`, { kind: "call", at: today });
  await show();
  const line = page.getByRole("region", { name: "À placer" }).getByRole("button", { name: new RegExp(people[0].name) });
  const slots = await atRest(page, "the grid", () => page.locator(".agenda .ec-main, .agenda .ec-body").first().boundingBox());
  const from = await line.boundingBox();
  await page.mouse.move(from.x + 20, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(from.x + 60, from.y + from.height / 2, { steps: 4 });
  await page.mouse.move(slots.x + slots.width / 2, slots.y + slots.height / 2, { steps: 8 });
  await page.mouse.up();
  const found = await until("it has a time", async () => {
    const row = (await api.get(`/reminders?prospect=${people[0].id}`)).items.find((one) => one.id === reminder.id);
    return row.is_timed && row;
  });
  assert.equal(found.due_on, today);
  await line.waitFor({ state: "detached" });
  await toast(/./);
  await page.keyboard.press("Control+z");
  await line.waitFor();
});

test("a calendar is exported and imported again without a double", async (t) => {
  const { page, api, meet, show, toast } = await theCalendar(t);
  await meet("Visite, atelier", `${dayOfWeek(1)}T10:00`, { rule: "FREQ=WEEKLY;COUNT=3" });
  await show();
  const menu = async (name) => {
    await page.getByRole("button", { name: "Plus d’actions" }).click();
    await page.getByRole("menuitem", { name }).click();
  };
  const [file] = await Promise.all([page.waitForEvent("download"), menu(/^Exporter l’agenda/)]);
  const text = readFileSync(await file.path(), "utf8");
  assert.match(text, /BEGIN:VTIMEZONE[\s\S]*SUMMARY:Visite\\, atelier/);
  const chosen = page.waitForEvent("filechooser");
  await menu(/^Importer un agenda/);
  await (await chosen).setFiles({ name: "a.ics", mimeType: "text/calendar", buffer: Buffer.from(text) });
  await toast(/0 créés, 0 mis à jour, 1 inchangés/);
  assert.equal((await api.get("/calendar")).items.filter((one) => one.title === "Visite, atelier").length, 3);
});

test("every view is without a fault that axe finds, in the list everything is reached by Tab", async (t) => {
  const { page, meet, show, go } = await theCalendar(t);
  // The list begins today.
  await meet("Visite", `${day(0)}T10:00`);
  await show();
  for (const view of ["week", "day", "month", "list"]) {
    await go(`/calendar?view=${view}`);
    await page.locator(view === "list" ? "#main h2" : ".agenda .ec").first().waitFor();
    assert.deepEqual(await violations(page), [], view);
  }
  await page.locator("#main").getByRole("button", { name: /Visite/ }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByLabel("Titre").waitFor();
  assert.deepEqual(await violations(page), [], "form");
});
