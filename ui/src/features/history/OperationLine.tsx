// One operation: when, what in a sentence, by whom; undone ones struck.
import clsx from "clsx";
import { FileUp, type LucideIcon, SquareTerminal, UserRound, Waypoints } from "lucide-react";
import type { Id, Operation } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { time } from "@/format";
import { Button, useReadOnly } from "@/kit";
import { wayOf } from "./entries";

const icons: Record<string, LucideIcon> = { user: UserRound, import: FileUp, api: Waypoints, cli: SquareTerminal };

interface OperationLineProps {
  index: number;
  operation: Operation;
  sentence: string;
  isOpen: boolean;
  isBusy: boolean;
  onOpen: (id: Id) => void;
  onUndo: (id: Id) => void;
}

export function OperationLine({ index, operation, sentence, isOpen, isBusy, onOpen, onUndo }: OperationLineProps) {
  const w = useWords().history;
  const Icon = icons[operation.caller] ?? Waypoints;
  const caller = w.callers[operation.caller as keyof typeof w.callers] ?? operation.caller;
  const way = wayOf(operation);
  const isPast = useReadOnly() !== null;
  const isUndone = operation.reverted_by !== null;
  return (
    <div
      className={clsx(
        "flex h-full items-center border-b border-border pr-3",
        isOpen ? "bg-selected" : "hover:bg-hover",
      )}
    >
      <button
        type="button"
        data-line={index}
        aria-expanded={isOpen}
        onClick={() => onOpen(operation.id)}
        className="flex h-full min-w-0 flex-1 items-center gap-3 px-4 text-left focus-visible:outline-offset-[-2px]"
      >
        <time className="w-10 flex-none text-right text-small text-text-3 tnum">{time(operation.at)}</time>
        <span className="flex flex-none text-text-3">
          <Icon aria-hidden="true" />
          <span className="sr-only">{caller}</span>
        </span>
        <span className="min-w-0 flex-1 truncate">
          {isUndone ? <s className="text-text-3">{sentence}</s> : sentence}
          {operation.caller !== "user" && <span className="text-text-3"> · {caller}</span>}
        </span>
      </button>
      {isUndone && <span className="flex-none px-2 text-small text-text-3">{w.undone}</span>}
      {way !== "none" && !isPast && (
        <Button
          kind="quiet"
          size="toolbar"
          busy={isBusy}
          aria-label={way === "undo" ? w.undoThis({ what: sentence }) : w.redoThis({ what: sentence })}
          onClick={() => onUndo(operation.id)}
        >
          {way === "undo" ? w.undo : w.redo}
        </Button>
      )}
    </div>
  );
}
