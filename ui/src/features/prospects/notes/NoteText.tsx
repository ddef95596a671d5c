// A note as it reads. Elements are made of what was parsed, never of HTML: nothing in a note can be run. Lines stand as they
// were written.
import { Fragment, memo, type ReactNode, useMemo } from "react";
import { useSession } from "@/api/queries";
import { fold } from "@/format";
import { chip, prose } from "./look";
import { type Block, type Inline, isMark, type List, parse } from "./markdown";

/** Opened outside: the window has the system's browser do it, a tab opens another one. */
function Link({ href, children }: { href: string; children: ReactNode }) {
  const outside = /^https?:/i.test(href) ? { target: "_blank", rel: "noopener noreferrer" } : {};
  return (
    <a href={href} {...outside}>
      {children}
    </a>
  );
}

/** `#salon` is a tag without brackets where there is one of this name. */
const WORD = /(?<![^\s([«"'])#([\p{L}\p{N}_-]*\p{L}[\p{L}\p{N}_-]*)/gu;

function withTags(text: string, isTag: (name: string) => boolean): ReactNode {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const { 0: all, 1: name = "", index } of text.matchAll(WORD)) {
    if (!isTag(name)) continue;
    parts.push(text.slice(from, index), <Chip key={index}>{all}</Chip>);
    from = index + all.length;
  }
  return from === 0 ? text : [...parts, text.slice(from)];
}

function Chip({ children }: { children: ReactNode }) {
  return <span className={chip}>{children}</span>;
}

interface PartProps {
  part: Inline;
  isTag: (name: string) => boolean;
}

function Part({ part, isTag }: PartProps) {
  if (isMark(part)) return <Chip>{`${part.mark === "tag" ? "#" : "@"}${part.name}`}</Chip>;
  let said: ReactNode = part.href ? part.text : withTags(part.text, isTag);
  if (part.italic) said = <em>{said}</em>;
  if (part.bold) said = <strong>{said}</strong>;
  return part.href ? <Link href={part.href}>{said}</Link> : said;
}

type Said = (line: readonly Inline[]) => ReactNode;

function ListOf({ list, say }: { list: List; say: Said }) {
  const items = list.items.map((item, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: what is shown is replaced whole.
    <li key={i}>
      {say(item.line)}
      {item.inner.map((inner, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what is shown is replaced whole.
        <ListOf key={at} list={inner} say={say} />
      ))}
    </li>
  ));
  return list.first === null ? <ul>{items}</ul> : <ol start={list.first}>{items}</ol>;
}

/** Lines that follow one another are one paragraph, so that they are copied as they stand. */
function grouped(blocks: readonly Block[]): (List | Inline[][])[] {
  const out: (List | Inline[][])[] = [];
  for (const block of blocks) {
    const last = out.at(-1);
    if (block.kind === "list") out.push(block);
    else if (Array.isArray(last)) last.push(block.line);
    else out.push([block.line]);
  }
  return out;
}

export const NoteText = memo(function NoteText({ text }: { text: string }) {
  const { tags } = useSession();
  const names = useMemo(() => new Set(tags.map((tag) => fold(tag.name))), [tags]);
  const isTag = (name: string) => names.has(fold(name));
  const say: Said = (line) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: what is shown is replaced whole.
    line.map((part, i) => <Part key={i} part={part} isTag={isTag} />);
  return (
    <div className={`reading-width text-text-2 ${prose}`}>
      {grouped(parse(text)).map((group, i) =>
        Array.isArray(group) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is shown is replaced whole.
          <p key={i}>
            {group.map((line, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what is shown is replaced whole.
              <Fragment key={at}>
                {at > 0 && "\n"}
                {say(line)}
              </Fragment>
            ))}
          </p>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: what is shown is replaced whole.
          <ListOf key={i} list={group} say={say} />
        ),
      )}
    </div>
  );
});
