// « Négociation demande le budget » — the missing fields, asked for once for all who lack them.
import { useRef, useState } from "react";
import type { JsonValue, ProspectRow } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, Checkbox, Dialog, DialogClose, Field, Select, TextArea, TextInput } from "@/kit";
import { type FieldDef, useFields } from "../fields/fields";
import type { Ask, Given } from "./required";

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
  const [given, setGiven] = useState<Given>(ask.given);
  const [errors, setErrors] = useState<Record<string, string>>(
    ask.refused?.field ? { [ask.refused.field]: failureText(ask.refused) } : {},
  );
  const fields = ask.fields.flatMap((id) => {
    const field = all.get(`custom.${id}`);
    return field ? [{ id, field }] : [];
  });
  const end = (answer: Given | null) => {
    if (answered.current) return;
    answered.current = true;
    ask.answer(answer);
  };
  const send = () => {
    const next: Given = {};
    const wrong: Record<string, string> = {};
    for (const { id, field } of fields) {
      const value = given[id];
      if (value === undefined || value === "" || (Array.isArray(value) && value.length === 0))
        wrong[field.key] = w.blank;
      else if (Array.isArray(value)) next[id] = value;
      else {
        const edit = field.write(String(value), noRow);
        if (typeof edit === "string") wrong[field.key] = edit;
        else next[id] = value;
      }
    }
    setErrors(wrong);
    if (Object.keys(wrong).length === 0) end(next);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && end(null)}
      title={w.title({ stage: ask.stage, count: fields.length })}
      description={ask.count === 1 ? w.textOne : w.text({ count: ask.count })}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" onClick={send}>
            {w.move}
          </Button>
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
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
