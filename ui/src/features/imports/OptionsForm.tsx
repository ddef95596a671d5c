// What holds for every row: stage of the new ones, tags, source. Texts are saved when left, so that the dry run is not
// asked at each letter.
import { useState } from "react";
import { useSession } from "@/api/queries";
import type { ImportOptions, Stage } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Checkbox, Field, Select, StageGlyph, TextInput } from "@/kit";
import type { Correct } from "./FileStep";
import { tagsOf } from "./flow";

export interface SampleChoice {
  erase: boolean;
  onChange: (erase: boolean) => void;
}

interface OptionsFormProps {
  options: ImportOptions;
  correct: Correct;
  sample: SampleChoice | null;
}

function stageOptions(stages: Stage[]) {
  const open = stages.filter((s) => s.kind === "open");
  return stages.map((s) => ({
    value: s.id,
    label: s.label,
    icon: <StageGlyph kind={s.kind} rank={open.indexOf(s)} of={open.length} color={s.color} />,
  }));
}

export function OptionsForm({ options, correct, sample }: OptionsFormProps) {
  const w = useWords().imports.duplicates;
  const { stages } = useSession();
  const [tags, setTags] = useState(options.tags.join(", "));
  const [source, setSource] = useState(options.source ?? "");
  const set = (edit: Partial<ImportOptions>) => correct({ options: { ...options, ...edit } });
  const saveTags = () => {
    const next = tagsOf(tags);
    setTags(next.join(", "));
    if (next.join() !== options.tags.join()) set({ tags: next });
  };
  const saveSource = () => {
    const next = source.trim() || null;
    if (next !== options.source) set({ source: next });
  };
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="mb-2 font-medium">{w.options}</legend>
      <Field label={w.stage}>
        <Select
          value={options.stage_id ?? stages[0]?.id ?? ""}
          onChange={(stage_id) => set({ stage_id })}
          options={stageOptions(stages)}
        />
      </Field>
      <Field label={w.tags} help={w.tagsHelp}>
        <TextInput value={tags} onChange={setTags} onBlur={saveTags} />
      </Field>
      <Field label={w.source} help={w.sourceHelp}>
        <TextInput value={source} onChange={setSource} onBlur={saveSource} />
      </Field>
      {sample && (
        <Checkbox checked={sample.erase} onChange={sample.onChange}>
          {w.eraseSample}
        </Checkbox>
      )}
    </fieldset>
  );
}
