// A button with words. One `primary` per screen at most; the key cap shows the shortcut that does the same.
import clsx from "clsx";
import type { ComponentProps, MouseEvent, ReactNode } from "react";
import { KeyCap } from "./KeyCap";

export type ButtonKind = "plain" | "primary" | "quiet" | "danger";
export type ButtonSize = "toolbar" | "normal" | "large";

export interface ButtonProps extends Omit<ComponentProps<"button">, "children"> {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: ReactNode;
  /** Spelled keys, from `useKey`. */
  keys?: string | undefined;
  /** Shown as « … » and inert; the button keeps its width and the focus. */
  busy?: boolean;
  children?: ReactNode;
}

const kinds: Record<ButtonKind, string> = {
  plain: "border-border bg-surface text-text hover:bg-hover data-[popup-open]:bg-hover",
  primary: "border-transparent bg-accent text-on-accent hover:bg-accent-hover",
  quiet: "border-transparent text-text-2 hover:bg-hover hover:text-text data-[popup-open]:bg-hover",
  danger: "border-border bg-surface text-danger hover:bg-danger-bg",
};

const sizes: Record<ButtonSize, string> = {
  toolbar: "h-7 px-2 gap-1.5",
  normal: "h-8 px-3 gap-2",
  large: "h-10 px-4 gap-2",
};

const refuse = (event: MouseEvent) => event.preventDefault();

export function Button(props: ButtonProps) {
  const { kind = "plain", size = "normal", icon, keys, busy, disabled, className, children, onClick, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      // A busy one keeps the focus, so it is not disabled, but neither does nor submits anything.
      disabled={disabled && !busy}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      onClick={busy ? refuse : onClick}
      className={clsx(
        "inline-flex flex-none select-none items-center justify-center whitespace-nowrap rounded-control border text-body font-medium transition-colors duration-[120ms] ease-out",
        "disabled:border-border disabled:bg-sunken disabled:text-text-3",
        kinds[kind],
        sizes[size],
        className,
      )}
    >
      {icon}
      {busy ? (
        <span className="relative">
          <span className="invisible">{children}</span>
          <span className="absolute inset-0 text-center">…</span>
        </span>
      ) : (
        children
      )}
      <KeyCap keys={keys} tone={kind === "primary" ? "accent" : "plain"} />
    </button>
  );
}
