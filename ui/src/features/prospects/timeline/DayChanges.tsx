// What was changed of the record on a day: one line that unfolds.
import { ChevronDown, ChevronRight } from "lucide-react";
import { useState } from "react";
import type { FieldChange } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { ChangeList } from "../sheet/Changes";

export function DayChanges({ changes }: { changes: readonly FieldChange[] }) {
  const w = useWords().timeline;
  const [open, setOpen] = useState(false);
  return (
    <div className="pl-10">
      <button
        type="button"
        aria-expanded={open}
        className="-ml-1 flex min-h-7 items-center gap-1 rounded-control pr-2 text-small text-text-3 hover:bg-hover hover:text-text"
        onClick={() => setOpen(!open)}
      >
        {open ? <ChevronDown /> : <ChevronRight />}
        {w.changes(changes.length)}
      </button>
      {open && <ChangeList changes={changes} />}
    </div>
  );
}
