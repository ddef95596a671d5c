// A button that is only an icon: its name is its tooltip, with the key. Never an icon without a name.
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";
import { Tooltip } from "./Tooltip";

export interface IconButtonProps extends Omit<ComponentProps<"button">, "children"> {
  name: string;
  icon: ReactNode;
  keys?: string | undefined;
  pressed?: boolean;
  size?: "small" | "toolbar" | "normal";
}

const sizes = { small: "size-6", toolbar: "size-7", normal: "size-8" };

export function IconButton({ name, icon, keys, pressed, size = "toolbar", className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={name} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={name}
        aria-pressed={pressed}
        className={clsx(
          "inline-flex flex-none items-center justify-center rounded-control text-text-2 transition-colors duration-[120ms] ease-out",
          "hover:bg-hover hover:text-text disabled:text-text-3 data-[popup-open]:bg-hover aria-pressed:bg-selected aria-pressed:text-text",
          sizes[size],
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}
