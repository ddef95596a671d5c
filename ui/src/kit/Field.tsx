// A labelled field: the label above, the sentence of an error under it. The edit stays open while it is wrong.
import { Field as Base } from "@base-ui/react/field";
import clsx from "clsx";
import type { ComponentProps, ReactNode } from "react";

export interface FieldProps {
  label: ReactNode;
  /** Keeps the label for screen readers only. */
  labelHidden?: boolean;
  help?: ReactNode;
  error?: string | undefined;
  className?: string;
  children: ReactNode;
}

export function Field({ label, labelHidden, help, error, className, children }: FieldProps) {
  return (
    <Base.Root invalid={Boolean(error)} className={clsx("flex min-w-0 flex-col gap-1", className)}>
      <Base.Label className={labelHidden ? "sr-only" : "text-small text-text-2"}>{label}</Base.Label>
      {children}
      {error ? (
        <Base.Error match className="text-small text-danger">
          {error}
        </Base.Error>
      ) : (
        help && <Base.Description className="text-small text-text-3">{help}</Base.Description>
      )}
    </Base.Root>
  );
}

export type TextInputProps = Omit<ComponentProps<"input">, "onChange"> & { onChange?: (value: string) => void };

/** A one-line text, alone or inside a Field. */
export function TextInput({ onChange, className, ...rest }: TextInputProps) {
  return (
    <Base.Control
      {...rest}
      className={clsx("field", className)}
      onChange={(event: { target: { value: string } }) => onChange?.(event.target.value)}
    />
  );
}

export type TextAreaProps = Omit<ComponentProps<"textarea">, "onChange"> & { onChange?: (value: string) => void };

export function TextArea({ onChange, className, ...rest }: TextAreaProps) {
  return (
    <Base.Control
      render={<textarea {...rest} />}
      className={clsx("field", className)}
      onChange={(event: { target: { value: string } }) => onChange?.(event.target.value)}
    />
  );
}
