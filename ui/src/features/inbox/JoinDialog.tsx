// Two conversations that are one: the other is found among those of all, and both become one. It can be taken back.
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, SearchInput } from "@/kit";
import { inboxQuery, rowTime, whoText } from "./data";
import type { Conversation } from "./types";
import { join } from "./write";

const FOUND = 8;

export function JoinDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const words = useWords();
  const w = words.inbox;
  const [text, setText] = useState(() => whoText(conversation));
  const { data } = useInfiniteQuery(inboxQuery({ show: "all", who: "all", search: text.trim() }));
  const found = (data?.pages[0]?.items ?? []).filter(({ id }) => id !== conversation.id).slice(0, FOUND);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={w.joinTitle}
      description={w.joinText}
      actions={
        <DialogClose>
          <Button>{words.common.cancel}</Button>
        </DialogClose>
      }
    >
      <div className="flex flex-col gap-3">
        <SearchInput size="normal" value={text} onChange={setText} label={w.search} clearLabel={words.common.clear} />
        <ul aria-label={w.found} aria-live="polite" className="flex min-h-9 flex-col">
          {found.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className="flex min-h-11 w-full flex-col rounded-control px-2 py-1 text-left hover:bg-hover"
                onClick={() => {
                  onClose();
                  void join([conversation.id, row.id]);
                }}
              >
                <span className="flex w-full gap-2">
                  <span className="min-w-0 flex-1 truncate font-medium">{row.subject || w.noSubject}</span>
                  <span className="flex-none text-small text-text-3">{rowTime(row.newest_at)}</span>
                </span>
                <span className="w-full truncate text-small text-text-2">{whoText(row)}</span>
              </button>
            </li>
          ))}
          {data && found.length === 0 && <li className="px-2 py-2 text-text-3">{w.noResult}</li>}
        </ul>
      </div>
    </Dialog>
  );
}
