// Whom a meeting is with: typed and found in the base; each one chosen can be taken off again.
import { X } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import type { Id, ProspectRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Field, IconButton, TextInput, useWhenSettled } from "@/kit";
import { findPeople } from "./data";

export interface Person {
  id: Id;
  name: string;
}

interface PeoplePickerProps {
  people: readonly Person[];
  onChange: (people: Person[]) => void;
  label?: string;
}

/** Who answers the newest question that was answered, and whether that is what is typed now. */
function useFound(text: string): { found: ProspectRow[]; settled: boolean } {
  const asked = text.trim();
  const [answer, setAnswer] = useState<{ asked: string; found: ProspectRow[] }>({ asked: "", found: [] });
  useEffect(() => {
    if (!asked) return setAnswer({ asked, found: [] });
    const stop = new AbortController();
    findPeople(asked, stop.signal).then(
      (found) => setAnswer({ asked, found }),
      () => undefined,
    );
    return () => stop.abort();
  }, [asked]);
  return { found: answer.found, settled: answer.asked === asked };
}

export function PeoplePicker({ people, onChange, label }: PeoplePickerProps) {
  const w = useWords().calendar.form;
  const who = label ?? w.who;
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const answer = useFound(text);
  const found = answer.found.filter((row) => !people.some((one) => one.id === row.id));
  const open = text.trim() !== "";
  const active = found[Math.min(at, found.length - 1)];
  const take = (row: ProspectRow) => {
    onChange([...people, { id: row.id, name: row.name }]);
    setText("");
    setAt(0);
  };
  const { press, forget } = useWhenSettled(answer.settled, () => active && take(active));
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") press();
    else if (event.key === "Escape") setText("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="flex flex-col gap-1.5">
      <Field label={who} className="relative">
        <TextInput
          role="combobox"
          aria-expanded={open}
          aria-controls={id}
          aria-activedescendant={open && active ? `${id}-${active.id}` : undefined}
          autoComplete="off"
          placeholder={w.whoSearch}
          value={text}
          onChange={(next) => {
            forget();
            setText(next);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        {open && (
          <div
            id={id}
            role="listbox"
            aria-label={who}
            className="float absolute top-full right-0 left-0 z-40 mt-1 max-h-60 overflow-auto p-1"
          >
            {answer.settled && found.length === 0 && <p className="px-2 py-1.5 text-text-3">{w.whoNone}</p>}
            {found.map((row) => (
              <div
                key={row.id}
                id={`${id}-${row.id}`}
                role="option"
                tabIndex={-1}
                aria-selected={row === active}
                className="item data-[on]:bg-hover"
                data-on={row === active ? "" : undefined}
                onPointerDown={(event) => {
                  event.preventDefault();
                  take(row);
                }}
              >
                <span className="truncate">{row.name}</span>
                <span className="min-w-0 flex-1 truncate text-text-3">{row.company}</span>
              </div>
            ))}
          </div>
        )}
      </Field>
      {people.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {people.map((one) => (
            <li
              key={one.id}
              className="flex h-7 max-w-full items-center gap-0.5 rounded-control border border-border pl-2"
            >
              <span className="truncate">{one.name}</span>
              <IconButton
                size="small"
                name={w.remove({ name: one.name })}
                icon={<X />}
                onClick={() => onChange(people.filter((other) => other.id !== one.id))}
              />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
