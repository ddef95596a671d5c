// What can be done to the selected prospects: a bar that floats at the bottom of the list and always says how many.
import { X } from "lucide-react";
import { useRef, useState } from "react";
import type { ProspectRow, Selection } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useKey } from "@/app/shortcuts";
import { ExportDialog } from "@/features/exports";
import { type Person, PlanPopover } from "@/features/reminders";
import { Button, IconButton, Popover, Writing } from "@/kit";
import { restore, toTrash } from "../actions/bulk";
import { EditField } from "../actions/EditField";
import { OwnerPicker, StagePicker, TagPicker } from "../actions/Pickers";
import { EraseDialog } from "./EraseDialog";

export type BarChoice = "stage" | "tags" | "owner" | "edit" | "plan" | "export" | "erase" | null;

interface SelectionBarProps {
  selection: Selection;
  count: number;
  /** The prospect, when it is one and is loaded. */
  one: ProspectRow | undefined;
  /** Those chosen one by one, for what is done one by one; none where all that a list finds is chosen. */
  people?: readonly Person[] | undefined;
  /** How many match in all; none when all of them are selected already. */
  total: number | null;
  inTrash: boolean;
  /** Keys of the columns on screen, where there are columns. */
  shown?: readonly string[];
  /** Which choice is open; the screen opens one too, by its key. */
  choice: BarChoice;
  onChoice: (choice: BarChoice) => void;
  onAll: () => void;
  onClear: () => void;
}

/** Above this many the trash asks on the spot, with the number. */
const FEW = 50;

function Trash({ selection, count, onClear }: Pick<SelectionBarProps, "selection" | "count" | "onClear">) {
  const w = useWords().prospects.actions;
  const keys = useKey("prospects.trash");
  const [open, setOpen] = useState(false);
  const run = () => {
    setOpen(false);
    void toTrash(selection).then((done) => done && onClear());
  };
  // All that a list finds is looked at first, whatever is done to it.
  if (count <= FEW || selection.by === "query")
    return (
      <Button size="toolbar" keys={keys} onClick={run}>
        {w.trash}
      </Button>
    );
  return (
    <Popover
      title={w.trashAll(count)}
      open={open}
      onOpenChange={setOpen}
      side="top"
      trigger={<Button size="toolbar">{w.trash}</Button>}
    >
      <Button kind="danger" onClick={run}>
        {w.trashAll(count)}
      </Button>
    </Popover>
  );
}

function Usual(props: SelectionBarProps) {
  const { selection, count, one, people, shown, choice, onChoice, onClear } = props;
  const w = useWords().prospects.actions;
  const stage = useRef<HTMLButtonElement>(null);
  const tags = useRef<HTMLButtonElement>(null);
  const plan = useRef<HTMLButtonElement>(null);
  const owner = useRef<HTMLButtonElement>(null);
  const planKey = useKey("reminders.plan");
  const close = () => onChoice(null);
  const common = { selection, count, one, onClose: close };
  return (
    <>
      <Writing>
        <Button ref={stage} size="toolbar" keys={useKey("prospects.stage")} onClick={() => onChoice("stage")}>
          {w.stage}
        </Button>
        {people && (
          <Button ref={plan} size="toolbar" keys={planKey} onClick={() => onChoice("plan")}>
            {w.plan}
          </Button>
        )}
        <Button ref={tags} size="toolbar" keys={useKey("prospects.tags")} onClick={() => onChoice("tags")}>
          {w.tags}
        </Button>
        <Button ref={owner} size="toolbar" onClick={() => onChoice("owner")}>
          {w.owner}
        </Button>
        <Button size="toolbar" onClick={() => onChoice("edit")}>
          {w.editField}
        </Button>
      </Writing>
      <Button size="toolbar" onClick={() => onChoice("export")}>
        {w.export}
      </Button>
      <Writing>
        <Trash selection={selection} count={count} onClear={onClear} />
      </Writing>
      {choice === "stage" && <StagePicker anchor={stage.current} {...common} />}
      {choice === "tags" && <TagPicker anchor={tags.current} {...common} />}
      {choice === "plan" && people && <PlanPopover anchor={plan.current} people={people} onClose={close} />}
      {choice === "owner" && <OwnerPicker anchor={owner.current} {...common} />}
      {choice === "edit" && <EditField selection={selection} count={count} onClose={close} />}
      {choice === "export" && (
        <ExportDialog open onOpenChange={close} selection={selection} count={count} shown={shown} />
      )}
    </>
  );
}

function InTrash({ selection, count, choice, onChoice, onClear }: SelectionBarProps) {
  const w = useWords().prospects.actions;
  return (
    <>
      <Button size="toolbar" onClick={() => void restore(selection).then((done) => done && onClear())}>
        {w.restore}
      </Button>
      <Button size="toolbar" kind="danger" onClick={() => onChoice("erase")}>
        {w.erase}
      </Button>
      {choice === "erase" && (
        <EraseDialog
          selection={selection}
          count={count}
          onClose={(erased) => {
            onChoice(null);
            if (erased) onClear();
          }}
        />
      )}
    </>
  );
}

export function SelectionBar(props: SelectionBarProps) {
  const { count, total, inTrash, onAll, onClear } = props;
  const w = useWords().prospects.selection;
  return (
    <div
      role="toolbar"
      aria-label={w.region}
      data-floating-bar=""
      className="float absolute inset-x-3 bottom-3 z-10 mx-auto flex min-h-12 w-fit max-[1180px]:[&_kbd]:hidden flex-wrap items-center gap-2 !rounded-panel px-3 py-2"
    >
      <span className="px-1 font-medium tnum">{w.count(count)}</span>
      {total !== null && (
        <Button size="toolbar" kind="quiet" onClick={onAll}>
          {w.all(total)}
        </Button>
      )}
      {inTrash ? (
        <Writing>
          <InTrash {...props} />
        </Writing>
      ) : (
        <Usual {...props} />
      )}
      <IconButton name={w.clear} icon={<X />} onClick={onClear} />
    </div>
  );
}
