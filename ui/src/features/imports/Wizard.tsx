// The frame of the three steps of a draft: the way forward and back, and giving up. Choices are in the core at once, so
// no step has anything to lose.
import { useNavigate } from "@tanstack/react-router";
import { useCallback, useState } from "react";
import { useSession } from "@/api/queries";
import type { ImportDraft } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { eraseSample } from "@/app/sample";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { size } from "@/format";
import { Button, Screen } from "@/kit";
import { abandon, run } from "./actions";
import { ColumnsStep } from "./ColumnsStep";
import { DuplicatesStep } from "./DuplicatesStep";
import { useCorrect, usePreview } from "./data";
import { FileStep } from "./FileStep";
import { canEnter, nextStep, previousStep, type Step } from "./flow";
import { RowsStep } from "./RowsStep";
import { Steps } from "./Steps";
import { useLanding } from "./use-landing";

/** The last step needs the dry run, whose count is on the button; sample data leaves first, unless told otherwise. */
function useRun(draft: ImportDraft, step: Step, isSaving: boolean) {
  const { has_sample } = useSession();
  const [erase, setErase] = useState(true);
  const [busy, setBusy] = useState(false);
  const preview = usePreview(draft, (step !== "duplicates" && step !== "rows") || isSaving || busy);
  const start = async () => {
    setBusy(true);
    if (has_sample && erase) await eraseSample();
    // Once it runs there is nothing left to try: the draft is used up, and its screen with it.
    const { data } = preview;
    if (!(await run(draft.id, data && { read: data.counts.read, open: data.states.conflict }))) setBusy(false);
  };
  return { preview, start, busy, erase, setErase, hasSample: has_sample };
}

/** What is missing before the rows can be read, and in which sheet. */
function Required({ draft }: { draft: ImportDraft }) {
  const w = useWords().imports;
  const lacking = draft.sheets.find((sheet) => !sheet.ready);
  const text =
    draft.sheets.length < 2
      ? w.columns.required
      : lacking && lacking.kind !== "nothing"
        ? w.sheets.lacks({ name: lacking.name, what: w.sheets.notReady[lacking.kind] })
        : w.sheets.none;
  return <p className="mr-auto text-small text-warn">{text}</p>;
}

export function Wizard({ draft, step: asked }: { draft: ImportDraft; step: Step }) {
  const w = useWords().imports;
  const navigate = useNavigate();
  const { correct, isSaving } = useCorrect(draft);
  const step = canEnter(asked, draft) ? asked : canEnter("columns", draft) ? "columns" : "file";
  const last = useRun(draft, step, isSaving);
  const go = useCallback(
    (next: Step) => void navigate({ to: ".", search: (before: object) => ({ ...before, step: next }) }),
    [navigate],
  );
  const landing = useLanding<HTMLElement>(step);
  const [back, following] = [previousStep(step), nextStep(step)];
  // Rows are looked at by those who want to: the import can begin from the step before.
  const next = following === "rows" ? undefined : following;
  const giveUp = async () => {
    // One is where one asked to be at once: an answer that comes late takes nobody away from where she went since.
    await navigate({ to: "/import", search: {} });
    await abandon(draft.id);
  };
  const counts = last.preview.data?.counts;
  const open = last.preview.data?.states.conflict ?? 0;
  const hasRows = counts !== undefined && counts.created + counts.updated > 0;
  const canGo = next ? canEnter(next, draft) : hasRows && !last.busy;
  const keys = useKey("imports.next");
  useShortcuts({
    "imports.next":
      canGo &&
      (() => {
        // What floats has the key for itself.
        if (document.querySelector("[role=dialog]:not(.toast), [role=menu]")) return;
        if (next) go(next);
        else void last.start();
      }),
  });
  return (
    <Screen
      title={w.title}
      meta={`${draft.file_name} · ${size(draft.size_bytes)}`}
      actions={
        <Button kind="quiet" size="toolbar" onClick={() => void giveUp()}>
          {w.drop}
        </Button>
      }
    >
      <div className="flex h-11 flex-none items-center border-b border-border px-3">
        <Steps current={step} canEnter={(s) => canEnter(s, draft)} />
      </div>
      <section
        ref={landing}
        tabIndex={-1}
        aria-label={w.steps[step]}
        className="flex min-h-0 flex-1 flex-col outline-none"
      >
        {step === "file" && <FileStep draft={draft} correct={correct} />}
        {step === "columns" && <ColumnsStep draft={draft} correct={correct} />}
        {step === "duplicates" && (
          <DuplicatesStep
            draft={draft}
            correct={correct}
            preview={last.preview}
            sample={last.hasSample ? { erase: last.erase, onChange: last.setErase } : null}
            onRows={() => go("rows")}
          />
        )}
        {step === "rows" && <RowsStep draft={draft} preview={last.preview} correct={correct} />}
      </section>
      <footer
        data-keep-clear=""
        className="flex min-h-14 flex-none flex-wrap items-center justify-end gap-2 border-t border-border px-4 py-2"
      >
        {counts && !next && counts.created + counts.updated === 0 && (
          <p className="mr-auto text-small text-text-2">{w.duplicates.nothing}</p>
        )}
        {!next && hasRows && open > 0 && (
          <p id="import-open" className="mr-auto text-small text-warn">
            {w.duplicates.open(open)}
          </p>
        )}
        {step === "columns" && !draft.ready && <Required draft={draft} />}
        {back && <Button onClick={() => go(back)}>{w.back}</Button>}
        {next ? (
          <Button kind="primary" keys={keys} disabled={!canEnter(next, draft)} onClick={() => go(next)}>
            {w.next}
          </Button>
        ) : (
          <Button
            kind="primary"
            keys={keys}
            disabled={!hasRows}
            busy={last.busy}
            aria-describedby={hasRows && open > 0 ? "import-open" : undefined}
            onClick={() => void last.start()}
          >
            {counts ? w.duplicates.run(counts.created + counts.updated) : w.steps.run}
          </Button>
        )}
      </footer>
    </Screen>
  );
}
