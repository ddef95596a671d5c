// The filters of a list, as sentences: « Étape est Contacté ». Each can be changed in place or taken away. The text filter
// answers at each letter; Ctrl+F goes to it.
import { useQuery } from "@tanstack/react-query";
import { ListFilter, UserRound, X } from "lucide-react";
import { type ReactNode, useDeferredValue, useEffect, useRef, useState } from "react";
import { post } from "@/api/client";
import { importsQuery, useSession } from "@/api/queries";
import type { FilterRead } from "@/api/schema";
import { language, useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { FilterEditor } from "@/features/filters";
import { capital } from "@/format";
import { Button, Menu, MenuItem, Popover, SearchInput } from "@/kit";
import { PickList, type PickOption } from "../pick/PickList";
import { useStageOptions } from "../pick/stages";
import { companyQuery } from "../rows/company";
import { isFiltered, type ListSearch, listed, noFilters } from "./filters";

type Choice = "stage" | "tag" | "owner";

interface FilterBarProps {
  search: ListSearch;
  onChange: (change: Partial<ListSearch>, replace?: boolean) => void;
  /** Which choices this screen offers. */
  choices: readonly Choice[];
  /** At the right. */
  children?: ReactNode;
}

/** Text that is typed here and told to the address a moment later, as soon as the page is free. */
function useText(value: string, onChange: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const late = useDeferredValue(text);
  const tell = useRef(onChange);
  tell.current = onChange;
  useEffect(() => {
    if (late === told.current) return;
    told.current = late;
    tell.current(late);
  }, [late]);
  useEffect(() => {
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  return [text, setText];
}

function useChoices(search: ListSearch): Record<Choice, { label: string; options: PickOption[] }> {
  const w = useWords().prospects;
  const { tags, members } = useSession();
  const stages = useStageOptions();
  const on = (key: Choice) => new Set(listed(search[key]));
  const [stage, tag, owner] = [on("stage"), on("tag"), on("owner")];
  return {
    stage: { label: w.fields.stage, options: stages.map((o) => ({ ...o, checked: stage.has(o.value) })) },
    tag: {
      label: w.fields.tags,
      options: tags.map((t) => ({ value: t.id, label: t.name, checked: tag.has(t.id) })),
    },
    owner: {
      label: w.fields.owner,
      options: [
        { value: "me", label: w.filter.me, checked: owner.has("me") },
        { value: "none", label: w.filter.none, checked: owner.has("none") },
        ...members.map((m) => ({ value: m.id, label: m.name, checked: owner.has(m.id) })),
      ],
    },
  };
}

/** A filter in words of the page, as the core writes it, whatever the language it came in; as it came where it cannot be read. */
function useConditions(text: string | undefined): string {
  const lang = language();
  const { data } = useQuery({
    queryKey: ["session", "filter-text", lang, text],
    queryFn: ({ signal }) => post<FilterRead>("/filters/read", { text, lang }, signal),
    enabled: Boolean(text),
    retry: false,
  });
  return capital(data?.long ?? text ?? "");
}

function Sentence({ text, onRemove, children }: { text: string; onRemove: () => void; children?: ReactNode }) {
  const w = useWords().prospects.filter;
  const body = <span className="max-w-64 truncate px-2">{text}</span>;
  return (
    <span className="inline-flex h-7 max-w-full flex-none items-center rounded-control border border-border bg-surface">
      {children ?? body}
      <button
        type="button"
        aria-label={w.remove({ what: text })}
        className="flex size-6 flex-none items-center justify-center rounded-chip text-text-3 hover:bg-hover hover:text-text"
        onClick={onRemove}
      >
        <X className="!size-3.5" />
      </button>
    </span>
  );
}

/** Filters that come from elsewhere: the prospects of a company, of an import. They can only be taken away. */
function Origins({ search, onChange }: Pick<FilterBarProps, "search" | "onChange">) {
  const w = useWords().prospects.filter;
  const { company, import: batch } = search;
  const found = useQuery({ ...companyQuery(company ?? ""), enabled: company !== undefined });
  const { data: imports } = useQuery({ ...importsQuery, enabled: batch !== undefined });
  const file = imports?.items.find((i) => i.id === batch)?.file_name;
  return (
    <>
      {company && (
        <Sentence
          text={w.is({ field: w.company, values: found.data?.name ?? w.thisCompany })}
          onRemove={() => onChange({ company: undefined })}
        />
      )}
      {batch && (
        <Sentence
          text={w.is({ field: w.import, values: file ?? w.thisImport })}
          onRemove={() => onChange({ import: undefined })}
        />
      )}
    </>
  );
}

export function FilterBar({ search, onChange, choices, children }: FilterBarProps) {
  const words = useWords();
  const w = words.prospects;
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useText(search.q ?? "", (q) => onChange({ q: q || undefined }, true));
  const [opened, setOpened] = useState<Choice | null>(null);
  const [editing, setEditing] = useState(false);
  const offered = useChoices(search);
  const hint = useKey("app.filter");
  useShortcuts({ "app.filter": () => input.current?.select() });
  const pick = (key: Choice, value: string) => {
    // One owner at a time; several stages or tags.
    const now = listed(search[key]);
    const next = now.includes(value) ? now.filter((v) => v !== value) : key === "owner" ? [value] : [...now, value];
    onChange({ [key]: next.join(",") || undefined });
  };
  const conditions = useConditions(search.f);
  const sentence = (key: Choice) => {
    const { label, options } = offered[key];
    const values = options.filter((o) => o.checked).map((o) => o.label);
    return w.filter.is({ field: label, values: values.join(w.filter.or) || "…" });
  };
  const active = choices.filter((key) => search[key] || opened === key);
  const { members } = useSession();
  const others = choices.filter((key) => !active.includes(key));
  return (
    <div className="flex min-h-10 flex-none flex-wrap items-center gap-2 border-b border-border px-4 py-1.5">
      <SearchInput
        ref={input}
        value={text}
        onChange={setText}
        label={w.filter.label}
        placeholder={hint ? `${w.filter.placeholder} (${hint})` : w.filter.placeholder}
        clearLabel={words.common.clear}
        className="w-56 flex-none"
      />
      {active.map((key) => (
        <Sentence key={key} text={sentence(key)} onRemove={() => onChange({ [key]: undefined })}>
          <Popover
            title={offered[key].label}
            titled
            open={opened === key}
            onOpenChange={(open) => setOpened(open ? key : null)}
            trigger={
              <button type="button" className="h-full max-w-72 truncate rounded-control px-2 hover:bg-hover">
                {sentence(key)}
              </button>
            }
          >
            <PickList
              label={offered[key].label}
              many={key !== "owner"}
              options={offered[key].options}
              onPick={(value) => {
                pick(key, value);
                if (key === "owner") setOpened(null);
              }}
            />
          </Popover>
        </Sentence>
      ))}
      {search.f && (
        <Sentence text={conditions} onRemove={() => onChange({ f: undefined })}>
          <button
            type="button"
            data-filter=""
            className="h-full min-w-0 max-w-96 truncate rounded-control px-2 hover:bg-hover"
            aria-label={w.filter.editConditions({ what: conditions })}
            title={conditions}
            onClick={() => setEditing(true)}
          >
            {conditions}
          </button>
        </Sentence>
      )}
      <Origins search={search} onChange={onChange} />
      {choices.length > 0 && (
        <Menu
          trigger={
            <Button size="toolbar" kind="quiet" icon={<ListFilter />}>
              {w.filter.add}
            </Button>
          }
        >
          {others.map((key) => (
            // After the menu has given the focus back, or it would take it from the list.
            <MenuItem key={key} onSelect={() => setTimeout(() => setOpened(key), 0)}>
              {offered[key].label}
            </MenuItem>
          ))}
          <MenuItem onSelect={() => setTimeout(() => setEditing(true), 0)}>{w.filter.conditions}</MenuItem>
        </Menu>
      )}
      {choices.includes("owner") && members.length > 1 && !search.owner && (
        <Button size="toolbar" kind="quiet" icon={<UserRound />} onClick={() => onChange({ owner: "me" })}>
          {w.filter.mine}
        </Button>
      )}
      {editing && (
        <FilterEditor
          value={search.f ?? ""}
          onApply={(f) => onChange({ f: f || undefined })}
          onClose={() => setEditing(false)}
        />
      )}
      {/* The text has its own cross. */}
      {isFiltered({ ...search, q: undefined }) && (
        <Button size="toolbar" kind="quiet" onClick={() => onChange(noFilters)}>
          {w.filter.clear}
        </Button>
      )}
      <div className="ml-auto flex flex-wrap items-center justify-end gap-2">{children}</div>
    </div>
  );
}
