// A note is kept as Markdown, a small set of it: **bold**, *italic*, lists, links; a line is a line. `#[grand compte]` names a
// tag and `@[Paul Durand]` a member, as the core reads them. Here such a text is read and written; nothing is drawn.

export interface Run {
  text: string;
  bold?: boolean;
  italic?: boolean;
  /** Only what `asHref` lets through. */
  href?: string;
}

export interface Mark {
  mark: "tag" | "member";
  name: string;
}

export type Inline = Run | Mark;

export interface Item {
  line: Inline[];
  inner: List[];
}

export interface List {
  kind: "list";
  /** The first number; none for a list of dots. */
  first: number | null;
  items: Item[];
}

export interface Line {
  kind: "line";
  line: Inline[];
}

export type Block = Line | List;

export const isMark = (part: Inline): part is Mark => "mark" in part;

// ── Addresses ──

const SCHEME = /^(?:https?:\/\/\S|mailto:\S|tel:\S)/i;

/** The address of a link as it may be followed; nothing for any that is not of the web, of mail or of the telephone. */
export function safeHref(text: string): string | null {
  const href = text.trim();
  // Control characters and spaces are dropped by browsers: « java\nscript: » must not be let through by what follows.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
  return SCHEME.test(href) && !/[\s\u0000-\u001f]/.test(href) ? href : null;
}

/** What was typed as an address: « exemple.fr », « lea@exemple.fr », « 01 23 45 67 89 » are completed. */
export function asHref(text: string): string | null {
  const typed = text.trim();
  const known = safeHref(typed);
  if (known) return known;
  if (/^[a-z][a-z\d+.-]*:(?!\d)/i.test(typed)) return null;
  if (/^[^\s@/]+@[^\s@/]+\.[^\s@/]+$/.test(typed)) return safeHref(`mailto:${typed}`);
  if (/^\+?[\d .()-]{6,}$/.test(typed)) return safeHref(`tel:${typed.replaceAll(/[^+\d]/g, "")}`);
  return /^[^\s/.]+(?:\.[^\s/.]+)+(?:[/?#]\S*)?$/.test(typed) ? safeHref(`https://${typed}`) : null;
}

/** An address that stands in a text by itself; what ends a sentence after it is not of it. */
const BARE = /https?:\/\/[^\s<>*[\]"«»\\]+/iy;

function bareAddress(text: string, at: number): string | null {
  BARE.lastIndex = at;
  const found = BARE.exec(text)?.[0].replace(/[.,;:!?…'’)]+$/u, "");
  return found ? safeHref(found) : null;
}

// ── Reading ──

/** What a backslash takes the meaning from. */
const SPECIAL = "*[]#@-.";
const isSpace = (char: string | undefined): boolean => char === undefined || /\s/.test(char);
const isDigit = (char: string | undefined): boolean => char !== undefined && /\d/.test(char);

/** Where a mark may begin, by the same rule as in the core: `C#`, `page.html#top`, `a@b` are words. */
const opensMark = (before: string | undefined): boolean => isSpace(before) || "([«\"'".includes(before as string);

/** A run of stars that may be a delimiter: « 2 * 3 » and « 2*3 » are sums. */
function stars(text: string, at: number): number {
  let end = at;
  while (text[end] === "*") end += 1;
  return end - at;
}

const isSum = (text: string, at: number, length: number): boolean =>
  isDigit(text[at - 1]) && isDigit(text[at + length]);

/** The length of what a backslash begins: backslashes before a special sign, two of them for each that is meant. */
function backslashes(text: string, at: number): { count: number; special: boolean } {
  let end = at;
  while (text[end] === "\\") end += 1;
  return { count: end - at, special: end < text.length && SPECIAL.includes(text[end] as string) };
}

/** Where the delimiter that closes one of `length` stars begins. */
function closing(text: string, from: number, length: 1 | 2): number {
  let at = from;
  while (at < text.length) {
    const char = text[at];
    if (char === "\\") {
      const { count, special } = backslashes(text, at);
      at += count + (special && count % 2 === 1 ? 1 : 0);
    } else if (char === "*") {
      const run = stars(text, at);
      const fits = length === 1 ? run === 1 || run === 3 : run >= 2;
      if (fits && !isSpace(text[at - 1]) && at + run - length > from - 1 && !isSum(text, at, run)) {
        const place = at + run - length;
        if (place > from) return place;
      }
      at += run;
    } else at += 1;
  }
  return -1;
}

/** What stands before a sign that closes: backslashes at its end were two for each. */
const before = (text: string): string => text.replace(/\\+$/, (all) => all.slice(all.length / 2));

/** `[words](address)` at this place. */
function linkAt(text: string, at: number): { words: string; href: string; end: number } | null {
  let end = at + 1;
  while (end < text.length && text[end] !== "]") {
    const { count, special } = backslashes(text, end);
    end += count === 0 ? 1 : count + (special && count % 2 === 1 ? 1 : 0);
  }
  if (text[end] !== "]" || text[end + 1] !== "(") return null;
  const close = text.indexOf(")", end + 2);
  const words = before(text.slice(at + 1, end));
  const href = close > 0 ? safeHref(text.slice(end + 2, close)) : null;
  return href && words.trim() ? { words, href, end: close + 1 } : null;
}

function markAt(text: string, at: number): { mark: Mark; end: number } | null {
  if (text[at + 1] !== "[" || !opensMark(text[at - 1])) return null;
  const end = text.indexOf("]", at + 2);
  const name = text.slice(at + 2, Math.max(end, 0)).trim();
  return end > 0 && name ? { mark: { mark: text[at] === "#" ? "tag" : "member", name }, end: end + 1 } : null;
}

const same = (a: Run, b: Run): boolean => !a.bold === !b.bold && !a.italic === !b.italic && a.href === b.href;

/** Neighbours that look alike are one. */
function join(parts: readonly Inline[]): Inline[] {
  const out: Inline[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (isMark(part)) out.push(part);
    else if (last && !isMark(last) && same(last, part)) out[out.length - 1] = { ...last, text: last.text + part.text };
    else if (part.text) out.push(part);
  }
  return out;
}

type Style = Omit<Run, "text">;

function read(text: string, style: Style): Inline[] {
  const out: Inline[] = [];
  let plain = "";
  const flush = () => {
    if (plain) out.push({ ...style, text: plain });
    plain = "";
  };
  let at = 0;
  while (at < text.length) {
    const char = text[at] as string;
    if (char === "\\") {
      const { count, special } = backslashes(text, at);
      plain += "\\".repeat(special ? Math.floor(count / 2) : count);
      at += count;
      if (special && count % 2 === 1) {
        plain += text[at];
        at += 1;
      }
      continue;
    }
    if (char === "*") {
      const run = stars(text, at);
      const length = run === 1 ? 1 : 2;
      const already = length === 1 ? style.italic : style.bold;
      const opens = run <= 3 && !already && !isSpace(text[at + run]) && !isSum(text, at, run);
      const end = opens ? closing(text, at + length, length) : -1;
      if (end > 0) {
        flush();
        out.push(...read(before(text.slice(at + length, end)), { ...style, [length === 1 ? "italic" : "bold"]: true }));
        at = end + length;
      } else {
        plain += "*".repeat(run);
        at += run;
      }
      continue;
    }
    if (char === "[" && !style.href) {
      const link = linkAt(text, at);
      if (link) {
        flush();
        out.push(...read(link.words, { ...style, href: link.href }));
        at = link.end;
        continue;
      }
    }
    if ((char === "#" || char === "@") && !style.href) {
      const found = markAt(text, at);
      if (found) {
        flush();
        out.push(found.mark);
        at = found.end;
        continue;
      }
    }
    const href = style.href || !/h/i.test(char) || /[\p{L}\d]/u.test(text[at - 1] ?? "") ? null : bareAddress(text, at);
    if (href) {
      flush();
      out.push({ ...style, text: href, href });
      at += href.length;
      continue;
    }
    plain += char;
    at += 1;
  }
  flush();
  return out;
}

const ITEM = /^([ \t]*)(?:[-*]|(\d{1,6})\.)[ \t]+(?=\S)/;

interface Open {
  indent: number;
  list: List;
}

/** A text as it is kept, in blocks. */
export function parse(text: string): Block[] {
  const blocks: Block[] = [];
  let open: Open[] = [];
  for (const raw of text.replaceAll(/\r\n?/g, "\n").split("\n")) {
    const item = ITEM.exec(raw);
    if (!item) {
      open = [];
      blocks.push({ kind: "line", line: join(read(raw, {})) });
      continue;
    }
    const indent = (item[1] as string).replaceAll("\t", "    ").length;
    const first = item[2] === undefined ? null : Number(item[2]);
    const made: Item = { line: join(read(raw.slice(item[0].length), {})), inner: [] };
    while (open.length > 1 && indent < (open.at(-1) as Open).indent) open.pop();
    const last = open.at(-1);
    const isSame = last && (last.list.first === null) === (first === null);
    if (last && indent >= last.indent + 2) {
      const list: List = { kind: "list", first, items: [made] };
      (last.list.items.at(-1) as Item).inner.push(list);
      open.push({ indent, list });
    } else if (last && isSame) last.list.items.push(made);
    else {
      const list: List = { kind: "list", first, items: [made] };
      open.pop();
      const parent = open.at(-1);
      if (parent) (parent.list.items.at(-1) as Item).inner.push(list);
      else blocks.push(list);
      open.push({ indent, list });
    }
  }
  return blocks;
}

// ── Writing ──

/** A text that is to be read as it stands; with `brackets` none of them may begin a link. */
function literal(text: string, brackets: boolean): string {
  let out = "";
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === "\\") {
      const { count, special } = backslashes(text, at);
      out += "\\".repeat(special ? count * 2 : count);
      at += count - 1;
    } else if (char === "*" && !(isSpace(text[at - 1]) && isSpace(text[at + 1]))) out += "\\*";
    else if (char === "[" && (brackets || /[#@]/.test(text[at - 1] ?? ""))) out += "\\[";
    else if ((char === "#" || char === "@") && at === text.length - 1) out += `\\${char}`;
    else out += char;
  }
  return out;
}

/** Backslashes at the end, before what takes them for its own. */
const ending = (text: string): string => text.replace(/\\+$/, (all) => all + all);

const words = (text: string): string => ending(literal(text, true).replaceAll("]", "\\]"));

/** Space at the edge of what is emphasised stands outside of it. */
function trimmed(parts: readonly Inline[]): Inline[] {
  return join(
    parts.flatMap((part, i): Inline[] => {
      if (isMark(part)) return [part];
      if (!part.bold && !part.italic) return [part];
      const [, head = "", core = "", tail = ""] = /^(\s*)([\s\S]*?)(\s*)$/.exec(part.text) ?? [];
      const edge = (space: string, other: Inline | undefined): Run => {
        const near = other && !isMark(other) ? other : undefined;
        const bold = Boolean(part.bold && near?.bold && core);
        const italic = Boolean(part.italic && near?.italic && core);
        return { text: space, ...(bold && { bold }), ...(italic && { italic }) };
      };
      return [edge(head, parts[i - 1]), { ...part, text: core }, edge(tail, parts[i + 1])];
    }),
  );
}

function written(part: Run, brackets: boolean): string {
  const { text, href } = part;
  if (!href) return literal(text, brackets);
  const address = href.replaceAll("(", "%28").replaceAll(")", "%29");
  return text.trim() ? `[${words(text)}](${address})` : text;
}

function line(parts: readonly Inline[]): string {
  let out = "";
  let bold = false;
  let italic = false;
  const put = (more: string) => {
    out = (/^\\*[*[\]#@.-]/.test(more) ? ending(out) : out) + more;
  };
  const flow = trimmed(parts);
  const brackets = flow.some((part) => isMark(part) || part.href || part.text.includes("]("));
  flow.forEach((part, i) => {
    const run: Run = isMark(part) ? { text: "" } : part;
    const next = { bold: Boolean(run.bold), italic: Boolean(run.italic) };
    if (italic && (!next.italic || bold !== next.bold)) {
      put("*");
      italic = false;
    }
    if (bold && !next.bold) {
      put("**");
      bold = false;
    }
    if (isMark(part)) {
      // After an address too, which would go on.
      if (!/(?:^|\s)[([«"']?$/.test(out)) out += " ";
      put(`${part.mark === "tag" ? "#" : "@"}[${part.name}]`);
      return;
    }
    if (!bold && next.bold) {
      put("**");
      bold = true;
    }
    if (!italic && next.italic) {
      put("*");
      italic = true;
    }
    const after = flow[i + 1];
    const alone = run.href === run.text && bareAddress(run.text, 0) === run.text && !/[\p{L}\d]$/u.test(out);
    const ends = after === undefined || (!isMark(after) && /^\s/.test(after.text));
    put(alone && ends && !next.bold && !next.italic ? run.text : written(run, brackets));
  });
  if (italic) put("*");
  if (bold) put("**");
  return out;
}

const plainOf = (parts: readonly Inline[]): Inline[] =>
  join(parts.map((part) => (isMark(part) ? part : { text: part.text, ...(part.href && { href: part.href }) })));

const equal = (a: readonly Inline[], b: readonly Inline[]): boolean =>
  a.length === b.length &&
  a.every((x, i) => {
    const y = b[i] as Inline;
    return isMark(x) || isMark(y) ? isMark(x) && isMark(y) && x.name === y.name : x.text === y.text && same(x, y);
  });

/** Emphasis that cannot be said (an italic that ends within a word in bold) is let go rather than the text changed. */
function surely(parts: readonly Inline[]): string {
  const said = line(parts);
  return equal(join(read(said, {})), trimmed(parts)) ? said : line(plainOf(parts));
}

/** What a line begins with may look like an item. */
const begun = (text: string): string =>
  text.replace(
    /^([ \t]*)([-*]|\d{1,6}\.)(?=[ \t]+\S)/,
    (_, space, sign: string) => `${space}${sign.slice(0, -1)}\\${sign.at(-1)}`,
  );

function items(list: List, indent: string): string[] {
  return list.items.flatMap((item, i) => {
    const sign = list.first === null ? "- " : `${list.first + i}. `;
    const said = surely(item.line).trim();
    const inner = item.inner.flatMap((each) => items(each, `${indent}${" ".repeat(Math.max(2, sign.length))}`));
    return said || inner.length > 0 ? [`${indent}${sign}${said || "…"}`, ...inner] : [];
  });
}

/** Blocks as they are kept. */
export const write = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => (block.kind === "line" ? [begun(surely(block.line))] : items(block, ""))).join("\n");

// ── As plain text ──

const said = (parts: readonly Inline[]): string =>
  parts.map((part) => (isMark(part) ? `${part.mark === "tag" ? "#" : "@"}${part.name}` : part.text)).join("");

const saidItems = (list: List, indent: string): string[] =>
  list.items.flatMap((item, i) => [
    `${indent}${list.first === null ? "-" : `${list.first + i}.`} ${said(item.line)}`,
    ...item.inner.flatMap((inner) => saidItems(inner, `${indent}  `)),
  ]);

/** Without its signs, for places where nothing is drawn. */
export const plain = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => (block.kind === "line" ? [said(block.line)] : saidItems(block, ""))).join("\n");
