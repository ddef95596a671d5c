// Searching while the answer is slow, and filters that are not understood: the list never passes off what it has for what was
// asked.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setUp, until } from "./support.mjs";

const status = (page) => page.locator("header [role=status]");

/** Holds every answer to a search until it is let go. */
async function hold(page) {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  await page.route(/\/api\/v1\/(prospects|pipeline)\?.*search=/, async (route) => {
    await opened;
    await route.continue().catch(() => {});
  });
  return open;
}

for (const [screen, old] of [
  ["/prospects", "[role=rowgroup][aria-busy=true]"],
  ["/pipeline", "[role=group] > [aria-busy=true]"],
])
  test(`a slow search on ${screen} is said to be under way, over what is visibly old`, async (t) => {
    const { page, api, go } = await setUp(t, { rows: 40 });
    const found = await api.total("search=durand");
    await go(screen);
    await until("the count of all", async () => (await status(page).textContent()) === "40");
    const letGo = await hold(page);
    await page.keyboard.press("Control+f");
    await page.keyboard.type("durand");
    await status(page).getByText("Recherche… parmi 40").waitFor();
    await until("the old answer is dimmed", async () =>
      page.locator(old).evaluate((at) => Number(getComputedStyle(at).opacity) < 0.6),
    );
    letGo();
    const counted = async () => (await status(page).textContent())?.startsWith(`${found} sur`);
    await until("the count of what was found", counted);
    assert.equal(await page.locator(old).count(), 0, "nothing is old any more");
  });
