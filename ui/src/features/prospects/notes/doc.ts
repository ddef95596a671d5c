// A note between its two forms: blocks as they are kept (`markdown.ts`) and the document of the editor. A line is a paragraph.
import type { JSONContent } from "@tiptap/core";
import { type Block, type Inline, isMark, type List, safeHref } from "./markdown";

/** What begins the name of a tag or of a member. */
export const SIGNS = { tag: "#", member: "@" } as const;

function content(line: readonly Inline[]): JSONContent[] {
  return line.map((part): JSONContent => {
    if (isMark(part))
      return {
        type: "mention",
        attrs: { id: part.name, label: part.name, mentionSuggestionChar: SIGNS[part.mark] },
      };
    const marks: NonNullable<JSONContent["marks"]> = [];
    if (part.href) marks.push({ type: "link", attrs: { href: part.href } });
    if (part.bold) marks.push({ type: "bold" });
    if (part.italic) marks.push({ type: "italic" });
    return { type: "text", text: part.text, ...(marks.length > 0 && { marks }) };
  });
}

const paragraph = (line: readonly Inline[]): JSONContent => ({ type: "paragraph", content: content(line) });

const listNode = ({ first, items }: List): JSONContent => ({
  type: first === null ? "bulletList" : "orderedList",
  ...(first !== null && { attrs: { start: first } }),
  content: items.map((item) => ({
    type: "listItem",
    content: [paragraph(item.line), ...item.inner.map(listNode)],
  })),
});

export const toDoc = (blocks: readonly Block[]): JSONContent => ({
  type: "doc",
  content: blocks.map((block) => (block.kind === "line" ? paragraph(block.line) : listNode(block))),
});

function inline(node: JSONContent): Inline[] {
  if (node.type === "mention") {
    const name = String(node.attrs?.label ?? node.attrs?.id ?? "");
    return name ? [{ mark: node.attrs?.mentionSuggestionChar === "#" ? "tag" : "member", name }] : [];
  }
  if (!node.text) return [];
  const has = (type: string) => node.marks?.find((mark) => mark.type === type);
  const href = safeHref(String(has("link")?.attrs?.href ?? ""));
  return [
    {
      text: node.text.replaceAll("\u00a0", " "),
      ...(has("bold") && { bold: true }),
      ...(has("italic") && { italic: true }),
      ...(href && { href }),
    },
  ];
}

/** The lines of a paragraph: a break within it begins another one. */
function lines(node: JSONContent): Inline[][] {
  const out: Inline[][] = [[]];
  for (const child of node.content ?? [])
    if (child.type === "hardBreak") out.push([]);
    else out.at(-1)?.push(...inline(child));
  return out;
}

function listOf(node: JSONContent): List {
  const isOrdered = node.type === "orderedList";
  return {
    kind: "list",
    first: isOrdered ? Number(node.attrs?.start ?? 1) : null,
    items: (node.content ?? []).map((item) => {
      const children = item.content ?? [];
      const texts = children.filter((child) => child.type === "paragraph").flatMap(lines);
      return {
        // An item is one line: what stands on a further one follows after a space.
        line: texts.flatMap((line, i): Inline[] => (i > 0 && line.length > 0 ? [{ text: " " }, ...line] : line)),
        inner: children.filter((child) => child.type !== "paragraph").map(listOf),
      };
    }),
  };
}

export const fromDoc = (doc: JSONContent): Block[] =>
  (doc.content ?? []).flatMap((node): Block[] =>
    node.type === "paragraph" ? lines(node).map((line) => ({ kind: "line", line })) : [listOf(node)],
  );
