// A mailbox is connected: its address and its password; the servers are proposed by the core and can be said by hand. Nothing is
// written before both servers have let one in, and what they refuse stands where it can be put right.
import { ChevronDown, ChevronRight } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { ApiFailure } from "@/api/client";
import type { MailFound, MailKeeps, MailSecurity, MailServer } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, Field, TextInput } from "@/kit";
import { findServers } from "./data";
import { Keeps } from "./Keeps";
import { ServerFields } from "./ServerFields";
import { connect } from "./write";

const imapPorts: Record<MailSecurity, number> = { tls: 993, starttls: 143, none: 143 };
const smtpPorts: Record<MailSecurity, number> = { tls: 465, starttls: 587, none: 25 };

const noImap: MailServer = { host: "", port: 993, security: "tls" };
const noSmtp: MailServer = { host: "", port: 587, security: "starttls" };

interface Servers {
  imap: MailServer;
  smtp: MailServer;
  user: string;
}

const isWhole = (email: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/.test(email);

/** How long the keys rest before an address is looked up. */
const REST = 400;

/** What is proposed for an address, as long as nobody says it by hand. */
function useServers(email: string) {
  const [said, setSaid] = useState<Servers | null>(null);
  const [found, setFound] = useState<{ email: string; answer: MailFound | null } | null>(null);
  const asked = email.trim().toLowerCase();
  const isAsked = isWhole(asked);
  useEffect(() => {
    if (!isAsked) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      findServers(asked, stop.signal).then(
        (answer) => setFound({ email: asked, answer }),
        () => stop.signal.aborted || setFound({ email: asked, answer: null }),
      );
    }, REST);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked, isAsked]);
  const isAnswered = isAsked && found?.email === asked;
  const answer = isAnswered ? found.answer : null;
  const servers: Servers | null = answer && { imap: answer.imap, smtp: answer.smtp, user: answer.user };
  return {
    value: said ?? servers ?? { imap: noImap, smtp: noSmtp, user: "" },
    note: answer?.note ?? null,
    help: answer?.help ?? null,
    isSaid: said !== null,
    isFound: answer !== null && answer.by !== "guess",
    /** Nobody knows where that mailbox is: what stands there are usual names, if anything. */
    isUnknown: isAnswered && (answer === null || answer.by === "guess"),
    say: setSaid,
  };
}

/** Beside which field a refusal stands. */
function placeOf(failure: ApiFailure): "email" | "password" | "imap" | "smtp" | "ca" | "form" {
  if (failure.key === "mail_credentials") return "password";
  if (failure.key === "mail_account_exists") return "email";
  if (failure.key === "mail_certificate") return "ca";
  const { field } = failure;
  return field === "email" || field === "password" || field === "imap" || field === "smtp" || field === "ca"
    ? field
    : "form";
}

/** A certificate in a file, as the core takes it. */
function Authority({ name, error, onChange }: { name: string; error: string | undefined; onChange: Take }) {
  const words = useWords();
  const w = words.mail;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <span id={id} className="text-small text-text-2">
        {w.ca}
      </span>
      <input
        ref={input}
        type="file"
        accept=".pem,.crt,.cer"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = "";
          if (file) void file.text().then((text) => onChange({ name: file.name, text }));
        }}
      />
      <span className="flex flex-wrap items-center gap-2">
        <Button aria-describedby={id} onClick={() => input.current?.click()}>
          {w.caChoose}
        </Button>
        {name && (
          <>
            <span className="min-w-0 truncate">{name}</span>
            <Button kind="quiet" onClick={() => onChange(null)}>
              {w.caForget}
            </Button>
          </>
        )}
      </span>
      {error ? (
        <p role="alert" className="text-small text-danger [overflow-wrap:anywhere]">
          {error}
        </p>
      ) : (
        <p className="text-small text-text-3">{w.caHelp}</p>
      )}
    </div>
  );
}

type Take = (file: { name: string; text: string } | null) => void;

/** What a provider wants to be signed in with, and where it says how. */
function Note({ note, help }: { note: NonNullable<MailFound["note"]>; help: string | null }) {
  const w = useWords().mail;
  return (
    <>
      {w.notes[note]}{" "}
      {help && (
        <a href={help} target="_blank" rel="noreferrer">
          {w.noteHelp}
        </a>
      )}
    </>
  );
}

export function AddAccount({ onClose }: { onClose: () => void }) {
  const words = useWords();
  const w = words.mail;
  const form = useId();
  const first = useRef<HTMLInputElement>(null);
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [keeps, setKeeps] = useState<MailKeeps>("conversations");
  const [ca, setCa] = useState<{ name: string; text: string } | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const servers = useServers(email);
  const { value } = servers;
  const place = failure ? placeOf(failure) : null;
  const errorAt = (at: typeof place) => (failure && place === at ? failureText(failure) : undefined);
  const isAdvanced = isOpen || servers.isUnknown;
  const can = isWhole(email.trim()) && password !== "" && value.imap.host !== "" && value.smtp.host !== "";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!can || busy) return;
    setBusy(true);
    setFailure(null);
    const refused = await connect({
      email: email.trim(),
      name: name.trim() || null,
      password,
      imap: value.imap,
      smtp: value.smtp,
      user: value.user.trim() || null,
      ca: ca?.text ?? null,
      keeps,
    });
    setBusy(false);
    if (!refused) return onClose();
    setFailure(refused);
    if (["imap", "smtp", "ca"].includes(placeOf(refused))) setOpen(true);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      width={560}
      title={w.addTitle}
      description={w.addText}
      initialFocus={first}
      actions={
        <>
          <DialogClose>
            <Button disabled={busy}>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" type="submit" form={form} busy={busy} disabled={!can}>
            {w.connect}
          </Button>
        </>
      }
    >
      <form id={form} className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        <Field label={w.email} error={errorAt("email")}>
          <TextInput
            ref={first}
            type="email"
            value={email}
            autoComplete="off"
            spellCheck={false}
            onChange={(text) => {
              setEmail(text);
              setFailure(null);
            }}
          />
        </Field>
        <Field label={w.name} help={w.nameHelp}>
          <TextInput value={name} autoComplete="off" onChange={setName} />
        </Field>
        <Field
          label={w.password}
          help={servers.note ? <Note note={servers.note} help={servers.help} /> : w.passwordHelp}
          error={errorAt("password")}
        >
          <TextInput
            type="password"
            value={password}
            autoComplete="new-password"
            onChange={(text) => {
              setPassword(text);
              setFailure(null);
            }}
          />
        </Field>
        <Keeps value={keeps} onChange={setKeeps} />
        <div className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center gap-x-3">
            <button
              type="button"
              aria-expanded={isAdvanced}
              className="-ml-1 flex min-h-7 items-center gap-1 rounded-control pr-2 font-medium text-text-2 hover:bg-hover"
              onClick={() => setOpen(!isAdvanced)}
            >
              {isAdvanced ? <ChevronDown /> : <ChevronRight />}
              {w.advanced}
            </button>
            <span role="status" className="min-w-0 truncate text-small text-text-3">
              {servers.isUnknown && !servers.isSaid
                ? value.imap.host
                  ? w.guessedServers
                  : w.unknownServers
                : servers.isFound && !isAdvanced && w.foundServers({ imap: value.imap.host, smtp: value.smtp.host })}
            </span>
          </div>
          {isAdvanced && (
            <>
              <ServerFields
                label={w.imap}
                value={value.imap}
                ports={imapPorts}
                error={errorAt("imap")}
                onChange={(imap) => servers.say({ ...value, imap })}
              />
              <ServerFields
                label={w.smtp}
                value={value.smtp}
                ports={smtpPorts}
                error={errorAt("smtp")}
                onChange={(smtp) => servers.say({ ...value, smtp })}
              />
              <Field label={w.user} help={w.userHelp}>
                <TextInput
                  value={value.user}
                  placeholder={email.trim()}
                  autoComplete="off"
                  spellCheck={false}
                  onChange={(user) => servers.say({ ...value, user })}
                />
              </Field>
              <Authority name={ca?.name ?? ""} error={errorAt("ca")} onChange={setCa} />
            </>
          )}
        </div>
        {busy && (
          <p role="status" className="text-text-2">
            {w.connecting}
          </p>
        )}
        {errorAt("form") && (
          <p role="alert" className="text-danger [overflow-wrap:anywhere]">
            {errorAt("form")}
          </p>
        )}
      </form>
    </Dialog>
  );
}
