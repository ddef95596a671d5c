// The document of the editor says what the text says, and nothing else.
import { describe, expect, it } from "vitest";
import { fromDoc, toDoc } from "./doc";
import { parse, write } from "./markdown";

const through = (text: string): string => write(fromDoc(toDoc(parse(text))));

describe("the document of the editor", () => {
  it("gives back what it was made of", () => {
    for (const text of [
      "Vu **Léa** au *salon*, #[grand compte] avec @[Paul Durand].",
      "a\n\n\nb\n- un\n  1. dans un\n- deux",
      "[le devis](https://a.example/d) et https://a.example",
      "2\\*3\\*x et C:\\dossier",
      "",
    ])
      expect(through(text), text).toBe(text);
  });

  it("keeps no address that may not be followed, and no break within an item", () => {
    const doc = {
      type: "doc",
      content: [
        {
          type: "paragraph",
          content: [
            { type: "text", text: "ici", marks: [{ type: "link", attrs: { href: "javascript:alert(1)" } }] },
            { type: "hardBreak" },
            { type: "text", text: "là" },
          ],
        },
        {
          type: "bulletList",
          content: [
            {
              type: "listItem",
              content: [
                { type: "paragraph", content: [{ type: "text", text: "un" }] },
                { type: "paragraph", content: [{ type: "text", text: "suite" }] },
              ],
            },
          ],
        },
      ],
    };
    expect(write(fromDoc(doc))).toBe("ici\nlà\n- un suite");
  });
});
