// A day and a time as one says them. What was understood stands beside the field while it is typed; Enter takes it.
import { type KeyboardEvent, useId, useState } from "react";
import { asFailure } from "@/api/client";
import type { Understood } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, TextInput } from "@/kit";
import { understand } from "./data";
import { whenText } from "./due";
import { useUnderstood } from "./use-understood";

interface WhenFieldProps {
  onTake: (understood: Understood & { at: string }) => void;
  onCancel: () => void;
}

export function WhenField({ onTake, onCancel }: WhenFieldProps) {
  const w = useWords().reminders.when;
  const id = useId();
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const { understood, settled } = useUnderstood(text);
  const take = async () => {
    if (!text.trim()) return setError(w.unread);
    try {
      const said = await understand(text);
      if (said.at) onTake({ ...said, at: said.at });
      else setError(w.unread);
    } catch (failure) {
      setError(failureText(asFailure(failure)));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !event.nativeEvent.isComposing) void take();
    else if (event.key === "Escape") onCancel();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const due = understood?.due_at;
  return (
    <div className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <TextInput
          autoFocus
          aria-label={w.label}
          aria-describedby={id}
          aria-invalid={error ? true : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder={w.placeholder}
          className="!h-7 max-w-80"
          value={text}
          onChange={(next) => {
            setText(next);
            setError(undefined);
          }}
          onKeyDown={onKeyDown}
        />
        <Button size="toolbar" onClick={() => void take()}>
          {w.take}
        </Button>
      </div>
      <p id={id} role="status" className="min-h-[18px] text-small text-text-2">
        {error ? (
          <span className="text-danger">{error}</span>
        ) : (
          settled && due != null && whenText(due, understood?.is_timed ?? false)
        )}
      </p>
    </div>
  );
}
