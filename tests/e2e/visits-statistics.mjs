// The statistics as they are looked at: drawings, a mark that is pointed at, tables. In both languages.
const DAY = 86_400_000;

/** Calls of the last weeks, matters won and lost, follow-ups that were done. */
async function fill({ api }) {
  const { items } = await api.get("/prospects?limit=60&sort=name");
  const { stages } = await api.get("/session");
  const stage = (key) => stages.find((one) => one.key === key).id;
  const outcomes = ["reached", "no_answer", "reached", "message", "no_answer", "wrong_number", "reached"];
  for (let n = 0; n < 90; n += 1) {
    const at = Date.now() - ((n * 37) % 58) * DAY - (n % 7) * 3_600_000 - 60_000;
    await api.post(`/prospects/${items[(n * 7) % 40].id}/calls`, {
      outcome: outcomes[n % outcomes.length],
      direction: n % 11 === 0 ? "in" : "out",
      at,
    });
  }
  for (const [i, row] of items.slice(0, 14).entries()) {
    await api.post(`/prospects/${row.id}/notes`, { body: "Échange au téléphone, devis à envoyer" });
    await api.patch(`/prospects/${row.id}`, {
      stage_id: stage(i % 3 === 0 ? "abandon" : i % 3 === 1 ? "deja_client" : "negociation"),
      value_cents: 120_000 + i * 34_500,
    });
  }
  return true;
}

export async function openStatistics(house, search = "") {
  house.figures ??= await fill(house);
  await house.go("/pipeline");
  await house.go(`/statistics${search}`);
  await house.page.locator(".statistics section svg").first().waitFor();
  await house.page.waitForTimeout(400);
}

const scrolled = (page, top) =>
  page.evaluate((to) => {
    document.querySelector(".statistics").scrollTop = to;
  }, top);

export const statisticsVisits = [
  { name: "statistics", open: (house) => openStatistics(house) },
  {
    name: "statistics-below",
    open: async (house) => {
      await openStatistics(house, "?period=90d");
      await scrolled(house.page, 640);
    },
  },
  {
    name: "statistics-end",
    open: async (house) => {
      await openStatistics(house, "?period=year");
      await scrolled(house.page, 5_000);
    },
  },
  {
    name: "statistics-mark",
    open: async (house) => {
      await openStatistics(house);
      await house.page.locator(".statistics section svg [role=button][tabindex='0']").first().focus();
      await house.page.keyboard.press("ArrowLeft");
    },
  },
  {
    name: "statistics-table",
    open: async (house) => {
      await openStatistics(house, "?period=7d");
      for (const section of await house.page.locator(".statistics section").all())
        await section.locator("header button[aria-pressed]").click();
    },
  },
];
