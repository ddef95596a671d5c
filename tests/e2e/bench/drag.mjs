// Drags a card across the board and prints how far it lags behind the pointer, and how long a drop takes to be painted.
// `RELANCE_URL` is the address of a running server. The card is let go with Escape, then some times for good, and put back.
import { openProduct, percentile, say } from "./page.mjs";

const DROPS = 9;

/** From the oldest pointer event that a frame shows to the end of that frame. */
const listen = (page) =>
  page.evaluate(() => {
    window.lags = [];
    let oldest = null;
    const channel = new MessageChannel();
    channel.port1.onmessage = ({ data }) => window.lags.push(performance.now() - data);
    window.addEventListener(
      "pointermove",
      (event) => {
        oldest ??= event.timeStamp;
      },
      true,
    );
    new MutationObserver((changes) => {
      if (oldest === null || !changes.some((c) => c.target instanceof HTMLElement && "ghost" in c.target.dataset)) return;
      channel.port2.postMessage(oldest);
      oldest = null;
    }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["style"] });
  });

async function drag(page) {
  const card = await page.locator("[data-card]").first().boundingBox();
  const [x, y] = [card.x + 60, card.y + 30];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 10, y + 10);
  for (let i = 0; i < 400; i += 1) {
    const turn = (i / 400) * Math.PI * 4;
    await page.mouse.move(x + 380 + Math.sin(turn) * 340, y + 200 + Math.sin(turn * 3) * 160);
    await page.waitForTimeout(4);
  }
  await page.keyboard.press("Escape");
  await page.mouse.up();
}

async function drop(page) {
  const columns = page.locator(".vscroll[data-column]");
  const from = await columns.nth(0).locator("[data-card]").first().boundingBox();
  const to = await columns.nth(1).boundingBox();
  const id = await columns.nth(0).locator("[data-card]").first().getAttribute("data-card");
  await page.mouse.move(from.x + 60, from.y + 30);
  await page.mouse.down();
  await page.mouse.move(to.x + 80, to.y + 60, { steps: 8 });
  await page.evaluate((card) => {
    window.dropped = undefined;
    window.addEventListener(
      "pointerup",
      (event) => {
        const look = () => {
          const list = document.querySelectorAll(".vscroll[data-column]")[1];
          if (!list.querySelector(`[data-card="${card}"]`)) return requestAnimationFrame(look);
          // After the frame that shows it.
          const painted = new MessageChannel();
          painted.port1.onmessage = () => {
            window.dropped = performance.now() - event.timeStamp;
          };
          painted.port2.postMessage(null);
        };
        requestAnimationFrame(look);
      },
      { capture: true, once: true },
    );
  }, id);
  await page.mouse.up();
  await page.waitForFunction(() => window.dropped !== undefined);
  const taken = await page.evaluate(() => window.dropped);
  await page.waitForTimeout(500);
  await page.keyboard.press("Control+z");
  await page.waitForTimeout(500);
  return taken;
}

const { browser, page, go } = await openProduct();
try {
  await go("#/pipeline");
  await page.waitForSelector(".vscroll[data-column][data-ready=true] [data-card]");
  await page.waitForTimeout(500);
  await listen(page);
  await drag(page);
  const lags = await page.evaluate(() => window.lags);
  if (lags.length < 50) throw new Error(`only ${lags.length} frames of the drag were seen`);
  say({ name: "drag, pointer to card, p50", value: percentile(lags, 0.5), unit: "ms" });
  say({ name: "drag, pointer to card, p95", value: percentile(lags, 0.95), limit: 32, unit: "ms" });
  const drops = [];
  for (let i = 0; i < DROPS; i += 1) drops.push(await drop(page));
  say({ name: `drag, drop to painted, median of ${DROPS}`, value: percentile(drops, 0.5), limit: 50, unit: "ms" });
} finally {
  await browser.close();
}
