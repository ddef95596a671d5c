// Where a note is written: one line that grows, Ctrl+Enter saves, Escape leaves. What is not saved yet is kept while the page
// lives, wherever one goes meanwhile; only in memory, for nothing of a prospect is written outside the base. As long as
// nobody writes it is a plain field: the editor takes its place, and what was typed meanwhile, with the focus.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import type { Activity, Id } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { spell } from "@/app/shortcuts";
import { Button } from "@/kit";
import type { RichHandle } from "../notes/editor/RichEditor";
import { useRich } from "../notes/editor/rich";
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

function Writer({ draft, start = "", label, placeholder, focused = false, onSave, onDone, wished }: WriterProps) {
  const words = useWords();
  const root = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const rich = useRef<RichHandle>(null);
  const [text, setText] = useState(() => drafts.get(draft) ?? start);
  const [isOpen, setOpen] = useState(focused || text !== "");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const takesFocus = useRef(focused);
  const Rich = useRich(isOpen);
  useEffect(() => {
    if (!wished) return;
    return onNoteWished(() => (rich.current ? rich.current.focus() : area.current?.focus()));
  }, [wished]);
  const write = (next: string) => {
    setText(next);
    setError(undefined);
    if (next === start) drafts.delete(draft);
    else drafts.set(draft, next);
  };
  const leave = () => {
    drafts.delete(draft);
    setText("");
    setError(undefined);
    rich.current?.clear();
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
  const goOut = () => {
    (document.activeElement as HTMLElement | null)?.blur();
    if (!text.trim()) setOpen(focused);
    onDone();
  };
  // The bar goes once nothing is written and the focus is elsewhere, not while it goes from one part to the other.
  const onBlur = () =>
    setTimeout(() => {
      if (!focused && !drafts.has(draft) && !root.current?.contains(document.activeElement)) setOpen(false);
    }, 0);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void save();
    else if (event.key === "Escape") goOut();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const buttons = (
    <>
      <Button
        size="toolbar"
        kind="quiet"
        onClick={() => {
          leave();
          setOpen(focused);
        }}
      >
        {words.common.cancel}
      </Button>
      <Button size="toolbar" busy={busy} disabled={!text.trim()} keys={spell("Mod+Enter")} onClick={() => void save()}>
        {words.prospects.timeline.save}
      </Button>
    </>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears where the focus goes, and is nothing to press.
    <div ref={root} className="flex flex-col gap-2" onBlur={onBlur}>
      {Rich ? (
        <Rich
          handle={rich}
          start={text}
          label={label}
          placeholder={placeholder}
          isInvalid={error !== undefined}
          focused={takesFocus.current}
          onChange={write}
          onSave={() => void save()}
          onLeave={goOut}
        >
          {buttons}
        </Rich>
      ) : (
        <>
          <textarea
            ref={area}
            // biome-ignore lint/a11y/noAutofocus: it was asked for by its menu.
            autoFocus={focused}
            aria-label={label}
            placeholder={placeholder}
            rows={Math.min(8, text.split("\n").length)}
            value={text}
            className="field !resize-none"
            onFocus={() => {
              takesFocus.current = true;
              setOpen(true);
            }}
            onBlur={() => {
              takesFocus.current = focused;
            }}
            onChange={(event) => write(event.target.value)}
            onKeyDown={onKeyDown}
          />
          {isOpen && text.trim() && <div className="flex justify-end gap-2">{buttons}</div>}
        </>
      )}
      {error && (
        <p role="alert" className="text-small text-danger">
          {error}
        </p>
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
