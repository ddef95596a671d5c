// The house rules of the interface that no compiler checks.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const root = join(process.cwd(), "src");

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return files(path);
    return /\.(ts|tsx)$/.test(entry.name) ? [path] : [];
  });
}

const sources = files(root)
  .map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, "utf8") }))
  .filter(({ path }) => !path.includes(".test.") && path !== "api/schema.ts");

const where = (test: (text: string, path: string) => boolean): string[] =>
  sources.filter(({ text, path }) => test(text, path)).map(({ path }) => path);

const imports = (text: string): string[] =>
  [...text.matchAll(/from "([^"]+)"|import\("([^"]+)"\)/g)].map((m) => m[1] ?? m[2] ?? "");

describe("the house", () => {
  it("opens every file with what it is for", () => {
    expect(where((text) => !/^(\/\/|\/\*)/.test(text))).toEqual([]);
  });

  it("keeps files under 500 lines", () => {
    expect(where((text) => text.split("\n").length > 500)).toEqual([]);
  });

  it("looks at the clock in one file", () => {
    const clock = /Date\.now\(\)|new Date\(\)/;
    expect(where((text, path) => clock.test(text) && path !== "platform/clock.ts")).toEqual([]);
  });

  it("goes to the host by one door", () => {
    const host = /@tauri-apps|__TAURI|(?<!\.)\bfetch\(|new EventSource|localStorage/;
    expect(where((text, path) => host.test(text) && !path.startsWith("platform/"))).toEqual([]);
    expect(
      where((text, path) => !path.startsWith("platform/") && imports(text).some((i) => i.startsWith("@/platform/"))),
    ).toEqual([]);
  });

  it("wraps Base UI in the kit", () => {
    const allowed = ["kit/", "app/palette/", "main.tsx"];
    expect(where((text, path) => text.includes("@base-ui/react") && !allowed.some((a) => path.startsWith(a)))).toEqual(
      [],
    );
  });

  it("imports downwards only", () => {
    const floor = (path: string): number => {
      if (path.startsWith("app/i18n")) return 1;
      return ["platform", "format", "api", "kit", "features", "app"].indexOf(path.split("/")[0] ?? "") + 1;
    };
    const doors = [
      "@/app/i18n",
      "@/app/shortcuts",
      "@/app/preferences",
      "@/app/panel",
      "@/app/undo",
      "@/app/import-file",
      "@/app/sample",
      "@/app/palette/entries",
      "@/app/past",
    ];
    const bad = sources.flatMap(({ path, text }) =>
      imports(text)
        .filter((i) => i.startsWith("@/"))
        .filter((i) => {
          if (path.startsWith("app/") || path === "main.tsx") return false;
          if (path.startsWith("features/") && doors.some((d) => i === d || i.startsWith(`${d}/`))) return false;
          return floor(i.slice(2)) > floor(path);
        })
        .map((i) => `${path} → ${i}`),
    );
    expect(bad).toEqual([]);
  });

  it("enters a feature by its index, the shell also by its screens", () => {
    const bad = sources.flatMap(({ path, text }) => {
      const own = path.startsWith("features/") ? path.split("/")[1] : undefined;
      return imports(text)
        .filter((i) => /^@\/features\/[^/]+\/./.test(i) && i.split("/")[2] !== own)
        .filter((i) => !(path.startsWith("app/") && i.endsWith("/screens")))
        .filter((i) => !/\/(words\.(fr|en)|shortcuts)$/.test(i))
        .map((i) => `${path} → ${i}`);
    });
    expect(bad).toEqual([]);
  });

  it("writes no text in the screens", () => {
    // A word between tags, or in an attribute that is read or shown.
    const literal = />\s*[A-ZÀ-Ýa-zà-ÿ][\p{L}’' ]+\s*<\/|(?:aria-label|title|placeholder|alt)="[^"]*\p{L}/u;
    expect(where((text, path) => path.endsWith(".tsx") && literal.test(text))).toEqual([]);
  });
});
