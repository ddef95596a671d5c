// How long a message that was sent can be called back.
import { useWords } from "@/app/i18n";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { Field, Select } from "@/kit";

const usual = [0, 5, 10, 20, 30, 60, 120];

export function SendDelay() {
  const w = useWords().mail;
  const { send_delay } = useSettings();
  const save = useSaveSettings();
  const choices = [...new Set([...usual, send_delay])].sort((a, b) => a - b);
  return (
    <Field label={w.delay} help={w.delayHelp} className="max-w-64">
      <Select
        value={String(send_delay)}
        onChange={(next) => void save({ send_delay: Number(next) })}
        options={choices.map((seconds) => ({ value: String(seconds), label: w.delayOf(seconds) }))}
      />
    </Field>
  );
}
