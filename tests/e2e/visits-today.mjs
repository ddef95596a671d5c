// The day and what it asks, as they are looked at. In both languages; the last one of the day puts nothing back.
import { alwaysAtWork, day, until } from "./support.mjs";
import { escape } from "./visits.mjs";

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
    name: "plan-series",
    open: async (house) => {
      const { page } = house;
      await house.go("/prospects");
      await house.grid.locator("[data-index='0'] [data-key=company]").click();
      await page.keyboard.press("l");
      await house.dialog.getByRole("textbox").first().fill("15/01/2027 14h toutes les 3 semaines si pas de réponse");
      await house.dialog.locator("[data-mark=reply]").waitFor();
    },
    leave: escape,
  },
  {
    name: "call-run",
    open: async (house) => {
      await openToday(house);
      const people = (await house.api.get("/prospects?limit=20&sort=name")).items.slice(8, 11);
      for (const { id } of people)
        await house.api.post(`/prospects/${id}/reminders`, { kind: "call", title: "tour du trimestre", at: day(0), repeat: id === people[2].id ? { every: 3, unit: "month" } : null, unless_reply: true });
      await house.main.getByRole("button", { name: /(Lancer les appels|Start the calls)/ }).waitFor();
      await house.page.keyboard.press("Shift+A");
      await house.page.locator("[data-run] section").waitFor();
      await house.page.keyboard.press("2");
    },
    leave: ({ page }) => page.keyboard.press("Escape"),
  },
  {
    name: "stage-demands",
    open: async (house) => {
      const { api, page } = house;
      const stage = (await api.session()).stages.filter((s) => s.kind === "open").at(-1);
      await api.patch(`/stages/${stage.id}`, { demands_next: true });
      const { id } = (await api.get("/prospects?limit=60")).items.find((p) => p.stage_id !== stage.id && p.next_action_at === null);
      await house.go(`/prospects/${id}`);
      await page.keyboard.press("e");
      await page.getByRole("combobox").last().fill(stage.label);
      await page.keyboard.press("Enter");
      await house.dialog.getByRole("heading", { name: /(prochaine relance|next follow-up)/ }).waitFor();
    },
    leave: escape,
  },
  { name: "settings-stages-demand", open: (house) => house.go("/settings/pipeline") },
  {
    name: "due-notice",
    open: async (house) => {
      const { api } = house;
      await alwaysAtWork(api);
      const { id } = (await api.get("/prospects?limit=20&sort=name")).items[14];
      await api.post(`/prospects/${id}/reminders`, { kind: "call", title: "le devis", at: new Date(Date.now() - 1000).toISOString() });
      await house.go("/pipeline");
      await house.page.locator("[data-due]").waitFor();
    },
  },
  { name: "settings-notices", open: (house) => house.go("/settings/worktime") },
  {
    name: "share-out",
    open: async (house) => {
      const { api, page } = house;
      if ((await api.session()).members.length < 2) await api.post("/members", { name: "Zoé Petit" });
      await house.go("/prospects?sort=name");
      await house.grid.focus();
      for (let i = 0; i < 3; i += 1) {
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("x");
      }
      await page.locator("[data-floating-bar]").getByRole("button", { name: /(Responsable|Owner)/ }).click();
      await page.getByRole("button", { name: /(Répartir|Share out)…/ }).click();
      await house.dialog.getByRole("heading").waitFor();
    },
    leave: escape,
  },
  {
    name: "today-all-done",
    open: async (house) => {
      await openToday(house);
      for (const { id, demands_next } of (await house.api.session()).stages)
        if (demands_next) await house.api.patch(`/stages/${id}`, { demands_next: false });
      const { overdue, today } = await house.api.get("/today");
      for (const { id } of [...overdue, ...today]) await house.api.post(`/reminders/${id}/done`, {});
      await house.main.getByRole("status").filter({ hasText: /Tout est fait|All done/ }).waitFor();
    },
  },
];
