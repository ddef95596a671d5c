// Conditions and groups of them, one inside another. Nothing is written here: each change answers the whole draft.
import { ListPlus, Plus, X } from "lucide-react";
import type { FilterField, FilterWords, Op } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, IconButton, type Option, Select } from "@/kit";
import { type Group, group, type Line, line, type Mode, type Node } from "./draft";
import { Value } from "./Value";

/** Groups inside groups, no deeper: the text goes further. */
const DEPTH = 4;
const modes: Mode[] = ["all", "any", "none"];

interface Shared {
  known: FilterWords;
  onChange: (id: number, next: Node | null) => void;
}

function useFieldOptions(known: FilterWords, of: Line): Option<string>[] {
  const w = useWords().filters;
  const kept = ["phrase", "record"].filter((key) => key === of.field) as ("phrase" | "record")[];
  return [
    ...known.fields.map((f) => ({ value: f.key, label: f.name })),
    ...known.states.map((s) => ({ value: `state:${s.state}`, label: `${w.states} : ${s.name}` })),
    { value: "words", label: w.words },
    ...kept.map((key) => ({ value: key, label: w[key] })),
  ];
}

/** A comparison and its contrary are one choice. */
function useOpOptions(of: Line, field: FilterField | undefined): Option<string>[] {
  const w = useWords().filters;
  const isDay = field?.sort === "day" || field?.sort === "instant";
  const said = (op: Op): string => (isDay && op in w.dayOps ? w.dayOps[op as keyof typeof w.dayOps] : w.ops[op]);
  const contrary = (op: Op): string =>
    op in w.denied ? w.denied[op as keyof typeof w.denied] : w.not({ what: said(op) });
  const ops = field?.ops ?? [of.op];
  return ops.flatMap((op) => [
    { value: op, label: said(op) },
    { value: `!${op}`, label: contrary(op) },
  ]);
}

function Condition({ of, known, onChange }: { of: Line } & Shared) {
  const w = useWords().filters;
  const field = known.fields.find((f) => f.key === of.field);
  const fields = useFieldOptions(known, of);
  const ops = useOpOptions(of, field);
  const name = fields.find((o) => o.value === of.field)?.label ?? of.field;
  const setOp = (text: string) => {
    const op = text.replace("!", "") as Op;
    const isLength = (one: Op) => ["last", "older", "next"].includes(one);
    const values = op === "empty" || isLength(op) !== isLength(of.op) ? (isLength(op) ? ["7d"] : []) : of.values;
    onChange(of.id, { ...of, op, denied: text.startsWith("!"), values });
  };
  const setField = (key: string) => {
    const next = line(known.fields.find((f) => f.key === key));
    const values = ["last", "older", "next"].includes(next.op)
      ? ["7d"]
      : next.op === "is" && key === of.field
        ? of.values
        : [];
    const flag = known.fields.find((f) => f.key === key)?.sort === "flag";
    onChange(of.id, { ...next, id: of.id, field: key, values: flag ? ["true"] : values });
  };
  return (
    <div className="flex flex-wrap items-start gap-2">
      <Select
        label={w.field}
        value={of.field}
        options={fields}
        onChange={setField}
        className="min-w-32 max-w-44 flex-1"
      />
      <Select
        label={w.op}
        value={of.denied ? `!${of.op}` : of.op}
        options={ops}
        onChange={setOp}
        className="min-w-32 max-w-52 flex-1"
      />
      <div className="flex min-w-64 flex-[2] items-start gap-2">
        <div className="flex min-w-0 flex-1 flex-wrap gap-2">
          <Value line={of} field={field} known={known} onChange={(values) => onChange(of.id, { ...of, values })} />
        </div>
        <IconButton size="normal" name={w.remove({ what: name })} icon={<X />} onClick={() => onChange(of.id, null)} />
      </div>
    </div>
  );
}

export function Builder({ of, depth = 0, known, onChange }: { of: Group; depth?: number } & Shared) {
  const w = useWords().filters;
  const add = (node: Node) => onChange(of.id, { ...of, of: [...of.of, node] });
  const [usual] = known.fields;
  return (
    <fieldset
      className={depth > 0 ? "flex flex-col gap-2 border-l-2 border-border-strong/40 pl-3" : "flex flex-col gap-2"}
    >
      <legend className="sr-only">{w.group}</legend>
      <div className="flex flex-wrap items-center gap-2">
        {depth === 0 && <span className="flex-none text-text-2">{w.group}</span>}
        <Select
          label={w.group}
          value={of.mode}
          options={modes.map((mode) => ({ value: mode, label: w.modes[mode] }))}
          onChange={(mode) => onChange(of.id, { ...of, mode })}
          className="min-w-0 max-w-72 flex-1"
        />
        {depth > 0 && (
          <IconButton
            className="ml-auto"
            size="normal"
            name={w.removeGroup}
            icon={<X />}
            onClick={() => onChange(of.id, null)}
          />
        )}
      </div>
      {of.of.map((part) =>
        part.kind === "group" ? (
          <Builder key={part.id} of={part} depth={depth + 1} known={known} onChange={onChange} />
        ) : (
          <Condition key={part.id} of={part} known={known} onChange={onChange} />
        ),
      )}
      <div className="flex gap-2">
        <Button size="toolbar" kind="quiet" icon={<Plus />} onClick={() => add(line(usual))}>
          {w.add}
        </Button>
        {depth < DEPTH && (
          <Button size="toolbar" kind="quiet" icon={<ListPlus />} onClick={() => add(group("any", [line(usual)]))}>
            {w.addGroup}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
