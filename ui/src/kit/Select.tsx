// One of a short known list. For a long or searchable list: Combobox.
import { Select as Base } from "@base-ui/react/select";
import clsx from "clsx";
import { Check, ChevronDown } from "lucide-react";
import type { ReactNode } from "react";

export interface Option<T extends string> {
  value: T;
  label: string;
  icon?: ReactNode;
}

export interface SelectProps<T extends string> {
  value: T;
  onChange: (value: T) => void;
  options: readonly Option<T>[];
  /** Needed outside a Field. */
  label?: string;
  disabled?: boolean;
  className?: string;
  size?: "toolbar" | "normal";
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { value, onChange, options, label, disabled, className, size = "normal" } = props;
  const current = options.find((o) => o.value === value);
  return (
    <Base.Root
      items={options}
      value={value}
      disabled={disabled ?? false}
      onValueChange={(next) => next !== null && onChange(next as T)}
    >
      <Base.Trigger
        aria-label={label}
        className={clsx(
          "field inline-flex items-center gap-2 text-left",
          size === "toolbar" && "!h-7 !px-2",
          className,
        )}
      >
        {current?.icon}
        <Base.Value className="flex-1 truncate">{current?.label ?? ""}</Base.Value>
        <Base.Icon render={<ChevronDown className="text-text-3" />} />
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-40">
          <Base.Popup className="float max-h-[min(var(--available-height),360px)] min-w-[var(--anchor-width)] overflow-auto p-1">
            <Base.List>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className="item">
                  {option.icon}
                  <Base.ItemText className="flex-1">{option.label}</Base.ItemText>
                  <span className="flex size-4 flex-none">
                    <Base.ItemIndicator render={<Check />} />
                  </span>
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
