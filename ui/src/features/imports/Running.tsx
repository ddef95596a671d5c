// The import under way: how far, how fast, and the two ways out of this screen.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { asFailure } from "@/api/client";
import type { ImportProgress } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, ProgressBar, Screen } from "@/kit";
import { cancel } from "./actions";
import { counted, progressQuery } from "./data";
import { Steps } from "./Steps";
import { useLanding } from "./use-landing";

export function Running({ progress, file }: { progress: ImportProgress; file: string | undefined }) {
  const w = useWords().imports;
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  const { error } = useQuery(progressQuery(progress.id));
  const landing = useLanding<HTMLElement>(progress.id);
  // The dry run has counted the rows; what the core knows as it begins is an estimate.
  const total = counted.get(progress.id)?.read ?? progress.total;
  const stop = async () => {
    setBusy(true);
    await cancel(progress.id);
    setBusy(false);
  };
  return (
    <Screen title={w.title} meta={file}>
      <div className="flex h-11 flex-none items-center border-b border-border px-3">
        <Steps current="run" />
      </div>
      <section
        ref={landing}
        tabIndex={-1}
        aria-label={w.progress.label}
        className="mx-auto flex w-full max-w-[560px] flex-1 flex-col justify-center gap-5 p-6 outline-none"
      >
        <ProgressBar
          label={w.progress.label}
          done={progress.done}
          total={total}
          text={w.progress.text({ done: progress.done, total, rate: progress.rows_per_second })}
        />
        {error && (
          <p role="alert" className="text-danger">
            {failureText(asFailure(error))}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button kind="primary" onClick={() => void navigate({ to: "/prospects", search: {} })}>
            {w.progress.background}
          </Button>
          <Button busy={busy} onClick={() => void stop()}>
            {w.progress.cancel}
          </Button>
        </div>
        <p className="text-small text-text-3">{w.progress.cancelText}</p>
      </section>
    </Screen>
  );
}
