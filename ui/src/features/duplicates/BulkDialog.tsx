// Many merges at once: from which confidence on, exactly how many, and the least certain of them, before anything is written.
import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, useEffect, useState } from "react";
import type { Of } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose } from "@/kit";
import { mergeAll, planQuery } from "./data";
import { percentOf, reasonTexts } from "./reasons";

const LEAST = 70;
const MOST = 99;
const START = 95;

export function BulkDialog({ of, onClose }: { of: Of; onClose: () => void }) {
  const { duplicates: w, common } = useWords();
  const [at, setAt] = useState(START);
  const [settled, setSettled] = useState(START);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(at), 120);
    return () => clearTimeout(timer);
  }, [at]);
  const { data: plan, isPlaceholderData } = useQuery(planQuery(of, settled / 100));
  const isCurrent = plan !== undefined && !isPlaceholderData && at === settled;
  const go = async () => {
    if (!plan || !isCurrent || busy) return;
    setBusy(true);
    const done = await mergeAll(of, settled / 100, plan.merges);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={w.bulk.title}
      description={w.bulk.text}
      width={560}
      actions={
        <>
          <DialogClose>
            <Button>{common.cancel}</Button>
          </DialogClose>
          <Button
            kind="primary"
            busy={busy}
            disabled={!isCurrent || plan.merges === 0}
            className="tnum"
            onClick={() => void go()}
          >
            {w.bulk.merge(plan?.merges ?? 0)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3 pb-1">
        <label className="flex items-center gap-3">
          <span className="flex-none text-text-2">{w.bulk.threshold}</span>
          <input
            type="range"
            min={LEAST}
            max={MOST}
            value={at}
            aria-valuetext={w.percent(at)}
            onChange={(event) => setAt(Number(event.target.value))}
            className="slider min-w-0 flex-1"
            style={{ "--done": `${((at - LEAST) / (MOST - LEAST)) * 100}%` } as CSSProperties}
          />
          <span className="w-12 flex-none text-right font-medium tnum">{w.percent(at)}</span>
        </label>
        <p role="status" className="min-h-5 font-medium">
          {plan ? w.bulk.count(plan.merges, plan.records) : w.looking}
        </p>
        {plan && plan.left > 0 && <p className="text-text-2">{w.bulk.left(plan.left)}</p>}
        <section aria-label={w.bulk.sample} className="h-[204px] overflow-auto">
          {plan && plan.sample.length > 0 && (
            <h3 className="pb-1 text-small font-medium text-text-2">{w.bulk.sample}</h3>
          )}
          <ul>
            {plan?.sample.map((pair) => (
              <li key={`${pair.a} ${pair.b}`} className="border-t border-border py-1">
                <p className="flex items-baseline gap-2">
                  <span className="min-w-0 flex-1 truncate">
                    {pair.a_name} · {pair.b_name}
                  </span>
                  <span className="flex-none text-small text-text-2 tnum">{w.percent(percentOf(pair.score))}</span>
                </p>
                <p className="truncate text-small text-text-3">{reasonTexts(pair.reasons, w).join(" · ")}</p>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
