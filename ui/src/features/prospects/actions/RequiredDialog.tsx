// « Négociation demande le budget » — the missing fields and the missing follow-up, asked for once for all who lack them.
import { useRef, useState } from "react";
import type { JsonValue, ProspectRow, ReminderNew } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { type QuickDay, QuickNext } from "@/features/reminders";
import { Button, Checkbox, Dialog, DialogClose, Field, Select, TextArea, TextInput } from "@/kit";
import { type FieldDef, useFields } from "../fields/fields";
import type { Ask, Custom, Given } from "./required";

const noRow = { custom: {} } as ProspectRow;

interface OneProps {
  field: FieldDef;
  value: JsonValue | undefined;
  error: string | undefined;
  onChange: (value: JsonValue) => void;
}

function One({ field, value, error, onChange }: OneProps) {
  const options = field.options?.().filter((o) => o.value !== "") ?? [];
  if (field.held) {
    const chosen = Array.isArray(value) ? value.map(String) : [];
    return (
      <fieldset className="flex flex-col gap-1">
        <legend className="text-small text-text-2">{field.label}</legend>
        {options.map((o) => (
          <Checkbox
            key={o.value}
            checked={chosen.includes(o.value)}
            onChange={(on) => onChange(on ? [...chosen, o.value] : chosen.filter((c) => c !== o.value))}
          >
            {o.label}
          </Checkbox>
        ))}
        {error && <span className="text-small text-danger">{error}</span>}
      </fieldset>
    );
  }
  const text = typeof value === "string" ? value : "";
  return (
    <Field label={field.label} error={error}>
      {field.options ? (
        <Select label={field.label} value={text} options={options} onChange={onChange} />
      ) : field.input === "long" ? (
        <TextArea value={text} rows={4} onChange={onChange} />
      ) : (
        <TextInput
          value={text}
          autoComplete="off"
          inputMode={field.input === "number" || field.input === "amount" ? "decimal" : undefined}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

export function RequiredDialog({ ask }: { ask: Ask }) {
  const words = useWords();
  const w = words.prospects.required;
  const all = useFields();
  const answered = useRef(false);
  const [given, setGiven] = useState<Custom>(ask.given.custom);
  const [next, setNext] = useState<ReminderNew | null>(ask.given.next);
  const [day, setDay] = useState<QuickDay | "choose" | null>(null);
  const [unplanned, setUnplanned] = useState(false);
  const refusal = ask.refused && !ask.refused.field?.startsWith("custom.") ? failureText(ask.refused) : null;
  const [errors, setErrors] = useState<Record<string, string>>(
    ask.refused?.field ? { [ask.refused.field]: failureText(ask.refused) } : {},
  );
  const fields = ask.fields.flatMap((id) => {
    const field = all.get(`custom.${id}`);
    return field ? [{ id, field }] : [];
  });
  const { count = 0, names = [] } = ask.next ?? {};
  const missing = { count, names: names.join(", "), others: count - names.length };
  const end = (answer: Given | null) => {
    if (answered.current) return;
    answered.current = true;
    ask.answer(answer);
  };
  const send = (planned: ReminderNew | null = next) => {
    const values: Custom = {};
    const wrong: Record<string, string> = {};
    for (const { id, field } of fields) {
      const value = given[id];
      if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
        wrong[field.key] = w.blank;
      else if (Array.isArray(value)) values[id] = value;
      else {
        const edit = field.write(String(value), noRow);
        if (typeof edit === "string") wrong[field.key] = edit;
        else values[id] = value;
      }
    }
    setErrors(wrong);
    setUnplanned(ask.next !== null && planned === null);
    if (Object.keys(wrong).length === 0 && (ask.next === null || planned !== null))
      end({ custom: values, next: planned });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && end(null)}
      title={
        ask.next
          ? w.titleNext({ stage: ask.stage, count: fields.length })
          : w.title({ stage: ask.stage, count: fields.length })
      }
      description={ask.next ? w.textNext(missing) : ask.count === 1 ? w.textOne : w.text({ count: ask.count })}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          {/* Without fields the day is the answer. */}
          {fields.length > 0 && (
            <Button kind="primary" onClick={() => send()}>
              {w.move}
            </Button>
          )}
        </>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {fields.map(({ id, field }) => (
          <One
            key={id}
            field={field}
            value={given[id]}
            error={errors[field.key]}
            onChange={(value) => {
              setGiven({ ...given, [id]: value });
              setErrors({ ...errors, [field.key]: "" });
            }}
          />
        ))}
        {ask.next && (
          <div className="flex flex-col gap-1">
            <QuickNext
              taken={day}
              onCancel={() => end(null)}
              onTake={(planned, which) => {
                setNext(planned);
                setDay(which);
                setUnplanned(false);
                // Nothing else is asked: the day is the answer.
                if (fields.length === 0) send(planned);
              }}
            />
            {(unplanned || refusal) && (
              <p role="alert" className="text-small text-danger">
                {refusal ?? w.blankNext}
              </p>
            )}
          </div>
        )}
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
