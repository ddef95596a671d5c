// The calendar as it is looked at: week, month, day, list, its form and what it asks. In both languages.
import { dayOfWeek } from "./support.mjs";
import { escape } from "./visits.mjs";

async function fill({ api }) {
  const { items } = await api.get("/prospects?limit=12&sort=name");
  const meet = (i, starts, more = {}) =>
    api.post("/calendar", { starts, zone: "Europe/Paris", ...(i === null ? {} : { prospects: [items[i].id] }), ...more });
  await meet(0, dayOfWeek(1, "10:00"), { minutes: 60, place: "12 rue de la République, Lyon" });
  await meet(1, dayOfWeek(1, "10:30"), { minutes: 45, title: "Démonstration en visio", link: "https://visio.example/a" });
  await meet(2, dayOfWeek(3, "14:00"), { minutes: 90, status: "tentative" });
  await meet(null, dayOfWeek(0, "09:00"), { minutes: 30, title: "Point de la semaine", rule: "FREQ=WEEKLY" });
  await meet(null, dayOfWeek(2), { ends: dayOfWeek(3), title: "Salon des entrepreneurs" });
  await meet(3, dayOfWeek(4, "16:00"), { minutes: 30, status: "cancelled" });
  await api.post("/calendar", { title: "Call with New York", starts: dayOfWeek(4, "09:00"), zone: "America/New_York" });
  await api.post(`/prospects/${items[4].id}/reminders`, { kind: "call", title: "rappeler pour le devis", at: dayOfWeek(2, "11:00") });
  await api.post(`/prospects/${items[5].id}/reminders`, { kind: "email", title: "envoyer la plaquette", at: dayOfWeek(4, "15:00") });
  await api.post(`/prospects/${items[6].id}/reminders`, { kind: "call", at: dayOfWeek(4) });
  return true;
}

export const openCalendar = (view) => async (house) => {
  house.calendar ??= await fill(house);
  await house.go(`/calendar?view=${view}`);
  await house.page.locator(view === "list" ? "#main ul button" : ".agenda .ec-event[data-key]").first().waitFor();
};

const openForm = async (house) => {
  await openCalendar("week")(house);
  await house.page.keyboard.press("v");
  await house.page.getByRole("dialog").locator("input").first().waitFor();
};

export const calendarVisits = [
  { name: "calendar-week", open: openCalendar("week") },
  { name: "calendar-day", open: openCalendar("day") },
  { name: "calendar-month", open: openCalendar("month") },
  { name: "calendar-list", open: openCalendar("list") },
  { name: "calendar-form", open: openForm, leave: escape },
  {
    name: "calendar-scope",
    open: async (house) => {
      await openCalendar("week")(house);
      await house.page.locator(".agenda .ec-event", { hasText: "Point de la semaine" }).first().focus();
      await house.page.keyboard.press("Alt+ArrowDown");
      await house.page.getByRole("dialog").waitFor();
    },
    leave: escape,
  },
  {
    name: "calendar-sheet",
    open: async (house) => {
      await openCalendar("list")(house);
      const { items } = await house.api.get("/prospects?limit=1&sort=name");
      await house.go(`/prospects/${items[0].id}`);
      await house.page.locator("section li button").first().waitFor();
    },
  },
];
