// @vitest-environment jsdom
// The shell as a person uses it, on a stand-in for the core: first run, palette, drop, help, saving keys.
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { queryClient } from "@/api/query-client";
import type { Session } from "@/api/schema";
// There from the beginning: the tests do not wait for code.
import "@/app/palette/PaletteDialog";
import { makeRouter } from "@/app/router";

const stage = {
  id: "10",
  key: "contacte",
  label: "Contacté",
  kind: "open",
  position: 0,
  color: null,
  limit_days: null,
  probability: null,
  demands_next: false,
};
const me = { id: "1", name: "Alix", email: null, is_me: true };
const settings = {
  language: "fr",
  theme: "light",
  text_size: 100,
  density: "normal",
  default_region: "FR",
  default_currency: "EUR",
  single_key_shortcuts: true,
  close_to_tray: false,
  compatible_display: false,
  first_run_done: false,
  ui: {},
};
const base = { path: "/x", size_bytes: 1, key_store: "file", key_path: null, last_backup_at: null };
const session = (prospects: number) =>
  ({
    version: "0",
    now_at: 0,
    settings,
    me,
    members: [me],
    stages: [stage],
    tags: [],
    fields: [],
    prospects,
    trash: 0,
    has_sample: false,
    base,
    host: "browser",
  }) as unknown as Session;

const lefevre = {
  id: "907199254740993001",
  name: "Hugo Lefèvre",
  company: "Helio Data",
  job_title: "DAF",
  stage_id: "10",
};

let asked: { method: string; path: string; body: string | null }[] = [];

/** Answers like the core to what these tests ask. */
async function core(input: string, init: RequestInit): Promise<Response> {
  const path = input.replace("/api/v1", "");
  asked.push({ method: init.method ?? "GET", path, body: typeof init.body === "string" ? init.body : null });
  const found = path.startsWith("/search?q=lef") ? [lefevre] : [];
  const answers: [string, unknown][] = [
    ["/session", session(0)],
    [
      "/search",
      {
        prospects: found,
        total: null,
        companies: [],
        approximate: false,
        similar: [],
        similar_total: 0,
        similar_companies: [],
      },
    ],
    ["/views", []],
    ["/mail", []],
    ["/inbox", { total: 0, counts: { answer: 0, waiting: 0, snoozed: 0 }, items: [] }],
    ["/today", { totals: { overdue: 0, today: 0 } }],
    ["/prospects", { prospect: { ...lefevre, id: "2", name: "Zoé Quidam" }, operation: "9" }],
    ["/imports", { id: "77", file_name: "salon.csv" }],
  ];
  return new Response(JSON.stringify(answers.find(([start]) => path.startsWith(start))?.[1] ?? {}));
}

class NoStream extends EventTarget {
  close() {}
}

class NoObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

async function mount(): Promise<void> {
  window.location.hash = "#/welcome";
  const router = makeRouter();
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  await screen.findByRole("heading", { level: 1 });
}

const typeInPalette = async (text: string) => {
  fireEvent.keyDown(document.body, { key: "k", ctrlKey: true });
  const field = await screen.findByRole("combobox", { name: "Palette" });
  await act(async () => void fireEvent.change(field, { target: { value: text } }));
};

beforeEach(() => {
  asked = [];
  queryClient.clear();
  vi.stubGlobal("fetch", vi.fn(core));
  vi.stubGlobal("EventSource", NoStream);
  vi.stubGlobal("ResizeObserver", NoObserver);
  vi.stubGlobal("scrollTo", () => {});
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.getAnimations = () => [];
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("the first run", () => {
  it("offers two ways to begin, the import first", async () => {
    await mount();
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Bienvenue. Par où commencer\u202f?");
    const ways = screen.getAllByRole("button").filter((b) => /Importer|Explorer/.test(b.textContent ?? ""));
    expect(ways.map((b) => b.querySelector(".font-semibold")?.textContent)).toEqual([
      "Importer un fichier",
      "Explorer avec des données d’exemple",
    ]);
  });

  it("lists only the screens that exist", async () => {
    await mount();
    const links = screen.getByRole("navigation").querySelectorAll("li a");
    expect([...links].map((a) => a.textContent)).toEqual([
      "Aujourd’hui",
      "Boîte de réception",
      "Agenda",
      "Pipeline",
      "Prospects",
      "Statistiques",
      "Importer",
      "Historique",
      "Réglages",
    ]);
  });
});

describe("the palette", () => {
  it("finds a prospect without her accents", async () => {
    await mount();
    await typeInPalette("lef");
    expect(await screen.findByText("Hugo Lefèvre")).toBeTruthy();
    expect(screen.queryByText(/Créer le prospect/)).toBeNull();
  });

  it("offers to create whom it does not find, and does", async () => {
    await mount();
    await typeInPalette("Zoé Quidam");
    fireEvent.click(await screen.findByText(/^Créer le prospect .*Zoé Quidam/));
    const write = () => asked.find((a) => a.method === "POST" && a.path === "/prospects");
    await waitFor(() => expect(write()).toBeDefined());
    expect(write()).toMatchObject({
      body: JSON.stringify({ first_name: "Zoé", last_name: "Quidam" }),
    });
  });

  it("shows the key of each command", async () => {
    await mount();
    await typeInPalette("retablir");
    const row = (await screen.findByText("Rétablir")).closest("[role=option]");
    expect(row?.querySelector("kbd")?.textContent).toBe("Ctrl Maj Z");
  });
});

describe("a dropped file", () => {
  const drop = (name: string) => {
    const file = new File(["a;b"], name);
    const event = new Event("drop", { cancelable: true });
    Object.assign(event, { dataTransfer: { types: ["Files"], files: [file] } });
    act(() => void window.dispatchEvent(event));
  };

  it("that is no spreadsheet is refused by name of its kind", async () => {
    await mount();
    drop("devis.pdf");
    expect((await screen.findAllByText("Format non pris en charge (.pdf)")).length).toBeGreaterThan(0);
    expect(asked.some((a) => a.path === "/imports")).toBe(false);
  });

  it("that is a spreadsheet starts an import", async () => {
    await mount();
    drop("salon.csv");
    await waitFor(() => expect(asked.some((a) => a.method === "POST" && a.path === "/imports")).toBe(true));
  });
});

describe("the keyboard", () => {
  it("answers Ctrl+S that everything is saved", async () => {
    await mount();
    fireEvent.keyDown(document.body, { key: "s", ctrlKey: true });
    expect((await screen.findAllByText("Tout est enregistré automatiquement")).length).toBeGreaterThan(0);
  });

  it("lists where G leads", async () => {
    await mount();
    fireEvent.keyDown(document.body, { key: "g" });
    expect((await screen.findByText("Aller à")).parentElement?.textContent).toContain("Pipeline");
    fireEvent.keyDown(document.body, { key: "Escape" });
  });

  it("shows the shortcuts of the screen", async () => {
    await mount();
    fireEvent.keyDown(document.body, { key: "F1" });
    expect(await screen.findByRole("dialog", { name: "Raccourcis clavier" })).toBeTruthy();
  });
});
