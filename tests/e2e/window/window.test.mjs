// The real desktop window: it opens, opens no port, takes a dropped file, and finds its data again.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
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

const text = () => session.run("return document.body.innerText;");

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
