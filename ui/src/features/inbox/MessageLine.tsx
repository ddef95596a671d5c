// One message of a conversation: folded to a line, or open with its text, its pictures asked for and its files.
import clsx from "clsx";
import { ChevronDown, MoreHorizontal, Paperclip } from "lucide-react";
import { useState } from "react";
import type { MessagePerson } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { MessageBody } from "@/features/messages";
import { dateTime, fullDateTime } from "@/format";
import { IconButton, Menu, MenuItem, useReadOnly } from "@/kit";
import { ArrivalMark } from "./ArrivalMark";
import { nameOf } from "./data";
import type { MailItem } from "./types";
import { split } from "./write";

interface MessageLineProps {
  message: MailItem;
  own: readonly string[];
  isOpen: boolean;
  /** It begins the conversation: nothing can be split off before it. */
  isFirst: boolean;
  onToggle: () => void;
  onForward: () => void;
}

const first = (text: string): string => text.split(/\s+/)[0] ?? text;

export function MessageLine({ message, own, isOpen, isFirst, onToggle, onForward }: MessageLineProps) {
  const w = useWords().inbox;
  const isPast = useReadOnly() !== null;
  const [details, setDetails] = useState(false);
  const say = (person: MessagePerson) => (own.includes(person.address.toLowerCase()) ? w.me : nameOf(person));
  const from = message.people.find(({ role }) => role === "from");
  const to = message.people.filter(({ role }) => role === "to" || role === "cc");
  const sender = from ? say(from) : w.nobody;
  const isMine = message.direction === "out";
  const names = to.slice(0, 3).map((person) => (to.length > 1 ? first(say(person)) : say(person)));
  const date = (
    <time
      dateTime={new Date(message.sent_at).toISOString()}
      title={fullDateTime(message.sent_at)}
      className="flex-none text-small text-text-3"
    >
      {dateTime(message.sent_at)}
    </time>
  );
  if (!isOpen)
    return (
      <li className="border-b border-border">
        <button
          type="button"
          data-line=""
          aria-expanded={false}
          className="flex min-h-10 w-full items-center gap-3 px-6 py-1.5 text-left outline-offset-[-2px] hover:bg-hover max-[700px]:px-4"
          onClick={onToggle}
        >
          <span className={clsx("w-36 flex-none truncate font-medium", !message.is_read && "font-semibold")}>
            {isMine ? w.you : sender}
          </span>
          <span className="min-w-0 flex-1 truncate text-text-2">{message.start}</span>
          {message.has_attachments && <Paperclip aria-hidden="true" className="!size-3.5 text-text-3" />}
          {date}
        </button>
      </li>
    );
  return (
    <li data-message={message.id} className="border-b border-border px-6 py-4 max-[700px]:px-4">
      <div className="mb-1 flex min-h-7 items-center gap-2">
        <button
          type="button"
          aria-expanded={true}
          className="-mx-1 min-w-0 flex-1 rounded-control px-1 text-left hover:bg-hover"
          onClick={onToggle}
        >
          <span className="block truncate">
            <span className="font-semibold">{isMine ? w.you : sender}</span>
            {names.length > 0 && (
              <span className="text-text-2"> {w.to({ names: names.join(", "), more: to.length - names.length })}</span>
            )}
          </span>
        </button>
        {message.arrival && <ArrivalMark arrival={message.arrival} />}
        {date}
        <IconButton
          size="small"
          name={w.details}
          icon={<ChevronDown />}
          pressed={details}
          aria-expanded={details}
          onClick={() => setDetails(!details)}
        />
        {!isPast && (
          <Menu
            align="end"
            trigger={<IconButton size="small" name={w.messageMenu({ sender })} icon={<MoreHorizontal />} />}
          >
            <MenuItem onSelect={onForward}>{w.forward}</MenuItem>
            <MenuItem disabled={isFirst} onSelect={() => void split(message.id)}>
              {w.split}
            </MenuItem>
          </Menu>
        )}
      </div>
      {message.arrival?.evidence && details && (
        <p className="text-small text-text-3">{w.evidence({ text: message.arrival.evidence })}</p>
      )}
      <MessageBody
        id={message.id}
        isReading
        hasDetails={details}
        onLeave={() => document.getElementById("main")?.focus()}
      />
    </li>
  );
}
