// The day and what it asks, as they are looked at. In both languages; the last one of the day puts nothing back.
import { until } from "./support.mjs";
import { escape } from "./visits.mjs";

const DAY = 86_400_000;

/** A day from today, as the core takes it. */
const day = (ahead, time) => {
  const on = new Date(Date.now() + ahead * DAY).toLocaleDateString("sv-SE", { timeZone: "Europe/Paris" });
  return time ? `${on}T${time}` : on;
};

/** Things to do: late, for today, to come, and of somebody in the trash. */
async function fill({ api }) {
  const { items } = await api.get("/prospects?limit=12&sort=name");
  const plan = (i, kind, title, at, more = {}) =>
    api.post(`/prospects/${items[i].id}/reminders`, { kind, title, at, ...more });
  await plan(0, "call", "point sur la proposition de 12 400 €", day(-3));
  await plan(0, "email", "envoyer le compte rendu", day(2));
  await plan(1, "email", "deuxième message sans réponse", day(-1));
  await plan(2, "other", "devis envoyé il y a cinq jours", day(0));
  await plan(3, "meeting", "démonstration en visio", day(0), { priority: "high" });
  await plan(4, "linkedin", null, day(0));
  await plan(5, "call", "rappeler après le salon", day(1, "09:30"));
  await plan(6, "call", "dans la corbeille", day(-2));
  await api.post("/prospects/bulk", { selection: { by: "ids", ids: [items[6].id] }, action: { kind: "delete" } });
  return true;
}

export async function openToday(house) {
  house.day ??= await fill(house);
  await house.go("/pipeline");
  await house.go("/today");
  await house.page.locator("[data-day]").first().waitFor();
}

/** The question that a key opens, with the focus in it. */
const asked = (name, key, then) => ({
  name: `today-${name}`,
  open: async (house) => {
    const { page } = house;
    await openToday(house);
    await page.locator("[data-day]").first().click();
    await page.locator("aside h2").first().waitFor();
    await until("the next action is there", async () => (await page.locator("aside section button").count()) > 1);
    await page.keyboard.press(key);
    await until(`${key} has asked`, () =>
      page.evaluate(() => {
        const at = document.activeElement;
        return at?.closest("aside [role=group]") !== null || at?.matches("aside section input") === true;
      }),
    );
    await then?.(page);
  },
  leave: async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
  },
});

export const todayVisits = [
  { name: "today", open: openToday },
  asked("next", "f"),
  asked("choose", "f", async (page) => {
    for (let i = 0; i < 3; i += 1) await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await page.keyboard.type("15/01/2027 14h");
    await page.locator("aside [role=status]", { hasText: "14:00" }).waitFor();
  }),
  asked("later", "p"),
  asked("plan", "l", async (page) => {
    await page.keyboard.type("15/01/2027 14h");
    await page.locator("aside [role=status]", { hasText: "14:00" }).waitFor();
  }),
  asked("call", "a", async (page) => {
    await page.keyboard.press("Enter");
    await page.locator("aside textarea").first().waitFor();
  }),
  {
    name: "today-quick",
    open: async (house) => {
      const { page } = house;
      await openToday(house);
      await page.keyboard.press("Control+Shift+L");
      const [first] = (await house.api.get("/prospects?limit=1")).items;
      await page.keyboard.type(`${first.name} 15/01/2027 14h`);
      await page.getByRole("option").first().waitFor();
    },
    leave: async ({ page }) => {
      await page.keyboard.press("Escape");
      await page.keyboard.press("Escape");
    },
  },
  {
    name: "table-plan",
    open: async (house) => {
      await house.go("/prospects");
      await house.grid.locator("[data-index='0'] [data-key=company]").click();
      await house.page.keyboard.press("l");
      await house.dialog.getByRole("textbox").waitFor();
    },
    leave: escape,
  },
  {
    name: "today-all-done",
    open: async (house) => {
      await openToday(house);
      const { overdue, today } = await house.api.get("/today");
      for (const { id } of [...overdue, ...today]) await house.api.post(`/reminders/${id}/done`, {});
      await house.main.getByRole("status").filter({ hasText: /Tout est fait|All done/ }).waitFor();
    },
  },
];
