// Where a note is written: one line that grows, Ctrl+Enter saves, Escape leaves. A draft is kept while the sheet is open.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import type { Activity, Id } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { spell } from "@/app/shortcuts";
import { Button } from "@/kit";
import { onNoteWished } from "./note-focus";
import { addNote, editNote } from "./notes";

interface WriterProps {
  start?: string;
  label: string;
  placeholder?: string;
  focused?: boolean;
  onSave: (body: string) => Promise<void>;
  onDone: () => void;
  /** Waits for « N ». */
  wished?: boolean;
}

function Writer({ start = "", label, placeholder, focused, onSave, onDone, wished }: WriterProps) {
  const words = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(start);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (focused) area.current?.focus();
  }, [focused]);
  useEffect(() => (wished ? onNoteWished(() => area.current?.focus()) : undefined), [wished]);
  const save = async () => {
    if (!text.trim() || busy) return;
    setBusy(true);
    try {
      await onSave(text.trim());
      setText("");
      onDone();
    } catch (failure) {
      setError(failureText(asFailure(failure)));
    } finally {
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
    else if (event.key === "Escape") {
      area.current?.blur();
      onDone();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const lines = Math.min(8, Math.max(text ? 2 : 1, text.split("\n").length));
  return (
    <div className="flex flex-col gap-2">
      <textarea
        ref={area}
        aria-label={label}
        placeholder={placeholder}
        rows={lines}
        value={text}
        aria-invalid={error ? true : undefined}
        className="field !resize-none"
        onChange={(event) => {
          setText(event.target.value);
          setError(undefined);
        }}
        onKeyDown={onKeyDown}
      />
      {error && (
        <p role="alert" className="text-small text-danger">
          {error}
        </p>
      )}
      {(text.trim() || focused) && (
        <div className="flex justify-end gap-2">
          <Button
            size="toolbar"
            kind="quiet"
            onClick={() => {
              setText("");
              onDone();
            }}
          >
            {words.common.cancel}
          </Button>
          <Button size="toolbar" busy={busy} keys={spell("Mod+Enter")} onClick={() => void save()}>
            {words.prospects.timeline.save}
          </Button>
        </div>
      )}
    </div>
  );
}

export function NoteField({ id }: { id: Id }) {
  const w = useWords().prospects.timeline;
  return (
    <Writer label={w.note} placeholder={w.add} wished onSave={(body) => addNote(id, body)} onDone={() => undefined} />
  );
}

export function NoteEditor({ activity, onDone }: { activity: Activity; onDone: () => void }) {
  const w = useWords().prospects.timeline;
  return (
    <Writer
      focused
      start={activity.body ?? ""}
      label={w.editNote}
      onSave={(body) => editNote(activity, body)}
      onDone={onDone}
    />
  );
}
