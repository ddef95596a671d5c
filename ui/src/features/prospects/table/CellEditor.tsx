// Writing in a cell. Enter saves and goes down, Tab saves and goes right, Escape restores; leaving saves. What cannot be
// read stays open with its sentence under it.
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import type { ProspectEdit, ProspectRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import type { FieldDef } from "../fields/fields";

export type Leave = "down" | "up" | "right" | "left" | "stay";

export interface CellEditorProps {
  field: FieldDef;
  row: ProspectRow;
  /** What was typed before the core refused it, and why. */
  text?: string | undefined;
  error?: string | undefined;
  onSave: (edit: ProspectEdit | null, text: string, leave: Leave) => void;
  onCancel: () => void;
}

/** Keeps what is said of a cell within the grid: at an edge it stands on the other side. */
function keepInside(said: HTMLElement | null): void {
  const grid = said?.closest("[role=grid]");
  if (!said || !grid) return;
  const [box, room] = [said.getBoundingClientRect(), grid.getBoundingClientRect()];
  if (box.right > room.left + grid.clientWidth) Object.assign(said.style, { left: "auto", right: "0" });
  if (box.bottom > room.top + grid.clientHeight) Object.assign(said.style, { top: "auto", bottom: "100%" });
}

const leaveOf = (event: KeyboardEvent): Leave | null => {
  if (event.key === "Enter") return event.shiftKey ? "up" : "down";
  if (event.key === "Tab") return event.shiftKey ? "left" : "right";
  return null;
};

export function CellEditor({ field, row, text: typed, error: refused, onSave, onCancel }: CellEditorProps) {
  const w = useWords();
  const start = field.start(row);
  const [text, setText] = useState(typed ?? start);
  const [error, setError] = useState(refused);
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const settled = useRef(false);
  const id = useId();
  useEffect(() => {
    input.current?.focus({ preventScroll: true });
    input.current?.select();
  }, []);
  const settle = (leave: Leave) => {
    if (settled.current) return;
    const edit = text === start && !refused ? null : field.write(text, row);
    if (typeof edit === "string") return setError(edit);
    settled.current = true;
    onSave(edit, text, leave);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter" && event.altKey && field.input === "long") {
      event.preventDefault();
      // As a spreadsheet does; the field hears of it as of any letter.
      return void document.execCommand("insertText", false, "\n");
    }
    const leave = leaveOf(event);
    if (leave) {
      event.preventDefault();
      settle(leave);
    } else if (event.key === "Escape") {
      event.preventDefault();
      settled.current = true;
      onCancel();
    }
  };
  const common = {
    ref: input,
    "aria-label": w.prospects.table.edit({ field: field.label, name: row.name }),
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? id : undefined,
    value: text,
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value);
      setError(undefined);
    },
    onKeyDown,
    onBlur: () => settle("stay"),
  };
  return (
    <>
      {field.input === "long" ? (
        <textarea {...common} className="field !absolute inset-x-0 top-0 z-10 !h-24 !rounded-none !px-[7px] !py-1" />
      ) : (
        <input
          {...common}
          inputMode={field.input === "amount" || field.input === "number" ? "decimal" : undefined}
          autoComplete="off"
          className="field !absolute inset-0 !h-full !rounded-none !px-[7px]"
        />
      )}
      {error && (
        <span
          ref={keepInside}
          id={id}
          role="alert"
          className="absolute top-full left-0 z-10 rounded-b-control border border-danger bg-surface w-max max-w-72 px-2 py-0.5 text-left text-small leading-[calc(18px*var(--text-scale))] whitespace-normal text-danger"
        >
          {error}
        </span>
      )}
    </>
  );
}
