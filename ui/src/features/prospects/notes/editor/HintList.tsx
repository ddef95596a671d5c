// The list behind « # », « @ » and « {{ », under the place where one writes. The keys stay with the text; this only shows.
import { Plus } from "lucide-react";
import { useEffect, useRef } from "react";
import { useSession } from "@/api/queries";
import { useWords } from "@/app/i18n";
import type { Proposal } from "./extensions";
import type { Hint } from "./hints";

const WIDTH = 264;
const ROW = 32;
const GAP = 4;

/** Under the line, above it where there is no room. */
function placeOf(place: DOMRect | null, rows: number): { left: number; top: number } {
  const { left = 0, top = 0, bottom = 0 } = place ?? {};
  const height = rows * ROW + 8;
  const isAbove = bottom + GAP + height > window.innerHeight && top - GAP - height > 0;
  return {
    left: Math.max(8, Math.min(left, window.innerWidth - WIDTH - 8)),
    top: isAbove ? top - GAP - height : bottom + GAP,
  };
}

interface HintListProps {
  id: string;
  proposal: Proposal;
  at: number;
  onPoint: (at: number) => void;
  onTake: (hint: Hint) => void;
}

export function HintList({ id, proposal, at, onPoint, onTake }: HintListProps) {
  const w = useWords().notes;
  const { tags } = useSession();
  const list = useRef<HTMLDivElement>(null);
  const { sign, hints, place } = proposal;
  useEffect(() => {
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
  }, [at]);
  const colorOf = (name: string) => (sign === "#" ? tags.find((tag) => tag.name === name)?.color : null);
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={{ "#": w.tags, "@": w.members, "{{": w.variables }[sign]}
      className="float fixed z-40 max-h-72 overflow-auto p-1"
      style={{ ...placeOf(place, hints.length), width: WIDTH }}
    >
      {hints.map((hint, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text above has the keys.
        <div
          key={hint.name}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === at}
          data-highlighted={i === at ? "" : undefined}
          className="item"
          // The focus stays in the text.
          onPointerDown={(event) => event.preventDefault()}
          onPointerMove={() => onPoint(i)}
          onClick={() => onTake(hint)}
        >
          {hint.isNew && <Plus />}
          {colorOf(hint.name) && (
            <span className="size-2 flex-none rounded-pill" style={{ background: `var(--${colorOf(hint.name)})` }} />
          )}
          <span className="min-w-0 flex-1 truncate">{hint.isNew ? w.newTag({ name: hint.name }) : hint.name}</span>
        </div>
      ))}
    </div>
  );
}
