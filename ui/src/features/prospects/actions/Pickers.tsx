// The three choices made again and again: stage, tags, owner. Each acts at once on what it was opened for and says the
// number in its title. Anchored to a cell, a card or a button.
import { Split } from "lucide-react";
import { useMemo, useState } from "react";
import { useSession } from "@/api/queries";
import type { Id, Selection } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { Button, Popover } from "@/kit";
import { PickList, type PickOption } from "../pick/PickList";
import { useStageOptions } from "../pick/stages";
import { assign, createTag, moveToStage, tag } from "./bulk";
import { ShareDialog } from "./ShareDialog";

export interface PickerProps {
  /** How the screen moves to a stage; a bulk change where it has no say. */
  onMove?: (stage: Id) => void;
  anchor: Element | null;
  selection: Selection;
  count: number;
  /** The one prospect concerned, if it is one: its values are ticked. */
  one?: { name: string; stage_id: Id; tag_ids: Id[]; owner_id: Id | null } | undefined;
  onClose: () => void;
}

interface FrameProps {
  anchor: Element | null;
  title: string;
  onClose: () => void;
  children: React.ReactNode;
}

function Frame({ anchor, title, onClose, children }: FrameProps) {
  return (
    <Popover open anchor={anchor} title={title} titled onOpenChange={(open) => !open && onClose()}>
      {children}
    </Popover>
  );
}

export function StagePicker({ anchor, selection, count, one, onClose, onMove }: PickerProps) {
  const w = useWords();
  const { stages } = useSession();
  const options = useStageOptions(one?.stage_id);
  const title = w.prospects.actions.changeStage(count);
  return (
    <Frame anchor={anchor} title={title} onClose={onClose}>
      <PickList
        label={title}
        options={options}
        onPick={(id) => {
          const stage = stages.find((s) => s.id === id);
          onClose();
          if (!stage) return;
          if (onMove) onMove(id);
          else void moveToStage(selection, stage, one?.name);
        }}
      />
    </Frame>
  );
}

export function TagPicker({ anchor, selection, count, one, onClose }: PickerProps) {
  const w = useWords();
  const { tags } = useSession();
  const options = useMemo<PickOption[]>(
    () =>
      tags.map((t) => ({
        value: t.id,
        label: t.name,
        checked: one?.tag_ids.includes(t.id) ?? false,
        icon: t.color && <span className="size-2 flex-none rounded-pill" style={{ background: `var(--${t.color})` }} />,
      })),
    [tags, one],
  );
  const title = w.prospects.actions.changeTags(count);
  // A list that is looked at first has its own dialog: this one would lie over it.
  const before = () => selection.by === "query" && onClose();
  return (
    <Frame anchor={anchor} title={title} onClose={onClose}>
      <PickList
        label={title}
        many
        options={options}
        onPick={(id) => {
          const found = tags.find((t) => t.id === id);
          before();
          if (found) void tag(selection, found, !one?.tag_ids.includes(id));
        }}
        createLabel={w.prospects.actions.newTag}
        onCreate={(name) => {
          before();
          void createTag(name).then((made) => made && tag(selection, made, true));
        }}
      />
    </Frame>
  );
}

export function OwnerPicker({ anchor, selection, count, one, onClose }: PickerProps) {
  const w = useWords();
  const { members } = useSession();
  const options = useMemo<PickOption[]>(
    () => [
      { value: "", label: w.prospects.actions.none, checked: one ? one.owner_id === null : false },
      ...members.map((m) => ({ value: m.id, label: m.name, checked: m.id === one?.owner_id })),
    ],
    [members, one, w],
  );
  const title = w.prospects.actions.changeOwner(count);
  const [sharing, setSharing] = useState(false);
  if (sharing) return <ShareDialog selection={selection} count={count} onClose={onClose} />;
  return (
    <Frame anchor={anchor} title={title} onClose={onClose}>
      <PickList
        label={title}
        options={options}
        onPick={(id) => {
          onClose();
          void assign(selection, members.find((m) => m.id === id) ?? null);
        }}
      />
      {members.length > 1 && count > 1 && (
        <Button size="toolbar" className="mt-2 w-full" icon={<Split />} onClick={() => setSharing(true)}>
          {w.prospects.share.open}
        </Button>
      )}
    </Frame>
  );
}
