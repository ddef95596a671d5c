// How a meeting repeats: the usual ways by one choice, others by a number and a period, and until when.
import { useWords } from "@/app/i18n";
import { DateField, Field, Select, TextInput } from "@/kit";
import type { Preset, Repeat, Unit } from "./repeat";

const presets: Preset[] = ["none", "daily", "workdays", "weekly", "fortnight", "monthly", "yearly", "own"];
const units: Unit[] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

interface RepeatFieldsProps {
  repeat: Repeat;
  onChange: (repeat: Repeat) => void;
  error: string | undefined;
}

export function RepeatFields({ repeat, onChange, error }: RepeatFieldsProps) {
  const w = useWords().calendar.form;
  const set = (part: Partial<Repeat>) => onChange({ ...repeat, ...part });
  return (
    <div className="flex flex-col gap-3">
      <div className="grid grid-cols-[repeat(auto-fit,minmax(200px,1fr))] gap-3">
        <Field label={w.repeat} error={error}>
          <Select
            value={repeat.preset}
            onChange={(preset) => set({ preset, raw: null })}
            options={presets.map((value) => ({ value, label: w.repeats[value] }))}
          />
        </Field>
        {repeat.preset !== "none" && repeat.raw === null && (
          <Field label={w.ends}>
            <DateField value={repeat.until} onChange={(until) => set({ until })} />
          </Field>
        )}
      </div>
      {repeat.preset === "own" && repeat.raw === null && (
        <div className="grid grid-cols-[repeat(auto-fit,minmax(200px,1fr))] gap-3">
          <Field label={w.every}>
            <TextInput
              type="number"
              min={1}
              max={999}
              value={repeat.every}
              onChange={(every) => set({ every: Number(every) })}
            />
          </Field>
          <Field label={w.unit}>
            <Select
              value={repeat.unit}
              onChange={(unit) => set({ unit })}
              options={units.map((value) => ({ value, label: w.units[value] }))}
            />
          </Field>
        </div>
      )}
      {repeat.raw !== null && <p className="text-small text-text-2 [overflow-wrap:anywhere]">{repeat.raw}</p>}
    </div>
  );
}
