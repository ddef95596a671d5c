// The colour of an option, before its name: never a colour alone.
export function dotOf({ color }: { color?: string | null }) {
  return color ? (
    <span aria-hidden="true" className="size-2 flex-none rounded-pill" style={{ background: `var(--${color})` }} />
  ) : null;
}
