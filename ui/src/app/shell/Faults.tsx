// What is shown in place of a screen or a panel that failed, or that does not exist.
import { useRouter } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAsOf } from "@/api/as-of";
import { asFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { Button, EmptyState } from "@/kit";

interface FaultProps {
  error: unknown;
  retry: () => void;
  text: string;
  /** Another way out. */
  children?: ReactNode;
}

export function Fault({ error, retry, text, children }: FaultProps) {
  const w = useWords();
  const failure = asFailure(error);
  return (
    <div role="alert" className="flex flex-1">
      <EmptyState title={failure.code === "bug" ? text : failureText(failure)}>
        <Button onClick={retry}>{w.common.retry}</Button>
        {children}
        {failure.code === "bug" && (
          <details className="w-full text-small text-text-3">
            <summary className="min-h-6">{w.fault.details}</summary>
            <p className="reading-width break-words">{String(failure.params.what ?? failure.key)}</p>
          </details>
        )}
      </EmptyState>
    </div>
  );
}

/** A screen whose data could not be loaded: tried again with its data. */
export function ScreenFault({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return <Fault error={error} retry={retry} text={useWords().fault.screen} />;
}

/** The core did not answer at the start: nothing can be shown yet. */
export function StartFault({ error, reset }: { error: unknown; reset: () => void }) {
  const w = useWords();
  const router = useRouter();
  const at = useAsOf();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="flex flex-1">
      <Fault error={error} retry={retry} text={w.fault.start}>
        {at !== null && (
          <Button onClick={() => void router.navigate({ to: "/", search: {}, replace: true })}>{w.past.back}</Button>
        )}
      </Fault>
    </main>
  );
}

export function NotFound() {
  const w = useWords();
  const router = useRouter();
  return (
    <EmptyState page="alone" title={w.fault.notFound}>
      <Button onClick={() => void router.navigate({ to: "/", replace: true })}>{w.fault.home}</Button>
    </EmptyState>
  );
}
