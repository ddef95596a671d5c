// Scrolls the table and the board and prints, one JSON line each: the main thread's work a frame, the rows and cards in the
// document, and how long a jump to the middle stays without words. `RELANCE_URL` is the address of a running server.
import { openProduct, percentile, say, traced, wheel } from "./page.mjs";

const STEPS = 220;

/** Keeps the most of a count that is taken at each frame. */
const watch = (page, selector, within) =>
  page.evaluate(
    ([each, parent]) => {
      window.most = 0;
      const look = () => {
        const parents = parent ? [...document.querySelectorAll(parent)] : [document];
        for (const at of parents) window.most = Math.max(window.most, at.querySelectorAll(each).length);
        requestAnimationFrame(look);
      };
      look();
    },
    [selector, within],
  );
const most = (page) => page.evaluate(() => window.most);

async function table(page, go) {
  await go("#/prospects");
  await page.waitForSelector("[role=grid][data-ready=true] [role=row][data-index='5']");
  await watch(page, "[role=row][data-index]", null);
  const frames = await traced(page, () => wheel(page, 700, 450, STEPS, 180));
  say({ name: "table scroll, main thread a frame, median", value: percentile(frames, 0.5), limit: 8, unit: "ms" });
  say({ name: "table scroll, main thread a frame, p95", value: percentile(frames, 0.95), unit: "ms" });
  say({ name: "table, rows in the document", value: await most(page), limit: 119, unit: "rows" });
}

const JUMPS = 40;

/** From a jump anywhere until the rows there have their words. */
async function jump(page) {
  const times = [];
  for (let i = 1; i <= JUMPS; i += 1) {
    const share = (i * 0.618034) % 1;
    times.push(
      await page.evaluate(async (at) => {
        const grid = document.querySelector("[role=grid]");
        const start = performance.now();
        grid.scrollTop = grid.scrollHeight * at;
        const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
        await frame();
        for (;;) {
          await frame();
          const rows = [...grid.querySelectorAll("[role=row][data-index]")];
          const blank = rows.some((row) => row.getAttribute("aria-busy") === "true");
          const there = rows.some((row) => Math.abs(Number(row.dataset.index) * row.offsetHeight - grid.scrollTop) < 400);
          if (there && !blank) return performance.now() - start;
          if (performance.now() - start > 5000) return 5000;
        }
      }, share),
    );
  }
  say({ name: "table, jump to rows with words, p95", value: percentile(times, 0.95), limit: 100, unit: "ms" });
}

async function board(page, go) {
  await go("#/pipeline");
  await page.waitForSelector(".vscroll[data-column][data-ready=true] [data-card]");
  await watch(page, "[data-card]", ".vscroll[data-column]");
  const box = await page.locator(".vscroll[data-column]").first().boundingBox();
  const run = () => wheel(page, box.x + box.width / 2, box.y + box.height / 2, STEPS, 180);
  const frames = await traced(page, run);
  say({ name: "board scroll, main thread a frame, median", value: percentile(frames, 0.5), limit: 8, unit: "ms" });
  say({ name: "board scroll, main thread a frame, p95", value: percentile(frames, 0.95), unit: "ms" });
  say({ name: "board, cards of a column in the document", value: await most(page), limit: 29, unit: "cards" });
}

const { browser, page, go } = await openProduct();
try {
  await table(page, go);
  await jump(page);
  await board(page, go);
} finally {
  await browser.close();
}
