// The panel at the bottom right in which something new is written, beside whatever one looks at; as large as the window when one asks.
import clsx from "clsx";
import { Maximize2, Minimize2, X } from "lucide-react";
import { useState } from "react";
import { useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { ErrorBoundary, IconButton } from "@/kit";
import { Composer } from "./Composer";
import { closeComposer, openComposer, useOpened } from "./open";

export function ComposerDoor() {
  const w = useWords();
  const opened = useOpened();
  const [isFull, setFull] = useState(false);
  const keys = useKey("composer.full");
  useShortcuts({
    "composer.new": () => openComposer({ to: [], prospect: null }),
    "composer.full": opened !== null && (() => setFull(!isFull)),
  });
  if (!opened) return null;
  const title = "to" in opened.start ? w.composer.newTitle : w.composer.title;
  return (
    <div
      role="dialog"
      aria-label={title}
      className={clsx(
        "float fixed z-20 flex flex-col overflow-hidden !rounded-panel",
        isFull ? "inset-4" : "right-4 bottom-4 h-[min(560px,calc(100dvh-32px))] w-[min(640px,calc(100vw-32px))]",
      )}
    >
      <header className="flex min-h-10 flex-none items-center gap-1 border-b border-border bg-bg pr-2 pl-4">
        <h2 className="min-w-0 flex-1 truncate font-semibold">{title}</h2>
        <IconButton
          name={isFull ? w.composer.smaller : w.composer.larger}
          keys={keys}
          icon={isFull ? <Minimize2 /> : <Maximize2 />}
          onClick={() => setFull(!isFull)}
        />
        <IconButton name={w.composer.close} icon={<X />} onClick={closeComposer} />
      </header>
      <ErrorBoundary
        resetKey={String(opened.round)}
        fallback={() => <p className="p-4 text-danger">{w.fault.panel}</p>}
      >
        <Composer key={opened.round} start={opened.start} place="panel" onClose={closeComposer} />
      </ErrorBoundary>
    </div>
  );
}
