// An e-mail on the timeline: who to whom, subject, two lines; a press opens it in place.
import { useNavigate } from "@tanstack/react-router";
import { Mail, MoreHorizontal, Paperclip, Send } from "lucide-react";
import { useRef, useState } from "react";
import { get } from "@/api/client";
import type { Activity, Message } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { IconButton, later, Menu, MenuItem, TimelineEntry, useReadOnly } from "@/kit";
import { toldBy } from "./data";
import { removeMessage } from "./take";

const MessageBody = later(() => import("./MessageBody").then((m) => m.MessageBody));

export function EmailEntry({ activity }: { activity: Activity }) {
  const w = useWords().messages;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const isPast = useReadOnly() !== null;
  const navigate = useNavigate();
  const openConversation = async (id: string) => {
    try {
      const message = await get<Message>(`/messages/${id}`);
      const p = message.conversation;
      if (p) await navigate({ to: "/inbox", search: { show: "all", who: "all", c: p } });
    } catch (failure) {
      failureToast(failure);
    }
  };
  const told = toldBy(activity);
  const subject = told.subject ?? w.noSubject;
  const names = told.to.join(", ");
  const to = told.more > 0 ? w.andMore({ names, more: told.more }) : names || w.nobody;
  const head = (
    <>
      <span className="block break-words font-medium">{subject}</span>
      <span className="flex items-center gap-2 text-small text-text-3">
        <span className="min-w-0 truncate">{w.people({ from: told.from ?? w.nobody, to })}</span>
        {told.attachments > 0 && (
          <span className="inline-flex flex-none items-center gap-1" title={w.attachments(told.attachments)}>
            <Paperclip className="!size-3.5" aria-label={w.attachments(told.attachments)} role="img" />
            {told.attachments}
          </span>
        )}
      </span>
      {!open && told.words && <span className="line-clamp-2 break-words text-text-2">{told.words}</span>}
    </>
  );
  const menu = !isPast && told.message && (
    <Menu align="end" trigger={<IconButton name={w.menu({ subject })} icon={<MoreHorizontal />} size="small" />}>
      <MenuItem onSelect={() => told.message && void openConversation(told.message)}>{w.conversation}</MenuItem>
      <MenuItem danger onSelect={() => told.message && void removeMessage(told.message)}>
        {w.remove}
      </MenuItem>
    </Menu>
  );
  return (
    <TimelineEntry
      at={activity.at}
      icon={told.isIn ? <Mail aria-label={w.received} role="img" /> : <Send aria-label={w.sent} role="img" />}
      head={head}
      onPress={() => setOpen(!open)}
      expanded={open}
      pressed={opener}
      menu={menu}
    >
      {open && told.message && <MessageBody id={told.message} onLeave={() => opener.current?.focus()} />}
    </TimelineEntry>
  );
}
