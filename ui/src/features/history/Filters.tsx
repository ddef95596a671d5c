// The filters over the history: by whom, of whom, which field, which days.
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { X } from "lucide-react";
import { type KeyboardEvent, useId, useState } from "react";
import { prospectQuery, searchQuery } from "@/api/queries";
import type { Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, DaySpan, IconButton, isSettled, Popover, Select, TextInput, useWhenSettled } from "@/kit";
import { type HistorySearch, isFiltered, noFilter } from "./filter";

const callers = ["user", "import", "api", "cli"] as const;

/** Fields of a person and of her company; those of other records are in the details of their operations. */
const fields = [
  "stage_id",
  "owner_id",
  "tags",
  "email",
  "phone",
  "addresses",
  "civility",
  "first_name",
  "last_name",
  "job_title",
  "company_id",
  "site",
  "linkedin_url",
  "city",
  "postcode",
  "country",
  "value_cents",
  "currency",
  "expected_close_on",
  "source",
  "sector",
  "notes",
  // The journal holds them as one.
  "custom",
  "siren",
  "domain",
  "size",
  "do_not_contact_at",
  "deleted_at",
] as const;

function Person({ who, onPick }: { who: string | undefined; onPick: (id: Id | undefined) => void }) {
  const words = useWords();
  const w = words.history;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const { data: shown } = useQuery({ ...prospectQuery((who ?? "") as Id), enabled: Boolean(who) });
  const [at, setAt] = useState(0);
  const id = useId();
  const sought = text.trim();
  const found = useQuery(searchQuery(sought, 8));
  const settled = isSettled(sought, found);
  const rows = sought === "" ? [] : (found.data?.prospects ?? []);
  const active = rows[Math.min(at, rows.length - 1)];
  const pick = (row: Id) => {
    setOpen(false);
    setText("");
    onPick(row);
  };
  const { press, forget } = useWhenSettled(settled, () => active && pick(active.id));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((before) => Math.min(Math.max(before + step, 0), Math.max(0, rows.length - 1)));
    else if (event.key === "Enter") press();
    else return;
    event.preventDefault();
  };
  if (who)
    return (
      <span className="inline-flex h-7 items-center gap-1 rounded-control border border-border pl-2">
        <span className="max-w-48 truncate">{shown?.name ?? w.somebody}</span>
        <IconButton size="small" name={w.everybody} icon={<X />} onClick={() => onPick(undefined)} />
      </span>
    );
  return (
    <Popover
      title={w.person}
      titled
      width={280}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button size="toolbar">{w.person}</Button>}
    >
      <div className="flex flex-col gap-2">
        <TextInput
          role="combobox"
          aria-expanded={rows.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={active ? `${id}-${active.id}` : undefined}
          autoComplete="off"
          value={text}
          onChange={(next) => {
            forget();
            setText(next);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          placeholder={words.common.search}
          aria-label={w.person}
        />
        <div id={`${id}-list`} role="listbox" aria-label={w.person} className="flex flex-col">
          {rows.map((row) => (
            <div
              key={row.id}
              id={`${id}-${row.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={row === active}
              className={clsx(
                "flex min-h-8 w-full cursor-default items-center gap-2 rounded-control px-2",
                row === active ? "bg-selected" : "hover:bg-hover",
              )}
              onClick={() => pick(row.id)}
              onKeyDown={undefined}
            >
              <span className="truncate">{row.name}</span>
              <span className="truncate text-text-3">{row.company}</span>
            </div>
          ))}
        </div>
        {sought !== "" && found.data?.prospects.length === 0 && <p className="text-text-3">{words.common.noResult}</p>}
      </div>
    </Popover>
  );
}

interface FiltersProps {
  search: HistorySearch;
  onChange: (next: HistorySearch) => void;
}

export function Days({ search, onChange }: FiltersProps) {
  const w = useWords().history;
  return <DaySpan value={search} words={w} onChange={(change) => onChange({ ...change, o: undefined })} />;
}

export function Filters({ search, onChange }: FiltersProps) {
  const words = useWords();
  const w = words.history;
  const change = (next: HistorySearch) => onChange({ ...next, o: undefined });
  return (
    <div className="flex flex-none flex-wrap items-center gap-2 border-b border-border px-4 py-2">
      <Select
        size="toolbar"
        className="!w-48"
        label={w.filter}
        value={search.by ?? "all"}
        onChange={(by) => change({ by: by === "all" ? undefined : by })}
        options={["all" as const, ...callers].map((value) => ({ value, label: w.callers[value] }))}
      />
      <Person who={search.who} onPick={(who) => change({ who })} />
      <Select
        size="toolbar"
        className="!w-44"
        label={w.field}
        value={search.field ?? "all"}
        onChange={(field) => change({ field: field === "all" ? undefined : field })}
        options={[
          { value: "all", label: w.allFields },
          ...fields.map((value) => ({ value: value as string, label: w.fields[value] })),
        ]}
      />
      <Days search={search} onChange={onChange} />
      {isFiltered(search) && (
        <Button size="toolbar" kind="quiet" onClick={() => change(noFilter)}>
          {words.common.clear}
        </Button>
      )}
    </div>
  );
}
