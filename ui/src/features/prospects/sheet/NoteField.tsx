// Where a note is written: one line that grows, Ctrl+Enter saves, Escape leaves. What is not saved yet is kept while the page
// lives, wherever one goes meanwhile; only in memory, for nothing of a prospect is written outside the base.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import type { Activity, Id } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { spell } from "@/app/shortcuts";
import { Button } from "@/kit";
import { onNoteWished } from "./note-focus";
import { addNote, editNote } from "./notes";

/** What is being written, by note. */
const drafts = new Map<string, string>();

interface WriterProps {
  /** Which note this is. */
  draft: string;
  start?: string;
  label: string;
  placeholder?: string;
  focused?: boolean;
  onSave: (body: string) => Promise<void>;
  onDone: () => void;
  /** Waits for « N ». */
  wished?: boolean;
}

function Writer({ draft, start = "", label, placeholder, focused, onSave, onDone, wished }: WriterProps) {
  const words = useWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => drafts.get(draft) ?? start);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (focused) area.current?.focus();
  }, [focused]);
  useEffect(() => (wished ? onNoteWished(() => area.current?.focus()) : undefined), [wished]);
  const write = (next: string) => {
    setText(next);
    if (next === start) drafts.delete(draft);
    else drafts.set(draft, next);
  };
  const leave = () => {
    drafts.delete(draft);
    setText("");
    onDone();
  };
  const save = async () => {
    if (!text.trim() || busy) return;
    setBusy(true);
    try {
      await onSave(text.trim());
      leave();
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
          write(event.target.value);
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
          <Button size="toolbar" kind="quiet" onClick={leave}>
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
    <Writer
      draft={`of ${id}`}
      label={w.note}
      placeholder={w.add}
      wished
      onSave={(body) => addNote(id, body)}
      onDone={() => undefined}
    />
  );
}

export function NoteEditor({ activity, onDone }: { activity: Activity; onDone: () => void }) {
  const w = useWords().prospects.timeline;
  return (
    <Writer
      draft={activity.id}
      focused
      start={activity.body ?? ""}
      label={w.editNote}
      onSave={(body) => editNote(activity, body)}
      onDone={onDone}
    />
  );
}
