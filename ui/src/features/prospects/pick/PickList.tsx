// Choosing from a list by typing: stages, tags, people, fields, countries. Arrows move, Enter takes, and with `many` the
// list stays open. It knows no prospect.
import { Check, Minus, Plus } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from "react";
import { useWords } from "@/app/i18n";
import { fold } from "@/format";

export interface PickOption {
  value: string;
  label: string;
  icon?: ReactNode;
  checked?: boolean | "mixed";
}

export interface PickListProps {
  label: string;
  options: readonly PickOption[];
  onPick: (value: string) => void;
  many?: boolean;
  /** Offers a last line made of what was typed. */
  onCreate?: (text: string) => void;
  createLabel?: (p: { name: string }) => string;
}

const CREATE = "\u0000create";
/** Beyond this many the list is searched rather than read. */
const SHOWN = 60;

function useFound({ options, onCreate, createLabel }: PickListProps, text: string): PickOption[] {
  return useMemo(() => {
    const asked = fold(text).split(/\s+/).filter(Boolean);
    const found = options.filter((o) => asked.every((word) => fold(o.label).includes(word))).slice(0, SHOWN);
    const exact = options.some((o) => fold(o.label) === fold(text.trim()));
    if (onCreate && text.trim() && !exact)
      found.push({ value: CREATE, label: createLabel?.({ name: text.trim() }) ?? text.trim(), icon: <Plus /> });
    return found;
  }, [options, onCreate, createLabel, text]);
}

function Mark({ checked }: { checked: PickOption["checked"] }) {
  return (
    <span className="flex size-4 flex-none" aria-hidden="true">
      {checked === "mixed" ? <Minus /> : checked ? <Check /> : null}
    </span>
  );
}

export function PickList(props: PickListProps) {
  const { label, options, onPick, many, onCreate } = props;
  const w = useWords();
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [text, setText] = useState("");
  const [at, setAt] = useState(() => Math.max(0, many ? 0 : options.findIndex((o) => o.checked)));
  const found = useFound(props, text);
  const active = found[Math.min(at, found.length - 1)];
  const place = active ? found.indexOf(active) : -1;
  useEffect(() => {
    list.current?.children[place]?.scrollIntoView({ block: "nearest" });
  }, [place]);
  const take = (option: PickOption | undefined) => {
    if (!option) return;
    if (option.value === CREATE) onCreate?.(text.trim());
    else onPick(option.value);
    if (many) setText("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((place + step + found.length) % Math.max(1, found.length));
    else if (event.key === "Enter" && !event.nativeEvent.isComposing) take(active);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="flex w-60 flex-col gap-1">
      <input
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={place >= 0 ? `${id}-${place}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={w.prospects.actions.search}
        className="field !h-7"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p className="px-2 py-1 text-text-3">{w.prospects.actions.noChoice}</p>}
      <div
        ref={list}
        id={id}
        role="listbox"
        tabIndex={-1}
        aria-label={label}
        aria-multiselectable={many ?? false}
        className="max-h-72 overflow-auto"
      >
        {found.map((option, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys.
          <div
            key={option.value}
            id={`${id}-${i}`}
            role="option"
            tabIndex={-1}
            aria-selected={option.checked === true}
            data-highlighted={i === place ? "" : undefined}
            className="item"
            onPointerMove={() => setAt(i)}
            onClick={() => take(option)}
          >
            {option.icon}
            <span className="min-w-0 flex-1 truncate">{option.label}</span>
            <Mark checked={option.checked} />
          </div>
        ))}
      </div>
    </div>
  );
}
