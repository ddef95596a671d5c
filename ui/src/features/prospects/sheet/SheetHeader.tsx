// The top of a sheet: who it is, in which stage, and what can be done at once. Only what exists is offered.
import { MoreHorizontal } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useSession } from "@/api/queries";
import type { Id, Prospect } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { PossibleDuplicate } from "@/features/duplicates";
import { openComposer } from "@/features/outbox";
import { NextAction, wishStep } from "@/features/reminders";
import { longDate } from "@/format";
import { Button, IconButton, Menu, MenuItem, MenuSeparator, Notice, showToast, useReadOnly, Writing } from "@/kit";
import { byIds, restore, toTrash } from "../actions/bulk";
import { copyText } from "../actions/copy";
import { StagePicker, TagPicker } from "../actions/Pickers";
import { useSelectedCount } from "../actions/selected";
import { StageMark } from "../pick/stages";
import { openNote } from "./note-focus";

interface SheetHeaderProps {
  prospect: Prospect;
  /** The title is the screen's on a whole page. */
  level: 1 | 2;
  before?: ReactNode;
  after?: ReactNode;
  onGone: () => void;
  /** The follow-up that is meant, where it is not her next one. */
  reminder?: Id | undefined;
  /** « Fait » is the one primary button of the screen. */
  primary?: boolean;
}

function StageButton({ prospect }: { prospect: Prospect }) {
  const w = useWords().prospects;
  const { stages } = useSession();
  const keys = useKey("prospects.stage");
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const selected = useSelectedCount();
  const stage = stages.find((s) => s.id === prospect.stage_id);
  useShortcuts({ "prospects.stage": selected === 0 && !prospect.deleted_at && (() => setOpen(true)) });
  if (!stage) return null;
  return (
    <>
      <Button
        ref={button}
        icon={<StageMark stage={stage} stages={stages} />}
        keys={keys}
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <span className="sr-only">{w.fields.stage}</span> {stage.label}
      </Button>
      {open && (
        <StagePicker
          anchor={button.current}
          selection={byIds([prospect.id])}
          count={1}
          one={prospect}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

export function SheetHeader({ prospect, level, before, after, onGone, reminder, primary }: SheetHeaderProps) {
  const w = useWords().prospects;
  const selected = useSelectedCount();
  const Title = level === 1 ? "h1" : "h2";
  const company = prospect.company === prospect.name ? null : prospect.company;
  const under = [prospect.job_title, company].filter(Boolean).join(" · ");
  return (
    <>
      <header className="flex min-h-16 flex-none items-center gap-2 border-b border-border px-4 py-2">
        {before}
        <div className="min-w-0 flex-1">
          <Title className="truncate text-title-2">{prospect.name}</Title>
          {under && <p className="truncate text-text-2">{under}</p>}
        </div>
        {!prospect.deleted_at && (
          <Writing>
            <StageButton prospect={prospect} />
          </Writing>
        )}
        {after}
      </header>
      {level === 1 && <Notice />}
      {prospect.do_not_contact_at && (
        <p className="mx-4 mt-3 rounded-control border border-danger px-3 py-1.5 font-medium text-danger">
          {w.sheet.opposed({ date: longDate(prospect.do_not_contact_at) })}
        </p>
      )}
      {prospect.deleted_at && (
        <p className="mx-4 mt-3 flex items-center gap-3 rounded-control border border-border bg-sunken px-3 py-1.5">
          <span className="flex-1">{w.sheet.inTrash({ date: longDate(prospect.deleted_at) })}</span>
          <Writing>
            <Button size="toolbar" onClick={() => void restore(byIds([prospect.id]))}>
              {w.actions.restore}
            </Button>
          </Writing>
        </p>
      )}
      <NextAction
        key={`${prospect.id} ${reminder ?? ""}`}
        prospect={prospect}
        reminder={reminder}
        active={selected === 0}
        primary={primary}
      />
      <PossibleDuplicate prospect={prospect} />
      {!prospect.deleted_at && <QuickActions prospect={prospect} onGone={onGone} />}
    </>
  );
}

function QuickActions({ prospect, onGone }: { prospect: Prospect; onGone: () => void }) {
  const { prospects: w, common } = useWords();
  const trashKey = useKey("prospects.trash");
  const callKey = useKey("reminders.call");
  const copy = (text: string, said: string) => void copyText(text).then(() => showToast({ text: said }));
  const tags = useRef<HTMLButtonElement>(null);
  const [tagging, setTagging] = useState(false);
  const selected = useSelectedCount();
  const trash = () => void toTrash(byIds([prospect.id])).then((done) => done && onGone());
  const mailKey = useKey("composer.to");
  useShortcuts({
    "composer.to": selected === 0 && Boolean(prospect.email) && !prospect.do_not_contact_at && (() => write()),
    "prospects.note": selected === 0 && openNote,
    "prospects.tags": selected === 0 && (() => setTagging(true)),
    "prospects.trash": selected === 0 && trash,
  });
  const isPast = useReadOnly() !== null;
  // At a past date nobody knows who has opposed since.
  const canSend = !prospect.do_not_contact_at && !isPast;
  const { email, phone } = prospect;
  const write = () => email && openComposer({ to: [{ name: prospect.name, address: email }], prospect: prospect.id });
  return (
    <div role="toolbar" aria-label={w.sheet.actions} className="flex flex-wrap items-center gap-1.5 px-4 pt-3">
      <Writing>
        {email && canSend && (
          <Button size="toolbar" keys={mailKey} onClick={write}>
            {w.fields.email}
          </Button>
        )}
        {!prospect.do_not_contact_at && (
          <Button size="toolbar" keys={callKey} onClick={() => wishStep(prospect.id, "call")}>
            {w.actions.callAction}
          </Button>
        )}
        <Button size="toolbar" keys={useKey("prospects.note")} onClick={openNote}>
          {w.timeline.note}
        </Button>
        <Button ref={tags} size="toolbar" keys={useKey("prospects.tags")} onClick={() => setTagging(true)}>
          {w.actions.tags}
        </Button>
      </Writing>
      <Menu align="end" trigger={<IconButton name={common.more} icon={<MoreHorizontal />} className="ml-auto" />}>
        {email && <MenuItem onSelect={() => copy(email, w.actions.emailCopied)}>{w.actions.copyEmail}</MenuItem>}
        {phone && <MenuItem onSelect={() => copy(phone, w.actions.phoneCopied)}>{w.actions.copyPhone}</MenuItem>}
        {(email || phone) && <MenuSeparator />}
        <MenuItem danger disabled={isPast} keys={trashKey} onSelect={trash}>
          {w.actions.toTrash}
        </MenuItem>
      </Menu>
      {tagging && (
        <TagPicker
          anchor={tags.current}
          selection={byIds([prospect.id])}
          count={1}
          one={prospect}
          onClose={() => setTagging(false)}
        />
      )}
    </div>
  );
}
