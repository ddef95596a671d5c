// How a column of full names is taken apart: a guess of its own, as sure as it is told, with what becomes of its first
// names. An order that is said holds for every row.
import { Check, CircleHelp } from "lucide-react";
import { useState } from "react";
import type { ImportColumn, NameOrder, NameSplit as Split } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Dialog, Field, Select } from "@/kit";
import type { Correct } from "./FileStep";
import { headerOf, nameOrderOf } from "./targets";

interface NameSplitProps {
  column: ImportColumn;
  split: Split;
  correct: Correct;
}

const AS_FOUND = "found";

function Samples({ split }: { split: Split }) {
  const w = useWords().imports.names;
  const fields = useWords().imports.fields;
  const cell = "truncate border-b border-border px-2 py-1.5 text-left";
  return (
    <table aria-label={w.samples} className="w-full table-fixed border-separate border-spacing-0">
      <thead className="text-small text-text-3">
        <tr>
          {[w.inFile, fields.first_name, fields.last_name].map((head) => (
            <th key={head} scope="col" className={`${cell} font-medium`}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {split.samples.map((name) => (
          <tr key={name.text}>
            {[name.text, name.first_name, name.last_name].map((text, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: three cells in their order.
              <td key={at} className={`${cell} ${at === 0 ? "text-text-2" : "font-medium"}`} title={text}>
                {text || "–"}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function NameSplit({ column, split, correct }: NameSplitProps) {
  const words = useWords().imports;
  const w = words.names;
  const [open, setOpen] = useState(false);
  const said = nameOrderOf(column.target);
  const isDoubtful = column.state === "check";
  const Icon = isDoubtful ? CircleHelp : Check;
  const say = (code: string) =>
    correct({
      columns: [
        {
          index: column.index,
          target: { to: "field", field: "full_name", name_order: code === AS_FOUND ? null : (code as NameOrder) },
        },
      ],
    });
  const why = words.columns.reasons[column.reason as keyof typeof words.columns.reasons];
  return (
    <>
      <Button
        size="toolbar"
        className={isDoubtful ? "!text-warn" : "!text-ok"}
        data-split
        onClick={() => setOpen(true)}
      >
        <Icon />
        {w.open}
        <span className="sr-only">{w.of({ header: headerOf(column), state: words.columns.states[column.state] })}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={w.title({ header: headerOf(column) })}
        description={said ? w.said : w.sure({ percent: Math.round(split.confidence * 100) })}
        width={560}
        actions={
          <Button kind="primary" onClick={() => setOpen(false)}>
            {w.done}
          </Button>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label={w.order}>
            <Select
              value={said ?? AS_FOUND}
              onChange={say}
              options={[
                { value: AS_FOUND, label: w.found({ order: split.order && !said ? w.orders[split.order] : null }) },
                { value: "first_last", label: w.orders.first_last },
                { value: "last_first", label: w.orders.last_first },
              ]}
            />
          </Field>
          <Samples split={split} />
          {why && <p className="text-small text-text-3">{w.column({ why })}</p>}
        </div>
      </Dialog>
    </>
  );
}
