// A new name for a stage.
import { useState } from "react";
import { asFailure } from "@/api/client";
import type { Stage } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, Field, TextInput } from "@/kit";
import { useEditStage } from "./use-edit-stage";

export function RenameStage({ stage, onClose }: { stage: Stage; onClose: () => void }) {
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
