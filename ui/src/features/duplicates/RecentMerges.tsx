// What was merged lately, people or companies, each to be taken apart again: companies have no sheet to do it from.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { asFailure } from "@/api/client";
import type { MergedRecord, Of } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { shortDate } from "@/format";
import { Button, Dialog, DialogClose, Loading } from "@/kit";
import { recentMergesQuery } from "./data";
import { UnmergeDialog } from "./UnmergeDialog";

export function RecentMerges({ of, onClose }: { of: Of; onClose: () => void }) {
  const words = useWords();
  const w = words.duplicates.recent;
  const [open, setOpen] = useState<MergedRecord | null>(null);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    recentMergesQuery(of),
  );
  const records = data?.pages.flatMap((page) => page.records) ?? [];
  return (
    <>
      <Dialog
        open
        onOpenChange={(next) => !next && onClose()}
        title={w.title}
        description={w.text[of]}
        width={560}
        actions={
          <DialogClose>
            <Button>{words.common.close}</Button>
          </DialogClose>
        }
      >
        {!data && !error && <Loading text={w.title} />}
        {error && !data && (
          <p className="flex items-center gap-3 pb-1 text-text-2">
            <span className="min-w-0 flex-1">{failureText(asFailure(error))}</span>
            <Button onClick={() => void refetch()}>{words.common.retry}</Button>
          </p>
        )}
        {data && records.length === 0 && <p className="pb-1 text-text-2">{w.empty}</p>}
        {records.length > 0 && (
          <ul aria-label={w.title} className="-mx-2 max-h-[52dvh] overflow-auto">
            {records.map((record) => (
              <li key={record.id} className="flex h-11 items-center gap-3 rounded-control px-2 hover:bg-hover">
                <span className="min-w-0 flex-1">
                  <span className="block truncate">{w.line({ name: record.name, kept: record.kept_name })}</span>
                  <span className="block truncate text-small text-text-3 tnum">{shortDate(record.at)}</span>
                </span>
                <Button
                  size="toolbar"
                  kind="quiet"
                  aria-label={w.separate(record.name)}
                  onClick={() => setOpen(record)}
                >
                  {words.duplicates.unmerge.open}
                </Button>
              </li>
            ))}
          </ul>
        )}
        {hasNextPage && (
          <Button kind="quiet" busy={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {w.more}
          </Button>
        )}
      </Dialog>
      {open && <UnmergeDialog record={open} onClose={() => setOpen(null)} />}
    </>
  );
}
