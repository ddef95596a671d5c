// « Pourquoi est-ce perdu ? » — one of the reasons of the base, or none said.
import { useRef } from "react";
import { useWords } from "@/app/i18n";
import { Choices } from "@/features/reminders";
import { Button, Dialog, DialogClose } from "@/kit";
import type { ReasonAsk } from "./reason";

export function ReasonDialog({ ask }: { ask: ReasonAsk }) {
  const words = useWords();
  const w = words.prospects.reason;
  const answered = useRef(false);
  const end = (answer: string | undefined | null) => {
    if (answered.current) return;
    answered.current = true;
    ask.answer(answer);
  };
  const { stage, count, name } = ask;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && end(null)}
      title={w.title}
      description={w.text({ stage: stage.label, count, name })}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          {ask.isOptional && <Button onClick={() => end(undefined)}>{w.unsaid}</Button>}
        </>
      }
    >
      <Choices
        ask={w.title}
        isSaid
        options={ask.reasons.map((reason) => ({ value: reason, label: reason }))}
        onCancel={() => end(null)}
        onTake={end}
      />
    </Dialog>
  );
}
