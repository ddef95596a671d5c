// The text filter of a screen. Escape clears it, then leaves it.

import clsx from "clsx";
import { Search, X } from "lucide-react";
import type { RefObject } from "react";
import { IconButton } from "./IconButton";

export interface SearchInputProps {
  value: string;
  onChange: (value: string) => void;
  label: string;
  clearLabel: string;
  placeholder?: string;
  ref?: RefObject<HTMLInputElement | null>;
  className?: string;
  size?: "toolbar" | "normal";
}

export function SearchInput(props: SearchInputProps) {
  const { value, onChange, label, clearLabel, placeholder, ref, className, size = "toolbar" } = props;
  return (
    <div className={clsx("relative flex items-center", className)}>
      <Search className="pointer-events-none absolute left-2 text-text-3" />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder ?? label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        className={clsx("field !pr-7 !pl-8", size === "toolbar" && "!h-7")}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          event.stopPropagation();
          if (value) onChange("");
          else event.currentTarget.blur();
        }}
      />
      {value && (
        <IconButton
          name={clearLabel}
          icon={<X />}
          size="small"
          className="absolute right-0.5"
          onClick={() => onChange("")}
        />
      )}
    </div>
  );
}
