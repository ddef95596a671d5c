// The templates by what they are for, found by their words; each is opened, doubled, moved and deleted from its line.
import { Copy, Ellipsis, MoveDown, MoveUp, Pencil, Plus, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Template } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { fold } from "@/format";
import { Button, EmptyState, IconButton, Menu, MenuItem, MenuSeparator, SearchInput } from "@/kit";
import { purposes } from "./data";
import { addStarters, duplicate, move, remove } from "./write";

interface LineProps {
  template: Template;
  /** Those of the same use above and below. */
  above: Template | undefined;
  below: Template | undefined;
  focused: boolean;
  onOpen: () => void;
}

function Line({ template, above, below, focused, onOpen }: LineProps) {
  const words = useWords();
  const w = words.templates;
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focused) button.current?.focus();
  }, [focused]);
  const { name, subject, sector, language } = template;
  const about = [language && w.languages[language], sector].filter(Boolean).join(" · ");
  return (
    <li data-line={template.id} className="flex items-center gap-1 border-b border-border">
      <button
        ref={button}
        type="button"
        className="flex min-h-10 min-w-0 flex-1 items-center gap-3 rounded-control px-2 text-left hover:bg-hover"
        onClick={onOpen}
      >
        <span className="min-w-0 flex-[2] truncate font-medium" title={name}>
          {name}
        </span>
        <span className="min-w-0 flex-[3] truncate text-text-2 max-[1100px]:hidden">{subject}</span>
        <span className="w-44 flex-none truncate text-right text-text-3 max-[760px]:w-28">{about}</span>
      </button>
      <Menu align="end" trigger={<IconButton size="normal" name={w.menu({ name })} icon={<Ellipsis />} />}>
        <MenuItem icon={<Pencil />} onSelect={onOpen}>
          {w.open}
        </MenuItem>
        <MenuItem icon={<Copy />} onSelect={() => void duplicate(template)}>
          {w.duplicate}
        </MenuItem>
        <MenuItem icon={<MoveUp />} disabled={!above} onSelect={() => above && void move(template, above.position)}>
          {w.up}
        </MenuItem>
        <MenuItem icon={<MoveDown />} disabled={!below} onSelect={() => below && void move(template, below.position)}>
          {w.down}
        </MenuItem>
        <MenuSeparator />
        <MenuItem icon={<Trash2 />} danger onSelect={() => void remove(template)}>
          {w.remove}
        </MenuItem>
      </Menu>
    </li>
  );
}

interface TemplateListProps {
  templates: readonly Template[];
  focused: string | null;
  onOpen: (template: Template) => void;
  onAdd: () => void;
}

export function TemplateList({ templates, focused, onOpen, onAdd }: TemplateListProps) {
  const words = useWords();
  const w = words.templates;
  const [query, setQuery] = useState("");
  const asked = fold(query).split(/\s+/).filter(Boolean);
  const text = (one: Template) => {
    const tongue = one.language ? w.languages[one.language] : "";
    return fold([one.name, one.subject, one.sector ?? "", tongue, one.body.replaceAll(/<[^>]*>/g, " ")].join(" "));
  };
  const found = templates.filter((one) => asked.every((word) => text(one).includes(word)));
  const actions = (
    <>
      <Button kind="primary" icon={<Plus />} onClick={onAdd}>
        {w.add}
      </Button>
      <Button icon={<Plus />} onClick={() => void addStarters()}>
        {w.starters}
      </Button>
    </>
  );
  if (templates.length === 0)
    return (
      <EmptyState title={w.empty} text={w.emptyText}>
        {actions}
      </EmptyState>
    );
  return (
    <div className="flex max-w-[960px] flex-col gap-5">
      <div className="flex flex-wrap items-center gap-2">
        <SearchInput
          size="normal"
          className="min-w-48 flex-1"
          value={query}
          onChange={setQuery}
          label={w.search}
          clearLabel={words.common.clear}
        />
        {actions}
      </div>
      {purposes.map((purpose) => {
        const group = found.filter((one) => one.purpose === purpose);
        if (group.length === 0) return null;
        return (
          <section key={purpose} aria-labelledby={`templates-${purpose}`} className="flex flex-col">
            <h3 id={`templates-${purpose}`} className="pb-1 text-small font-medium text-text-3">
              {w.groups[purpose]}
            </h3>
            <ul>
              {group.map((template, i) => (
                <Line
                  key={template.id}
                  template={template}
                  above={group[i - 1]}
                  below={group[i + 1]}
                  focused={template.id === focused}
                  onOpen={() => onOpen(template)}
                />
              ))}
            </ul>
          </section>
        );
      })}
      {found.length === 0 && <p className="text-text-3">{w.nothing}</p>}
    </div>
  );
}
