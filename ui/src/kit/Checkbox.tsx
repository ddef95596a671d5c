// On or off, or partly on for a list of which some are chosen.
import { Checkbox as Base } from "@base-ui/react/checkbox";
import clsx from "clsx";
import { Check, Minus } from "lucide-react";
import { type ReactNode, useId } from "react";

export interface CheckboxProps {
  checked: boolean | "mixed";
  onChange: (checked: boolean) => void;
  /** Beside the box; else give `name`. */
  children?: ReactNode;
  name?: string;
  disabled?: boolean;
  className?: string;
}

export function Checkbox({ checked, onChange, children, name, disabled, className }: CheckboxProps) {
  const id = useId();
  const box = (
    <Base.Root
      checked={checked === true}
      indeterminate={checked === "mixed"}
      onCheckedChange={onChange}
      disabled={disabled ?? false}
      aria-label={name}
      aria-labelledby={children ? id : undefined}
      className={clsx(
        "relative flex size-4 flex-none items-center justify-center rounded-chip border border-border-strong bg-surface text-on-accent after:absolute after:-inset-1",
        "data-[checked]:border-accent data-[checked]:bg-accent data-[indeterminate]:border-accent data-[indeterminate]:bg-accent data-[disabled]:opacity-50",
        !children && className,
      )}
    >
      <Base.Indicator className="flex" keepMounted={false}>
        {checked === "mixed" ? (
          <Minus className="!size-3 !stroke-[2.5]" />
        ) : (
          <Check className="!size-3 !stroke-[2.5]" />
        )}
      </Base.Indicator>
    </Base.Root>
  );
  if (!children) return box;
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside.
    <label className={clsx("inline-flex min-h-6 items-center gap-2", className)}>
      {box}
      <span id={id}>{children}</span>
    </label>
  );
}
