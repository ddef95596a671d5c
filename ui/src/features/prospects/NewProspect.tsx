// « Nouveau prospect », from anywhere by Ctrl+N: a name, a company, an e-mail, a phone; the rest is for the sheet.
import { type KeyboardEvent, useRef, useState } from "react";
import { asFailure, post } from "@/api/client";
import { invalidate } from "@/api/invalidate";
import { queryClient } from "@/api/query-client";
import type { ProspectEdit, ProspectSaved } from "@/api/schema";
import { failureText, useWords, words } from "@/app/i18n";
import { usePanel } from "@/app/panel";
import { undoToast } from "@/app/undo";
import { AlreadyHere } from "@/features/duplicates";
import { Button, Dialog, DialogClose, Field, TextInput } from "@/kit";

const keys = ["first_name", "last_name", "company", "job_title", "email", "phone"] as const;
type Key = (typeof keys)[number];
type Draft = Partial<Record<Key, string>>;

const inputModes: Partial<Record<Key, "email" | "tel">> = { email: "email", phone: "tel" };

function toEdit(draft: Draft): ProspectEdit {
  const filled = keys.flatMap((key) => {
    const text = draft[key]?.trim();
    return text ? [[key, text]] : [];
  });
  return Object.fromEntries(filled);
}

/** Empty each time it is opened. */
export function NewProspect({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return open ? <NewProspectDialog onClose={() => onOpenChange(false)} /> : null;
}

function NewProspectDialog({ onClose }: { onClose: () => void }) {
  const { prospects: w, common } = useWords();
  const { open } = usePanel();
  const first = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState<Draft>({});
  const [error, setError] = useState<{ field: string; text: string } | null>(null);
  const [busy, setBusy] = useState(false);
  const labels: Record<Key, string> = {
    first_name: w.fields.firstName,
    last_name: w.fields.lastName,
    company: w.fields.company,
    job_title: w.fields.jobTitle,
    email: w.fields.email,
    phone: w.fields.phone,
  };
  const save = async (another: boolean) => {
    if (busy) return;
    const fields = toEdit(draft);
    if (!fields.first_name && !fields.last_name && !fields.company && !fields.email && !fields.phone)
      return setError({ field: "", text: w.errors.identity });
    setBusy(true);
    try {
      const { prospect, operation } = await post<ProspectSaved>("/prospects", fields);
      invalidate(queryClient, ["prospect", "company"]);
      undoToast(words().prospects.done.created({ name: prospect.name }), operation);
      setDraft({});
      setError(null);
      if (another) first.current?.focus();
      else {
        onClose();
        open(prospect.id);
      }
    } catch (refused) {
      const failure = asFailure(refused);
      const known = keys.find((key) => key === failure.field);
      setError({ field: known ?? "", text: failureText(failure) });
    } finally {
      setBusy(false);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void save(event.shiftKey);
  };
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={w.new.title}
      initialFocus={first}
      actions={
        <>
          <DialogClose>
            <Button>{common.cancel}</Button>
          </DialogClose>
          <Button busy={busy} onClick={() => void save(true)}>
            {w.new.another}
          </Button>
          <Button kind="primary" busy={busy} onClick={() => void save(false)}>
            {w.new.add}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-2 gap-3 pb-1">
        {keys.map((key) => (
          <Field key={key} label={labels[key]} error={error?.field === key ? error.text : undefined}>
            <TextInput
              {...(key === "first_name" ? { ref: first } : {})}
              value={draft[key] ?? ""}
              inputMode={inputModes[key]}
              autoComplete="off"
              spellCheck={false}
              onChange={(text) => {
                setDraft({ ...draft, [key]: text });
                if (error?.field === key || error?.field === "") setError(null);
              }}
              onKeyDown={onKeyDown}
            />
          </Field>
        ))}
        {error?.field === "" && (
          <p role="alert" className="col-span-2 text-small text-danger">
            {error.text}
          </p>
        )}
      </div>
      <AlreadyHere
        entered={toEdit(draft)}
        onChosen={(id) => {
          onClose();
          open(id);
        }}
      />
    </Dialog>
  );
}
