// « Où vont ses 12 prospects ? » — the count is the core's, trash included.
import { useState } from "react";
import type { Id, Stage } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, Field, Select, StageGlyph } from "@/kit";

interface RemoveStageDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  stage: Stage;
  count: number;
  others: Stage[];
  onRemove: (to: Id) => Promise<void>;
}

export function RemoveStageDialog({ open, onOpenChange, stage, count, others, onRemove }: RemoveStageDialogProps) {
  const words = useWords();
  const w = words.settings.pipeline;
  const near = others.find((s) => s.position > stage.position) ?? others.at(-1);
  const [to, setTo] = useState(near?.id ?? "");
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    await onRemove(to);
    setBusy(false);
  };
  const opens = others.filter((s) => s.kind === "open");
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={count === 1 ? w.whereOne : w.where({ count })}
      description={w.whereText({ label: stage.label })}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" busy={busy} onClick={() => void run()}>
            {w.removeNow}
          </Button>
        </>
      }
    >
      <Field label={w.target}>
        <Select
          value={to}
          onChange={setTo}
          options={others.map((s) => ({
            value: s.id,
            label: s.label,
            icon: <StageGlyph kind={s.kind} rank={opens.indexOf(s)} of={opens.length} color={s.color} />,
          }))}
        />
      </Field>
    </Dialog>
  );
}
