// One stage: its handle, name, outcome, colour, limit in days, and the way out.
import clsx from "clsx";
import { GripVertical, X } from "lucide-react";
import type { ComponentProps } from "react";
import { patch } from "@/api/client";
import type { Stage, StageEdit, StageKind, StageSaved } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Checkbox, IconButton, Select, StageGlyph } from "@/kit";
import { ColorMenu } from "../ColorMenu";
import { days, percent, required } from "../checks";
import { SavedInput } from "../SavedInput";
import { write } from "../write";

/** What the board uses where a stage says nothing. */
const DEFAULT_LIMIT = "14";

export const STAGE_GRID = "grid grid-cols-[24px_minmax(112px,1fr)_112px_32px_64px_64px_56px_28px] gap-2";

const kinds: StageKind[] = ["open", "won", "lost"];

interface StageLineProps {
  stage: Stage;
  stages: Stage[];
  handle: ComponentProps<"button">;
  shift: number;
  isDragged: boolean;
  onRemove: () => void;
}

export function StageLine({ stage, stages, handle, shift, isDragged, onRemove }: StageLineProps) {
  const w = useWords().settings.pipeline;
  const { label } = stage;
  const open = stages.filter((s) => s.kind === "open");
  const save = (edit: StageEdit) => write(() => patch<StageSaved>(`/stages/${stage.id}`, edit));
  return (
    <li
      className={clsx(STAGE_GRID, "h-11 items-center bg-surface", isDragged && "float relative z-10")}
      style={shift === 0 ? undefined : { transform: `translateY(${shift}px)` }}
    >
      <button
        type="button"
        aria-label={w.move({ label })}
        title={w.move({ label })}
        aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
        className="flex size-6 touch-none items-center justify-center rounded-chip text-text-3 hover:bg-hover"
        {...handle}
      >
        <GripVertical />
      </button>
      <span className="flex min-w-0 items-center gap-2">
        <StageGlyph kind={stage.kind} rank={open.indexOf(stage)} of={open.length} color={stage.color} />
        <SavedInput
          label={w.nameOf({ label })}
          labelHidden
          className="flex-1"
          value={label}
          check={required}
          onSave={(text) => save({ label: text })}
        />
      </span>
      <Select
        label={w.kindOf({ label })}
        value={stage.kind}
        onChange={(kind) => void save({ kind })}
        options={kinds.map((value) => ({ value, label: w.kinds[value] }))}
      />
      <ColorMenu
        label={(color) => w.colorOf({ label, color })}
        value={stage.color}
        onChange={(color) => void save({ color })}
      />
      {/* An ended stage waits for nothing. */}
      {stage.kind === "open" ? (
        <SavedInput
          label={w.limitOf({ label })}
          labelHidden
          type="number"
          placeholder={DEFAULT_LIMIT}
          min={1}
          max={999}
          value={stage.limit_days === null ? "" : String(stage.limit_days)}
          onSave={async (text) => {
            const limit_days = days(text);
            return limit_days === undefined ? null : save({ limit_days });
          }}
        />
      ) : (
        <span />
      )}
      {stage.kind === "open" ? (
        <SavedInput
          label={w.probabilityOf({ label })}
          labelHidden
          type="number"
          placeholder="–"
          min={0}
          max={100}
          value={stage.probability === null ? "" : String(stage.probability)}
          onSave={async (text) => {
            const probability = percent(text);
            return probability === undefined ? null : save({ probability });
          }}
        />
      ) : (
        <span className="px-2 text-right text-text-3 tnum">{stage.probability}</span>
      )}
      {stage.kind === "open" ? (
        <span className="flex justify-center">
          <Checkbox
            name={w.demandsOf({ label })}
            checked={stage.demands_next}
            onChange={(demands_next) => void save({ demands_next })}
          />
        </span>
      ) : (
        <span />
      )}
      <IconButton name={w.remove({ label })} icon={<X />} onClick={onRemove} disabled={stages.length === 1} />
    </li>
  );
}
