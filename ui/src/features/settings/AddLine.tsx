// A line to add one more: a name, whatever else it needs, a button. Empty again at once, so that the next one can be typed
// while this one is added; what was refused comes back.
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ApiFailure } from "@/api/client";
import { failureText } from "@/app/i18n";
import { Button, Field, TextInput } from "@/kit";

interface AddLineProps {
  label: string;
  button: string;
  onAdd: (name: string) => Promise<ApiFailure | null>;
  /** Beside the name. */
  children?: ReactNode;
}

export function AddLine({ label, button, onAdd, children }: AddLineProps) {
  const [name, setName] = useState("");
  const [error, setError] = useState<string>();
  const add = async () => {
    const asked = name.trim();
    if (!asked) return;
    setName("");
    const failure = await onAdd(asked);
    if (!failure) return;
    setError(failureText(failure));
    setName((typed) => typed || asked);
  };
  return (
    <form
      data-keep-clear=""
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Field label={label} labelHidden error={error} className="min-w-48 flex-1">
        <TextInput
          value={name}
          placeholder={label}
          autoComplete="off"
          onChange={(next) => {
            setName(next);
            setError(undefined);
          }}
        />
      </Field>
      {children}
      <Button type="submit" icon={<Plus />} disabled={!name.trim()}>
        {button}
      </Button>
    </form>
  );
}
