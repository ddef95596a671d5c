// The board: columns of cards, what is dragged or lifted over them, and what can be done to the chosen ones. What it holds
// and what the keys do are in their own files.
import { type MouseEvent, useId, useMemo, useRef, useState } from "react";
import type { Board as BoardData, BoardQuery } from "@/api/schema";
import { useWords } from "@/app/i18n";
import {
  type BarChoice,
  byIds,
  RowMenu,
  SelectionBar,
  StagePicker,
  TagPicker,
  useTellSelected,
} from "@/features/prospects";
import { PlanPopover } from "@/features/reminders";
import { ContextMenu } from "@/kit";
import { Column } from "./Column";
import type { Moves } from "./moves";
import { Outcomes } from "./Outcomes";
import { placeOf } from "./places";
import { type BoardState, nobody, useBoard } from "./use-board";
import { useBoardDrag } from "./use-board-drag";
import { useBoardKeys } from "./use-board-keys";
import { useFolded } from "./use-folded";
import { useLift } from "./use-lift";

function clickOn(state: BoardState, event: MouseEvent): void {
  const place = placeOf(event.target);
  const row = state.rowAt(place);
  if (!place || !row) return;
  state.setActive(place);
  if (event.ctrlKey || event.metaKey || event.shiftKey) state.toggle(row);
  else state.open(row);
}

/** The bar of the chosen cards. */
function Bar({ state, choice, onChoice }: { state: BoardState; choice: BarChoice; onChoice: (c: BarChoice) => void }) {
  const selection = useMemo(() => byIds([...state.chosen]), [state.chosen]);
  const people = [...state.chosen].map((id) => ({ id, name: state.find(id)?.name ?? "" }));
  const [only] = state.chosen.size === 1 ? state.chosen : [];
  return (
    <SelectionBar
      selection={selection}
      count={state.chosen.size}
      one={only === undefined ? undefined : state.find(only)}
      people={people}
      total={null}
      inTrash={false}
      choice={choice}
      onChoice={onChoice}
      onAll={() => undefined}
      onClear={() => state.setChosen(nobody)}
    />
  );
}

interface BoardProps {
  board: BoardData;
  query: BoardQuery;
  answered: number;
  moves: Moves | null;
  /** These cards answer a former question. */
  waits: boolean;
}

export function Board({ board, query, answered, moves, waits }: BoardProps) {
  const w = useWords();
  const helpId = useId();
  const element = useRef<HTMLDivElement>(null);
  const [folded, fold] = useFolded();
  const [picking, setPicking] = useState<"stage" | "tags" | "plan" | null>(null);
  const [choice, setChoice] = useState<BarChoice>(null);
  const state = useBoard({ element, board, order: query.order ?? "manual", folded });
  const { lists, manual, chosen, row } = state;
  useTellSelected(chosen.size);
  const dragging = useBoardDrag(element, { stride: state.stride, chosen, onDrop: state.drop });
  const lift = useLift({
    stages: state.shown,
    manual,
    count: (stage) => lists.get(stage)?.total ?? 0,
    onDrop: ({ ids, stage, index }) => state.moveTo(ids, stage, index, true),
  });
  const onKeyDown = useBoardKeys({ state, lift, choose: setChoice, pick: setPicking });
  const { lifted } = lift;
  const over = dragging?.over ?? (lifted && { kind: "place" as const, column: lifted.stage, index: lifted.index });
  const carried = dragging?.ids ?? lifted?.ids;
  const dragged = useMemo(() => (carried ? new Set(carried) : nobody), [carried]);
  const anchor = () => element.current?.querySelector(`[data-card="${row?.id}"]`) ?? element.current;
  const Picker = picking === "tags" ? TagPicker : StagePicker;
  const follow = (target: EventTarget) => {
    const place = placeOf(target);
    if (place) state.setActive(place);
  };
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <p id={helpId} hidden>
        {w.pipeline.card.help}
      </p>
      <ContextMenu
        menu={
          <RowMenu
            row={row}
            onOpen={state.open}
            onPage={state.page}
            onTags={() => setPicking("tags")}
            onPlan={() => setPicking("plan")}
            onMove={(at, stage) => state.moveTo(state.withOthers(at.id), stage)}
          />
        }
      >
        <div
          ref={element}
          role="group"
          aria-label={w.pipeline.board}
          className="flex min-h-0 flex-1 select-none flex-col overflow-x-auto overflow-y-hidden"
          onKeyDown={onKeyDown}
          onClick={(event) => clickOn(state, event)}
          onFocus={(event) => follow(event.target)}
          onContextMenu={(event) => follow(event.target)}
        >
          <div aria-busy={waits} className="flex min-h-0 w-max min-w-full flex-1 gap-3 p-3 outdated">
            {board.columns.map((column) => (
              <Column
                key={column.stage_id}
                column={column}
                query={query}
                answered={answered}
                folded={folded.has(column.stage_id)}
                manual={manual}
                line={over?.kind === "place" && over.column === column.stage_id ? over.index : null}
                dragging={carried !== undefined}
                dragged={dragged}
                chosen={chosen}
                openId={state.openId}
                active={state.active?.stage === column.stage_id ? state.active.index : 0}
                helpId={helpId}
                moves={moves}
                onRows={state.onRows}
                onFold={fold}
              />
            ))}
          </div>
          {dragging && <Outcomes over={over?.kind === "outcome" ? over.stage : null} />}
        </div>
      </ContextMenu>
      {picking === "plan" && row && <PlanPopover anchor={anchor()} people={[row]} onClose={() => setPicking(null)} />}
      {picking && picking !== "plan" && row && (
        <Picker
          anchor={anchor()}
          selection={byIds([row.id])}
          count={1}
          one={row}
          onClose={() => setPicking(null)}
          onMove={(stage) => state.moveTo([row.id], stage, 0, true)}
        />
      )}
      {chosen.size > 0 && !dragging && <Bar state={state} choice={choice} onChoice={setChoice} />}
    </div>
  );
}
