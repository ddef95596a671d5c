// What is shown in place of a screen or a panel that failed, or that does not exist.
import { useRouter } from "@tanstack/react-router";
import { asFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { Button, EmptyState } from "@/kit";

export function Fault({ error, retry, text }: { error: unknown; retry: () => void; text: string }) {
  const w = useWords();
  const failure = asFailure(error);
  return (
    <div role="alert" className="flex flex-1">
      <EmptyState title={failure.code === "bug" ? text : failureText(failure)}>
        <Button onClick={retry}>{w.common.retry}</Button>
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
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="flex flex-1">
      <Fault error={error} retry={retry} text={useWords().fault.start} />
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
