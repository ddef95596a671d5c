// What a list offers: name, colour, how many have it, merge and removal. Whoever had an option has what it became.
import { useQuery } from "@tanstack/react-query";
import { ArrowUp, Merge, X } from "lucide-react";
import { useState } from "react";
import { del, get, patch, post } from "@/api/client";
import type { CustomField, CustomFieldSaved, FieldOption, FieldOptionEdit, FieldUse } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Field, IconButton, Select } from "@/kit";
import { AddLine } from "../AddLine";
import { ColorMenu } from "../ColorMenu";
import { required } from "../checks";
import { SavedInput } from "../SavedInput";
import { write } from "../write";
import { Confirm } from "./Confirm";

function MergeDialog({ option, others, count, onClose, onMerge }: MergeProps) {
  const w = useWords().settings.fields;
  const [into, setInto] = useState(others[0]?.id ?? "");
  return (
    <Confirm
      title={w.mergeTitle({ option: option.label })}
      text={w.mergeText({ count })}
      action={w.mergeNow}
      onClose={onClose}
      onConfirm={() => onMerge(into)}
    >
      <Field label={w.mergeInto}>
        <Select value={into} onChange={setInto} options={others.map((o) => ({ value: o.id, label: o.label }))} />
      </Field>
    </Confirm>
  );
}

interface MergeProps {
  option: FieldOption;
  others: FieldOption[];
  count: number;
  onClose: () => void;
  onMerge: (into: string) => void;
}

interface LineProps {
  field: CustomField;
  option: FieldOption;
  index: number;
  count: number;
}

function Line({ field, option, index, count }: LineProps) {
  const w = useWords().settings.fields;
  const { label } = option;
  const [asking, setAsking] = useState<"merge" | "remove" | null>(null);
  const path = `/fields/${field.id}/options/${option.id}`;
  const save = (edit: FieldOptionEdit) => write(() => patch<CustomFieldSaved>(path, edit));
  const remove = async (into?: string) => {
    setAsking(null);
    await write(() => del<CustomFieldSaved>(path, { merge_into: into }));
  };
  const others = field.options.filter((other) => other.id !== option.id);
  return (
    <li className="flex h-10 items-center gap-2">
      <ColorMenu
        label={(color) => w.colorOf({ option: label, color })}
        value={option.color}
        onChange={(color) => void save({ color })}
      />
      <SavedInput
        label={w.optionName({ option: label })}
        labelHidden
        className="flex-1"
        value={label}
        check={required}
        onSave={(text) => save({ label: text })}
      />
      <span className="w-28 flex-none text-right text-text-2 tnum">{w.count(count)}</span>
      <IconButton
        name={w.optionUp({ option: label })}
        icon={<ArrowUp />}
        disabled={index === 0}
        onClick={() => void save({ position: index - 1 })}
      />
      <IconButton
        name={w.merge({ option: label })}
        icon={<Merge />}
        disabled={others.length === 0}
        onClick={() => setAsking("merge")}
      />
      <IconButton
        name={w.optionRemove({ option: label })}
        icon={<X />}
        onClick={() => (count === 0 ? void remove() : setAsking("remove"))}
      />
      {asking === "merge" && (
        <MergeDialog
          option={option}
          others={others}
          count={count}
          onClose={() => setAsking(null)}
          onMerge={(into) => void remove(into)}
        />
      )}
      {asking === "remove" && (
        <Confirm
          title={w.optionTitle({ option: label, count })}
          text={w.optionText}
          action={w.optionNow}
          onClose={() => setAsking(null)}
          onConfirm={() => void remove()}
        />
      )}
    </li>
  );
}

export function Options({ field }: { field: CustomField }) {
  const w = useWords().settings.fields;
  const { data } = useQuery({
    queryKey: ["field-use", field.id],
    queryFn: ({ signal }) => get<FieldUse>(`/fields/${field.id}/use`, {}, signal),
    placeholderData: (before) => before,
  });
  const used = new Map(data?.options.map((option) => [option.id, option.prospects]));
  return (
    <div className="flex flex-col gap-2">
      {field.options.length === 0 ? (
        <p className="text-text-3">{w.noOption}</p>
      ) : (
        <ul aria-label={w.optionsOf({ label: field.label })}>
          {field.options.map((option, index) => (
            <Line key={option.id} field={field} option={option} index={index} count={used.get(option.id) ?? 0} />
          ))}
        </ul>
      )}
      <AddLine
        label={w.newOption}
        button={w.addOption}
        onAdd={(label) => write(() => post<CustomFieldSaved>(`/fields/${field.id}/options`, { label }))}
      />
    </div>
  );
}
