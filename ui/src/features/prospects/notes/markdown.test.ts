// A note read and written: what is typed is what comes back, whatever is typed; old notes look as they did.
import { describe, expect, it } from "vitest";
import { asHref, type Block, type Inline, isMark, type List, parse, plain, safeHref, write } from "./markdown";

const lineOf = (text: string): Inline[] => {
  const [block] = parse(text);
  return block?.kind === "line" ? block.line : [];
};

describe("a note", () => {
  it("is read with its emphasis, links, tags and members", () => {
    expect(lineOf("Vu **Léa** au *salon*, #[grand compte] avec @[Paul Durand].")).toEqual([
      { text: "Vu " },
      { text: "Léa", bold: true },
      { text: " au " },
      { text: "salon", italic: true },
      { text: ", " },
      { mark: "tag", name: "grand compte" },
      { text: " avec " },
      { mark: "member", name: "Paul Durand" },
      { text: "." },
    ]);
    expect(lineOf("***tout*** et **gras *les deux***")).toEqual([
      { text: "tout", bold: true, italic: true },
      { text: " et " },
      { text: "gras ", bold: true },
      { text: "les deux", bold: true, italic: true },
    ]);
    expect(lineOf("[le **devis**](https://a.example/d)")).toEqual([
      { text: "le ", href: "https://a.example/d" },
      { text: "devis", bold: true, href: "https://a.example/d" },
    ]);
    expect(lineOf("Voir https://a.example/x?y=1#z.")).toEqual([
      { text: "Voir " },
      { text: "https://a.example/x?y=1#z", href: "https://a.example/x?y=1#z" },
      { text: "." },
    ]);
  });

  it("that was written as plain text stays as it was", () => {
    for (const text of [
      "2 * 3 = 6, 2*3*4 = 24",
      "C# et page.html#top, bureau #12, a@b.fr",
      "\\\\serveur\\partage\\note.txt",
      "prix_unitaire_ht, [à voir] (demain)",
      "Léa  dit : « œuvre d’été »\n\n\n   en retrait\n- ",
      "un * seul ** et *** encore",
      "3.5 k€ 1.\n--\n---",
      "#[] @[ ] #[sans fin",
    ]) {
      expect(plain(parse(text)), text).toBe(text);
      expect(
        parse(text).every((block) => block.kind === "line"),
        text,
      ).toBe(true);
      expect(plain(parse(write(parse(text)))), text).toBe(text);
    }
  });

  it("has lists within lists, of dots and of numbers", () => {
    const text = "Points :\n- devis\n  - hors taxes\n  - délai\n- salon\n3. trois\n4. quatre\nfin";
    expect(parse(text).map((block) => (block.kind === "list" ? [block.first, block.items.length] : "line"))).toEqual([
      "line",
      [null, 2],
      [3, 2],
      "line",
    ]);
    expect(write(parse(text))).toBe(text);
  });

  it("follows no address that is not of the web, of mail or of the telephone", () => {
    for (const bad of [
      "javascript:alert(1)",
      " JavaScript:alert(1)",
      "java\nscript:alert(1)",
      "data:text/html,<script>1</script>",
      "vbscript:x",
      "file:///etc/passwd",
      "//a.example",
      "https://",
      "",
    ]) {
      expect(safeHref(bad), bad).toBeNull();
      expect(asHref(bad), bad).toBeNull();
      expect(
        lineOf(`[ici](${bad})`).some((part) => !isMark(part) && part.href),
        bad,
      ).toBe(false);
    }
    expect(asHref("exemple.fr/tarif?x=1")).toBe("https://exemple.fr/tarif?x=1");
    expect(asHref("lea@exemple.fr")).toBe("mailto:lea@exemple.fr");
    expect(asHref("01 23 45 67 89")).toBe("tel:0123456789");
    expect(asHref("HTTPS://exemple.fr")).toBe("HTTPS://exemple.fr");
    expect(asHref("deux mots")).toBeNull();
  });

  it("is read to its end whatever is repeated in it", () => {
    for (const piece of ["*", "**a", "[", "[a](", "#[", "\\", "https://", "*a **b "]) {
      const text = piece.repeat(400);
      expect(plain(parse(text)).length, piece).toBeGreaterThan(0);
    }
  });
});

/** Numbers that are the same each time. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

describe("whatever is written", () => {
  const pieces = [
    "a",
    "été",
    " ",
    "  ",
    "*",
    "**",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "#",
    "@",
    "- ",
    "1. ",
    "3",
    ".",
    "_",
    "https://a.example/b",
    "«",
    "\\*",
    "](",
    "!",
  ];
  const textOf = (roll: (sides: number) => number): string =>
    Array.from({ length: 1 + roll(6) }, () => pieces[roll(pieces.length)]).join("");

  it("comes back with the same text", () => {
    for (let seed = 1; seed <= 600; seed += 1) {
      const roll = dice(seed);
      const line: Inline[] = Array.from({ length: 1 + roll(4) }, (): Inline => {
        if (roll(6) === 0) return { mark: roll(2) ? "tag" : "member", name: "grand compte" };
        const href = roll(6) === 0 ? { href: "https://a.example/(x)" } : {};
        return {
          text: textOf(roll),
          ...(roll(3) === 0 && { bold: true }),
          ...(roll(3) === 0 && { italic: true }),
          ...href,
        };
      });
      const blocks: Block[] = [{ kind: "line", line }];
      const back = parse(write(blocks));
      const shown = (all: Block[]) =>
        plain(all)
          .replaceAll(/\s+/g, " ")
          .replaceAll(/\s?([#@]grand compte)/g, "$1");
      expect(shown(back), JSON.stringify({ seed, line, written: write(blocks) })).toBe(shown(blocks));
      expect(write(back), JSON.stringify({ seed, line })).toBe(write(parse(write(back))));
    }
  });

  it("comes back with its emphasis, its links, its tags and its lists", () => {
    const names = ["devis", "3.5", "k€", "été", "d’accord", "#12"];
    for (let seed = 1; seed <= 100; seed += 1) {
      const roll = dice(seed);
      const line = (): Inline[] => {
        const parts = Array.from({ length: 1 + roll(5) }, (): Inline => {
          if (roll(5) === 0) return { mark: roll(2) ? "tag" : "member", name: "grand compte" };
          const href = roll(5) === 0 ? { href: `https://a.example/${roll(3)}` } : {};
          const text = names[roll(names.length)] as string;
          return { text, ...(roll(2) && { bold: true }), ...(roll(2) && { italic: true }), ...href };
        });
        return parts.flatMap((part, i) => (i > 0 ? [{ text: " " }, part] : [part]));
      };
      const list = (depth: number): List => ({
        kind: "list",
        first: roll(2) ? null : 1 + roll(12),
        items: Array.from({ length: 1 + roll(3) }, () => ({
          line: line(),
          inner: depth > 0 && roll(2) ? [list(depth - 1)] : [],
        })),
      });
      const blocks: Block[] = [list(2), { kind: "line", line: line() }, { kind: "line", line: [] }, list(0)];
      const once = parse(write(blocks));
      const shape = (all: Block[]) => JSON.stringify(all).replaceAll(/\{"text":" "[^}]*\},?/g, "");
      expect(plain(once)).toBe(plain(blocks));
      expect(parse(write(once)), write(blocks)).toEqual(once);
      expect(shape(once).match(/"bold":true/g)?.length ?? 0, write(blocks)).toBeGreaterThanOrEqual(
        Math.min(1, shape(blocks).match(/"bold":true/g)?.length ?? 0),
      );
      expect(shape(once).match(/"mark"/g)?.length).toBe(shape(blocks).match(/"mark"/g)?.length);
      expect(once.map((block) => block.kind)).toEqual(["list", "line", "line", "list"]);
    }
  });
});
