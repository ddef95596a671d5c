// One field: its handle, name, kind, what lies behind it, and the way out. Removing it says first how many prospects hold a
// value, and so does a kind that cannot read them.
import clsx from "clsx";
import { ChevronDown, ChevronRight, GripVertical, X } from "lucide-react";
import { type ComponentProps, useId, useState } from "react";
import { type ApiFailure, asFailure, del, get, patch } from "@/api/client";
import type { CustomField, CustomFieldEdit, CustomFieldSaved, Done, FieldKind, FieldUse } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { IconButton, Select } from "@/kit";
import { required } from "../checks";
import { SavedInput } from "../SavedInput";
import { write } from "../write";
import { Confirm } from "./Confirm";
import { FieldDetails } from "./FieldDetails";

export const kinds: FieldKind[] = [
  "text",
  "long_text",
  "number",
  "currency",
  "date",
  "boolean",
  "select",
  "multi_select",
  "url",
  "email",
  "phone",
];

interface FieldLineProps {
  field: CustomField;
  handle: ComponentProps<"button">;
  shift: number;
  isDragged: boolean;
  isOpen: boolean;
  onOpen: (open: boolean) => void;
}

export function FieldLine({ field, handle, shift, isDragged, isOpen, onOpen }: FieldLineProps) {
  const w = useWords().settings.fields;
  const id = useId();
  const { label } = field;
  const [held, setHeld] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<{ kind: FieldKind; failure: ApiFailure } | null>(null);
  const save = (edit: CustomFieldEdit) => write(() => patch<CustomFieldSaved>(`/fields/${field.id}`, edit));
  const remove = async () => {
    setHeld(null);
    await write(() => del<Done>(`/fields/${field.id}`));
  };
  const askToRemove = async () => {
    try {
      const { prospects } = await get<FieldUse>(`/fields/${field.id}/use`);
      if (prospects === 0) await remove();
      else setHeld(prospects);
    } catch (error) {
      failureToast(asFailure(error));
    }
  };
  const changeKind = async (kind: FieldKind, clear = false) => {
    setRefusal(null);
    const failure = await save({ kind, ...(clear ? { clear_unreadable: true } : {}) });
    if (failure?.key === "field_values_unreadable") setRefusal({ kind, failure });
    else if (failure?.code === "invalid") failureToast(failure);
  };
  return (
    <li
      className={clsx("bg-surface", isDragged && "float relative z-10")}
      style={shift === 0 ? undefined : { transform: `translateY(${shift}px)` }}
    >
      <div className="grid h-11 grid-cols-[24px_28px_minmax(96px,1fr)_minmax(120px,calc(164px*var(--text-scale)+48px))_28px] items-center gap-2">
        <button
          type="button"
          aria-label={w.move({ label })}
          title={w.move({ label })}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          className="flex size-6 touch-none items-center justify-center rounded-chip text-text-3 hover:bg-hover"
          {...handle}
        >
          <GripVertical />
        </button>
        <IconButton
          name={isOpen ? w.close({ label }) : w.open({ label })}
          aria-expanded={isOpen}
          aria-controls={id}
          icon={isOpen ? <ChevronDown /> : <ChevronRight />}
          onClick={() => onOpen(!isOpen)}
        />
        <SavedInput
          label={w.nameOf({ label })}
          labelHidden
          value={label}
          check={required}
          onSave={(text) => save({ label: text })}
        />
        <Select
          label={w.kindOf({ label })}
          value={field.kind}
          onChange={(kind) => void changeKind(kind)}
          options={kinds.map((value) => ({ value, label: w.kinds[value] }))}
        />
        <IconButton name={w.remove({ label })} icon={<X />} onClick={() => void askToRemove()} />
      </div>
      <div id={id}>{isOpen && <FieldDetails field={field} save={save} />}</div>
      {held !== null && (
        <Confirm
          title={w.removeTitle({ label, count: held })}
          text={w.removeText({ count: held })}
          action={w.removeNow}
          onClose={() => setHeld(null)}
          onConfirm={() => void remove()}
        />
      )}
      {refusal && (
        <Confirm
          title={w.kindTitle({ label, kind: w.kinds[refusal.kind] })}
          text={`${failureText(refusal.failure)} ${w.kindText}`}
          action={w.kindNow}
          onClose={() => setRefusal(null)}
          onConfirm={() => void changeKind(refusal.kind, true)}
        />
      )}
    </li>
  );
}
