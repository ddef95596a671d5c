// What a follow-up may say besides what and when: how it comes back, whether an answer does it, how much it weighs.
import type { Priority, Repeat, RepeatUnit } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Checkbox, Select, TextInput } from "@/kit";
import { type Rhythm, repeatOf, rhythmOf, rhythms, units } from "./rhythm";

const priorities: readonly Priority[] = ["high", "normal", "low"];

export interface Extra {
  repeat: Repeat | null;
  unless_reply: boolean;
  priority: Priority;
}

interface MoreProps {
  value: Extra;
  onChange: (change: Partial<Extra>) => void;
}

/** Every so many of a unit. */
function Other({ repeat, onChange }: { repeat: Repeat; onChange: (repeat: Repeat) => void }) {
  const w = useWords().reminders.repeat;
  return (
    <span className="inline-flex items-center gap-1.5">
      <TextInput
        type="number"
        min={1}
        max={365}
        aria-label={w.every}
        className="!h-7 !w-16"
        value={String(repeat.every)}
        onChange={(text) => onChange({ ...repeat, every: Math.min(365, Math.max(1, Math.round(Number(text)) || 1)) })}
      />
      <Select
        size="toolbar"
        className="!w-32"
        label={w.unit}
        value={repeat.unit}
        options={units.map((value: RepeatUnit) => ({ value, label: w.units[value] }))}
        onChange={(unit) => onChange({ ...repeat, unit })}
      />
    </span>
  );
}

export function More({ value, onChange }: MoreProps) {
  const words = useWords().reminders;
  const w = words.repeat;
  const rhythm = rhythmOf(value.repeat);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1.5">
      <span className="inline-flex flex-wrap items-center gap-1.5">
        <span aria-hidden="true" className="text-small text-text-2">
          {w.label}
        </span>
        <Select
          size="toolbar"
          className="!w-44"
          label={w.label}
          value={rhythm}
          options={rhythms.map((r: Rhythm) => ({ value: r, label: w.choices[r] }))}
          onChange={(next) => onChange({ repeat: repeatOf(next, value.repeat) })}
        />
        {rhythm === "other" && value.repeat && (
          <Other repeat={value.repeat} onChange={(repeat) => onChange({ repeat })} />
        )}
      </span>
      <span className="inline-flex items-center gap-1.5">
        <span aria-hidden="true" className="text-small text-text-2">
          {words.priority.label}
        </span>
        <Select
          size="toolbar"
          className="!w-28"
          label={words.priority.label}
          value={value.priority}
          options={priorities.map((p) => ({ value: p, label: words.priority.choices[p] }))}
          onChange={(priority) => onChange({ priority })}
        />
      </span>
      <Checkbox checked={value.unless_reply} onChange={(unless_reply) => onChange({ unless_reply })}>
        {w.unlessReply}
      </Checkbox>
    </div>
  );
}
