// In a sheet: the record that may be the same one, and what was merged into this one and can be taken out again. What is merged or
// separated is decided in the dialogs, never here.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Id, MergedRecord, Prospect, Similar } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { shortDate } from "@/format";
import { Button, Dialog, useReadOnly } from "@/kit";
import { Compare } from "./Compare";
import { likeQuery, mergedQuery, type Pair } from "./data";
import { reasonTexts } from "./reasons";
import { UnmergeDialog } from "./UnmergeDialog";

function pairOf(prospect: Prospect, found: Similar): Pair {
  const [a, b] =
    BigInt(prospect.id) < BigInt(found.prospect.id) ? [prospect, found.prospect] : [found.prospect, prospect];
  return { key: `${a.id} ${b.id}`, of: "people", a, b, score: found.score, reasons: found.reasons };
}

export function PossibleDuplicate({ prospect }: { prospect: Prospect }) {
  const w = useWords().duplicates;
  const [pair, setPair] = useState<Pair | null>(null);
  // At a past date nothing could be done about it, and the first comparison of everybody would keep the rest of the sheet waiting.
  const isPast = useReadOnly() !== null;
  const { data } = useQuery({ ...likeQuery(prospect.id), enabled: !prospect.deleted_at && !isPast });
  const found = data?.[0];
  return (
    <>
      {found && (
        <p className="mx-4 mt-3 flex items-center gap-3 rounded-control border border-border bg-sunken px-3 py-1.5">
          <span className="min-w-0 flex-1">
            <span className="font-medium">{w.possible(found.prospect.name)}</span>
            <span className="text-small text-text-2"> — {reasonTexts(found.reasons, w).slice(0, 3).join(" · ")}</span>
          </span>
          <Button size="toolbar" onClick={() => setPair(pairOf(prospect, found))}>
            {w.compare}
          </Button>
        </p>
      )}
      {pair && (
        <Dialog open onOpenChange={(next) => !next && setPair(null)} title={w.compareTitle} width={1040}>
          <div className="-mx-4 -mb-4 flex max-h-[62dvh] min-h-0">
            <Compare pair={pair} onDecided={() => setPair(null)} onWritten={() => undefined} />
          </div>
        </Dialog>
      )}
    </>
  );
}

export function MergedRecords({ id }: { id: Id }) {
  const w = useWords().duplicates.unmerge;
  const [open, setOpen] = useState<MergedRecord | null>(null);
  const { data } = useQuery(mergedQuery(id));
  if (!data || data.length === 0) return null;
  return (
    <section aria-label={w.title} className="mt-4">
      <h3 className="mb-1 text-small font-medium text-text-2">{w.title}</h3>
      <ul>
        {data.map((record) => (
          <li key={record.id} className="flex items-center gap-2 py-0.5">
            <span className="min-w-0 flex-1 truncate">{w.line({ name: record.name, date: shortDate(record.at) })}</span>
            <Button size="toolbar" kind="quiet" onClick={() => setOpen(record)}>
              {w.open}
            </Button>
          </li>
        ))}
      </ul>
      {open && <UnmergeDialog record={open} onClose={() => setOpen(null)} />}
    </section>
  );
}
