// The head of a column: stage, exact count and sum, and what can be done with the stage.
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MoreHorizontal } from "lucide-react";
import { useState } from "react";
import { asFailure, patch } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { useSession } from "@/api/queries";
import type { Column, Stage, StageEdit, StageSaved } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { StageMark } from "@/features/prospects";
import { integer } from "@/format";
import { Button, Dialog, DialogClose, Field, IconButton, Menu, MenuItem, MenuSeparator, TextInput } from "@/kit";
import { exactSum, shortSum } from "./amount";

function useEditStage(stage: Stage): (edit: StageEdit, said: string) => Promise<void> {
  const client = useQueryClient();
  return async (edit, said) => {
    const { operation } = await patch<StageSaved>(`/stages/${stage.id}`, edit);
    undoToast(said, operation);
    invalidate(client, ["stage"]);
  };
}

function Rename({ stage, onClose }: { stage: Stage; onClose: () => void }) {
  const { pipeline: w, common } = useWords();
  const edit = useEditStage(stage);
  const [label, setLabel] = useState(stage.label);
  const [error, setError] = useState<string>();
  const save = async () => {
    const to = label.trim();
    if (!to || to === stage.label) return onClose();
    try {
      await edit({ label: to }, w.rename.done({ from: stage.label, to }));
      onClose();
    } catch (failure) {
      setError(failureText(asFailure(failure)));
    }
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={w.rename.title}
      actions={
        <>
          <DialogClose>
            <Button>{common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" onClick={() => void save()}>
            {common.save}
          </Button>
        </>
      }
    >
      <Field label={w.rename.label} error={error}>
        <TextInput
          value={label}
          onChange={setLabel}
          onKeyDown={(event) => {
            if (event.key === "Enter") void save();
          }}
        />
      </Field>
    </Dialog>
  );
}

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
      {renaming && <Rename stage={stage} onClose={() => setRenaming(false)} />}
    </>
  );
}

interface ColumnHeaderProps {
  id: string;
  stage: Stage;
  count: number;
  value: Column["value"];
  onFold: () => void;
}

export function ColumnHeader({ id, stage, count, value, onFold }: ColumnHeaderProps) {
  const { stages } = useSession();
  return (
    <header className="flex h-10 flex-none items-center gap-2 pr-1 pl-3">
      <StageMark stage={stage} stages={stages} />
      <h2 id={id} className="min-w-12 truncate font-medium">
        {stage.label}
      </h2>
      <span className="flex-none text-text-3 tnum">{integer(count)}</span>
      <span className="ml-auto flex-none text-small text-text-2 tnum" title={exactSum(value)}>
        {shortSum(value)}
      </span>
      <StageMenu stage={stage} onFold={onFold} />
    </header>
  );
}
