// Opens the real desktop window through tauri-driver and talks WebDriver to it with plain fetch.
// Every process started here ends with the session; one whose web process swallows memory is killed at once.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export const DESKTOP = process.env.RELANCE_DESKTOP_BIN ?? "";
export const CLI = process.env.RELANCE_BIN ?? "";
const TAURI_DRIVER = process.env.TAURI_DRIVER ?? "tauri-driver";
const MEMORY_LIMIT = 3_000_000_000;
const PATIENCE = 60_000;

/** A person's home for one test: her base, her settings and nothing of the machine's. */
export function freshHome() {
  const folder = mkdtempSync(join(tmpdir(), "relance-window-"));
  const data = join(folder, "base");
  const env = {
    ...process.env,
    HOME: folder,
    XDG_CONFIG_HOME: join(folder, "config"),
    XDG_DATA_HOME: join(folder, "share"),
    XDG_CACHE_HOME: join(folder, "cache"),
    RELANCE_DATA: data,
    RELANCE_TEST: "1",
    RELANCE_KEYCHAIN: "file",
    LANG: "fr_FR.UTF-8",
    LC_ALL: "C.UTF-8",
    LANGUAGE: "fr",
  };
  mkdirSync(data, { recursive: true });
  return { folder, data, env, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Runs the `relance` command on a home's base and returns its JSON. */
export function relance(home, ...args) {
  const done = spawnSync(CLI, ["--json", ...args], { env: home.env, encoding: "utf8" });
  if (done.status !== 0) throw new Error(`relance ${args.join(" ")}: ${done.stderr || done.stdout}`);
  return done.stdout.trim() ? JSON.parse(done.stdout) : null;
}

export async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

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
    await pause(50);
  }
}

/** The processes that descend from one, itself included, from /proc. */
export function family(root) {
  const parents = new Map();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, "utf8");
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]));
    } catch {} // it has just ended
  }
  const found = [root];
  for (const pid of found) for (const [child, parent] of parents) if (parent === pid) found.push(child);
  return found.filter((pid) => parents.has(pid));
}

function residentBytes(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, "utf8").split(" ")[1]) * 4096;
  } catch {
    return 0;
  }
}

function kill(pids) {
  for (const pid of pids) {
    try {
      process.kill(pid, "SIGKILL");
    } catch {} // it has already ended
  }
}

/** One window. `close` ends the application as its user would not, so tests that care quit first. */
export class Session {
  static async open(home, { args = ["--lang", "fr"], env = {} } = {}) {
    const [port, native] = [await freePort(), await freePort()];
    const driver = spawn(
      TAURI_DRIVER,
      ["--port", port, "--native-port", native, "--native-driver", process.env.WEBKIT_DRIVER ?? "/usr/bin/WebKitWebDriver"].map(String),
      { env: { ...home.env, ...env }, detached: true, stdio: process.env.RELANCE_TEST_LOUD ? "inherit" : "ignore" },
    );
    const session = new Session(driver, `http://127.0.0.1:${port}`);
    try {
      await until("tauri-driver answers", async () => (await fetch(`${session.base}/status`)).ok, 15_000);
      const application = { application: DESKTOP, args };
      const made = await session.post("/session", {
        capabilities: { alwaysMatch: { browserName: "wry", "tauri:options": application } },
      });
      session.path = `/session/${made.sessionId}`;
      return session;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  constructor(driver, base) {
    this.driver = driver;
    this.base = base;
    this.path = "";
    this.swallowed = false;
    this.watch = setInterval(() => this.#watchMemory(), 250);
    this.watch.unref();
  }

  #watchMemory() {
    const greedy = family(this.driver.pid).filter((pid) => residentBytes(pid) > MEMORY_LIMIT);
    if (greedy.length === 0) return;
    this.swallowed = true;
    kill(greedy);
  }

  async post(path, body = {}, method = "POST") {
    const request = { method, signal: AbortSignal.timeout(PATIENCE) };
    if (method === "POST") request.body = JSON.stringify(body);
    const answer = await fetch(this.base + path, request).then((response) => response.json());
    if (answer.value?.error) throw new Error(`${answer.value.error}: ${answer.value.message}`);
    return answer.value;
  }

  /** Runs a function body in the page and gives what it returns. */
  run(script, ...args) {
    return this.post(`${this.path}/execute/sync`, { script, args });
  }

  /** Runs an asynchronous function body in the page; its failure is a failure here. */
  async wait(script, ...args) {
    const wrapped = `const done = arguments[arguments.length - 1]; const args = [...arguments].slice(0, -1);
      (async () => { ${script} })().then((value) => done({ value }), (error) => done({ error: String(error) }));`;
    const { value, error } = await this.post(`${this.path}/execute/async`, { script: wrapped, args });
    if (error) throw new Error(error);
    return value;
  }

  invoke(command, payload = {}) {
    return this.wait("return window.__TAURI_INTERNALS__.invoke(args[0], args[1]);", command, payload);
  }

  /** The page says it is usable; gives how: "true", or "trouble". */
  ready() {
    const script = `
      const { ready } = document.documentElement.dataset;
      return ready ?? (document.getElementById("main")?.innerText.trim() ? "true" : null);`;
    return until("the page is ready", () => this.run(script));
  }

  url() {
    return this.post(`${this.path}/url`, undefined, "GET");
  }

  async screenshot() {
    return Buffer.from(await this.post(`${this.path}/screenshot`, undefined, "GET"), "base64");
  }

  keys(...sequence) {
    const actions = sequence.flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    return this.post(`${this.path}/actions`, { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  /** One key while others are held, as in Control+Z. */
  chord(...names) {
    const codes = { Control: "\uE009", Shift: "\uE008", Alt: "\uE00A", Escape: "\uE00C", Enter: "\uE007" };
    const keys = names.map((name) => codes[name] ?? name);
    const down = keys.map((value) => ({ type: "keyDown", value }));
    const up = [...keys].reverse().map((value) => ({ type: "keyUp", value }));
    return this.post(`${this.path}/actions`, { actions: [{ type: "key", id: "keyboard", actions: [...down, ...up] }] });
  }

  /** Presses, moves through the points and releases: a real pointer, not a synthetic event. */
  pointer(points) {
    const [first, ...rest] = points.map(([x, y]) => ({ x: Math.round(x), y: Math.round(y) }));
    const moves = rest.map((point) => ({ type: "pointerMove", duration: 40, ...point }));
    const actions = [
      { type: "pointerMove", duration: 0, ...first },
      { type: "pointerDown", button: 0 },
      ...moves,
      { type: "pointerUp", button: 0 },
    ];
    const pointer = { type: "pointer", id: "mouse", parameters: { pointerType: "mouse" }, actions };
    return this.post(`${this.path}/actions`, { actions: [pointer] });
  }

  text() {
    return this.run("return document.body.innerText;");
  }

  /** Waits until the page says this. */
  says(expected) {
    const matches = (text) => (expected instanceof RegExp ? expected.test(text) : text.includes(expected));
    return until(`the page says ${expected}`, async () => matches(await this.text()));
  }

  /** Goes to a screen by its address after the hash. */
  go(route) {
    return this.run("location.hash = arguments[0];", route);
  }

  /** Loads the page again, at a screen, and waits until it is usable. */
  async reload(route) {
    await this.go(route);
    await this.post(`${this.path}/refresh`);
    return this.ready();
  }

  /** Clicks, with the pointer, the first enabled button or link whose words match. */
  async click(words) {
    const script = `
      const wanted = new RegExp(arguments[0], "u");
      const all = [...document.querySelectorAll("button, a, [role=button], [role=menuitem]")];
      const found = all.find((node) => !node.disabled && node.ariaDisabled !== "true" && node.getClientRects().length > 0
        && (wanted.test(node.innerText) || wanted.test(node.ariaLabel ?? "")));
      if (!found) return null;
      found.scrollIntoView({ block: "nearest" });
      const box = found.getBoundingClientRect();
      return [box.left + box.width / 2, box.top + box.height / 2];`;
    const place = await until(`a button says ${words}`, () => this.run(script, words.source ?? words));
    await this.pointer([place]);
  }

  /** Calls the API from the page, as the page does. */
  api(path, method = "GET", body = undefined) {
    const script = `
      const [path, method, body] = args;
      const init = body === null ? { method } : { method, headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
      const answer = await fetch("/api/v1" + path, init);
      if (!answer.ok) throw new Error(answer.status + " " + (await answer.text()));
      return answer.status === 204 ? null : answer.json();`;
    return this.wait(script, path, method, body ?? null);
  }

  /** Rows and cards in the page's document, for lists that must never be mounted whole. */
  rows() {
    return this.run("return document.querySelectorAll('[role=row], [data-index]').length;");
  }

  /** The application's own process. */
  pid() {
    return family(this.driver.pid).find((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0")[0] === DESKTOP;
      } catch {
        return false;
      }
    });
  }

  /** Quits as the menu does, and waits until the process has ended. */
  async quit() {
    const pid = this.pid();
    await this.invoke("quit").catch(() => {}); // the page goes away while it answers
    await until("the application has ended", () => !family(this.driver.pid).includes(pid), 15_000);
  }

  async close() {
    clearInterval(this.watch);
    const all = family(this.driver.pid);
    if (this.path) await this.post(this.path, undefined, "DELETE").catch(() => {});
    kill([...new Set([...all, ...family(this.driver.pid)])]);
    if (this.swallowed) throw new Error("a web process grew over 3 GB: a list was mounted whole");
  }
}
