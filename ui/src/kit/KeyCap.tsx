// The cap of a key: « Ctrl K », « L ». The label beside it says what it does, so screen readers skip it.
import clsx from "clsx";

export function KeyCap({ keys, tone = "plain" }: { keys: string | undefined; tone?: "plain" | "accent" | "toast" }) {
  if (!keys) return null;
  return (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: a key cap takes no focus.
    <kbd
      aria-hidden="true"
      className={clsx(
        "inline-flex h-[18px] min-w-[18px] flex-none items-center justify-center whitespace-nowrap rounded-chip border px-1 font-sans text-key",
        tone === "plain" && "border-border bg-surface text-text-2",
        tone === "accent" && "border-current bg-transparent",
        tone === "toast" && "border-current text-on-toast",
      )}
    >
      {keys}
    </kbd>
  );
}
