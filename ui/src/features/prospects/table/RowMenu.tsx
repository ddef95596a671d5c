// What can be done to one prospect, in the context menu of the table and of the board.
import { useState } from "react";
import { useSession } from "@/api/queries";
import type { ProspectRow } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useKey } from "@/app/shortcuts";
import { MenuItem, MenuSeparator, Submenu, showToast, useReadOnly } from "@/kit";
import { byIds, moveToStage, restore, toTrash } from "../actions/bulk";
import { copyText } from "../actions/copy";
import { StageMark } from "../pick/stages";

interface RowMenuProps {
  row: ProspectRow | undefined;
  onOpen: (row: ProspectRow) => void;
  onPage: (row: ProspectRow) => void;
  onTags?: (row: ProspectRow) => void;
  onPlan?: (row: ProspectRow) => void;
  /** How the screen moves a card; a bulk change where it has no say. */
  onMove?: (row: ProspectRow, stage: string) => void;
}

export function RowMenu({ row: now, onOpen, onPage, onTags, onPlan, onMove }: RowMenuProps) {
  const { prospects, reminders } = useWords();
  const w = prospects.actions;
  const { stages } = useSession();
  // The row for which the menu was opened, whatever scrolls under it.
  const [row] = useState(now);
  const isPast = useReadOnly() !== null;
  const keys = {
    page: useKey("prospects.page"),
    tags: useKey("prospects.tags"),
    plan: useKey("reminders.plan"),
    trash: useKey("prospects.trash"),
  };
  if (!row) return null;
  const copy = (text: string, said: string) => void copyText(text).then(() => showToast({ text: said }));
  if (row.deleted_at)
    return (
      <>
        <MenuItem onSelect={() => onOpen(row)}>{w.open}</MenuItem>
        <MenuItem disabled={isPast} onSelect={() => void restore(byIds([row.id]))}>
          {w.restore}
        </MenuItem>
      </>
    );
  const words = { email: row.email, phone: row.phone };
  return (
    <>
      <MenuItem onSelect={() => onOpen(row)}>{w.open}</MenuItem>
      <MenuItem keys={keys.page} onSelect={() => onPage(row)}>
        {w.page}
      </MenuItem>
      <MenuSeparator />
      <Submenu label={w.moveTo}>
        {stages
          .filter((s) => s.id !== row.stage_id)
          .map((s) => (
            <MenuItem
              key={s.id}
              icon={<StageMark stage={s} stages={stages} />}
              disabled={isPast}
              onSelect={() => (onMove ? onMove(row, s.id) : void moveToStage(byIds([row.id]), s, row.name))}
            >
              {s.label}
            </MenuItem>
          ))}
      </Submenu>
      {onPlan && (
        <MenuItem disabled={isPast} keys={keys.plan} onSelect={() => setTimeout(() => onPlan(row), 0)}>
          {reminders.shortcuts.plan}
        </MenuItem>
      )}
      {onTags && (
        <MenuItem disabled={isPast} keys={keys.tags} onSelect={() => setTimeout(() => onTags(row), 0)}>
          {w.tags}
        </MenuItem>
      )}
      {(words.email || words.phone) && <MenuSeparator />}
      {words.email && <MenuItem onSelect={() => copy(words.email ?? "", copied().email)}>{w.copyEmail}</MenuItem>}
      {words.phone && <MenuItem onSelect={() => copy(words.phone ?? "", copied().phone)}>{w.copyPhone}</MenuItem>}
      <MenuSeparator />
      <MenuItem danger disabled={isPast} keys={keys.trash} onSelect={() => void toTrash(byIds([row.id]))}>
        {w.toTrash}
      </MenuItem>
    </>
  );

  function copied() {
    return { email: w.emailCopied, phone: w.phoneCopied };
  }
}
