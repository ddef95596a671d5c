// A setting that applies at once.
import { Switch as Base } from "@base-ui/react/switch";
import { type ReactNode, useId } from "react";

export interface SwitchProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  help?: ReactNode;
  disabled?: boolean;
}

export function Switch({ checked, onChange, label, help, disabled }: SwitchProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside.
    <label className="flex items-start justify-between gap-4 py-1">
      <span className="flex min-w-0 flex-col">
        <span id={id}>{label}</span>
        {help && (
          <span id={`${id}-help`} className="text-small text-text-3">
            {help}
          </span>
        )}
      </span>
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled ?? false}
        aria-labelledby={id}
        aria-describedby={help ? `${id}-help` : undefined}
        className="relative mt-px flex h-5 w-9 flex-none items-center rounded-pill border border-border-strong bg-sunken transition-colors duration-[120ms] after:absolute after:-inset-1 data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-50"
      >
        <Base.Thumb className="block size-3.5 translate-x-0.5 rounded-pill bg-border-strong transition-transform duration-[120ms] ease-out data-[checked]:translate-x-[18px] data-[checked]:bg-on-accent" />
      </Base.Root>
    </label>
  );
}
