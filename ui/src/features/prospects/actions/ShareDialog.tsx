// « Répartir 128 prospects »: among whom and how. What each gets is said before; one operation, one undo.
import { useState } from "react";
import { useSession } from "@/api/queries";
import type { Id, Selection, ShareBy } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Checkbox, Dialog, DialogClose, Field, Select } from "@/kit";
import { shareOut } from "./bulk";

const ways: readonly ShareBy[] = ["turn", "sector", "region", "company"];

interface ShareDialogProps {
  selection: Selection;
  count: number;
  onClose: () => void;
}

export function ShareDialog({ selection, count, onClose }: ShareDialogProps) {
  const words = useWords();
  const w = words.prospects.share;
  const { members } = useSession();
  const [chosen, setChosen] = useState<ReadonlySet<Id>>(() => new Set(members.map(({ id }) => id)));
  const [by, setBy] = useState<ShareBy>("turn");
  const among = members.filter(({ id }) => chosen.has(id)).map(({ id }) => id);
  const enough = among.length > 1;
  const choose = (id: Id, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const apply = () => {
    if (!enough) return;
    onClose();
    void shareOut(selection, among, by);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={w.title(count)}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" disabled={!enough} onClick={apply}>
            {w.apply(count)}
          </Button>
        </>
      }
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          apply();
        }}
      >
        <fieldset className="flex flex-col gap-1">
          <legend className="text-small text-text-2">{w.members}</legend>
          <div className="flex max-h-56 flex-col gap-1 overflow-auto p-1">
            <Checkbox
              checked={among.length === members.length ? true : among.length === 0 ? false : "mixed"}
              onChange={(on) => setChosen(new Set(on ? members.map(({ id }) => id) : []))}
            >
              {w.all}
            </Checkbox>
            {members.map(({ id, name }) => (
              <Checkbox key={id} checked={chosen.has(id)} onChange={(on) => choose(id, on)} className="pl-6">
                {name}
              </Checkbox>
            ))}
          </div>
        </fieldset>
        <Field label={w.by} help={w.help[by]}>
          <Select
            label={w.by}
            value={by}
            options={ways.map((value) => ({ value, label: w.ways[value] }))}
            onChange={setBy}
          />
        </Field>
        <p role="status" className={enough ? "text-text-2" : "text-danger"}>
          {!enough ? w.few : by === "turn" ? w.each({ count, members: among.length }) : null}
        </p>
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}
