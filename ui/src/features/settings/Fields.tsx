// The user's own fields. Removing one says how many prospects it was filled on, and can be undone.
import { X } from "lucide-react";
import { useState } from "react";
import { del, patch, post } from "@/api/client";
import { useSession } from "@/api/queries";
import type { CustomField, CustomFieldEdit, CustomFieldSaved, Done, FieldKind } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { IconButton, Select } from "@/kit";
import { AddLine } from "./AddLine";
import { required } from "./checks";
import { SavedInput } from "./SavedInput";
import { write } from "./write";

const kinds: FieldKind[] = ["text", "number", "date", "boolean"];

function Line({ field }: { field: CustomField }) {
  const w = useWords().settings.fields;
  const { label } = field;
  const save = (edit: CustomFieldEdit) => write(() => patch<CustomFieldSaved>(`/fields/${field.id}`, edit));
  return (
    <li className="flex items-start gap-2 py-1.5">
      <SavedInput
        label={w.nameOf({ label })}
        labelHidden
        className="flex-1"
        value={label}
        check={required}
        onSave={(text) => save({ label: text })}
      />
      <Select
        className="!w-40 flex-none"
        label={w.kindOf({ label })}
        value={field.kind}
        onChange={(kind) => void save({ kind })}
        options={kinds.map((value) => ({ value, label: w.kinds[value] }))}
      />
      <IconButton
        size="normal"
        name={w.remove({ label })}
        icon={<X />}
        onClick={() => void write(() => del<Done>(`/fields/${field.id}`))}
      />
    </li>
  );
}

export function Fields() {
  const w = useWords().settings.fields;
  const { fields } = useSession();
  const [kind, setKind] = useState<FieldKind>("text");
  return (
    <div className="flex flex-col gap-4">
      {fields.length === 0 ? (
        <p className="text-text-3">{w.empty}</p>
      ) : (
        <ul aria-label={w.list}>
          {fields.map((field) => (
            <Line key={field.id} field={field} />
          ))}
        </ul>
      )}
      <AddLine
        label={w.newName}
        button={w.add}
        onAdd={(label) => write(() => post<CustomFieldSaved>("/fields", { label, kind }))}
      >
        <Select
          className="!w-40"
          label={w.newKind}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: w.kinds[value] }))}
        />
      </AddLine>
    </div>
  );
}
