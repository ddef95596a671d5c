// A question answered by one of a few buttons: arrows go from one to the next, Enter takes, Escape leaves.
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/kit";

export interface ChoiceOption<T extends string> {
  value: T;
  label: string;
}

interface ChoicesProps<T extends string> {
  ask: string;
  options: readonly ChoiceOption<T>[];
  /** Has the focus at first; the first one where none is named. */
  usual?: T | undefined;
  /** The question stands above already. */
  isSaid?: boolean | undefined;
  /** The one that was taken, where it stays to be seen. */
  taken?: T | null;
  onTake: (value: T) => void;
  onCancel: () => void;
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Buttons of a row of choices, in their order. */
function stepTo(event: KeyboardEvent<HTMLElement>, by: number): void {
  const buttons = [...event.currentTarget.querySelectorAll("button")];
  const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
  buttons[(at + by + buttons.length) % buttons.length]?.focus();
}

export function Choices<T extends string>({ ask, options, usual, isSaid, taken, onTake, onCancel }: ChoicesProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const first = Math.max(
    0,
    options.findIndex((o) => o.value === usual),
  );
  useEffect(() => {
    group.current?.querySelectorAll("button")[first]?.focus();
  }, [first]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = steps[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (by) stepTo(event, by);
    else if (event.key === "Escape") onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={group}
      role="group"
      aria-label={ask}
      className="flex flex-wrap items-center gap-1.5"
      onKeyDown={onKeyDown}
    >
      {!isSaid && (
        <span className="mr-1 text-text-2" aria-hidden="true">
          {ask}
        </span>
      )}
      {options.map(({ value, label }) => (
        <Button
          key={value}
          size="toolbar"
          aria-pressed={taken === undefined ? undefined : taken === value}
          className="aria-pressed:!bg-selected"
          onClick={() => onTake(value)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}
