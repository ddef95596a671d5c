// How long until the window can be used, on 100,000 prospects, against the smallest Tauri window on this machine.
// Prints one JSON line per measure; the reader of them is `cargo xtask bench`.
import { spawn } from "node:child_process";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { DESKTOP, family, freshHome, relance } from "../driver.mjs";

const EMPTY = process.env.RELANCE_EMPTY_BIN;
const ROUNDS = 15;

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Milliseconds from the start of the process to its « ready » line. */
async function start(program, home) {
  const begin = performance.now();
  const window = spawn(program, [], { env: home.env, stdio: ["ignore", "pipe", "ignore"], detached: true });
  try {
    for await (const line of createInterface({ input: window.stdout })) {
      if (line === "ready") return performance.now() - begin;
    }
    throw new Error(`${program} ended before it was ready`);
  } finally {
    const ended = new Promise((resolve) => window.on("exit", resolve));
    for (const pid of family(window.pid)) process.kill(pid, "SIGKILL");
    await ended;
  }
}

/** In turn, so that a machine that is slow for a moment is so for all of them. */
async function measure(programs, home) {
  const times = programs.map(() => []);
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const [i, program] of programs.entries()) {
      const time = await start(program, home);
      if (round > 0) times[i].push(time); // the first one fills the disk's cache
    }
  return times.map(median);
}

const home = freshHome();
try {
  relance(home, "demo", "--rows", "100000");
  const [empty, relanceReady] = await measure([EMPTY, DESKTOP], home);
  console.log(JSON.stringify({ name: `an empty Tauri window, ready (median of ${ROUNDS})`, value: empty, unit: "ms" }));
  console.log(
    JSON.stringify({ name: "the window's first usable screen, 100,000 prospects", value: relanceReady, unit: "ms", limit: 2 * empty }),
  );
} finally {
  home.remove();
}
