// The filters over the history: by whom, of whom, which field, which days.
import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useState } from "react";
import { prospectQuery, searchQuery } from "@/api/queries";
import type { Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, IconButton, Popover, Select, TextInput } from "@/kit";
import { type HistorySearch, isFiltered, noFilter } from "./filter";

const callers = ["user", "import", "api", "cli"] as const;

/** Fields that people ask about; every other one is in the details of its operation. */
const fields = [
  "stage_id",
  "owner_id",
  "tags",
  "email",
  "phone",
  "addresses",
  "first_name",
  "last_name",
  "job_title",
  "company_id",
  "city",
  "value_cents",
  "expected_close_on",
  "notes",
  "do_not_contact_at",
  "deleted_at",
] as const;

function Person({ who, onPick }: { who: string | undefined; onPick: (id: Id | undefined) => void }) {
  const words = useWords();
  const w = words.history;
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const { data: shown } = useQuery({ ...prospectQuery((who ?? "") as Id), enabled: Boolean(who) });
  const { data: found } = useQuery(searchQuery(text.trim(), 8));
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
        <TextInput value={text} onChange={setText} placeholder={words.common.search} aria-label={w.person} />
        <ul className="flex flex-col">
          {text.trim() !== "" &&
            found?.prospects.map((row) => (
              <li key={row.id}>
                <button
                  type="button"
                  className="flex min-h-8 w-full items-center gap-2 rounded-control px-2 text-left hover:bg-hover"
                  onClick={() => {
                    setOpen(false);
                    setText("");
                    onPick(row.id);
                  }}
                >
                  <span className="truncate">{row.name}</span>
                  <span className="truncate text-text-3">{row.company}</span>
                </button>
              </li>
            ))}
        </ul>
        {text.trim() !== "" && found?.prospects.length === 0 && <p className="text-text-3">{words.common.noResult}</p>}
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
  return (
    <span className="flex flex-wrap items-center gap-2 text-text-2">
      {(["from", "to"] as const).map((edge) => (
        <label key={edge} className="flex items-center gap-1.5">
          {w[edge]}
          <input
            type="date"
            className="field !h-7 !w-36 !px-2"
            value={search[edge] ?? ""}
            onChange={(event) => onChange({ [edge]: event.target.value || undefined, o: undefined })}
          />
        </label>
      ))}
    </span>
  );
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
