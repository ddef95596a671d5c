// The value of a condition, by the kind of its field. Values are kept in the plain form of the tree: ids, ISO days, `7d`.
import { useSession } from "@/api/queries";
import type { FilterField, FilterWords } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { DateField, Field, type Option, Select, TextInput } from "@/kit";
import type { Line } from "./draft";

interface ValueProps {
  line: Line;
  field: FilterField | undefined;
  known: FilterWords;
  onChange: (values: string[]) => void;
}

const EXACT = "exact";
const units = ["d", "wd", "w", "m", "y"] as const;

function Text({ label, value, onChange }: { label: string; value: string; onChange: (text: string) => void }) {
  return (
    <Field label={label} labelHidden className="min-w-24 flex-1">
      <TextInput value={value} onChange={onChange} autoComplete="off" />
    </Field>
  );
}

function Day({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const w = useWords().filters;
  const isNamed = value in w.days;
  const options: Option<string>[] = [
    ...Object.entries(w.days).map(([key, label]) => ({ value: key, label })),
    { value: EXACT, label: w.day },
  ];
  return (
    <>
      <Select
        label={w.value}
        value={isNamed ? value : EXACT}
        options={options}
        onChange={(next) => onChange(next === EXACT ? "" : next)}
        className="min-w-36 flex-1"
      />
      {!isNamed && (
        <Field label={w.day} labelHidden className="w-36 flex-none">
          <DateField value={value} onChange={onChange} />
        </Field>
      )}
    </>
  );
}

function Length({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const w = useWords().filters;
  const count = /^\d+/.exec(value)?.[0] ?? "";
  const unit = units.find((u) => value.slice(count.length) === u) ?? "d";
  return (
    <>
      <Field label={w.value} labelHidden className="w-20 flex-none">
        <TextInput
          inputMode="numeric"
          value={count}
          onChange={(text) => onChange(text.replace(/\D/g, "") && `${Number(text.replace(/\D/g, "")) || 1}${unit}`)}
        />
      </Field>
      <Select
        label={w.unit}
        value={unit}
        options={units.map((u) => ({ value: u, label: w.units[u] }))}
        onChange={(next) => onChange(`${count || "1"}${next}`)}
        className="min-w-28 flex-1"
      />
    </>
  );
}

/** Records to choose from, several at a time: each a button that is pressed or not. */
function Choices({
  values,
  options,
  onChange,
}: { values: string[]; options: Option<string>[] } & Pick<ValueProps, "onChange">) {
  const w = useWords().filters;
  // Whom the base no longer has is still what the filter says.
  const gone = values
    .filter((value) => !options.some((o) => o.value === value))
    .map((value) => ({ value, label: `#${value}` }));
  return (
    <fieldset className="flex min-w-0 flex-1 flex-wrap gap-1">
      <legend className="sr-only">{w.value}</legend>
      {[...options, ...gone].map(({ value, label }) => {
        const on = values.includes(value);
        return (
          <button
            key={value}
            type="button"
            aria-pressed={on}
            className="h-7 max-w-48 truncate rounded-control border border-border px-2 text-text-2 hover:bg-hover aria-pressed:border-accent aria-pressed:bg-selected aria-pressed:text-text"
            onClick={() => onChange(on ? values.filter((v) => v !== value) : [...values, value])}
          >
            {label}
          </button>
        );
      })}
    </fieldset>
  );
}

export function Value({ line, field, known, onChange }: ValueProps) {
  const w = useWords().filters;
  const { stages, tags, members } = useSession();
  const [first = "", second = ""] = line.values;
  if (line.op === "empty" || line.field.startsWith("state:")) return null;
  if (["last", "older", "next"].includes(line.op)) return <Length value={first} onChange={(v) => onChange([v])} />;
  const isDay = field?.sort === "day" || field?.sort === "instant";
  if (line.op === "between" && isDay)
    return (
      <>
        <Day value={first} onChange={(v) => onChange([v, second])} />
        <Day value={second} onChange={(v) => onChange([first, v])} />
      </>
    );
  if (line.op === "between")
    return (
      <>
        <Text label={w.from} value={first} onChange={(v) => onChange([v, second])} />
        <Text label={w.to} value={second} onChange={(v) => onChange([first, v])} />
      </>
    );
  const named = (list: { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  switch (field?.sort) {
    case "day":
    case "instant":
      return <Day value={first} onChange={(v) => onChange([v])} />;
    case "flag":
      return (
        <Select
          label={w.value}
          value={first === "false" ? "false" : "true"}
          options={[
            { value: "true", label: w.yes },
            { value: "false", label: w.no },
          ]}
          onChange={(v) => onChange([v])}
          className="min-w-24 flex-1"
        />
      );
    case "stage":
      return (
        <Choices
          values={line.values}
          options={stages.map((s) => ({ value: s.id, label: s.label }))}
          onChange={onChange}
        />
      );
    case "tag":
      return <Choices values={line.values} options={named(tags)} onChange={onChange} />;
    case "member":
      return (
        <Choices values={line.values} options={[{ value: "me", label: w.me }, ...named(members)]} onChange={onChange} />
      );
    case "file":
      if (known.files.length > 0 && line.op === "is")
        return (
          <Choices
            values={line.values}
            options={known.files.map((f) => ({ value: f, label: f }))}
            onChange={onChange}
          />
        );
      return <Text label={w.value} value={first} onChange={(v) => onChange([v])} />;
    default:
      return (
        <Text
          label={field?.sort === "text" ? w.several : w.value}
          value={line.values.join(", ")}
          onChange={(v) => onChange(field?.sort === "text" ? v.split(/,\s?/) : [v])}
        />
      );
  }
}
