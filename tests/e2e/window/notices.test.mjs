// What is answered on a notification of the system, with a notification server of the test's own.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, test } from "node:test";
import { freshHome, Session, until } from "./driver.mjs";

const NOTICES = process.env.RELANCE_NOTICES_BIN ?? "";

let home;
let session;
let server;

beforeEach(() => {
  home = freshHome();
});

afterEach(async () => {
  try {
    await session?.close();
    server?.close();
  } finally {
    session = undefined;
    server = undefined;
    home.remove();
  }
});

/** The notification server of this session; `said` are its notifications. */
async function board(...args) {
  const process_ = spawn(NOTICES, args, { stdio: ["pipe", "pipe", "inherit"] });
  const said = [];
  let isReady = false;
  createInterface({ input: process_.stdout }).on("line", (line) => {
    const heard = JSON.parse(line);
    if (heard === "ready") isReady = true;
    else said.push(heard);
  });
  server = {
    said,
    first: () => until("the system is asked to say something", () => said[0]),
    press: ({ id }, action) => process_.stdin.write(`${id} ${action}\n`),
    close: () => process_.stdin.end(),
  };
  await until("the notification server is there", () => isReady, 10_000);
}

/** A window that tells by the system alone, at any hour, and somebody whose follow-up comes due in it. */
async function due(...people) {
  session = await Session.open(home);
  await session.ready();
  const day = [{ from: "00:00", to: "24:00" }];
  // A country whose holidays nobody knows: nothing is told on a public holiday.
  await session.api("/settings", "PATCH", { default_region: "JP" });
  await session.api("/worktime", "PATCH", { week: Array.from({ length: 7 }, () => day), region: null });
  await session.api("/settings", "PATCH", { ui: { "notice.page": false } });
  const made = [];
  for (const last_name of people) {
    const { prospect } = await session.api("/prospects", "POST", { first_name: "Léa", last_name });
    made.push(prospect.id);
  }
  const at = new Date(Date.now() - 60_000).toISOString();
  await session.api("/reminders", "POST", { prospect_ids: made, reminder: { at, kind: "call", title: "Devis" } });
  return made;
}

const reminder = async (id, state = "") => (await session.api(`/reminders?prospect=${id}${state}`)).items[0];

test("« Fait » on the notification does the follow-up, and Ctrl+Z takes that back", async () => {
  await board();
  const [id] = await due("Martin");
  const notice = await server.first();
  assert.match(notice.title, /Appel.*Léa Martin/);
  assert.deepEqual(notice.actions, ["done", "Fait", "later", "Plus tard", "default", ""]);
  server.press(notice, "done");
  await until("it is done", async () => (await reminder(id, "&state=done"))?.title === "Devis");
  await session.says("Annuler");
  await session.chord("Control", "z");
  await until("it is open again", async () => (await reminder(id))?.title === "Devis");
});

test("« Plus tard » on the notification puts the follow-up off by an hour of work", async () => {
  await board();
  const [id] = await due("Martin");
  const before = Date.now();
  server.press(await server.first(), "later");
  const { due_at } = await until("it is put off", async () => {
    const row = await reminder(id);
    return row.due_at > before && row;
  });
  const minutes = (due_at - before) / 60_000;
  assert.ok(minutes > 58 && minutes < 62, `an hour on, not ${minutes} minutes`);
});

test("a click on the notification opens the sheet, and the day where several are due", async () => {
  await board();
  const [id] = await due("Martin");
  server.press(await server.first(), "default");
  await until("the sheet is open", async () => (await session.url()).includes(`#/prospects/${id}`));
  await session.says("Léa Martin");
  assert.equal((await reminder(id)).done_at, null, "looking at it does nothing to it");
  await session.close();
  server.close();

  home.remove();
  home = freshHome();
  await board();
  await due("Martin", "Roux");
  const notice = await server.first();
  assert.match(notice.title, /2 relances/);
  assert.deepEqual(notice.actions, ["default", ""], "several are answered one by one, in the page");
  server.press(notice, "default");
  await until("the day is open", async () => (await session.url()).includes("#/today"));
});

test("a follow-up that was done meanwhile is shown, not done again", async () => {
  await board();
  const [id] = await due("Martin");
  const notice = await server.first();
  const { id: open } = await reminder(id);
  await session.api(`/reminders/${open}/done`, "POST", {});
  server.press(notice, "done");
  await until("the sheet is open", async () => (await session.url()).includes(`#/prospects/${id}`));
  const { items } = await session.api("/history?limit=20");
  assert.equal(items.filter(({ label }) => label === "reminders.done").length, 1);
});

test("a stage that demands what comes next asks for it in the sheet", async () => {
  await board();
  const [id] = await due("Martin");
  const { stages } = await session.api("/session");
  const { prospect } = await session.api(`/prospects/${id}`);
  const { stage_id } = prospect ?? (await session.api(`/prospects/${id}`));
  const stage = stages.find((one) => one.id === stage_id);
  await session.api(`/stages/${stage.id}`, "PATCH", { demands_next: true });
  server.press(await server.first(), "done");
  await until("the sheet is open", async () => (await session.url()).includes(`#/prospects/${id}`));
  assert.equal((await reminder(id)).done_at, null);
});

test("a system whose notifications cannot be answered is given no buttons", async () => {
  await board("--mute");
  await due("Martin");
  const notice = await server.first();
  assert.match(notice.title, /Léa Martin/);
  assert.deepEqual(notice.actions, []);
});
