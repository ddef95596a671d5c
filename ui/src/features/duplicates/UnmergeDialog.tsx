// Takes a record out of the one it was merged into; what came since and belongs to it can be given back along with it: notes of a
// person, people of a company. What is restored is decided by the core.
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { timelineQuery } from "@/api/queries";
import type { Id, MergedRecord } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { dateTime } from "@/format";
import { Button, Checkbox, Dialog, DialogClose } from "@/kit";
import { peopleSinceQuery, unmerge } from "./data";

interface Later {
  id: Id;
  text: string;
}

/** What came after the merge. */
function useLater(record: MergedRecord): Later[] {
  const { prospects } = useWords();
  const isPerson = record.of === "people";
  const { data: notes } = useQuery({ ...timelineQuery(record.kept, { limit: 200, kind: "note" }), enabled: isPerson });
  const { data: people } = useQuery({ ...peopleSinceQuery(record.kept), enabled: !isPerson });
  if (isPerson) {
    const later = notes?.items.filter((activity) => activity.at > record.at) ?? [];
    const { note } = prospects.timeline;
    return later.map(({ id, at, body }) => ({
      id,
      text: [`${note}, ${dateTime(at)}`, body].filter(Boolean).join(" · "),
    }));
  }
  const later = people?.items.filter((prospect) => prospect.created_at > record.at) ?? [];
  return later.map((prospect) => ({ id: prospect.id, text: `${prospect.name} · ${dateTime(prospect.created_at)}` }));
}

export function UnmergeDialog({ record, onClose }: { record: MergedRecord; onClose: () => void }) {
  const { duplicates, common } = useWords();
  const w = duplicates.unmerge;
  const [take, setTake] = useState<readonly Id[]>([]);
  const [busy, setBusy] = useState(false);
  const later = useLater(record);
  const go = async () => {
    setBusy(true);
    const done = await unmerge(record, [...take]);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={w.heading(record.name)}
      description={record.of === "people" ? w.text : w.textCompany}
      actions={
        <>
          <DialogClose>
            <Button>{common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" busy={busy} onClick={() => void go()}>
            {w.go}
          </Button>
        </>
      }
    >
      {later.length > 0 && (
        <fieldset className="flex flex-col gap-1 pb-1">
          <legend className="pb-1 text-text-2">{w.take}</legend>
          {later.map(({ id, text }) => (
            <Checkbox
              key={id}
              checked={take.includes(id)}
              onChange={(checked) => setTake(checked ? [...take, id] : take.filter((taken) => taken !== id))}
            >
              <span className="line-clamp-1">{text}</span>
            </Checkbox>
          ))}
        </fieldset>
      )}
    </Dialog>
  );
}
