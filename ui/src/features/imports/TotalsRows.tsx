// Rows among the first ones that are taken for totals: each with how sure that is, and read all the same when it is said.
import { Check, CircleHelp } from "lucide-react";
import type { ImportDraft, TotalsRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { percent } from "@/format";
import { Button, Tooltip } from "@/kit";
import { useChoose } from "./rows-data";

/** Rows told one by one; those beyond are found among all rows. */
const SHOWN = 3;

function Line({ row, onSay, isBusy }: { row: TotalsRow; onSay: (skip: boolean) => void; isBusy: boolean }) {
  const words = useWords().imports;
  const w = words.totals;
  const isDoubtful = row.state === "check";
  const Icon = isDoubtful ? CircleHelp : Check;
  return (
    <li className="flex min-h-7 flex-wrap items-center gap-x-3" data-totals={row.line}>
      <span className="text-text-2">{(row.is_taken ? w.taken : w.left)({ line: row.line, text: row.text })}</span>
      <Tooltip text={w.sure({ percent: percent(row.confidence) })}>
        <span className={`inline-flex items-center gap-1.5 ${isDoubtful ? "text-warn" : "text-ok"}`}>
          <Icon />
          {words.columns.states[row.state]}
          <span className="sr-only">{w.sure({ percent: percent(row.confidence) })}</span>
        </span>
      </Tooltip>
      <Button size="toolbar" busy={isBusy} onClick={() => onSay(row.is_taken)}>
        {row.is_taken ? w.leave : w.take}
        <span className="sr-only">{words.rows.line({ line: row.line })}</span>
      </Button>
    </li>
  );
}

export function TotalsRows({ draft }: { draft: ImportDraft }) {
  const w = useWords().imports.totals;
  const { choose, isSaving } = useChoose(draft.id);
  if (draft.totals.length === 0) return null;
  const more = draft.totals.length - SHOWN;
  return (
    <ul aria-label={w.list} className="flex flex-col gap-2">
      {draft.totals.slice(0, SHOWN).map((row) => (
        <Line
          key={row.line}
          row={row}
          isBusy={isSaving}
          onSay={(skip) => choose({ rows: [{ sheet: draft.sheet, line: row.line, skip }] })}
        />
      ))}
      {more > 0 && <li className="text-small text-text-3">{w.more(more)}</li>}
    </ul>
  );
}
