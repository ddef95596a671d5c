// To whom: prospects found by what is typed, or any address. Each one chosen is a chip that can be taken off again.
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { X } from "lucide-react";
import { type ClipboardEvent, type KeyboardEvent, type Ref, useId, useState } from "react";
import { searchQuery } from "@/api/queries";
import type { Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { IconButton, useWhenSettled } from "@/kit";
import { personText, readRecipient, readRecipients } from "./data";
import type { Recipient } from "./types";

const FOUND = 6;

interface RecipientsProps {
  label: string;
  people: readonly Recipient[];
  /** With the prospect who was chosen, where one was. */
  onChange: (people: Recipient[], prospect?: Id) => void;
  ref?: Ref<HTMLInputElement>;
  /** At the right of the line. */
  children?: React.ReactNode;
}

export function Recipients({ label, people, onChange, ref, children }: RecipientsProps) {
  const w = useWords().composer;
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const [isWrong, setWrong] = useState(false);
  const asked = text.trim();
  const { data, isPlaceholderData } = useQuery(searchQuery(asked, FOUND));
  const known = asked && data ? [...data.prospects, ...data.similar] : [];
  const found = known
    .filter(({ email }) => email && !people.some(({ address }) => address.toLowerCase() === email.toLowerCase()))
    .slice(0, FOUND);
  const lit = found[Math.min(at, found.length - 1)];
  const isOpen = asked !== "" && found.length > 0;
  const add = (more: readonly Recipient[], prospect?: Id) => {
    const fresh = more.filter(
      (one) => !people.some(({ address }) => address.toLowerCase() === one.address.toLowerCase()),
    );
    if (fresh.length > 0) onChange([...people, ...fresh], prospect);
    setText("");
    setAt(0);
    setWrong(false);
  };
  const take = () => {
    const typed = readRecipient(text);
    if (typed) add([typed]);
    else if (lit?.email) add([{ name: lit.name, address: lit.email }], lit.id);
    else setWrong(asked !== "");
  };
  const { press, forget } = useWhenSettled(!isPlaceholderData && (asked === "" || data !== undefined), take);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return;
    const isSend = event.ctrlKey || event.metaKey;
    if (event.key === "ArrowDown" && isOpen) setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === "ArrowUp" && isOpen) setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && !isSend && asked) press();
    else if ((event.key === "," || event.key === ";") && readRecipient(text)) take();
    else if (event.key === "Escape" && asked) setText("");
    else if (event.key === "Backspace" && text === "" && people.length > 0) onChange(people.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = readRecipients(event.clipboardData.getData("text"));
    if (pasted.people.length === 0) return;
    event.preventDefault();
    add(pasted.people);
    setText(pasted.rest);
  };
  return (
    <div className="relative flex min-h-9 items-start gap-2 border-b border-border px-4">
      <label htmlFor={`${id}in`} className="w-12 flex-none py-2 text-text-3">
        {label}
      </label>
      <ul className="flex min-w-0 flex-1 flex-wrap items-center gap-1 py-1">
        {people.map((one) => (
          <li
            key={one.address}
            title={one.address}
            className="flex h-7 max-w-full items-center gap-0.5 rounded-control bg-sunken pl-2"
          >
            <span className="truncate">{personText(one)}</span>
            <IconButton
              size="small"
              name={w.removeRecipient({ who: personText(one) })}
              icon={<X />}
              onClick={() => onChange(people.filter((other) => other !== one))}
            />
          </li>
        ))}
        <li className="min-w-24 flex-1">
          <input
            ref={ref}
            id={`${id}in`}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={`${id}list`}
            aria-activedescendant={isOpen && lit ? `${id}-${lit.id}` : undefined}
            aria-autocomplete="list"
            aria-invalid={isWrong || undefined}
            autoComplete="off"
            spellCheck={false}
            className="h-7 w-full bg-transparent !outline-none"
            value={text}
            onChange={(event) => {
              forget();
              setText(event.target.value);
              setAt(0);
              setWrong(false);
            }}
            onBlur={() => {
              const typed = readRecipient(text);
              if (typed) add([typed]);
              else setWrong(asked !== "");
            }}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
          />
        </li>
        {isWrong && (
          <li role="alert" className="w-full text-small text-danger">
            {w.wrongAddress}
          </li>
        )}
      </ul>
      {children && <span className="flex flex-none items-center gap-1 py-1">{children}</span>}
      <div
        id={`${id}list`}
        role="listbox"
        aria-label={label}
        className={clsx("float absolute top-full right-4 left-16 z-40 max-h-60 overflow-auto p-1", !isOpen && "hidden")}
      >
        {found.map((row) => (
          <div
            key={row.id}
            id={`${id}-${row.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={row === lit}
            className="item data-[on]:bg-hover"
            data-on={row === lit ? "" : undefined}
            onPointerDown={(event) => {
              event.preventDefault();
              if (row.email) add([{ name: row.name, address: row.email }], row.id);
            }}
          >
            <span className="truncate">{row.name}</span>
            <span className="min-w-0 flex-1 truncate text-text-3">{row.email}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
