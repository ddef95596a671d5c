// Where a message is written: to whom, about what, and what it says. It is kept as it is typed; what one sees before it goes is what
// goes.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import clsx from "clsx";
import { Eye, Paperclip, Trash2, X } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { type ApiFailure, asFailure } from "@/api/client";
import type { Lint } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { accountsQuery, healthQuery } from "@/features/mail";
import { type RichHandle, useRich } from "@/features/prospects";
import { Rendered, useVariables } from "@/features/templates";
import { size } from "@/format";
import { Button, IconButton, Loading, Select } from "@/kit";
import { Checks, hinders, warns } from "./Checks";
import { personText, readPreview, type Sender, sendersOf } from "./data";
import { takeDrops } from "./drop";
import type { Start } from "./open";
import { Recipients } from "./Recipients";
import { SendBar } from "./SendBar";
import { Tools } from "./Tools";
import type { Outgoing, OutgoingPreview } from "./types";
import { useDraft } from "./use-draft";
import { discard, send } from "./write";

interface ComposerProps {
  start: Start;
  /** In the place of a reply, or in a panel of its own that it fills. */
  place: "inline" | "panel";
  onClose: () => void;
  onSent?: (sent: Outgoing) => void;
}

const sections = "flex min-h-9 items-center gap-2 border-b border-border px-4";

function From({ senders, value, onChange }: { senders: Sender[]; value: string; onChange: (sender: Sender) => void }) {
  const w = useWords().composer;
  if (senders.length < 2) return null;
  return (
    <div className={sections}>
      <span aria-hidden="true" className="w-12 flex-none text-text-3">
        {w.from}
      </span>
      <Select
        label={w.from}
        value={value}
        onChange={(next) => {
          const sender = senders.find((one) => one.value === next);
          if (sender) onChange(sender);
        }}
        options={senders.map((sender) => ({ value: sender.value, label: sender.label }))}
        size="toolbar"
        className="!border-transparent !px-0"
      />
    </div>
  );
}

function Files({ draft, onRemove }: { draft: Outgoing; onRemove: (id: string) => void }) {
  const w = useWords().composer;
  if (draft.files.length === 0) return null;
  return (
    <ul aria-label={w.files} className="flex flex-wrap gap-1.5 border-t border-border px-4 py-2">
      {draft.files.map((file) => (
        <li
          key={file.id}
          className="flex h-7 max-w-full items-center gap-1.5 rounded-control border border-border pl-2"
        >
          <Paperclip aria-hidden="true" className="!size-3.5 text-text-3" />
          <span className="truncate">{file.name}</span>
          <span className="flex-none text-small text-text-3">{size(file.size)}</span>
          <IconButton
            size="small"
            name={w.removeFile({ name: file.name })}
            icon={<X />}
            onClick={() => onRemove(file.id)}
          />
        </li>
      ))}
    </ul>
  );
}

function Quoted({ html }: { html: string }) {
  const w = useWords().messages;
  const [open, setOpen] = useState(false);
  const label = open ? w.hideQuote : w.showQuote;
  return (
    <div className="px-4 pb-2">
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
      {open && (
        <div className="mt-2 max-h-60 overflow-auto border-l-2 border-border pl-3 text-text-3">
          <Rendered html={html} />
        </div>
      )}
    </div>
  );
}

function Seen({ preview }: { preview: OutgoingPreview }) {
  const w = useWords().composer;
  const to = [...preview.to, ...preview.cc, ...preview.bcc].map(personText).join(", ");
  return (
    <section aria-label={w.preview} className="min-h-48 flex-1 overflow-auto px-4 py-3">
      <p className="text-small text-text-3">
        {w.previewHead({ from: preview.from.address ? personText(preview.from) : "", to })}
      </p>
      <p className="mb-3 border-b border-border py-2 font-medium [overflow-wrap:anywhere]">
        {preview.subject || w.noSubject}
      </p>
      <div className="reading-width text-reading">
        <Rendered html={preview.html} />
      </div>
    </section>
  );
}

export function Composer({ start, place, onClose, onSent }: ComposerProps) {
  const words = useWords();
  const w = words.composer;
  const it = useDraft(start);
  const { written, draft, change } = it;
  const navigate = useNavigate();
  const { data: accounts } = useQuery(accountsQuery);
  const { data: health = [] } = useQuery(healthQuery);
  const Rich = useRich(true);
  const variables = useVariables();
  const rich = useRef<RichHandle>(null);
  const to = useRef<HTMLInputElement>(null);
  const subject = useRef<HTMLInputElement>(null);
  /** Another text for the editor begins it anew. */
  const [round, setRound] = useState(0);
  const [copies, setCopies] = useState(false);
  const [busy, setBusy] = useState(false);
  /** Why it was not sent, or not shown. */
  const [refusal, setRefusal] = useState<ApiFailure | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const [lints, setLints] = useState<Lint[] | null>(null);
  const [preview, setPreview] = useState<OutgoingPreview | null>(null);
  const [isOver, setOver] = useState(false);
  const isReply = !("to" in start) && !("forwards" in start);
  const isThere = written !== null;
  useEffect(() => {
    if (isThere && !isReply) to.current?.focus();
  }, [isThere, isReply]);
  const isKnown = accounts !== undefined;
  const isWhole = isThere && Rich !== null && variables.length > 0;
  // Once all of it is there: before, it is not as high as it will be.
  useEffect(() => {
    if (isWhole && isKnown && place === "inline") box.current?.scrollIntoView({ block: "end" });
  }, [isWhole, isKnown, place]);
  const take = useRef(it.withFiles);
  take.current = it.withFiles;
  useEffect(() => {
    const element = box.current;
    return isThere && element ? takeDrops(element, (files) => void take.current(files)) : undefined;
  }, [isThere]);
  if (!written)
    return it.failure ? (
      <p role="alert" className="p-4 text-danger">
        {failureText(it.failure)}
      </p>
    ) : (
      <Loading text={words.common.loading} />
    );
  const senders = sendersOf(accounts ?? []);
  const followUp = written.follow_up;
  const sender = senders.find((one) => one.account === written.account && one.from === written.from) ?? senders[0];
  const edit = (given: Parameters<typeof change>[0]) => {
    setLints(null);
    setRefusal(null);
    change(given);
  };
  const isOffline = health.length > 0 && health.every(({ failure }) => failure?.code === "offline");
  const hasCopies = copies || written.cc.length > 0 || written.bcc.length > 0;
  const addressed = written.to.length + written.cc.length + written.bcc.length > 0;
  const isConnected = accounts === undefined || accounts.length > 0;
  const canSend = addressed && isConnected;
  const isSure = lints !== null && !lints.some(hinders);
  const look = async () => {
    if (preview) return setPreview(null);
    const id = await it.flush();
    if (id === null) return;
    try {
      setPreview(await readPreview(id));
      setRefusal(null);
    } catch (error) {
      setRefusal(asFailure(error));
    }
  };
  const go = async (at?: string) => {
    if (busy || !canSend) return;
    setBusy(true);
    setRefusal(null);
    try {
      const id = await it.flush();
      if (id === null) return;
      const found = (await readPreview(id)).lints.filter((lint) => hinders(lint) || warns(lint));
      // Told once; whoever sends again has read it.
      if (found.some(hinders) || (found.length > 0 && !isSure)) return setLints(found);
      const sent = await send(id, { ...(at ? { at } : {}), ...(followUp === null ? {} : { follow_up: followUp }) });
      it.end();
      onSent?.({ ...sent, follow_up: followUp });
      onClose();
    } catch (error) {
      setRefusal(asFailure(error));
    } finally {
      setBusy(false);
    }
  };
  const throwAway = async () => {
    it.end();
    onClose();
    if (draft) await discard(draft.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.defaultPrevented) return;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.shiftKey) void go();
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const kept: ReactNode = (
    <span role="status" className="min-w-0 truncate text-small text-text-3">
      {it.keeping === "failed" && it.failure ? (
        <span className="text-danger">{failureText(it.failure)}</span>
      ) : (
        it.keeping !== "none" && w.keeping[it.keeping]
      )}
    </span>
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears Ctrl+Enter from its fields, and is nothing to press.
    <div
      ref={box}
      data-composer=""
      className={clsx(
        "flex min-h-0 flex-col bg-surface",
        place === "inline" ? "scroll-mb-4 rounded-card border border-border-strong" : "flex-1",
        isOver && "outline-2 outline-accent outline-dashed",
      )}
      onKeyDown={onKeyDown}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes("Files")) return;
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={() => setOver(false)}
    >
      {preview ? (
        <Seen preview={preview} />
      ) : (
        <>
          <From
            senders={senders}
            value={sender?.value ?? ""}
            onChange={({ account, from }) => edit({ account, from })}
          />
          <Recipients
            ref={to}
            label={w.to}
            people={written.to}
            onChange={(people, prospect) =>
              edit({ to: people, ...(prospect && written.prospect === null ? { prospect } : {}) })
            }
          >
            {!hasCopies && (
              <Button size="toolbar" kind="quiet" onClick={() => setCopies(true)}>
                {place === "panel" ? w.copies : w.copiesAndSubject}
              </Button>
            )}
          </Recipients>
          {hasCopies && (
            <>
              <Recipients label={w.cc} people={written.cc} onChange={(cc) => edit({ cc })} />
              <Recipients label={w.bcc} people={written.bcc} onChange={(bcc) => edit({ bcc })} />
            </>
          )}
          {(place === "panel" || hasCopies || written.subject === "") && (
            <div className={sections}>
              <label className="flex min-w-0 flex-1 items-center gap-2">
                <span className="w-12 flex-none text-text-3">{w.subject}</span>
                <input
                  ref={subject}
                  className="h-8 min-w-0 flex-1 bg-transparent font-medium !outline-none"
                  autoComplete="off"
                  value={written.subject}
                  onChange={(event) => edit({ subject: event.target.value })}
                />
              </label>
            </div>
          )}
          <div className={clsx("flex min-h-0 flex-col", place === "panel" && "flex-1")}>
            {Rich && variables.length > 0 ? (
              <Rich
                key={round}
                handle={rich}
                start={written.html}
                variables={variables.map(({ name }) => name)}
                isBare
                label={w.body}
                placeholder={w.placeholder}
                isInvalid={false}
                focused={isReply || round > 0}
                onChange={(html) => edit({ html })}
                onSave={() => void go()}
                onLeave={onClose}
              >
                <Tools
                  onVariable={(text) => rich.current?.insert(text)}
                  onFiles={(files) => void it.withFiles(files)}
                  onTemplate={(template) => {
                    const isBlank = written.html === "";
                    edit({
                      html: isBlank ? template.body : `${written.html}${template.body}`,
                      template: template.id,
                      ...(written.subject || !template.subject ? {} : { subject: template.subject }),
                    });
                    setRound(round + 1);
                  }}
                />
              </Rich>
            ) : (
              <p className="p-4 text-text-3">{words.common.loading}</p>
            )}
          </div>
        </>
      )}
      {draft?.quoted && !preview && <Quoted html={draft.quoted} />}
      {draft && <Files draft={draft} onRemove={(id) => void it.withoutFile(id)} />}
      {lints && lints.length > 0 && <Checks lints={lints} />}
      {refusal && (
        <p role="alert" className="border-t border-border px-4 py-2 text-danger [overflow-wrap:anywhere]">
          {failureText(refusal)}
        </p>
      )}
      {!isConnected && (
        <p className="flex flex-wrap items-center gap-2 border-t border-border bg-warn-bg px-4 py-1.5">
          <span className="min-w-40 flex-1 text-warn">{w.noAccount}</span>
          <Button
            size="toolbar"
            onClick={() => void navigate({ to: "/settings/$section", params: { section: "accounts" }, search: {} })}
          >
            {w.connect}
          </Button>
        </p>
      )}
      <SendBar
        label={isSure ? w.sendAnyway : isOffline ? w.sendWhenBack : w.send}
        busy={busy}
        disabled={!canSend}
        followUp={followUp}
        canFollow={written.prospect !== null}
        onFollowUp={(days) => change({ follow_up: days })}
        onSend={(at) => void go(at)}
      >
        {kept}
        <IconButton
          name={preview ? w.backToWriting : w.preview}
          icon={<Eye />}
          pressed={preview !== null}
          onClick={() => void look()}
        />
        <IconButton name={w.discard} icon={<Trash2 />} onClick={() => void throwAway()} />
      </SendBar>
    </div>
  );
}
