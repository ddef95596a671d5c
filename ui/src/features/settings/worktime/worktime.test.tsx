// @vitest-environment jsdom
// Working time as it is edited: a day at a time, leave added and taken away, places chosen.
import { QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { queryClient } from "@/api/query-client";
import type { Leave, Worktime as State } from "@/api/schema";
import { setLanguage } from "@/app/i18n";
import { Worktime } from "./Worktime";

const api = vi.hoisted(() => ({ get: vi.fn(), patch: vi.fn(), post: vi.fn(), del: vi.fn() }));
vi.mock("@/api/client", async (original) => ({ ...(await original<object>()), ...api }));

const usual = [
  { from: "09:00", to: "12:30" },
  { from: "14:00", to: "18:00" },
];
const state: State = {
  week: [usual, usual, usual, usual, usual, [], []],
  region: "FR",
  chosen_region: null,
  zone: "Europe/Paris",
  chosen_zone: null,
  today: "2026-03-02",
  next_holidays: [{ day: "2026-04-06", name: { fr: "Lundi de Pâques", en: "Easter Monday" } }],
  regions: [{ code: "FR", name: { fr: "France métropolitaine", en: "Mainland France" } }],
  zones: ["Europe/Paris"],
};
const leave = (id: string, from_on: string, to_on: string): Leave => ({
  id,
  from_on,
  to_on,
  part: "day",
  label: "Ski",
});

beforeEach(() => {
  setLanguage("fr");
  queryClient.clear();
  const session = { settings: { ui: {} } };
  queryClient.setQueryData(["session"], session);
  const answers: Record<string, unknown> = {
    "/session": session,
    "/worktime": state,
    "/worktime/leave": [leave("1", "2025-02-03", "2025-02-07"), leave("2", "2026-03-09", "2026-03-13")],
  };
  api.get.mockImplementation(async (path: string) => answers[path] ?? { items: [] });
  for (const write of [api.patch, api.post, api.del]) write.mockReset().mockResolvedValue({ operation: null });
});
afterEach(cleanup);

async function mount() {
  render(
    <QueryClientProvider client={queryClient}>
      <Worktime />
    </QueryClientProvider>,
  );
  await screen.findByLabelText("Heures du lundi");
}

function write(label: string, text: string) {
  const field = screen.getByLabelText<HTMLInputElement>(label);
  field.focus();
  fireEvent.change(field, { target: { value: text } });
  fireEvent.blur(field);
}

it("saves the hours of one day and leaves the others alone", async () => {
  await mount();
  expect(screen.getByLabelText<HTMLInputElement>("Heures du mardi").value).toBe("9:00–12:30, 14:00–18:00");
  write("Heures du samedi", "9h-12h");
  const week = [...state.week.slice(0, 5), [{ from: "09:00", to: "12:00" }], []];
  await waitFor(() => expect(api.patch).toHaveBeenCalledWith("/worktime", { week }));
});

it("asks the core nothing while the hours are none", async () => {
  await mount();
  write("Heures du lundi", "le matin");
  expect(await screen.findByText(/Écrivez des heures/)).toBeTruthy();
  expect(api.patch).not.toHaveBeenCalled();
});

it("shows the holidays to come and the usual places", async () => {
  await mount();
  expect(screen.getByText("Lundi de Pâques")).toBeTruthy();
  expect(screen.getByText(/lundi 6 avril 2026/)).toBeTruthy();
});

it("shows leave to come, and the past one when asked", async () => {
  await mount();
  expect(await screen.findByText(/du 9 mars/)).toBeTruthy();
  expect(screen.queryByText(/3 févr\. 2025/)).toBeNull();
  fireEvent.click(screen.getByText("Montrer le congé passé"));
  expect(screen.getByText(/3 févr\. 2025/)).toBeTruthy();
});

it("adds leave of one day and takes leave away", async () => {
  await mount();
  fireEvent.change(screen.getByLabelText("Premier jour"), { target: { value: "2026-05-15" } });
  fireEvent.change(screen.getByLabelText("Nom"), { target: { value: " Pont " } });
  fireEvent.click(screen.getByText("Ajouter un congé"));
  const request = { from_on: "2026-05-15", to_on: null, part: "day", label: "Pont" };
  await waitFor(() => expect(api.post).toHaveBeenCalledWith("/worktime/leave", request));
  fireEvent.click(await screen.findByLabelText(/Supprimer le congé.*9 mars/));
  await waitFor(() => expect(api.del).toHaveBeenCalledWith("/worktime/leave/2"));
});
