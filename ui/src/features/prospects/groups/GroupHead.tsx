// The head of a group in the table: its name, how many it counts, what it is worth. A button folds it; nothing is written here.
import { ChevronDown, ChevronRight } from "lucide-react";
import { memo, type ReactNode } from "react";
import { useWords } from "@/app/i18n";
import { integer, money } from "@/format";
import type { Section } from "./sections";

interface GroupHeadProps {
  section: Section;
  name: string;
  mark: ReactNode;
  top: number;
  width: number;
  columns: number;
  onFold: (key: string) => void;
}

export const GroupHead = memo(function GroupHead(props: GroupHeadProps) {
  const { section, name, mark, top, width, columns, onFold } = props;
  const { group, place, folded } = section;
  const w = useWords().prospects.groups;
  const sums = group.value.map((sum) => money(sum.cents, sum.currency)).join(" + ");
  const Arrow = folded ? ChevronRight : ChevronDown;
  return (
    <div
      role="row"
      aria-rowindex={place + 2}
      data-group={group.key}
      className="absolute top-0 left-0 flex h-row min-w-full border-b border-border bg-sunken"
      style={{ transform: `translateY(${top}px)`, width }}
    >
      <div
        role="gridcell"
        aria-colindex={1}
        aria-colspan={columns + 1}
        className="sticky left-0 flex w-fit self-stretch"
      >
        <button
          type="button"
          aria-expanded={!folded}
          className="flex items-center gap-2 rounded-control px-3 -outline-offset-2 hover:bg-hover"
          onClick={() => onFold(group.key)}
        >
          <Arrow className="flex-none text-text-3" />
          {mark}
          <span className="font-medium">{name}</span>
          <span className="text-text-3 tnum">
            {integer(group.count)}
            <span className="sr-only"> {w.counted(group.count)}</span>
          </span>
          {sums && <span className="text-text-2 tnum">{sums}</span>}
        </button>
      </div>
    </div>
  );
});
