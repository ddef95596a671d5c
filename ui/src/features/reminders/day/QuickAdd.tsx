// « rappeler Dupont mardi 14h »: what was understood stands under the field while it is typed, and whom it may be about;
// Enter plans it for the one that is lit.
import { CalendarPlus } from "lucide-react";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import type { ProspectRow, Understood } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { KindIcon, Marks, plan, titleOf, useUnderstood, whatOf, whenText } from "@/features/reminders";
import { KeyCap, useWhenSettled, Writing } from "@/kit";

const detailOf = ({ name, company, job_title }: ProspectRow): string =>
  [company === name ? null : company, job_title].filter(Boolean).join(" · ");

/** What is missing, in a sentence. */
function useMissing(text: string, said: Understood | undefined, settled: boolean): string | null {
  const words = useWords();
  if (!text.trim() || !said || !settled) return null;
  if (!said.at) return words.reminders.when.unread;
  if (!said.words) return words.today.quick.noName;
  return said.prospects.length === 0 ? words.today.quick.nobody({ words: said.words }) : null;
}

export function QuickAdd() {
  const words = useWords();
  const w = words.today.quick;
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [away, setAway] = useState(true);
  const { understood: said, settled } = useUnderstood(text);
  const missing = useMissing(text, said, settled);
  const keys = useKey("today.quick");
  useShortcuts({ "today.quick": () => input.current?.focus() });
  const people = said?.at && said.words ? said.prospects : [];
  const lit = people[Math.min(at, people.length - 1)];
  const isOpen = !away && text.trim() !== "" && (people.length > 0 || missing !== null);
  const take = (person: ProspectRow | undefined) => {
    // What was understood of other words says nothing of these.
    if (!person || !said?.at || !settled) return;
    setText("");
    setAt(0);
    const { kind, at: when, repeat, unless_reply } = said;
    void plan(person, { kind, at: when, title: titleOf(said.title ?? ""), repeat, unless_reply });
  };
  const { press, forget } = useWhenSettled(settled, () => take(lit));
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && people.length > 0) setAt((Math.min(at, people.length - 1) + by + people.length) % people.length);
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) press();
    else if (event.key === "Escape" && text) setText("");
    else if (event.key === "Escape") input.current?.blur();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="relative flex-none border-b border-border px-4 py-2.5">
      <Writing>
        <div className="relative">
          <CalendarPlus aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 text-text-3" />
          <input
            ref={input}
            role="combobox"
            aria-label={w.label}
            aria-expanded={isOpen}
            aria-controls={`${id}list`}
            aria-autocomplete="list"
            aria-activedescendant={isOpen && lit ? `${id}${people.indexOf(lit)}` : undefined}
            autoComplete="off"
            spellCheck={false}
            placeholder={w.placeholder}
            className="field !pr-24 !pl-8"
            value={text}
            onFocus={() => setAway(false)}
            onBlur={() => setAway(true)}
            onChange={(event) => {
              forget();
              setText(event.target.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          {!text && (
            <span className="pointer-events-none absolute top-1.5 right-2">
              <KeyCap keys={keys} />
            </span>
          )}
        </div>
      </Writing>
      <div
        // What is pressed here does not take the focus of the field, which would close it.
        onPointerDown={(event) => event.preventDefault()}
        aria-busy={!settled}
        className={
          isOpen
            ? "float absolute inset-x-4 top-full z-20 -mt-1 p-1 [&[aria-busy=true]>*]:opacity-40 [&[aria-busy=true]>*]:transition-opacity [&[aria-busy=true]>*]:delay-150"
            : "hidden"
        }
      >
        {missing && (
          <p role="status" className="px-2 py-1.5 text-text-2">
            {missing}
          </p>
        )}
        {people.length > 0 && said?.due_at != null && (
          <p className="flex items-center gap-2 px-2 py-1.5 text-small text-text-2">
            <KindIcon kind={said.kind} className="text-text-3" />
            <span className="min-w-0 truncate">
              {[whatOf({ kind: said.kind, title: titleOf(said.title ?? "") }), lit?.name].filter(Boolean).join(" · ")}
            </span>
            <span className="flex-none font-medium text-text">{whenText(said.due_at, said.is_timed)}</span>
            <span className="min-w-0 truncate">
              <Marks of={{ repeat: said.repeat, unless_reply: said.unless_reply, due_on: said.at }} />
            </span>
          </p>
        )}
        <div id={`${id}list`} role="listbox" aria-label={w.choose} tabIndex={-1}>
          {people.map((person, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys.
            <div
              key={person.id}
              id={`${id}${i}`}
              role="option"
              tabIndex={-1}
              aria-selected={person === lit}
              data-line=""
              data-highlighted={person === lit ? "" : undefined}
              className="item"
              onPointerMove={() => setAt(i)}
              onClick={() => take(person)}
            >
              <span className="flex-none font-medium">{person.name}</span>
              <span className="min-w-0 flex-1 truncate text-text-3">{detailOf(person)}</span>
            </div>
          ))}
        </div>
        {people.length > 0 && said?.is_cut && (
          <p role="status" className="px-2 py-1.5 text-small text-text-2">
            {w.others}
          </p>
        )}
      </div>
    </div>
  );
}
