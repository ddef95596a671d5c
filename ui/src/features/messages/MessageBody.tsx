// A message opened in place: who, when, what it says with its quote folded, what is attached. HTML stands in a frame where nothing
// runs and nothing is loaded from elsewhere until it is asked for.
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ImageOff, Paperclip } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { blob } from "@/api/client";
import type { Id, Message, MessageAttachment, MessagePart } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { dateTime, size } from "@/format";
import { Button, Loading } from "@/kit";
import { download } from "@/platform";
import { messageQuery, useDark, viewPath } from "./data";

function People({ message }: { message: Message }) {
  const w = useWords().messages;
  const roles = (["from", "to", "cc", "bcc", "reply_to"] as const).flatMap((role) => {
    const people = message.people.filter((person) => person.role === role);
    return people.length > 0 ? [{ role, people }] : [];
  });
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 text-small">
      {roles.map(({ role, people }) => (
        <div key={role} className="contents">
          <dt className="text-text-3">{w.roles[role]}</dt>
          <dd className="min-w-0 break-words text-text-2">
            {people.map((person) => (person.name ? `${person.name} <${person.address}>` : person.address)).join(", ")}
          </dd>
        </div>
      ))}
      <dt className="text-text-3">{w.date}</dt>
      <dd className="text-text-2">{dateTime(message.sent_at)}</dd>
    </dl>
  );
}

/** The HTML body, as high as it is. */
interface FrameProps {
  id: Id;
  subject: string;
  images: boolean;
  isReading: boolean;
  onLeave: () => void;
}

/** A key that was pressed in the frame, for the page around it. */
function handOn(event: KeyboardEvent): void {
  const same = new KeyboardEvent("keydown", { ...pressed(event), bubbles: true, cancelable: true });
  if (!document.body.dispatchEvent(same)) event.preventDefault();
}

const pressed = ({ key, code, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent) => ({
  ...{ key, code, ctrlKey, metaKey, shiftKey, altKey },
});

function Frame({ id, subject, images, isReading, onLeave }: FrameProps) {
  const w = useWords().messages;
  const dark = useDark();
  const frame = useRef<HTMLIFrameElement>(null);
  const watch = useRef<ResizeObserver | null>(null);
  useEffect(() => () => watch.current?.disconnect(), []);
  const fit = () => {
    const inner = frame.current?.contentDocument;
    if (!inner?.body) return;
    const measure = () => {
      if (frame.current) frame.current.style.height = `${Math.max(48, inner.documentElement.scrollHeight)}px`;
    };
    // The height of the page itself, not of the frame that it was given.
    inner.documentElement.style.height = "auto";
    watch.current?.disconnect();
    watch.current = new ResizeObserver(() => {
      if (frame.current) frame.current.style.height = "48px";
      measure();
    });
    watch.current.observe(inner.body);
    measure();
    // Keys do not leave a frame by themselves.
    inner.addEventListener("keydown", (event) => {
      if (event.key === "Escape") onLeave();
      handOn(event);
    });
  };
  return (
    <iframe
      ref={frame}
      title={w.body({ subject })}
      src={viewPath(id, images, dark)}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      className={clsx(
        "h-24",
        // Its page keeps a margin of its own.
        isReading ? "-mx-3 w-[calc(100%+24px)]" : "w-full rounded-control border border-border",
      )}
      onLoad={fit}
    />
  );
}

function Part({ part }: { part: MessagePart }) {
  const w = useWords().messages;
  const [open, setOpen] = useState(false);
  const text = (
    <p
      className={clsx(
        "reading-width break-words whitespace-pre-wrap",
        part.kind === "text" ? "text-text" : "text-text-3",
        part.kind === "quote" && "border-border border-l-2 pl-2",
      )}
    >
      {part.text}
    </p>
  );
  if (part.kind !== "quote") return text;
  const label = open ? w.hideQuote : w.showQuote;
  return (
    <>
      <button
        type="button"
        aria-expanded={open}
        aria-label={label}
        title={label}
        className="h-6 w-9 rounded-control border border-border text-text-2 hover:bg-hover"
        onClick={() => setOpen(!open)}
      >
        …
      </button>
      {open && text}
    </>
  );
}

function Attached({ message, attachment }: { message: Id; attachment: MessageAttachment }) {
  const w = useWords().messages;
  const name = attachment.name || w.noName;
  const weight = size(attachment.size);
  if (!attachment.is_kept)
    return (
      <span className="inline-flex items-center gap-1.5 px-2 text-text-3">
        <Paperclip />
        {`${name} · ${weight}, ${w.notKept}`}
      </span>
    );
  const save = async () => {
    try {
      download(await blob("GET", `/messages/${message}/attachments/${attachment.id}`), name);
    } catch (error) {
      failureToast(error);
    }
  };
  return (
    <Button size="toolbar" icon={<Paperclip />} className="max-w-full" onClick={() => void save()}>
      <span className="sr-only">{w.download}</span>
      <span className="truncate">{name}</span>
      <span className="text-text-3">{weight}</span>
    </Button>
  );
}

interface MessageBodyProps {
  id: Id;
  onLeave: () => void;
  /** In a conversation, whose head says who wrote: no frame is drawn around. */
  isReading?: boolean;
  /** Who, to whom and when, in full. */
  hasDetails?: boolean;
}

export function MessageBody({ id, onLeave, isReading = false, hasDetails = true }: MessageBodyProps) {
  const words = useWords();
  const w = words.messages;
  const { data } = useQuery(messageQuery(id));
  const [images, setImages] = useState(false);
  if (!data) return <Loading text={words.common.loading} />;
  const attached = data.attachments.filter((attachment) => !attachment.is_inline);
  return (
    <div className={clsx("flex flex-col gap-2", isReading ? "text-reading" : "mt-2")}>
      {hasDetails && <People message={data} />}
      {data.blocked_images > 0 && !images && (
        <div className="flex flex-wrap items-center gap-2 rounded-control bg-sunken px-2 py-1 text-small">
          <ImageOff />
          <span className="min-w-0 flex-1">
            {w.blocked(data.blocked_images)}. {w.blockedWhy}
          </span>
          <Button size="toolbar" onClick={() => setImages(true)}>
            {w.show}
          </Button>
        </div>
      )}
      {data.has_html ? (
        <Frame id={id} subject={data.subject ?? w.noSubject} images={images} isReading={isReading} onLeave={onLeave} />
      ) : (
        data.parts.map((part) => <Part key={`${part.kind} ${part.text.slice(0, 200)}`} part={part} />)
      )}
      {data.is_cut && <p className="text-small text-text-3">{w.cut}</p>}
      {attached.length > 0 && (
        <ul className="flex flex-wrap gap-2" aria-label={w.attachments(attached.length)}>
          {attached.map((attachment) => (
            <li key={attachment.id} className="max-w-full">
              <Attached message={id} attachment={attachment} />
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
