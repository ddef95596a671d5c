// One field of the sheet: its label, its value, and an edit in place. Click or Enter to edit, saved on leaving, Escape
// restores; what is refused stays open with its sentence. It knows no prospect.
import { History } from "lucide-react";
import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { IconButton, Popover, useReadOnly } from "@/kit";
import { PickList, type PickOption } from "../pick/PickList";

export interface EditableFieldProps {
  label: string;
  /** As it reads. */
  shown: ReactNode;
  /** As the edit starts. */
  start: string;
  /** Rejects with the failure to show under the field; a sentence when the text cannot be read. */
  onSave: (text: string) => Promise<unknown> | string;
  long?: boolean;
  inputMode?: "text" | "email" | "tel" | "url" | "decimal";
  /** Chosen from a list rather than written. */
  options?: PickOption[];
  /** Several of them: the list stays open. */
  many?: boolean;
  /** Links and menus after the value. */
  after?: ReactNode;
  history?: ReactNode;
  readOnly?: boolean;
}

interface EditProps extends EditableFieldProps {
  labelId: string;
  onDone: () => void;
}

function Edit({ start, onSave, long, inputMode, labelId, onDone }: EditProps) {
  const [text, setText] = useState(start);
  const [error, setError] = useState<string>();
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const settled = useRef(false);
  const id = useId();
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const save = async () => {
    if (settled.current) return;
    if (text === start) return onDone();
    settled.current = true;
    const saved = onSave(text);
    if (typeof saved === "string") {
      settled.current = false;
      return setError(saved);
    }
    try {
      await saved;
      onDone();
    } catch (failure) {
      settled.current = false;
      const refused = asFailure(failure);
      setError(failureText(refused));
      // A core that is gone is nothing to correct: the field stays open, and may be left.
      if (refused.code !== "offline") input.current?.focus();
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      settled.current = true;
      onDone();
    } else if (event.key === "Enter" && (!long || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      void save();
    }
  };
  const common = {
    ref: input,
    value: text,
    spellCheck: long ?? false,
    "aria-labelledby": labelId,
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? id : undefined,
    onChange: (event: { target: { value: string } }) => {
      setText(event.target.value);
      setError(undefined);
    },
    onBlur: () => void save(),
    onKeyDown,
  };
  return (
    <>
      {long ? (
        <textarea {...common} rows={4} className="field" />
      ) : (
        <input {...common} inputMode={inputMode} autoComplete="off" className="field !h-7 !px-[7px]" />
      )}
      {error && (
        <span id={id} role="alert" className="text-small text-danger">
          {error}
        </span>
      )}
    </>
  );
}

/** More letters than a line of the sheet holds. */
const LONG_PART = 24;

const value =
  "min-h-7 min-w-0 flex-1 rounded-control border border-transparent px-[7px] py-[3px] text-left whitespace-pre-wrap [overflow-wrap:anywhere]";

/** An address breaks where it may be read: after its @ or a slash; only a part too long for a line also after a point. */
function breakable(shown: ReactNode): ReactNode {
  if (typeof shown !== "string" || !/^\S+[@/]\S+$/.test(shown)) return shown;
  const parts = shown
    .split(/(?<=@|[^/:]\/)(?=[^/])/)
    .flatMap((part) => (part.length > LONG_PART ? part.split(/(?<=[._-])/) : [part]));
  return parts.map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text, in their order.
    <Fragment key={at}>
      {at > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

export function EditableField(props: EditableFieldProps) {
  const { label, shown, options, many, after, history, onSave } = props;
  const readOnly = useReadOnly() !== null || props.readOnly;
  const w = useWords().prospects;
  const labelId = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [editing, setEditing] = useState(false);
  const done = () => setEditing(false);
  const wasEditing = useRef(false);
  // The value takes the focus back unless it went elsewhere by itself. Once what was edited is gone, not before: a focus
  // that is still in it would fall with it.
  useEffect(() => {
    const isLeft = wasEditing.current && !editing;
    wasEditing.current = editing;
    if (!isLeft) return;
    const frame = requestAnimationFrame(() => {
      if (document.activeElement === document.body) button.current?.focus();
    });
    return () => cancelAnimationFrame(frame);
  }, [editing]);
  const blank = shown === "" || shown === null;
  return (
    <div className="group relative flex items-start gap-2">
      <span id={labelId} className="w-28 flex-none pt-1 text-text-2">
        {label}
      </span>
      <div className="flex min-w-0 flex-1 flex-col">
        {editing && !options ? (
          <Edit {...props} labelId={labelId} onDone={done} />
        ) : readOnly ? (
          <span className={value}>{breakable(shown)}</span>
        ) : (
          <button
            ref={button}
            type="button"
            id={`${labelId}-value`}
            aria-labelledby={`${labelId} ${labelId}-value`}
            title={w.sheet.edit({ field: label })}
            className={`${value} hover:border-border hover:bg-hover`}
            onClick={() => setEditing(true)}
          >
            {blank ? <span className="text-text-3">{w.sheet.blank}</span> : breakable(shown)}
          </button>
        )}
        {editing && options && (
          <Popover open anchor={button.current} title={label} titled onOpenChange={(open) => !open && done()}>
            <PickList
              label={label}
              options={options}
              many={many ?? false}
              onPick={(picked) => {
                if (!many) done();
                void onSave(picked);
              }}
            />
          </Popover>
        )}
      </div>
      <span className="flex flex-none items-center">
        {history && !editing && (
          <Popover
            title={w.sheet.fieldHistory({ field: label })}
            titled
            align="end"
            width={320}
            trigger={
              <IconButton
                name={w.sheet.fieldHistory({ field: label })}
                icon={<History />}
                size="small"
                className={`absolute top-0.5 bg-surface opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[popup-open]:opacity-100 ${after ? "right-6" : "right-0"}`}
              />
            }
          >
            {history}
          </Popover>
        )}
        {after}
      </span>
    </div>
  );
}
