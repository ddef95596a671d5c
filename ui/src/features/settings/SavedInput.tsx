// A text that is saved when it is left or validated. Escape gives the former one back; a wrong one stays open with its
// sentence.
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { ApiFailure } from "@/api/client";
import { failureText } from "@/app/i18n";
import { Field, TextInput } from "@/kit";

export interface SavedInputProps {
  label: string;
  labelHidden?: boolean;
  help?: string;
  value: string;
  onSave: (text: string) => Promise<ApiFailure | null>;
  /** What is said of a wrong text before the core is asked. */
  check?: (text: string) => string | undefined;
  type?: "text" | "email" | "number" | "tel";
  placeholder?: string;
  min?: number;
  max?: number;
  className?: string;
}

export function SavedInput(props: SavedInputProps) {
  const { label, labelHidden, help, value, onSave, check, className, ...rest } = props;
  const [text, setText] = useState(value);
  const [error, setError] = useState<string>();
  const isCancelled = useRef(false);
  useEffect(() => setText(value), [value]);

  const leave = async () => {
    const next = text.trim();
    if (isCancelled.current || next === value) {
      isCancelled.current = false;
      setText(value);
      return setError(undefined);
    }
    const wrong = check?.(next);
    if (wrong) return setError(wrong);
    const failure = await onSave(next);
    setError(failure ? failureText(failure) : undefined);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Enter") event.currentTarget.blur();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    isCancelled.current = true;
    event.currentTarget.blur();
  };
  return (
    <Field
      label={label}
      error={error}
      {...(help ? { help } : {})}
      {...(labelHidden ? { labelHidden } : {})}
      {...(className ? { className } : {})}
    >
      <TextInput
        {...rest}
        value={text}
        onChange={(next) => {
          setText(next);
          setError(undefined);
        }}
        onBlur={() => void leave()}
        onKeyDown={onKeyDown}
        autoComplete="off"
      />
    </Field>
  );
}
