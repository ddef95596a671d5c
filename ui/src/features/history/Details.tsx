// What one operation changed, field by field: before → after. A record as a whole (added, removed) is one line.
import { useQuery } from "@tanstack/react-query";
import { ArrowRight, X } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import type { FieldChange, Operation } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { dateTime } from "@/format";
import { IconButton, Loading } from "@/kit";
import { changesQuery } from "./data";
import { useValues, type Values } from "./values";

/** A record that is gone is called by what it held. */
function nameOf({ record_name, before }: FieldChange): string | null {
  if (record_name || before === null || typeof before !== "object" || Array.isArray(before)) return record_name;
  const { first_name, last_name, name, label, email } = before;
  const person = [first_name, last_name].filter(Boolean).join(" ");
  return person || [name, label, email].find((text) => typeof text === "string")?.toString() || null;
}

/** Enough to recognise what happened; an import has a hundred thousand. */
const SHOWN = 100;

function Whole({ change }: { change: FieldChange }) {
  const w = useWords().history;
  // A tag that was put on or taken off says which one it is.
  const tag = change.before_name ?? change.after_name;
  return (
    <p className="text-text-2">
      {tag && `${tag} — `}
      {change.kind === "delete" ? w.deleted : w.inserted}
    </p>
  );
}

/** A record that is added had nothing before: only what it holds is said. */
const isAdded = (changes: readonly FieldChange[]): boolean =>
  changes.some(({ field, kind }) => field === null && kind === "insert");

function Change({ change, added, say }: { change: FieldChange; added: boolean; say: Values }) {
  const w = useWords().history;
  if (change.field === null) return <Whole change={change} />;
  const { entity, field, before, after } = change;
  return (
    <dl>
      <dt className="text-small text-text-3">{say.field(entity, field)}</dt>
      <dd className="flex min-w-0 items-start gap-2 break-words">
        {!(added && before === null) && (
          <>
            <span className="sr-only">{w.before}</span>
            <s className="min-w-0 text-text-3 [overflow-wrap:anywhere]">
              {change.before_name ?? say.value(field, before)}
            </s>
            <ArrowRight className="mt-0.5 !size-3.5 text-text-3" aria-hidden="true" />
            <span className="sr-only">{w.after}</span>
          </>
        )}
        <span className="min-w-0 [overflow-wrap:anywhere]">{change.after_name ?? say.value(field, after)}</span>
      </dd>
    </dl>
  );
}

/** Changes of the same record together, in the order they were made. */
function byRecord(items: FieldChange[]): FieldChange[][] {
  const groups = new Map<string, FieldChange[]>();
  for (const item of items) {
    const key = `${item.entity} ${item.record}`;
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return [...groups.values()];
}

function Changes({ operation }: { operation: Operation }): ReactNode {
  const words = useWords();
  const w = words.history;
  const say = useValues();
  const { data } = useQuery(changesQuery(operation.id));
  if (!data) return <Loading text={words.common.loading} />;
  if (data.items.length === 0) return <p className="p-4 text-text-3">{w.noChanges}</p>;
  return (
    <ul className="flex flex-col">
      {byRecord(data.items.slice(0, SHOWN)).map((changes) => {
        const [first] = changes;
        return first ? (
          <li key={`${first.entity} ${first.record}`} className="flex flex-col gap-2 border-b border-border px-4 py-3">
            <h3 className="truncate font-medium">
              {nameOf(first) ?? say.entity(first.entity)}
              {nameOf(first) && <span className="font-normal text-text-3"> · {say.entity(first.entity)}</span>}
            </h3>
            {changes.map((change) => (
              <Change key={`${change.kind} ${change.field}`} change={change} added={isAdded(changes)} say={say} />
            ))}
          </li>
        ) : null;
      })}
      {(data.has_more || data.items.length > SHOWN) && (
        <li className="px-4 py-3 text-small text-text-3">{w.firstChanges(Math.min(SHOWN, data.items.length))}</li>
      )}
    </ul>
  );
}

interface DetailsProps {
  operation: Operation;
  sentence: string;
  onClose: () => void;
}

export function Details({ operation, sentence, onClose }: DetailsProps) {
  const w = useWords().history;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onClose();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [onClose]);
  return (
    <aside
      aria-label={w.details}
      className="flex w-[400px] max-w-[70%] flex-none flex-col border-l border-border bg-surface max-[900px]:absolute max-[900px]:inset-0 max-[900px]:z-10 max-[900px]:w-full max-[900px]:max-w-none max-[900px]:border-l-0"
    >
      <header className="flex flex-none items-start gap-2 border-b border-border px-4 py-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold break-words">{sentence}</h2>
          <p className="text-small text-text-3">
            {dateTime(operation.at)} · {w.changes(operation.changes)}
          </p>
        </div>
        <IconButton name={w.closeDetails} icon={<X />} onClick={onClose} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, the keyboard must too. */}
      <section className="min-h-0 flex-1 overflow-auto" tabIndex={0} aria-label={w.details}>
        <Changes operation={operation} />
      </section>
    </aside>
  );
}
