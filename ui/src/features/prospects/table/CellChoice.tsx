// Choosing the value of a cell: stage, owner, tags, country, yes or no. The list is drawn at the cell.
import { useMemo } from "react";
import type { ProspectRow } from "@/api/schema";
import { failureToast } from "@/app/undo";
import { Popover } from "@/kit";
import { byIds } from "../actions/bulk";
import { OwnerPicker, StagePicker, TagPicker } from "../actions/Pickers";
import { saveProspect } from "../actions/save";
import type { FieldDef } from "../fields/fields";
import { dotOf } from "../pick/dot";
import { PickList } from "../pick/PickList";

interface CellChoiceProps {
  field: FieldDef;
  row: ProspectRow;
  anchor: Element | null;
  onClose: () => void;
}

export function CellChoice({ field, row, anchor, onClose }: CellChoiceProps) {
  const selection = useMemo(() => byIds([row.id]), [row.id]);
  const options = useMemo(() => {
    const now = field.held?.(row) ?? [field.start(row)];
    return (field.options?.() ?? []).map((o) => ({ ...o, icon: dotOf(o), checked: now.includes(o.value) }));
  }, [field, row]);
  const common = { anchor, selection, count: 1, one: row, onClose };
  if (field.key === "stage_id") return <StagePicker {...common} />;
  if (field.key === "tags") return <TagPicker {...common} />;
  if (field.key === "owner_id") return <OwnerPicker {...common} />;
  const pick = (value: string) => {
    if (!field.held) onClose();
    const edit = field.write(value, row);
    if (typeof edit !== "string") saveProspect(row.id, edit).catch(failureToast);
  };
  return (
    <Popover open anchor={anchor} title={field.label} titled onOpenChange={(open) => !open && onClose()}>
      <PickList label={field.label} options={options} onPick={pick} many={field.held !== undefined} />
    </Popover>
  );
}
