// Importer › Historique: what was imported, with the same actions as the report.
import { useQuery } from "@tanstack/react-query";
import { FileDown, MoreHorizontal, Undo2, Users } from "lucide-react";
import { importsQuery } from "@/api/queries";
import type { Id, ImportReport } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useUndoOperation } from "@/features/history";
import { dateTime } from "@/format";
import { Badge, IconButton, Menu, MenuItem, type Tone } from "@/kit";
import { saveRejects } from "./actions";
import { savable } from "./flow";
import { useSeeImported } from "./see";

const tones: Partial<Record<ImportReport["state"], Tone>> = { running: "warn", failed: "danger" };

function Actions({ item, onUndo }: { item: ImportReport; onUndo: (operation: Id) => void }) {
  const w = useWords();
  const see = useSeeImported();
  const canUndo = item.state === "done" && item.operation !== null;
  const canSee = item.state === "done" && item.created + item.updated > 0;
  const canSave = item.has_rejects && savable(item) > 0;
  if (!canUndo && !canSee && !canSave) return <span className="size-7 flex-none" />;
  return (
    <Menu align="end" trigger={<IconButton name={w.common.more} icon={<MoreHorizontal />} />}>
      {canSee && (
        <MenuItem icon={<Users />} onSelect={() => see(item.id)}>
          {w.imports.report.see}
        </MenuItem>
      )}
      {canSave && (
        <MenuItem icon={<FileDown />} onSelect={() => void saveRejects(item)}>
          {w.imports.report.rejects(savable(item))}
        </MenuItem>
      )}
      {canUndo && (
        <MenuItem icon={<Undo2 />} onSelect={() => item.operation && onUndo(item.operation)}>
          {w.imports.report.undo}
        </MenuItem>
      )}
    </Menu>
  );
}

function Line({ item, onOpen, onUndo }: { item: ImportReport; onOpen: () => void; onUndo: (operation: Id) => void }) {
  const w = useWords().imports;
  const counts = [w.past.counts(item), item.skipped > 0 && w.past.skipped(item.skipped)].filter(Boolean).join(" · ");
  return (
    <li className="flex min-h-11 items-center gap-3 border-t border-border px-1 first:border-t-0 hover:bg-hover">
      <button
        type="button"
        onClick={onOpen}
        className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 rounded-chip py-2 text-left"
      >
        <span className="sr-only">{w.past.open({ file: item.file_name })}</span>
        <span className="min-w-48 flex-1 truncate font-medium" aria-hidden="true">
          {item.file_name}
        </span>
        <span className="text-small text-text-2 tnum">{counts}</span>
        <time className="w-36 flex-none text-small text-text-3">{dateTime(item.finished_at)}</time>
      </button>
      <span className="flex w-24 flex-none justify-end max-[700px]:w-auto max-[700px]:empty:hidden">
        {item.state !== "done" && <Badge tone={tones[item.state] ?? "plain"}>{w.states[item.state]}</Badge>}
      </span>
      <Actions item={item} onUndo={onUndo} />
    </li>
  );
}

export function PastImports({ onOpen }: { onOpen: (id: Id) => void }) {
  const w = useWords().imports.past;
  const { data } = useQuery(importsQuery);
  const { undo, dialog } = useUndoOperation();
  if (!data) return null;
  return (
    <section aria-labelledby="past-imports" className="flex flex-col gap-2">
      <h2 id="past-imports" className="text-title-3">
        {w.title}
      </h2>
      {data.items.length === 0 ? (
        <p className="text-text-2">{w.empty}</p>
      ) : (
        <ul aria-label={w.list}>
          {data.items.map((item) => (
            <Line key={item.id} item={item} onOpen={() => onOpen(item.id)} onUndo={(id) => void undo(id)} />
          ))}
        </ul>
      )}
      {dialog}
    </section>
  );
}
