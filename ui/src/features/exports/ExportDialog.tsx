// Exporting a selection, a list or the whole base: the format, and for a table all columns unless told otherwise.
import { useState } from "react";
import { useSession } from "@/api/queries";
import type { ExportFormat, Selection } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Checkbox, Dialog, DialogClose } from "@/kit";
import { Choices } from "./Choices";
import { type ExportColumn, exportColumns, known } from "./columns";
import { exportFile, stopExports } from "./export-file";

type Which = "all" | "shown" | "chosen";

export interface ExportDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Everybody, and in JSON the whole base, when there is none. */
  selection: Selection | null;
  /** How many prospects that is. */
  count: number;
  /** Keys of the columns on screen, in their order. */
  shown?: readonly string[];
}

interface PickProps {
  columns: ExportColumn[];
  chosen: ReadonlySet<string>;
  onChange: (chosen: ReadonlySet<string>) => void;
}

function Pick({ columns, chosen, onChange }: PickProps) {
  const w = useWords().exports;
  const toggle = (key: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(key);
    else next.delete(key);
    onChange(next);
  };
  return (
    <fieldset className="flex flex-col gap-2 pt-1">
      <legend className="sr-only">{w.list}</legend>
      <div className="flex items-center gap-2">
        <span className="mr-auto text-small text-text-3 tnum">
          {w.chosen({ count: chosen.size, of: columns.length })}
        </span>
        <Button kind="quiet" size="toolbar" onClick={() => onChange(new Set(columns.map((c) => c.key)))}>
          {w.all}
        </Button>
        <Button kind="quiet" size="toolbar" onClick={() => onChange(new Set())}>
          {w.none}
        </Button>
      </div>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(180px,1fr))] gap-x-4 gap-y-1">
        {columns.map((column) => (
          <Checkbox key={column.key} checked={chosen.has(column.key)} onChange={(on) => toggle(column.key, on)}>
            {column.label}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}

const formats: readonly ExportFormat[] = ["xlsx", "csv", "vcard", "vcard3", "json"];
/** Formats whose columns can be chosen. */
const tables: ReadonlySet<ExportFormat> = new Set(["xlsx", "csv"]);

export function ExportDialog({ open, onOpenChange, selection, count, shown }: ExportDialogProps) {
  const words = useWords();
  const w = words.exports;
  const columns = exportColumns(useSession().fields);
  const [format, setFormat] = useState<ExportFormat>("xlsx");
  const [which, setWhich] = useState<Which>("all");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(columns.map((c) => c.key)));
  const [busy, setBusy] = useState(false);
  const isTable = tables.has(format);
  const keys = {
    all: null,
    shown: known(shown ?? [], columns),
    chosen: columns.map((c) => c.key).filter((key) => chosen.has(key)),
  }[which];
  const run = async () => {
    setBusy(true);
    const done = await exportFile({ selection, format, columns: isTable ? keys : null }, count);
    setBusy(false);
    if (done) onOpenChange(false);
  };
  const kinds: Which[] = shown ? ["all", "shown", "chosen"] : ["all", "chosen"];
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={w.dialog(count)}
      width={560}
      actions={
        <>
          {busy ? (
            <Button onClick={stopExports}>{w.stop}</Button>
          ) : (
            <DialogClose>
              <Button>{words.common.cancel}</Button>
            </DialogClose>
          )}
          <Button kind="primary" busy={busy} disabled={isTable && keys?.length === 0} onClick={() => void run()}>
            {w.run}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5">
        <Choices
          label={w.format}
          value={format}
          onChange={setFormat}
          options={formats.map((value) => ({
            value,
            label: w.formats[value],
            help: value === "json" && !selection ? w.wholeText : w.formatTexts[value],
          }))}
        />
        {isTable && (
          <Choices
            label={w.columns}
            value={which}
            onChange={setWhich}
            options={kinds.map((value) => ({ value, label: w.which[value] }))}
          />
        )}
        {isTable && which === "chosen" && <Pick columns={columns} chosen={chosen} onChange={setChosen} />}
      </div>
    </Dialog>
  );
}
