// An e-mail on the timeline: who to whom, subject, two lines; a press opens it in place.
import { Mail, MoreHorizontal, Paperclip, Send } from "lucide-react";
import { useRef, useState } from "react";
import type { Activity } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { dateTime, time } from "@/format";
import { IconButton, later, Menu, MenuItem, useReadOnly } from "@/kit";
import { toldBy } from "./data";
import { removeMessage } from "./take";

const MessageBody = later(() => import("./MessageBody").then((m) => m.MessageBody));

export function EmailEntry({ activity }: { activity: Activity }) {
  const w = useWords().messages;
  const [open, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const isPast = useReadOnly() !== null;
  const told = toldBy(activity);
  const subject = told.subject ?? w.noSubject;
  const names = told.to.join(", ");
  const to = told.more > 0 ? w.andMore({ names, more: told.more }) : names || w.nobody;
  return (
    <li className="flex gap-3 py-2">
      <span className="flex size-7 flex-none items-center justify-center rounded-pill bg-sunken text-text-2">
        {told.isIn ? <Mail aria-label={w.received} role="img" /> : <Send aria-label={w.sent} role="img" />}
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex min-h-5 items-start gap-2">
          <button
            ref={opener}
            type="button"
            aria-expanded={open}
            className="-mx-1 min-w-0 flex-1 rounded-control px-1 text-left hover:bg-hover"
            onClick={() => setOpen(!open)}
          >
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
          </button>
          <time
            dateTime={new Date(activity.at).toISOString()}
            title={dateTime(activity.at)}
            className="flex-none text-small text-text-3"
          >
            {time(activity.at)}
          </time>
          {!isPast && told.message && (
            <Menu
              align="end"
              trigger={<IconButton name={w.menu({ subject })} icon={<MoreHorizontal />} size="small" />}
            >
              <MenuItem danger onSelect={() => told.message && void removeMessage(told.message)}>
                {w.remove}
              </MenuItem>
            </Menu>
          )}
        </div>
        {open && told.message && <MessageBody id={told.message} onLeave={() => opener.current?.focus()} />}
      </div>
    </li>
  );
}
