// The open conversation: its subject, what can be done with it, its messages from the first to the last, and the reply in its place.
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Forward, MoreHorizontal, PanelRight, Reply, ReplyAll } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { asFailure } from "@/api/client";
import type { Id } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { Composer, type Start, useDraftAnswering } from "@/features/outbox";
import { Choices, LaterChoice, plan, quickly, whenText } from "@/features/reminders";
import {
  Button,
  EmptyState,
  ErrorBoundary,
  IconButton,
  Loading,
  Menu,
  MenuItem,
  MenuSeparator,
  useReadOnly,
  Writing,
} from "@/kit";
import { aboutOf, nameOf, threadQuery } from "./data";
import { MessageLine } from "./MessageLine";
import type { MailItem, Thread } from "./types";
import { handle, putOff, reopen, setRead } from "./write";

/** A look that long is a reading. */
const READ_AFTER = 700;

/** So many at the end are open. */
const OPEN = 2;

interface ConversationPaneProps {
  id: Id;
  /** Somebody asked for it: what is unread of it is read. */
  isChosen: boolean;
  hasContext: boolean;
  onContext: (() => void) | null;
  onJoin: () => void;
  /** Back to the list, where it stands in its place. */
  onBack: (() => void) | null;
}

type Next = "answer" | "tomorrow" | "in1week" | "nothing";

/** « Et ensuite ? » after a reply: the first answer waits for theirs. */
function AfterSending({ thread, onDone }: { thread: Thread; onDone: () => void }) {
  const words = useWords();
  const w = words.inbox.next;
  const person = thread.conversation.people.find((one) => one.prospect !== null);
  if (!person?.prospect) return null;
  const who = { id: person.prospect, name: nameOf(person) };
  const take = (value: Next) => {
    onDone();
    if (value === "answer")
      void plan(who, {
        kind: "email",
        at: "in 3 working days",
        title: thread.conversation.subject,
        unless_reply: true,
      });
    else if (value !== "nothing") void plan(who, quickly(value));
  };
  return (
    <div className="border-b border-border bg-sunken px-6 py-2.5 max-[700px]:px-4">
      <Choices<Next>
        ask={w.ask}
        options={(["answer", "tomorrow", "in1week", "nothing"] as const).map((value) => ({
          value,
          label: w.choices[value],
        }))}
        onCancel={onDone}
        onTake={take}
      />
    </div>
  );
}

function Messages({ thread, onForward }: { thread: Thread; onForward: (message: Id) => void }) {
  const { lines, own, open } = thread;
  const w = useWords().inbox;
  /** What was not read stays open while it is looked at. */
  const [unread] = useState(() => new Set(open.map(({ id }) => id)));
  /** Those that somebody opened or closed. */
  const [turned, setTurned] = useState<Record<Id, boolean>>({});
  return (
    <ol aria-label={w.messages} className="[&>li>*]:max-w-[800px]">
      {lines.map((message, index) => {
        const isOpen = turned[message.id] ?? (index >= lines.length - OPEN || unread.has(message.id));
        return (
          <MessageLine
            key={message.id}
            message={message}
            own={own}
            isOpen={isOpen}
            isFirst={index === 0}
            onToggle={() => setTurned({ ...turned, [message.id]: !isOpen })}
            onForward={() => onForward(message.id)}
          />
        );
      })}
    </ol>
  );
}

/** The one that a reply answers: the last that came, else the last. */
const answered = (messages: readonly MailItem[]): MailItem | undefined =>
  messages.findLast(({ direction }) => direction === "in") ?? messages.at(-1);

export function ConversationPane({ id, isChosen, hasContext, onContext, onJoin, onBack }: ConversationPaneProps) {
  const words = useWords();
  const w = words.inbox;
  const client = useQueryClient();
  const { data, error, refetch } = useQuery(threadQuery(id));
  const isPast = useReadOnly() !== null;
  const [asking, setAsking] = useState<"later" | "next" | null>(null);
  const [start, setStart] = useState<Start | null>(null);
  const isKeptUnread = useRef(false);
  const bottom = useRef<HTMLDivElement>(null);
  const keys = {
    reply: useKey("inbox.reply"),
    all: useKey("inbox.replyAll"),
    handled: useKey("reminders.done"),
    later: useKey("reminders.later"),
    unread: useKey("inbox.unread"),
    context: useKey("inbox.context"),
  };
  // What the conversation holds is not asked for again message by message.
  useMemo(() => {
    for (const message of data?.open ?? []) client.setQueryData(["message", message.id], message);
  }, [data, client]);
  const conversation = data?.conversation;
  const unread = conversation?.unread ?? 0;
  useEffect(() => {
    if (!isChosen || isPast || unread === 0 || isKeptUnread.current || !conversation) return;
    const timer = setTimeout(() => void setRead(conversation, true), READ_AFTER);
    return () => clearTimeout(timer);
  }, [isChosen, isPast, unread, conversation]);
  const target = answered(data?.lines ?? []);
  const kept = useDraftAnswering(data?.lines.map(({ id: message }) => message) ?? []);
  // A reply that was begun is gone on with.
  const answer = (all: boolean) => target && setStart(kept ? { draft: kept } : { answers: target.id, all });
  // Once, when it is asked for: what is read stays where it is.
  useEffect(() => {
    if (start) bottom.current?.scrollIntoView({ block: "end" });
  }, [start]);
  const isHandled = conversation?.state === "done" || conversation?.state === "snoozed";
  const close = () => {
    if (!conversation) return;
    if (conversation.state === "done") void reopen(conversation);
    else void handle(conversation);
  };
  const keepUnread = () => {
    if (!conversation) return;
    isKeptUnread.current = unread === 0;
    void setRead(conversation, unread > 0);
  };
  useShortcuts({
    "inbox.reply": Boolean(target) && !start && (() => answer(false)),
    "inbox.replyAll": Boolean(target) && !start && (() => answer(true)),
    "reminders.done": Boolean(conversation) && close,
    "reminders.later": Boolean(conversation) && (() => setAsking("later")),
    "inbox.unread": Boolean(conversation) && keepUnread,
  });
  if (error && !data)
    return (
      <EmptyState title={w.failedThread} text={failureText(asFailure(error))}>
        <Button onClick={() => void refetch()}>{words.common.retry}</Button>
      </EmptyState>
    );
  if (!data || !conversation) return <Loading text={words.common.loading} />;
  const several = data.lines.some(
    (message) =>
      message.people.filter(({ address, role }) => role !== "bcc" && !data.own.includes(address.toLowerCase())).length >
      1,
  );
  return (
    <section aria-label={w.conversation} className="flex min-h-0 min-w-0 flex-1 flex-col bg-surface">
      <header className="flex min-h-14 flex-none flex-wrap items-center gap-x-2 gap-y-1 border-b border-border py-2 pr-4 pl-6 max-[700px]:pl-4">
        {onBack && <IconButton name={w.back} icon={<ArrowLeft />} onClick={onBack} />}
        <h2 className="min-w-40 flex-1 text-title-2 break-words">{aboutOf(conversation.subject) || w.noSubject}</h2>
        <span className="flex flex-none items-center gap-1">
          <Writing>
            <Button size="toolbar" kind="quiet" keys={keys.later} onClick={() => setAsking("later")}>
              {w.later}
            </Button>
            <Button size="toolbar" keys={keys.handled} onClick={close}>
              {conversation.state === "done" ? w.reopen : w.handled}
            </Button>
            <Menu align="end" trigger={<IconButton name={w.menu} icon={<MoreHorizontal />} />}>
              <MenuItem keys={keys.unread} onSelect={keepUnread}>
                {unread > 0 ? w.markRead : w.markUnread}
              </MenuItem>
              {isHandled && <MenuItem onSelect={() => void reopen(conversation)}>{w.toAnswer}</MenuItem>}
              <MenuSeparator />
              <MenuItem onSelect={onJoin}>{w.join}</MenuItem>
            </Menu>
          </Writing>
          {onContext && (
            <IconButton
              name={w.context}
              keys={keys.context}
              icon={<PanelRight />}
              pressed={hasContext}
              onClick={onContext}
            />
          )}
        </span>
      </header>
      {conversation.state === "snoozed" && conversation.until !== null && (
        <p className="border-b border-border bg-sunken px-6 py-1.5 text-small text-text-2 max-[700px]:px-4">
          {w.until({ when: whenText(conversation.until, true) })}
        </p>
      )}
      {asking === "later" && (
        <div className="border-b border-border bg-sunken px-6 py-2.5 max-[700px]:px-4">
          <LaterChoice
            onCancel={() => setAsking(null)}
            onTake={(until) => {
              setAsking(null);
              void putOff(conversation, until);
            }}
          />
        </div>
      )}
      {asking === "next" && <AfterSending thread={data} onDone={() => setAsking(null)} />}
      <div className="toast-room min-h-0 flex-1 overflow-auto">
        <Messages thread={data} onForward={(message) => setStart({ forwards: message })} />
        <div ref={bottom} className="max-w-[848px] px-6 py-4 max-[700px]:px-4">
          {start ? (
            <ErrorBoundary resetKey={id} fallback={() => null}>
              <Composer
                key={JSON.stringify(start)}
                start={start}
                place="inline"
                onClose={() => setStart(null)}
                onSent={(sent) => {
                  setStart(null);
                  if (sent.follow_up === null) setAsking("next");
                }}
              />
            </ErrorBoundary>
          ) : (
            <Writing>
              <div className="flex flex-wrap gap-2">
                <Button icon={<Reply />} keys={keys.reply} onClick={() => answer(false)}>
                  {kept ? w.resume : w.reply}
                </Button>
                {several && !kept && (
                  <Button kind="quiet" icon={<ReplyAll />} keys={keys.all} onClick={() => answer(true)}>
                    {w.replyAll}
                  </Button>
                )}
                <Button
                  kind="quiet"
                  icon={<Forward />}
                  onClick={() => {
                    const newest = data.lines.at(-1);
                    if (newest) setStart({ forwards: newest.id });
                  }}
                >
                  {w.forward}
                </Button>
              </div>
            </Writing>
          )}
        </div>
      </div>
    </section>
  );
}
