// The board: it knows which card has the focus, which are chosen, where a dragged or lifted one would fall, and asks for
// the move. Columns and cards only draw.
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type MouseEvent, useCallback, useId, useMemo, useRef, useState } from "react";
import { useSession } from "@/api/queries";
import type { Board as BoardData, BoardQuery, Id, ProspectRow, Stage } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { usePanel, usePanelId } from "@/app/panel";
import { useDensity, useSaveSettings, useSettings } from "@/app/preferences";
import { useShortcuts } from "@/app/shortcuts";
import {
  type BarChoice,
  byIds,
  openNote,
  RowMenu,
  type Rows,
  SelectionBar,
  StagePicker,
  TagPicker,
  toTrash,
  useTellSelected,
} from "@/features/prospects";
import { ContextMenu, heights } from "@/kit";
import type { Target } from "../drag/engine";
import { CARD_GAP } from "./Card";
import { Column } from "./Column";
import { isSamePlace, moveCards } from "./move";
import { Outcomes } from "./Outcomes";
import { useBoardDrag } from "./use-board-drag";
import { useLift } from "./use-lift";

const FOLDED = "pipeline.folded";
const nobody: ReadonlySet<Id> = new Set();

interface Place {
  stage: Id;
  index: number;
}

const placeOf = (target: EventTarget | null): Place | null => {
  const card = target instanceof Element ? target.closest<HTMLElement>("[data-card]") : null;
  const stage = card?.closest<HTMLElement>("[data-column]")?.dataset.column;
  return card && stage ? { stage, index: Number(card.dataset.index) } : null;
};

/** Gives the focus to a card once it is drawn. */
function focusCard(board: HTMLElement | null, find: () => Place | null): void {
  let tries = 0;
  const attempt = () => {
    const place = find();
    const list = place && board?.querySelector<HTMLElement>(`.vscroll[data-column="${place.stage}"]`);
    const card = list?.querySelector<HTMLElement>(`[data-index="${place?.index}"]`);
    if (card?.dataset.card) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "nearest", inline: "nearest" });
    } else if (tries++ < 10) requestAnimationFrame(attempt);
  };
  requestAnimationFrame(attempt);
}

function useFolded(): [ReadonlySet<Id>, (stage: Id, folded: boolean) => void] {
  const saved = useSettings().ui[FOLDED];
  const save = useSaveSettings();
  const folded = useMemo(() => new Set(Array.isArray(saved) ? saved.map(String) : []), [saved]);
  const fold = useCallback(
    (stage: Id, on: boolean) => {
      const next = new Set(folded);
      if (on) next.add(stage);
      else next.delete(stage);
      void save({ ui: { [FOLDED]: [...next] } });
    },
    [folded, save],
  );
  return [folded, fold];
}

export function Board({ board, query }: { board: BoardData; query: BoardQuery }) {
  const w = useWords();
  const { stages } = useSession();
  const navigate = useNavigate();
  const panel = usePanel();
  const openId = usePanelId();
  const helpId = useId();
  const element = useRef<HTMLDivElement>(null);
  const [lists] = useState(() => new Map<Id, Rows>());
  const [folded, fold] = useFolded();
  const [active, setActive] = useState<Place | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(nobody);
  const [picking, setPicking] = useState<"stage" | "tags" | null>(null);
  const [choice, setChoice] = useState<BarChoice>(null);
  const stride = heights[useDensity()].card + CARD_GAP;
  const order = query.order ?? "manual";
  const manual = order === "manual";
  useTellSelected(chosen.size);

  const onRows = useCallback(
    (stage: Id, rows: Rows | null) => {
      if (rows) lists.set(stage, rows);
      else lists.delete(stage);
    },
    [lists],
  );
  const rowAt = (place: Place | null): ProspectRow | undefined =>
    place ? lists.get(place.stage)?.at(place.index) : undefined;
  const activeRow = rowAt(active);
  const anchor = (): Element | null =>
    element.current?.querySelector(`[data-card="${activeRow?.id}"]`) ?? element.current;
  const shown = board.columns.flatMap((c) => stages.find((s) => s.id === c.stage_id) ?? []);

  const move = (ids: readonly Id[], stage: Stage, index: number, follow = false) => {
    const rows = lists.get(stage.id);
    if (rows && (manual ? isSamePlace(rows, ids, index) : ids.every((id) => rows.indexOf(id) >= 0))) return;
    void moveCards(lists, { ids, stage, index }, order);
    const [first] = ids;
    if (follow && first)
      focusCard(element.current, () => {
        const at = lists.get(stage.id)?.indexOf(first) ?? -1;
        return at < 0 ? null : { stage: stage.id, index: at };
      });
  };
  const drop = (ids: readonly Id[], target: Target) => {
    const id = target.kind === "place" ? target.column : target.stage;
    const stage = stages.find((s) => s.id === id);
    if (stage) move(ids, stage, target.kind === "place" ? target.index : 0);
  };
  const dragging = useBoardDrag(element, { stride, chosen, onDrop: drop });
  const lift = useLift({
    stages: shown,
    manual,
    count: (stage) => lists.get(stage)?.total ?? 0,
    onDrop: ({ ids, stage, index }) => {
      const target = stages.find((s) => s.id === stage);
      if (target) move(ids, target, index, true);
    },
  });
  const over =
    dragging?.over ?? (lift.lifted && { kind: "place" as const, column: lift.lifted.stage, index: lift.lifted.index });
  const carried = dragging?.ids ?? lift.lifted?.ids;
  const dragged = useMemo(() => new Set(carried), [carried]);

  const concerned = (): Id[] => (chosen.size > 0 ? [...chosen] : activeRow ? [activeRow.id] : []);
  const open = (row: ProspectRow) => (openId ? panel.show(row.id) : panel.open(row.id));
  const page = (row: ProspectRow) => void navigate({ to: "/prospects/$id", params: { id: row.id }, search: {} });
  const goTo = (place: Place) => {
    const rows = lists.get(place.stage);
    if (!rows || rows.total === 0) return;
    const index = Math.min(rows.total - 1, Math.max(0, place.index));
    const list = element.current?.querySelector<HTMLElement>(`.vscroll[data-column="${place.stage}"]`);
    if (list) {
      const top = index * stride;
      if (top < list.scrollTop) list.scrollTop = top;
      else if (top + stride > list.scrollTop + list.clientHeight) list.scrollTop = top + stride - list.clientHeight;
    }
    setActive({ stage: place.stage, index });
    const row = rows.at(index);
    if (openId && row) panel.show(row.id);
    focusCard(element.current, () => ({ stage: place.stage, index }));
  };
  const neighbour = (from: Id, by: number): Stage | undefined => {
    const at = shown.findIndex((s) => s.id === from);
    for (let i = at + by; i >= 0 && i < shown.length; i += by) {
      const stage = shown[i];
      if (stage && !folded.has(stage.id)) return stage;
    }
    return undefined;
  };
  const sideways = (place: Place, by: number) => {
    for (let stage = neighbour(place.stage, by); stage; stage = neighbour(stage.id, by))
      if ((lists.get(stage.id)?.total ?? 0) > 0) return goTo({ stage: stage.id, index: place.index });
  };
  const toggle = (row: ProspectRow) => {
    const next = new Set(chosen);
    if (!next.delete(row.id)) next.add(row.id);
    setChosen(next);
  };
  const extend = (place: Place, by: number) => {
    const next = { ...place, index: place.index + by };
    const rows = [rowAt(place), rowAt(next)].flatMap((row) => (row ? [row.id] : []));
    setChosen(new Set([...chosen, ...rows]));
    goTo(next);
  };
  const shift = (place: Place, by: number) => {
    const stage = neighbour(place.stage, by);
    if (stage) move(concerned(), stage, 0, true);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const place = placeOf(event.target);
    const row = rowAt(place);
    if (!place || !row) return;
    const ctrl = event.ctrlKey || event.metaKey;
    const side = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const along = { ArrowUp: -1, ArrowDown: 1, PageUp: -6, PageDown: 6 }[event.key];
    if (lift.onKey(event.key)) focusCard(element.current, () => place);
    else if (side && event.altKey) shift(place, side);
    else if (side && !ctrl) sideways(place, side);
    else if (along && event.shiftKey) extend(place, Math.sign(along));
    else if (along && !ctrl && !event.altKey) goTo({ ...place, index: place.index + along });
    else if (event.key === "Home") goTo({ ...place, index: 0 });
    else if (event.key === "End") goTo({ ...place, index: Number.MAX_SAFE_INTEGER });
    else if (event.key === "Enter" && ctrl) page(row);
    else if (event.key === "Enter") open(row);
    else if (event.key === " ") lift.lift({ ids: chosen.has(row.id) ? [...chosen] : [row.id], ...place }, row.name);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const place = placeOf(event.target);
    const row = rowAt(place);
    if (!place || !row) return;
    setActive(place);
    if (event.ctrlKey || event.metaKey || event.shiftKey) toggle(row);
    else open(row);
  };

  const some = chosen.size > 0;
  useShortcuts({
    "prospects.select": activeRow && (() => toggle(activeRow)),
    "prospects.escape": some && (() => setChosen(nobody)),
    "prospects.page": activeRow && (() => page(activeRow)),
    "prospects.stage": some ? () => setChoice("stage") : activeRow && (() => setPicking("stage")),
    "prospects.tags": some ? () => setChoice("tags") : activeRow && (() => setPicking("tags")),
    "prospects.note":
      activeRow &&
      !some &&
      (() => {
        openNote();
        open(activeRow);
      }),
    "prospects.trash":
      (some || activeRow) && (() => void toTrash(byIds(concerned())).then((done) => done && setChosen(nobody))),
    "prospects.next": () =>
      goTo(active ? { ...active, index: active.index + 1 } : { stage: shown[0]?.id ?? "", index: 0 }),
    "prospects.previous": active !== null && (() => goTo({ ...active, index: active.index - 1 })),
  });
  const selection = useMemo(() => byIds([...chosen]), [chosen]);
  const one =
    chosen.size === 1 ? [...lists.values()].map((rows) => rows.find([...chosen][0] ?? "")).find(Boolean) : undefined;
  const Picker = picking === "tags" ? TagPicker : StagePicker;
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      <p id={helpId} hidden>
        {w.pipeline.card.help}
      </p>
      <ContextMenu
        menu={
          <RowMenu
            row={activeRow}
            onOpen={open}
            onPage={page}
            onTags={() => setPicking("tags")}
            onMove={(row, id) => {
              const stage = stages.find((s) => s.id === id);
              if (stage) move(chosen.has(row.id) ? [...chosen] : [row.id], stage, 0);
            }}
          />
        }
      >
        <div
          ref={element}
          role="group"
          aria-label={w.pipeline.board}
          data-dragging={dragging ? "" : undefined}
          className="flex min-h-0 flex-1 select-none flex-col overflow-x-auto overflow-y-hidden"
          onKeyDown={onKeyDown}
          onClick={onClick}
          onFocus={(event) => {
            const place = placeOf(event.target);
            if (place) setActive(place);
          }}
          onContextMenu={(event) => {
            const place = placeOf(event.target);
            if (place) setActive(place);
          }}
        >
          <div className="flex min-h-0 w-max min-w-full flex-1 gap-3 p-3">
            {board.columns.map((column) => (
              <Column
                key={column.stage_id}
                column={column}
                query={query}
                folded={folded.has(column.stage_id)}
                manual={manual}
                line={over?.kind === "place" && over.column === column.stage_id ? over.index : null}
                dragging={carried !== undefined}
                dragged={carried ? dragged : nobody}
                chosen={chosen}
                openId={openId}
                active={active?.stage === column.stage_id ? active.index : 0}
                helpId={helpId}
                onRows={onRows}
                onFold={fold}
              />
            ))}
          </div>
          {dragging && <Outcomes over={over?.kind === "outcome" ? over.stage : null} />}
        </div>
      </ContextMenu>
      {picking && activeRow && (
        <Picker
          anchor={anchor()}
          selection={byIds([activeRow.id])}
          count={1}
          one={activeRow}
          onClose={() => setPicking(null)}
          onMove={(id) => {
            const stage = stages.find((s) => s.id === id);
            if (stage) move([activeRow.id], stage, 0, true);
          }}
        />
      )}
      {some && !dragging && (
        <SelectionBar
          selection={selection}
          count={chosen.size}
          one={one}
          total={null}
          inTrash={false}
          choice={choice}
          onChoice={setChoice}
          onAll={() => undefined}
          onClear={() => setChosen(nobody)}
        />
      )}
    </div>
  );
}
