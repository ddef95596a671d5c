// One of a long list, found by typing (accents and case aside). May offer to create what is not there.
import { Combobox as Base } from "@base-ui/react/combobox";
import clsx from "clsx";
import { Check, ChevronDown, Plus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { fold } from "@/format";

export interface Choice {
  value: string;
  label: string;
  /** Shown after the label, in grey. */
  detail?: string;
  icon?: ReactNode;
  group?: string;
}

export interface ComboboxProps {
  value: string | null;
  onChange: (value: string | null) => void;
  options: readonly Choice[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
  /** Placeholder of the search field. */
  search?: string;
  /** What is said when nothing matches. */
  empty: string;
  label?: string;
  disabled?: boolean;
  /** Offers a last item made of what was typed. */
  onCreate?: (text: string) => void;
  createLabel?: (text: string) => string;
  className?: string;
}

const NEW = "\u0000new";

function groupsOf(options: readonly Choice[]): { label: string; items: Choice[] }[] {
  const groups = new Map<string, Choice[]>();
  for (const option of options) groups.set(option.group ?? "", [...(groups.get(option.group ?? "") ?? []), option]);
  return [...groups].map(([label, items]) => ({ label, items }));
}

export function Combobox(props: ComboboxProps) {
  const { value, onChange, options, placeholder, search, empty, label, disabled, onCreate, createLabel, className } =
    props;
  const [text, setText] = useState("");
  const current = options.find((o) => o.value === value) ?? null;
  const found = useMemo(() => {
    const words = text === current?.label ? [] : fold(text).split(/\s+/).filter(Boolean);
    const kept = options.filter((o) => words.every((word) => fold(`${o.label} ${o.detail ?? ""}`).includes(word)));
    const made = createLabel?.(text.trim());
    const exact = options.some((o) => fold(o.label) === fold(text) || o.label === made);
    if (onCreate && text.trim() && !exact) kept.push({ value: NEW, label: made ?? text.trim(), icon: <Plus /> });
    return kept;
  }, [options, text, current, onCreate, createLabel]);
  const pick = (next: Choice | null) => {
    if (next?.value === NEW) onCreate?.(text.trim());
    else onChange(next?.value ?? null);
  };
  return (
    <Base.Root
      items={found}
      filter={null}
      value={current}
      onValueChange={pick}
      onInputValueChange={setText}
      itemToStringLabel={(item: Choice) => item.label}
      isItemEqualToValue={(a: Choice, b: Choice) => a.value === b.value}
      disabled={disabled ?? false}
      autoHighlight
    >
      <Base.Trigger aria-label={label} className={clsx("field inline-flex items-center gap-2 text-left", className)}>
        {current?.icon}
        <span className={clsx("flex-1 truncate", !current && "text-text-3")}>{current?.label ?? placeholder}</span>
        <ChevronDown className="text-text-3" />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner sideOffset={4} align="start" className="z-40">
          <Base.Popup
            aria-label={label ?? placeholder}
            className="float flex max-h-[min(var(--available-height),360px)] w-[max(var(--anchor-width),240px)] flex-col"
          >
            <Base.Input
              aria-label={label ?? placeholder}
              placeholder={search}
              className="h-9 flex-none border-b border-border bg-transparent px-3 outline-none"
            />
            <Base.Empty className="px-3 text-text-3 empty:hidden">
              {found.length === 0 ? <span className="block py-2">{empty}</span> : null}
            </Base.Empty>
            <Base.List className="min-h-0 flex-1 overflow-auto p-1 empty:hidden">
              {groupsOf(found).map((group) => (
                <Base.Group key={group.label} items={group.items}>
                  {group.label && (
                    <Base.GroupLabel className="px-2 pt-2 pb-1 text-small font-medium text-text-3">
                      {group.label}
                    </Base.GroupLabel>
                  )}
                  {group.items.map((option) => (
                    <Base.Item key={option.value} value={option} className="item">
                      {option.icon}
                      <span className="truncate">{option.label}</span>
                      <span className="flex-1 truncate text-text-3">{option.detail}</span>
                      <span className="flex size-4 flex-none">
                        <Base.ItemIndicator render={<Check />} />
                      </span>
                    </Base.Item>
                  ))}
                </Base.Group>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
