// Both languages say the same things, and French is set as French is.
import { describe, expect, it } from "vitest";
import { plural, setLanguage } from "./core";
import { en } from "./en";
import { failureText } from "./failures";
import englishFailures from "./failures.en.json";
import frenchFailures from "./failures.fr.json";
import { fr } from "./fr";

type Tree = { [key: string]: unknown };

/** Every leaf by its path. Functions are asked with a stand-in for each kind of argument. */
function leaves(tree: Tree, path = ""): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? leaves(value as Tree, `${path}${key}.`)
      : [[path + key, value] as [string, unknown]],
  );
}

const anything: unknown = new Proxy(
  {},
  {
    get: (_, name) =>
      name === Symbol.toPrimitive || name === "toString" || name === "valueOf"
        ? () => "3"
        : name === "join"
          ? () => "x"
          : 3,
  },
);

function said(leaf: unknown): string[] {
  if (typeof leaf === "string") return [leaf];
  if (typeof leaf !== "function") return Array.isArray(leaf) ? leaf.flatMap(said) : [];
  const out: string[] = [];
  for (const argument of [anything, 1, 2, 2_000_000]) {
    try {
      const text: unknown = leaf(argument);
      if (typeof text === "string") out.push(text);
    } catch {
      // This leaf takes the other kind of argument.
    }
  }
  return out;
}

/** Ordinary or missing space where French wants a narrow no-break one. */
const wrongSpace = /[ \u00a0][;:!?»%€]|«[ \u00a0]|[\p{L}»)][;!?»](?!\S)|\p{L}:\s|«\S(?<!«\u202f)/u;

describe("words", () => {
  it("have the same keys and kinds in French and English", () => {
    const shape = (tree: Tree) => leaves(tree).map(([path, leaf]) => `${path}: ${typeof leaf}`);
    expect(shape(en)).toEqual(shape(fr));
  });

  it("say something for every key", () => {
    for (const tree of [fr, en])
      for (const [path, leaf] of leaves(tree)) expect(said(leaf).join(""), path).not.toBe("");
  });

  it("set French punctuation and apostrophes as French does", () => {
    setLanguage("fr");
    const texts = [...leaves(fr), ...leaves(frenchFailures)].flatMap(([path, leaf]) =>
      said(leaf).map((t) => [path, t] as const),
    );
    const bad = texts.filter(([, text]) => wrongSpace.test(text) || /\p{L}'\p{L}/u.test(text) || text.includes("..."));
    expect(bad).toEqual([]);
  });

  it("never leave an English straight apostrophe", () => {
    const bad = leaves(en).flatMap(([path, leaf]) =>
      said(leaf)
        .filter((t) => /\p{L}'\p{L}/u.test(t))
        .map((t) => [path, t]),
    );
    expect(bad).toEqual([]);
  });
});

describe("failures", () => {
  it("have both languages and the same parameters", () => {
    expect(Object.keys(englishFailures).sort()).toEqual(Object.keys(frenchFailures).sort());
    const names = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
    for (const [key, text] of Object.entries(frenchFailures))
      expect(names((englishFailures as Record<string, string>)[key] ?? ""), key).toEqual(names(text));
  });

  it("fill in the parameters, numbers as the language writes them", () => {
    setLanguage("fr");
    expect(failureText({ key: "bug", params: { what: "x" } })).toContain("(x)");
    expect(failureText({ key: "too_many_columns", params: { columns: 16384, line: 1, limit: 1024 } })).toContain(
      "16\u202f384",
    );
    expect(failureText({ key: "not_a_spreadsheet", params: { seen: "pdf" } })).toMatch(/un PDF\.$/);
    expect(failureText({ key: "base_damaged", params: { path: "/x" }, hint: "restore_a_backup" })).toMatch(
      /Restaurez une sauvegarde\.$/,
    );
    expect(failureText({ key: "never_heard_of" })).toContain("never_heard_of");
  });
});

describe("plural", () => {
  it("counts as each language does", () => {
    const forms = { one: "# prospect", other: "# prospects", many: "# de prospects" };
    setLanguage("fr");
    expect([0, 1, 2, 12408, 1_000_000].map((x) => plural(x, forms))).toEqual([
      "0 prospect",
      "1 prospect",
      "2 prospects",
      "12\u202f408 prospects",
      "1\u202f000\u202f000 de prospects",
    ]);
    setLanguage("en");
    expect([0, 1, 12408].map((x) => plural(x, forms))).toEqual(["0 prospects", "1 prospect", "12,408 prospects"]);
    setLanguage("fr");
  });
});
