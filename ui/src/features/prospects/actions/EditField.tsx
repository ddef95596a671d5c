// One field written on all that is selected: which field, which value, how many.
import { useState } from "react";
import type { ProspectRow, Selection } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, Field, Select, TextInput } from "@/kit";
import { useFields } from "../fields/fields";
import { act } from "./bulk";

/** What makes no sense to write on several: their names and addresses. */
const notShared = new Set(["name", "first_name", "last_name", "email", "phone", "linkedin_url", "tags", "stage_id"]);

const noRow = { first_name: null, last_name: null } as ProspectRow;

export function EditField({ selection, count, onClose }: { selection: Selection; count: number; onClose: () => void }) {
  const words = useWords();
  const w = words.prospects;
  const fields = [...useFields().values()].filter((f) => f.input !== "none" && !notShared.has(f.key));
  const [key, setKey] = useState("source");
  const [text, setText] = useState("");
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const field = fields.find((f) => f.key === key);
  const apply = async () => {
    const edit = field?.write(text, noRow);
    if (!edit) return;
    if (typeof edit === "string") return setError(edit);
    setBusy(true);
    const done = await act(selection, { kind: "edit", fields: edit }, w.done.edited);
    setBusy(false);
    if (done) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={w.actions.editFieldOf(count)}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" busy={busy} onClick={() => void apply()}>
            {w.actions.apply(count)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Field label={w.actions.field}>
          <Select
            label={w.actions.field}
            value={key}
            options={fields.map((f) => ({ value: f.key, label: f.label }))}
            onChange={(next) => {
              setKey(next);
              setText("");
              setError(undefined);
            }}
          />
        </Field>
        <Field label={w.actions.newValue} help={w.actions.blankClears} error={error}>
          {field?.options ? (
            <Select
              label={w.actions.newValue}
              value={text}
              onChange={setText}
              options={field.options().filter((o) => o.value !== "" || text === "" || field.key !== "stage_id")}
            />
          ) : (
            <TextInput
              value={text}
              onChange={(next) => {
                setText(next);
                setError(undefined);
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter") void apply();
              }}
            />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
