// A view's name, asked once: when it is kept, and when it is renamed. What is wrong with it is said under it.
import { useState } from "react";
import type { ApiFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, Field, TextInput } from "@/kit";

interface NameDialogProps {
  title: string;
  text?: string;
  name: string;
  /** Answers what is wrong, or nothing. */
  onSave: (name: string) => Promise<ApiFailure | null>;
  onClose: () => void;
}

export function NameDialog({ title, text, name: before, onSave, onClose }: NameDialogProps) {
  const words = useWords();
  const w = words.views;
  const [name, setName] = useState(before);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const save = async () => {
    setBusy(true);
    const failure = await onSave(name);
    setBusy(false);
    if (failure) setError(failureText(failure));
    else onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={text}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" busy={busy} onClick={() => void save()}>
            {w.keep}
          </Button>
        </>
      }
    >
      <Field label={w.name} error={error}>
        <TextInput
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={(next) => {
            setName(next);
            setError(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") void save();
          }}
        />
      </Field>
    </Dialog>
  );
}
