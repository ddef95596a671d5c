// What the two measures of the page share: the browser, the address, the main thread's work in a trace.
import { chromium } from "../../../ui/node_modules/playwright-core/index.mjs";

const WORK = new Set([
  "FunctionCall",
  "EventDispatch",
  "FireAnimationFrame",
  "TimerFire",
  "RunMicrotasks",
  "UpdateLayoutTree",
  "Layout",
  "PrePaint",
  "Paint",
  "Layerize",
  "Commit",
  "IntersectionObserverController::computeIntersections",
]);

/** One JSON line: `{name, value, limit, unit}`, with `more` where the limit is a least value. */
export const say = (measure) => console.log(JSON.stringify(measure));

export const percentile = (values, share) => {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

/** Opens the product at `RELANCE_URL` (the line that `relance serve` prints, token included). */
export async function openProduct() {
  const url = process.env.RELANCE_URL;
  if (!url) throw new Error("RELANCE_URL is not set");
  const browser = await chromium.launch({
    executablePath: process.env.RELANCE_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-lcd-text"],
  });
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 }, locale: "fr-FR" });
  await page.goto(url);
  await page.waitForSelector("#main");
  const go = (hash) =>
    page.evaluate((to) => {
      location.hash = to;
    }, hash);
  return { browser, page, go };
}

/** Sum of intervals, what overlaps counted once. Microseconds in, milliseconds out. */
function union(intervals) {
  let end = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const [from, to] of intervals.toSorted((a, b) => a[0] - b[0])) {
    sum += Math.max(0, to - Math.max(from, end));
    end = Math.max(end, to);
  }
  return sum / 1000;
}

function group(events) {
  const groups = new Map();
  for (const event of events) groups.set(event.pid, [...(groups.get(event.pid) ?? []), event]);
  return groups;
}

/** Milliseconds of script, style, layout and paint of each frame of the page's main thread. A frame ends with its commit. */
function frameWork(events) {
  const all = events.filter((e) => e.name === "Commit" && e.ph === "X");
  // The page's own process: the browser has others, and they draw little.
  const byProcess = group(all);
  const [commits] = [...byProcess.values()].toSorted((a, b) => b.length - a.length);
  if (!commits || commits.length < 20) throw new Error("too few frames in the trace");
  const [{ pid, tid }] = commits;
  const own = events.filter((e) => e.pid === pid && e.tid === tid && e.ph === "X" && WORK.has(e.name));
  const ends = commits.map((e) => e.ts + (e.dur ?? 0)).toSorted((a, b) => a - b);
  const work = own.map((e) => [e.ts, e.ts + (e.dur ?? 0)]);
  return ends.slice(1).map((end, i) => union(work.filter(([at]) => at >= ends[i] && at < end)));
}

/** Runs something under Chromium's trace and answers the work of each frame. */
export async function traced(page, run) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: {
      includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "devtools.timeline.frame", "toplevel"],
    },
  });
  await run();
  const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await done;
  await session.detach();
  return frameWork(events);
}

/** Turns the wheel for so many steps, one about every frame. */
export async function wheel(page, x, y, steps, by) {
  await page.mouse.move(x, y);
  for (let i = 0; i < steps; i += 1) {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(12);
  }
}
