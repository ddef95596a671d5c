// Doublons: what the import would do, counted by a dry run over the whole file; the one choice about those already here;
// and what is put on every prospect.
import type { UseQueryResult } from "@tanstack/react-query";
import { asFailure } from "@/api/client";
import type { ImportDraft, ImportPreview } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Loading, ProgressBar } from "@/kit";
import { BySheet } from "./BySheet";
import { Counters } from "./Counters";
import { useTrial } from "./data";
import type { Correct } from "./FileStep";
import { OnDuplicateChoice } from "./OnDuplicateChoice";
import { OptionsForm, type SampleChoice } from "./OptionsForm";
import { PreviewRows } from "./PreviewRows";
import { Reasons } from "./Reasons";

interface DuplicatesStepProps {
  draft: ImportDraft;
  correct: Correct;
  preview: UseQueryResult<ImportPreview>;
  sample: SampleChoice | null;
  onRows: () => void;
}

function Totals({ preview }: { preview: ImportPreview }) {
  const w = useWords().imports.duplicates;
  const { created, updated, unchanged, skipped, read } = preview.counts;
  const known = updated + unchanged;
  const isBook = preview.sheets.length > 1;
  const { conflict } = preview.states;
  return (
    <Counters
      caption={[w.sum({ read, created, known, skipped }), conflict > 0 && w.toCheck(conflict)]
        .filter(Boolean)
        .join(" · ")}
      items={[
        // Of several sheets they are people, companies and notes: rows.
        { count: created, label: isBook ? w.freshRows(created) : w.fresh(created) },
        { count: known, label: isBook ? w.knownRows(known) : w.known(known) },
        { count: skipped, label: w.left(skipped) },
      ]}
    />
  );
}

/** Whether the core compares the file with what it said the last time. */
const isAgain = ({ matches, gone, rows }: ImportPreview): boolean =>
  gone > 0 ||
  matches.some(({ reason }) => reason === "line") ||
  rows.some((row) => row.diffs.some((diff) => diff.then !== null));

/** Who was in this list the last time and is not any more. */
function Gone({ preview }: { preview: ImportPreview }) {
  const w = useWords().imports.duplicates;
  const { gone, gone_names: names } = preview;
  const more = gone > names.length ? ` ${w.goneMore(gone - names.length)}` : "";
  return (
    <section className="max-w-[80ch]">
      <h2 className="font-medium">{w.gone(gone)}</h2>
      <p className="text-text-2">{names.join(", ") + more}</p>
    </section>
  );
}

function Why({ preview }: { preview: ImportPreview }) {
  const w = useWords().imports;
  const { counts, matches } = preview;
  return (
    <div className="flex flex-wrap gap-x-12 gap-y-4 empty:hidden">
      <Reasons title={w.duplicates.matchesBy} items={matches} names={w.matched} />
      <Reasons title={w.report.why} items={counts.reasons} names={w.reasons} />
      <Reasons title={w.duplicates.warnings} items={counts.warnings} names={w.reasons} />
    </div>
  );
}

export function DuplicatesStep({ draft, correct, preview, sample, onRows }: DuplicatesStepProps) {
  const w = useWords().imports;
  const { options } = draft;
  const trial = useTrial(draft.id);
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-8 overflow-auto p-6">
      {preview.isError && (
        <p role="alert" className="text-danger">
          {failureText(asFailure(preview.error))}
        </p>
      )}
      <div
        className="grid max-w-[1080px] grid-cols-[repeat(auto-fit,minmax(min(360px,100%),1fr))] gap-8"
        aria-busy={preview.isFetching}
      >
        <div className="flex min-w-0 flex-col gap-6">
          {preview.data && <Totals preview={preview.data} />}
          {preview.isFetching && trial ? (
            <ProgressBar
              label={w.duplicates.looking}
              done={trial.done}
              total={trial.total}
              text={w.duplicates.progress(trial)}
            />
          ) : (
            !preview.data && !preview.isError && <Loading text={w.duplicates.looking} />
          )}
          {preview.data && isAgain(preview.data) && (
            <section className="flex max-w-[60ch] flex-col gap-1 rounded-card border border-border p-3">
              <h2 className="font-medium">{w.duplicates.again}</h2>
              <p className="text-text-2">{w.duplicates.againText}</p>
            </section>
          )}
          <OnDuplicateChoice
            isAgain={preview.data !== undefined && isAgain(preview.data)}
            value={options.on_duplicate}
            onChange={(on_duplicate) => correct({ options: { ...options, on_duplicate } })}
          />
        </div>
        <OptionsForm options={options} correct={correct} sample={sample} />
      </div>
      {preview.data && <BySheet sheets={preview.data.sheets} />}
      {preview.data && preview.data.gone > 0 && <Gone preview={preview.data} />}
      {preview.data && <Why preview={preview.data} />}
      {preview.data && preview.data.rows.length > 0 && (
        <PreviewRows rows={preview.data.rows} sheets={draft.sheets} onAll={onRows} />
      )}
    </div>
  );
}
