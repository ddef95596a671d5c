// What every end-to-end test stands on: a home of its own, the real core served from it, a page in Chromium, a second
// connection to the base, and a page that must not complain. Wait for states here, never for a time.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ui = createRequire(new URL("../../ui/package.json", import.meta.url));
const { chromium } = ui("playwright-core");

const BIN = process.env.RELANCE_BIN ?? join(process.env.HOME ?? "", ".cache/relance/target/debug/relance");
const OUT = fileURLToPath(new URL("./out/", import.meta.url));
/** Generous: a debug build on a busy machine. Nothing waits that long when all is well. */
const PATIENCE = 30_000;
/** How many times slower the page computes: a laptop of ten years ago, or a machine that does three things at once. */
const SLOWER = Number(process.env.RELANCE_SLOWER ?? 1);
/** How many milliseconds later than the core each answer comes, at random up to that many: a disk that is busy. */
const LATE = Number(process.env.RELANCE_LATE ?? 0);
/** How many milliseconds after the core has told it the page hears that something changed: a stream that stutters. */
const DEAF = Number(process.env.RELANCE_DEAF ?? 0);

/** Waits until `probe` gives something, and says what it was waiting for when it never does. */
export async function until(what, probe, patience = PATIENCE) {
  const end = Date.now() + patience;
  let last;
  for (;;) {
    try {
      const value = await probe();
      if (value) return value;
      last = undefined;
    } catch (error) {
      last = error;
    }
    if (Date.now() > end) throw new Error(`never: ${what}${last ? ` (${last.message})` : ""}`);
    await pause(40);
  }
}

// ── Days ──

/** The zone of every home and of every page; the machine's may be another. */
const ZONE = "Europe/Paris";
const dayOf = (at) => new Date(at).toLocaleDateString("sv-SE", { timeZone: ZONE });

/** That many days after one, of the calendar: those on which the clocks change are shorter or longer. */
function daysAfter(on, days) {
  const noon = new Date(`${on}T12:00Z`);
  noon.setUTCDate(noon.getUTCDate() + days);
  return noon.toISOString().slice(0, 10);
}

/** A day from today, as the core takes it. */
export const day = (ahead, time) => {
  const on = daysAfter(dayOf(Date.now()), ahead);
  return time ? `${on}T${time}` : on;
};

/** Which day of the week it is, Monday being 0. */
export const weekday = () => (new Date(`${day(0)}T12:00Z`).getUTCDay() + 6) % 7;

/** A day of this week, Monday being 0. */
export const dayOfWeek = (rank, time) => day(rank - weekday(), time);

/** What a test calls today is not yesterday in its middle: one that would begin just before midnight begins after it. */
const SHORTEST = 120_000;
const aDayBegun = () => until("midnight is over", () => dayOf(Date.now()) === dayOf(Date.now() + SHORTEST), 2 * SHORTEST);

/** Every hour is worked, on a public holiday too, so that what is due is told whenever this runs. */
export async function alwaysAtWork(api) {
  // A country whose holidays nobody knows.
  await api.patch("/settings", { default_region: "JP" });
  await api.patch("/worktime", { week: Array.from({ length: 7 }, () => [{ from: "00:00", to: "24:00" }]), region: null });
}

// ── Homes ──

const templates = new Map();
const folders = new Set();

function makeFolder() {
  const folder = mkdtempSync(join(tmpdir(), "relance-e2e-"));
  folders.add(folder);
  return folder;
}

/** A person's home: her base, her settings and nothing of the machine's. */
function homeIn(folder) {
  const data = join(folder, "base");
  mkdirSync(data, { recursive: true });
  const { RELANCE_DATA: _data, LC_ALL: _all, LC_MESSAGES: _messages, ...inherited } = process.env;
  const env = {
    ...inherited,
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, "config"),
    XDG_DATA_HOME: join(folder, "share"),
    XDG_CACHE_HOME: join(folder, "cache"),
    RELANCE_KEYCHAIN: "file",
    RELANCE_TEST: "1",
    LANG: "fr_FR.UTF-8",
    LANGUAGE: "fr",
    TZ: ZONE,
  };
  return { folder, data, env };
}

/** Runs the `relance` command on a home's base and returns its JSON. */
export function command(home, ...args) {
  const done = spawnSync(BIN, ["--data", home.data, ...args, "--json"], { env: home.env, encoding: "utf8" });
  assert.equal(done.status, 0, `relance ${args.join(" ")}: ${done.stderr || done.stdout || done.error}`);
  return done.stdout.trim() ? JSON.parse(done.stdout) : null;
}

/** A home with that many sample prospects; made once a process, then copied. */
export function makeHome(rows = 0) {
  const folder = makeFolder();
  if (rows > 0) {
    if (!templates.has(rows)) {
      const made = homeIn(makeFolder());
      command(made, "demo", "--rows", String(rows));
      templates.set(rows, made.folder);
    }
    cpSync(templates.get(rows), folder, { recursive: true });
  }
  return homeIn(folder);
}

// ── The core, served ──

/** Starts `relance serve` on a home and reads the one line with its address. */
export async function serve(home) {
  const child = spawn(BIN, ["--data", home.data, "serve"], { env: home.env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.on("data", (part) => {
    said += part;
  });
  let complaint = "";
  child.stderr.on("data", (part) => {
    complaint += part;
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const url = await until(`an address (${complaint})`, () => {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}: ${complaint}`);
    return /^(http:\S+)\n/m.exec(said)?.[1];
  });
  const { origin, searchParams } = new URL(url);
  const stop = async (signal = "SIGTERM") => {
    if (child.exitCode === null && child.signalCode === null) child.kill(signal);
    await ended;
  };
  return { url, origin, pid: child.pid, stop, api: connect(origin, searchParams.get("token")) };
}

/** A second connection to the base, as a program has one: what the screen says is checked against it. */
function connect(origin, token) {
  const call = async (method, path, body) => {
    const headers = { Authorization: `Bearer ${token}` };
    if (body !== undefined) headers["Content-Type"] = "application/json";
    const answer = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  };
  const get = (path) => call("GET", path);
  return {
    get,
    post: (path, body = {}) => call("POST", path, body),
    patch: (path, body) => call("PATCH", path, body),
    del: (path) => call("DELETE", path),
    session: () => get("/session"),
    total: async (query = "") => (await get(`/prospects?limit=1&${query}`)).total,
    /** The one prospect that a search finds. */
    find: async (words) => {
      const { items } = await get(`/prospects?search=${encodeURIComponent(words)}`);
      assert.equal(items.length, 1, `one prospect answers to ${words}`);
      return items[0];
    },
    /** All that a person would call her data: what an undo must give back exactly. */
    async snapshot() {
      const [rows, trash, board, session] = await Promise.all([
        get("/prospects?limit=1000&sort=created"),
        get("/prospects?limit=1000&trash=true&sort=created"),
        get("/pipeline?limit=200"),
        get("/session"),
      ]);
      const plain = (row) => ({ ...row, updated_at: null });
      const { stages, tags, fields, members } = session;
      const columns = board.columns.map(({ stage_id, count, value, cards }) => ({
        ...{ stage_id, count, value },
        cards: cards.map((card) => card.id),
      }));
      return { rows: rows.items.map(plain), trash: trash.items.map(plain), columns, stages, tags, fields, members };
    },
  };
}

// ── The page ──

let browser;

async function launch() {
  browser ??= await chromium.launch({
    executablePath: process.env.RELANCE_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--font-render-hinting=none",
      "--disable-lcd-text",
    ],
  });
  return browser;
}

after(async () => {
  await browser?.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** The calendar's library says that it reads what it has just thrown away; it is thrown away with it. Nothing else is written so. */
const OF_THE_CALENDAR = /svelte\.dev\/e\/derived_inert/;

/** Collects what the page complains of. A refusal that a test provokes is announced to it with `expects`. */
function listen(page) {
  const complaints = [];
  const expected = [];
  // Said when it is left, too.
  page.on("framenavigated", (frame) => {
    if (frame.url().includes("#/calendar") && !expected.includes(OF_THE_CALENDAR)) expected.push(OF_THE_CALENDAR);
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(`${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => complaints.push(error.stack ?? String(error)));
  return {
    expects: (pattern) => expected.push(pattern),
    check() {
      const left = complaints.filter((text) => !expected.some((pattern) => pattern.test(text)));
      assert.deepEqual(left, [], "the page complains");
    },
  };
}

/** Knows what the page has asked the core for; gives what waits until all of it has been answered. */
function hush(page) {
  const under = new Set();
  // What the frame of a message asks for is not told to the end when the frame goes.
  const isAsked = (request) => request.frame() === page.mainFrame() && /\/api\/(?!v1\/events$)/.test(new URL(request.url()).pathname);
  page.on("request", (request) => isAsked(request) && under.add(request));
  page.on("requestfinished", (request) => under.delete(request));
  page.on("requestfailed", (request) => under.delete(request));
  page.on("framenavigated", (frame) => frame === page.mainFrame() && under.clear());
  let calm = 0;
  const probe = () => {
    calm = under.size === 0 ? calm + 1 : 0;
    return calm > 1;
  };
  // What comes later than that is what a test waits for by itself.
  return () => until("nothing is on its way", probe, 5_000).catch(() => undefined);
}

/** Run in the page before anything of it: what the stream tells is handed on in its order, that much later. */
function hearLate(ms) {
  const later = window.setTimeout.bind(window);
  const given = new WeakMap();
  const held = (handler) => {
    if (!given.has(handler)) given.set(handler, (event) => later(() => handler(event), ms));
    return given.get(handler);
  };
  const isConnection = (name) => name === "open" || name === "error";
  window.EventSource = class extends EventSource {
    addEventListener(name, handler, ...rest) {
      super.addEventListener(name, isConnection(name) ? handler : held(handler), ...rest);
    }
    removeEventListener(name, handler, ...rest) {
      super.removeEventListener(name, isConnection(name) ? handler : held(handler), ...rest);
    }
  };
}

/** The ways about the page that every test uses. */
function ways(page, server) {
  const quiet = hush(page);
  const main = page.locator("#main");
  const ready = () => main.locator(":scope > *").first().waitFor();
  /** All that is fetched after the first screen has come; where there is none, nobody waits for long. */
  const complete = () =>
    page.waitForFunction(() => document.documentElement.dataset.complete, undefined, { timeout: 2_000 }).catch(() => undefined);
  return {
    main,
    /** The dialog or popover that is open; the toasts are dialogs too, but not that kind. */
    dialog: page.locator("[role=dialog]:not(.toast)"),
    panel: page.getByRole("complementary", { name: /Fiche du prospect|Prospect sheet/ }),
    grid: page.getByRole("grid"),
    toasts: page.locator(".toasts"),
    button: (name, within = page) => within.getByRole("button", { name }),
    /** Opens the page by its address, token included, as the person does. */
    async enter(at = server.url) {
      await page.goto(at);
      await ready();
    },
    /** Goes to a screen by its address after the hash. */
    async go(path) {
      await page.evaluate((to) => {
        location.hash = to;
      }, path);
      await until(`the address is ${path}`, () => page.evaluate((to) => location.hash === `#${to}`, path));
      await ready();
      await complete();
      await quiet();
    },
    /** Waits until nothing is on its way: all that was asked for is on the page, and what was written is answered. */
    quiet,
    at: (pattern) => until(`the address is ${pattern}`, () => pattern.test(new URL(page.url()).hash)),
    says: (text) => page.getByText(text).first().waitFor(),
    /** Waits for the toast that says this, and presses its button if one is named. */
    async toast(text, press) {
      const toast = page.locator(".toast", { hasText: text }).first();
      await toast.waitFor();
      if (press) await toast.getByRole("button", { name: press }).click();
    },
    /** Keys one after the other, as `G P`. */
    async keys(sequence) {
      for (const key of sequence.split(" ")) await page.keyboard.press(key);
    },
    /** Chooses from a list opened by its button (Select). */
    async choose(trigger, option) {
      await trigger.click();
      await page.getByRole("option", { name: option }).click();
    },
    /** What has the focus, in words. */
    focused: () =>
      page.evaluate(() => {
        const at = document.activeElement;
        return at?.getAttribute("aria-label") || at?.textContent?.trim() || at?.tagName || "";
      }),
    shot: (name) => {
      mkdirSync(OUT, { recursive: true });
      return page.screenshot({ path: join(OUT, `${name}.png`), animations: "disabled", caret: "hide" });
    },
  };
}

/** A page on a server. `expects` tells which complaints a test provokes. */
export async function openPage(server, { language = "fr-FR", width = 1366, height = 768, scheme = "light" } = {}) {
  const context = await (await launch()).newContext({
    viewport: { width, height },
    locale: language,
    timezoneId: ZONE,
    colorScheme: scheme,
    reducedMotion: "reduce",
    acceptDownloads: true,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  // Asked for now: asked for with the key that opens it, it may come too late.
  page.on("filechooser", () => {});
  if (SLOWER > 1) {
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  }
  if (DEAF > 0) await page.addInitScript(hearLate, DEAF);
  if (LATE > 0)
    await page.route("**/api/**", async (route) => {
      await pause(Math.random() * LATE);
      await route.fallback().catch(() => {});
    });
  const ears = listen(page);
  return { page, context, ...ways(page, server), expects: ears.expects, check: ears.check };
}

/**
 * Everything for one test: home, server, page. All of it ends with the test, which fails if the page complained.
 * `rows` is how many sample prospects there are; `real` makes them count as the person's own.
 */
export async function setUp(t, { rows = 0, settings, enter = true, ...options } = {}) {
  await aDayBegun();
  const home = makeHome(rows);
  const server = await serve(home);
  const running = { server };
  const opened = await openPage(server, options);
  t.after(async () => {
    if (t.error ?? t.failed) await opened.shot(`failed-${t.name.replaceAll(/[^\p{L}\d]+/gu, "-")}`).catch(() => {});
    await opened.context.close();
    await running.server.stop();
    rmSync(home.folder, { recursive: true, force: true });
    opened.check();
  });
  if (settings) await server.api.patch("/settings", settings);
  if (enter) await opened.enter();
  const restart = async (signal) => {
    await running.server.stop(signal);
    running.server = await serve(home);
    return running.server;
  };
  return { home, server, api: server.api, restart, ...opened };
}

// ── Accessibility ──

const axe = readFileSync(ui.resolve("axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Waits until nothing fades or slides any more: half faded, every text is too pale. */
export const still = (page) =>
  page.evaluate(async () => {
    const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity);
    await Promise.allSettled(ending.map((animation) => animation.finished));
  });

/** What axe finds, serious or critical; of these rules only, where some are named. */
export async function violations(page, rules) {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe);
  // A row that has not come is pale on purpose.
  await page.locator("[role=row][aria-busy=true]").first().waitFor({ state: "detached" });
  await still(page);
  const only = rules ? { type: "rule", values: rules } : { type: "tag", values: WCAG };
  const found = await page.evaluate((runOnly) => window.axe.run(document, { runOnly, resultTypes: ["violations"] }), only);
  return found.violations
    .filter((v) => v.impact === "serious" || v.impact === "critical")
    .map((v) => `${v.id}: ${v.nodes.map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
}

// ── What several tests do ──

/** Chooses a file by the button of the import's first screen; its wizard is open then. */
export async function chooseToImport({ page, go, button, at }, path) {
  await go("/import");
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), button(/^Parcourir…$/).click()]);
  await chooser.setFiles(path);
  await at(/^#\/import\/\d+/);
}

/** Waits until a probe gives twice the same, and gives it: what moves has come to rest. */
export function atRest(page, what, probe) {
  let last = "";
  return until(`${what} is at rest`, async () => {
    const now = await probe();
    await page.waitForTimeout(100);
    const was = last;
    last = JSON.stringify(now);
    return now !== null && was === last ? { now } : null;
  }).then(({ now }) => now);
}
