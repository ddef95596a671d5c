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

test("a filter that is not understood is shown with its place, and what was meant is one press away", async (t) => {
  const { page, main, go, button, expects } = await setUp(t, { rows: 40 });
  expects(/422/);
  for (const screen of ["/prospects", "/pipeline"]) {
    await go(screen);
    await page.getByRole("searchbox").fill("étape:contatcé");
    await main.getByText("Ce filtre n’est pas compris.").waitFor();
    await main.locator("mark", { hasText: "contatcé" }).waitFor();
    await main.getByText(/Aucune étape ne s’appelle.*caractère 7/).waitFor();
    assert.equal(await button("Réessayer", main).count(), 0, "to try again would change nothing");
    assert.equal(await status(page).textContent(), "", "nothing is counted");
    await button(/Vouliez-vous dire.*Contacté/, main).click();
    await until("understood", async () => /^\d+ sur 40$/.test((await status(page).textContent()) ?? ""));
    assert.equal(await page.getByRole("searchbox").inputValue(), "étape:Contacté");
    // Without a proposal there is still the place.
    await page.getByRole("searchbox").fill("montant:abc");
    await main.getByText(/n’est pas un nombre \(caractère 9\)/).waitFor();
    await button("Effacer les filtres", main).click();
    await until("all are back", async () => (await status(page).textContent()) === "40");
  }
});
