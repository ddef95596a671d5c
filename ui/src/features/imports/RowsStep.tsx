// Lignes: every row of the file with what it is to the base. Windowed: a file may have a million. One row is chosen; its
// cells and its choices stand beside the list.
import type { UseQueryResult } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { asFailure } from "@/api/client";
import type { ImportDraft, ImportPreview, ImportRow, RowState, StateCounts } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, Loading, ProgressBar, SearchInput } from "@/kit";
import { useTrial } from "./data";
import type { Correct } from "./FileStep";
import { readSheets } from "./flow";
import { RowDetail } from "./RowDetail";
import { RowsList } from "./RowsList";
import { type Said, useChoose } from "./rows-data";

const states: RowState[] = ["conflict", "changed", "new", "same", "skipped"];

interface FiltersProps {
  counts: StateCounts;
  state: RowState | null;
  onState: (state: RowState | null) => void;
}

function Filters({ counts, state, onState }: FiltersProps) {
  const w = useWords().imports.rows;
  const filters: [RowState | null, string][] = [[null, w.all]];
  for (const one of states) if (counts[one] > 0 || one === state) filters.push([one, w.filters[one](counts[one])]);
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="sr-only">{w.filter}</legend>
      {filters.map(([value, label]) => (
        <Button
          key={label}
          kind="quiet"
          size="toolbar"
          aria-pressed={state === value}
          className={state === value ? "!bg-selected !text-text" : ""}
          onClick={() => onState(value)}
        >
          {label}
        </Button>
      ))}
    </fieldset>
  );
}

/** What was typed, once the typing pauses: the rows are searched in the core. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 120);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

interface RowsStepProps {
  draft: ImportDraft;
  preview: UseQueryResult<ImportPreview>;
  correct: Correct;
}

export function RowsStep({ draft, preview, correct }: RowsStepProps) {
  const words = useWords();
  const w = words.imports.rows;
  const [state, setState] = useState<RowState | null>(null);
  const [text, setText] = useState("");
  const search = useSettled(text.trim());
  const [chosen, setChosen] = useState<ImportRow | null>(null);
  const { choose } = useChoose(draft.id);
  const trial = useTrial(draft.id);
  const say = (said: Said) => choose({ rows: [said] });
  // The columns beside the list are those of the chosen row's sheet.
  const pick = (row: ImportRow | null) => {
    setChosen(row);
    if (row && row.sheet !== draft.sheet) correct({ sheet: row.sheet });
  };
  const version = preview.data && !preview.isPlaceholderData ? preview.dataUpdatedAt : 0;
  if (!preview.data)
    return preview.isError ? (
      <p role="alert" className="p-6 text-danger">
        {failureText(asFailure(preview.error))}
      </p>
    ) : (
      <div className="p-6">
        {trial ? (
          <ProgressBar
            label={words.imports.duplicates.looking}
            done={trial.done}
            total={trial.total}
            text={words.imports.duplicates.progress(trial)}
          />
        ) : (
          <Loading text={words.imports.duplicates.looking} />
        )}
      </div>
    );
  const counts = preview.data.states;
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-none flex-wrap items-center gap-x-4 gap-y-2 border-b border-border px-4 py-2">
        <Filters counts={counts} state={state} onState={setState} />
        <SearchInput
          value={text}
          onChange={setText}
          label={w.search}
          clearLabel={w.clear}
          className="ml-auto w-64 max-w-full"
        />
      </div>
      {counts.conflict > 0 && (
        <div className="flex flex-none flex-wrap items-center gap-2 border-b border-border bg-warn-bg px-4 py-1.5">
          <span className="text-small font-medium text-warn">{w.openAll}</span>
          <Button size="toolbar" onClick={() => choose({ rows: [], all_open: "base" })}>
            {w.takeAllBase}
          </Button>
          <Button size="toolbar" onClick={() => choose({ rows: [], all_open: "file" })}>
            {w.takeAllFile}
          </Button>
        </div>
      )}
      <div className="flex min-h-0 flex-1 flex-col min-[960px]:flex-row">
        <RowsList
          question={{ id: draft.id, version, state, search }}
          chosen={chosen}
          onChoose={pick}
          sheets={draft.sheets}
          isTold={readSheets(draft).length > 1}
          isBusy={preview.isFetching}
        />
        <RowDetail draft={draft} row={chosen} say={say} />
      </div>
    </div>
  );
}
