// Values of the file that a select does not offer: each becomes an option, is another word for one, or is left out.
import { useState } from "react";
import type { CustomField, ImportColumn, OptionTake, UnknownOption } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Checkbox, Dialog, Select } from "@/kit";
import type { Correct } from "./FileStep";
import { headerOf } from "./targets";

const codeOf = (take: OptionTake): string => (take.take === "as" ? take.option_id : take.take);

const takeOf = (code: string): OptionTake =>
  code === "add" || code === "leave" ? { take: code } : { take: "as", option_id: code };

interface UnknownOptionsProps {
  column: ImportColumn;
  field: CustomField;
  correct: Correct;
}

function Line({
  unknown,
  field,
  say,
}: {
  unknown: UnknownOption;
  field: CustomField;
  say: (take: OptionTake) => void;
}) {
  const w = useWords().imports.options;
  return (
    <li className="grid h-11 grid-cols-[minmax(0,1fr)_minmax(0,220px)] items-center gap-3 border-b border-border last:border-b-0">
      <span className="truncate" title={unknown.value}>
        {unknown.value}
      </span>
      <Select
        size="toolbar"
        label={w.takeOf({ value: unknown.value })}
        value={codeOf(unknown.take)}
        onChange={(code) => say(takeOf(code))}
        options={[
          { value: "leave", label: w.leave },
          { value: "add", label: w.add },
          ...field.options.map((option) => ({ value: option.id, label: w.as({ label: option.label }) })),
        ]}
      />
    </li>
  );
}

export function UnknownOptions({ column, field, correct }: UnknownOptionsProps) {
  const w = useWords().imports.options;
  const [open, setOpen] = useState(false);
  const left = column.unknown.filter((value) => value.take.take === "leave").length;
  return (
    <>
      <Button size="toolbar" className={left > 0 ? "!text-warn" : ""} data-unknown onClick={() => setOpen(true)}>
        {w.unknown(column.unknown.length)}
        <span className="sr-only">{w.of({ header: headerOf(column) })}</span>
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={w.title({ field: field.label })}
        description={w.text}
        width={560}
        actions={
          <Button kind="primary" onClick={() => setOpen(false)}>
            {w.done}
          </Button>
        }
      >
        <div className="flex flex-col gap-3">
          <Checkbox
            checked={column.adds_options}
            onChange={(adds) => correct({ columns: [{ index: column.index, adds_options: adds }] })}
          >
            {w.addAll}
          </Checkbox>
          <ul aria-label={w.title({ field: field.label })}>
            {column.unknown.map((unknown) => (
              <Line
                key={unknown.value}
                unknown={unknown}
                field={field}
                say={(take) => correct({ columns: [{ index: column.index, options: { [unknown.value]: take } }] })}
              />
            ))}
          </ul>
        </div>
      </Dialog>
    </>
  );
}
