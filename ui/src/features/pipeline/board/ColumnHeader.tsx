// The head of a column: stage, exact count and sum, and what can be done with the stage.
import { useNavigate } from "@tanstack/react-router";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { useSession } from "@/api/queries";
import type { Column, ColumnChange, Stage } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { StageMark } from "@/features/prospects";
import { integer, percent } from "@/format";
import { IconButton, later, Menu, MenuItem, MenuSeparator } from "@/kit";
import { exactSum, shortSum } from "./amount";
import { useEditStage } from "./use-edit-stage";

const RenameStage = later(() => import("./RenameStage").then((m) => m.RenameStage));

function StageMenu({ stage, onFold }: { stage: Stage; onFold: () => void }) {
  const { pipeline: w } = useWords();
  const navigate = useNavigate();
  const { stages } = useSession();
  const edit = useEditStage(stage);
  const [renaming, setRenaming] = useState(false);
  const place = stages.findIndex((s) => s.id === stage.id);
  const shift = (by: number) =>
    void edit({ position: place + by }, w.moved({ stage: stage.label })).catch(failureToast);
  return (
    <>
      <Menu
        align="end"
        trigger={<IconButton name={w.column.menu({ stage: stage.label })} icon={<MoreHorizontal />} size="small" />}
      >
        <MenuItem onSelect={onFold}>{w.column.fold}</MenuItem>
        <MenuItem onSelect={() => void navigate({ to: "/prospects", search: { stage: stage.id } })}>
          {w.column.list}
        </MenuItem>
        <MenuSeparator />
        <MenuItem onSelect={() => setTimeout(() => setRenaming(true), 0)}>{w.column.rename}</MenuItem>
        <MenuItem disabled={place <= 0} onSelect={() => shift(-1)}>
          {w.column.moveLeft}
        </MenuItem>
        <MenuItem disabled={place >= stages.length - 1} onSelect={() => shift(1)}>
          {w.column.moveRight}
        </MenuItem>
      </Menu>
      {renaming && <RenameStage stage={stage} onClose={() => setRenaming(false)} />}
    </>
  );
}

const hasMoved = (c: ColumnChange): boolean => c.came + c.added + c.left + c.removed > 0;

function Change({ change }: { change: ColumnChange }) {
  const w = useWords().pipeline.moves;
  const came = change.came + change.added;
  const left = change.left + change.removed;
  const told = w.column({ came, left });
  return (
    <span className="flex-none text-small font-medium text-accent-text tnum" title={told} data-change="">
      <span aria-hidden="true">
        {[came > 0 && `+${integer(came)}`, left > 0 && `−${integer(left)}`].filter(Boolean).join(" ")}
      </span>
      <span className="sr-only">{told}</span>
    </span>
  );
}

interface ColumnHeaderProps {
  id: string;
  stage: Stage;
  count: number;
  column: Column;
  /** What it gained and lost, while the board shows its moves. */
  change: ColumnChange | undefined;
  onFold: () => void;
}

export function ColumnHeader({ id, stage, count, column, change, onFold }: ColumnHeaderProps) {
  const { stages } = useSession();
  const w = useWords().pipeline.column;
  const { value, weighted, probability } = column;
  const moved = change && hasMoved(change) ? change : null;
  const open = stage.kind === "open" && probability !== null && value.length > 0;
  const sum = exactSum(value);
  // What is likely of it is beside the sum, never in its place.
  const title = open
    ? w.weighted({ sum, weighted: exactSum(weighted) || "0", percent: percent(probability / 100) })
    : sum;
  return (
    <header className="flex h-10 flex-none items-center gap-2 pr-1 pl-3">
      <StageMark stage={stage} stages={stages} />
      <h2 id={id} className="min-w-12 truncate font-medium" title={stage.label}>
        {stage.label}
      </h2>
      <span className="flex-none text-text-3 tnum">{integer(count)}</span>
      {moved && <Change change={moved} />}
      <span className="ml-auto flex-none text-small text-text-2 tnum" title={title}>
        {/* What moved stands in the place of the sum: the name is what is read first. */}
        {!moved && shortSum(value)}
        {open && <span className="sr-only">{title}</span>}
      </span>
      <StageMenu stage={stage} onFold={onFold} />
    </header>
  );
}
