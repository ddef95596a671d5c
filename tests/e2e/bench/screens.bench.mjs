// What `cargo xtask bench` runs: makes a base of 100,000 prospects, serves it, and measures the scroll and the drag on it.
// With `RELANCE_URL` in the environment it measures that server instead.
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const ROWS = "100000";
const here = (name) => fileURLToPath(new URL(name, import.meta.url));

function measure(url) {
  let failed = false;
  for (const script of ["scroll.mjs", "drag.mjs"]) {
    const { status } = spawnSync("node", [here(script)], {
      env: { ...process.env, RELANCE_URL: url },
      stdio: ["ignore", "inherit", "inherit"],
    });
    failed ||= status !== 0;
  }
  if (failed) process.exitCode = 1;
}

/** The first line of the server that holds an address. */
async function addressOf(server) {
  for await (const line of createInterface({ input: server.stdout })) {
    const [url] = /https?:\/\/\S+/.exec(line) ?? [];
    if (url) return url.replace(/["',}]+$/, "");
  }
  throw new Error("the server ended before it told its address");
}

async function withServer(run) {
  const program = process.env.RELANCE_BIN;
  if (!program) throw new Error("neither RELANCE_URL nor RELANCE_BIN is set");
  const home = mkdtempSync(join(tmpdir(), "relance-bench-"));
  const env = {
    ...process.env,
    HOME: home,
    XDG_CONFIG_HOME: join(home, "config"),
    RELANCE_DATA: join(home, "data"),
    RELANCE_KEYCHAIN: "file",
  };
  try {
    const demo = spawnSync(program, ["demo", "--rows", ROWS], { env, stdio: ["ignore", "ignore", "inherit"] });
    if (demo.status !== 0) throw new Error("the sample base could not be made");
    const server = spawn(program, ["serve"], { env, stdio: ["ignore", "pipe", "inherit"] });
    try {
      run(await addressOf(server));
    } finally {
      server.kill();
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

if (process.env.RELANCE_URL) measure(process.env.RELANCE_URL);
else await withServer(measure);
