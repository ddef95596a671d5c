// The real desktop window: it opens, opens no port, takes a dropped file, and finds its data again.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { readFileSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { DESKTOP, family, freshHome, relance, Session, until } from "./driver.mjs";

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

/** Inodes of the TCP sockets that listen, on IPv4 and IPv6. */
function listening() {
  const inodes = new Set();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
      const columns = line.trim().split(/\s+/);
      if (columns[3] === "0A") inodes.add(columns[9]);
    }
  }
  return inodes;
}

function ownsOneOf(inodes) {
  return (pid) => {
    try {
      return readdirSync(`/proc/${pid}/fd`).some((fd) => {
        try {
          return inodes.has(/^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1]);
        } catch {
          return false;
        }
      });
    } catch {
      return false;
    }
  };
}

test("the window opens on the application's own protocol and becomes usable", async () => {
  session = await Session.open(home);
  assert.equal(await session.ready(), "true", "the application, not the page for trouble");
  assert.match(await session.url(), /^relance:\/\/localhost\//, "no http address");
  const memory = join(home.env.XDG_CONFIG_HOME, "relance", "window.json");
  await until("the start is noted as a good one", () => JSON.parse(readFileSync(memory, "utf8")).starting === false);
});

test("an open window listens on no TCP port", async () => {
  // Without the driver: WebKit's remote inspector, which only the driver asks for, would be a port.
  const window = spawn(DESKTOP, [], { env: home.env, stdio: "ignore", detached: true });
  try {
    const memory = join(home.env.XDG_CONFIG_HOME, "relance", "window.json");
    await until("the page is ready", () => JSON.parse(readFileSync(memory, "utf8")).starting === false);
    const processes = family(window.pid);
    assert.ok(processes.length >= 3, "the application, its web process and its network process are looked at");
    assert.deepEqual(processes.filter(ownsOneOf(listening())), [], "nothing may be reachable from outside");
  } finally {
    for (const pid of family(window.pid)) process.kill(pid, "SIGKILL");
  }
});

test("a file dropped on the window reaches the page with its path and its place", async () => {
  session = await Session.open(home);
  await session.ready();
  await session.wait(`
    window.heard = [];
    const handler = window.__TAURI_INTERNALS__.transformCallback((event) => window.heard.push(event.payload));
    await window.__TAURI_INTERNALS__.invoke("plugin:event|listen", { event: "relance://drop", target: { kind: "Any" }, handler });
  `);
  const dropped = { kind: "drop", paths: ["/tmp/été « 2026 ».xlsx"], x: 640, y: 360 };
  await session.invoke("test_drop", { dropped });
  const [heard] = await until("the page hears the drop", async () => {
    const events = await session.run("return window.heard;");
    return events.length > 0 && events;
  });
  assert.deepEqual(heard, dropped, "paths and CSS pixels, untouched");
});

test("a second start on the same base shows the first window and ends", async () => {
  session = await Session.open(home);
  await session.ready();
  const second = spawn(DESKTOP, [], { env: home.env, stdio: "ignore" });
  const code = await new Promise((resolve) => second.on("exit", resolve));
  assert.equal(code, 0, "the second one hands over and leaves");
  assert.equal(await session.ready(), "true", "the first one is still there");
  const memory = join(home.env.XDG_CONFIG_HOME, "relance", "window.json");
  assert.equal(JSON.parse(readFileSync(memory, "utf8")).starting, false, "the second one is not a failed start");
});

test("the window comes back where it was and as large as it was", async () => {
  session = await Session.open(home);
  await session.ready();
  const size = () => session.run("return [window.innerWidth, window.innerHeight];");
  const before = await size();
  await session.post(`${session.path}/window/rect`, { x: 20, y: 30, width: 1180, height: 700 });
  // It may be drawn on its way there: twice the same is where it rests.
  let last = "";
  const resized = await until("the window is resized", async () => {
    const now = await size();
    const was = last;
    last = String(now);
    return now[0] !== before[0] && last === was && now;
  });
  await session.quit();
  await session.close();
  session = await Session.open(home);
  await session.ready();
  await until(`the size is ${resized} again`, async () => String(await size()) === String(resized));
});

test("the strict content policy holds: no foreign script, no inline script, no outside request", async () => {
  session = await Session.open(home);
  await session.ready();
  const ran = await session.wait(`
    const inline = document.createElement("script");
    inline.textContent = "window.inlineRan = true";
    document.body.append(inline);
    const outside = await fetch("https://example.org/").then(() => "sent", () => "refused");
    return { inline: window.inlineRan === true, outside };
  `);
  assert.deepEqual(ran, { inline: false, outside: "refused" }, "the policy of tauri.conf.json is on the page");
});

test("printing the statistics opens the system's dialog", async () => {
  session = await Session.open(home);
  await session.ready();
  relance(home, "demo");
  await session.run("location.hash = '#/statistics';");
  const windows = () => spawnSync("xwininfo", ["-root", "-tree"], { encoding: "utf8" }).stdout ?? "";
  const dialog = /"(Imprimer|Print)"/;
  assert.doesNotMatch(windows(), dialog);
  await session.click(/^Imprimer ou enregistrer en PDF/);
  await until("the dialog is there", () => dialog.test(windows()));
});

test("closing ends the application, or hides it in the tray when the setting says so", async () => {
  session = await Session.open(home);
  await session.ready();
  const shown = () => session.run("return document.visibilityState === 'visible';");
  assert.equal(await shown(), true, "the window is there");
  await session.api("/settings", "PATCH", { close_to_tray: true });
  const tray = () => readFileSync(`/proc/${session.pid()}/maps`, "utf8").includes("appindicator");
  await until("the tray's library is in use", tray, 15_000);
  await session.invoke("test_close");
  await until("the window is hidden, the application goes on", async () => !(await shown()), 15_000);

  const second = spawn(DESKTOP, [], { env: home.env, stdio: "ignore" });
  await new Promise((resolve) => second.on("exit", resolve));
  await until("a second start shows it again", shown, 15_000);

  await session.api("/settings", "PATCH", { close_to_tray: false });
  const pid = session.pid();
  await until("closing ends the application", async () => {
    await session.invoke("test_close").catch(() => {});
    return session.pid() !== pid;
  });
});
