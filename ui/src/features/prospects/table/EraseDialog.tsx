// The only destructive dialog: prospects leave the trash for good once their exact number is typed.
import { useState } from "react";
import type { Selection } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, Field, TextInput } from "@/kit";
import { erase } from "../actions/bulk";

interface EraseDialogProps {
  selection: Selection;
  count: number;
  onClose: (erased: boolean) => void;
}

export function EraseDialog({ selection, count, onClose }: EraseDialogProps) {
  const words = useWords();
  const w = words.prospects;
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    if (text.replace(/\D/g, "") !== String(count)) return setError(w.erase.wrong);
    setBusy(true);
    const done = await erase(selection, count);
    setBusy(false);
    if (done) onClose(true);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose(false)}
      title={w.erase.title(count)}
      description={w.erase.text(count)}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="danger" busy={busy} onClick={() => void confirm()}>
            {w.actions.erase}
          </Button>
        </>
      }
    >
      <Field label={w.erase.label({ count })} error={error}>
        <TextInput
          value={text}
          inputMode="numeric"
          autoComplete="off"
          onChange={(next) => {
            setText(next);
            setError(undefined);
          }}
          onKeyDown={(event) => {
            if (event.key === "Enter") void confirm();
          }}
        />
      </Field>
    </Dialog>
  );
}
