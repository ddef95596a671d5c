// What can be changed of a mailbox: its name, its signature, its other addresses, what is kept of it, its password.
import { type FormEvent, useId, useRef, useState } from "react";
import type { ApiFailure } from "@/api/client";
import type { MailAccount, MailAccountEdit } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { type RichHandle, useRich } from "@/features/prospects";
import { Button, Dialog, DialogClose, Field, TextArea, TextInput } from "@/kit";
import { Keeps } from "./Keeps";
import { change, readNow } from "./write";

interface EditAccountProps {
  account: MailAccount;
  /** Only a new password is asked for: the server refuses the old one. */
  isSignIn: boolean;
  onClose: () => void;
}

/** A signature is the same for everybody. */
const none: string[] = [];

const lines = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

export function EditAccount({ account, isSignIn, onClose }: EditAccountProps) {
  const words = useWords();
  const w = words.mail;
  const form = useId();
  const secret = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(account.name ?? "");
  const [aliases, setAliases] = useState(account.aliases.join("\n"));
  const Rich = useRich(!isSignIn);
  const rich = useRef<RichHandle>(null);
  const [signature, setSignature] = useState(account.signature ?? "");
  const [limit, setLimit] = useState(String(account.daily_limit));
  const [keeps, setKeeps] = useState(account.keeps);
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const edit: MailAccountEdit = {
    ...(name.trim() === (account.name ?? "") ? {} : { name: name.trim() }),
    ...(lines(aliases).join() === account.aliases.join() ? {} : { aliases: lines(aliases) }),
    ...(signature === (account.signature ?? "") ? {} : { signature }),
    ...(Number(limit) === account.daily_limit ? {} : { daily_limit: Number(limit) }),
    ...(keeps === account.keeps ? {} : { keeps }),
    ...(password ? { password } : {}),
  };
  const isChanged = Object.keys(edit).length > 0;
  const said = failure && failureText(failure);
  const isElsewhere = failure?.field === "aliases" || failure?.field === "daily_limit";
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!isChanged || busy) return;
    setBusy(true);
    setFailure(null);
    const refused = await change(account, edit);
    setBusy(false);
    if (refused) return setFailure(refused);
    onClose();
    if (password) void readNow(account.id);
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      width={520}
      title={isSignIn ? w.signInTitle({ email: account.email }) : w.editTitle({ email: account.email })}
      {...(isSignIn ? { initialFocus: secret } : {})}
      actions={
        <>
          <DialogClose>
            <Button disabled={busy}>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" type="submit" form={form} busy={busy} disabled={!isChanged}>
            {isSignIn ? w.connect : words.common.save}
          </Button>
        </>
      }
    >
      <form id={form} className="flex flex-col gap-4" onSubmit={(event) => void submit(event)}>
        {!isSignIn && (
          <>
            <Field label={w.name} help={w.nameHelp}>
              <TextInput value={name} autoComplete="off" onChange={setName} />
            </Field>
            <Field
              label={w.aliases}
              help={w.aliasesHelp}
              error={failure?.field === "aliases" && said ? said : undefined}
            >
              <TextArea value={aliases} rows={2} autoComplete="off" spellCheck={false} onChange={setAliases} />
            </Field>
            <div className="flex flex-col gap-1">
              <span className="text-small text-text-2">{w.signature}</span>
              {Rich ? (
                <Rich
                  handle={rich}
                  start={signature}
                  variables={none}
                  label={w.signature}
                  isInvalid={false}
                  isShort
                  focused={false}
                  onChange={setSignature}
                  onSave={() => document.querySelector<HTMLFormElement>(`[id="${form}"]`)?.requestSubmit()}
                  onLeave={onClose}
                >
                  {null}
                </Rich>
              ) : (
                <p className="text-text-3">{words.common.loading}</p>
              )}
              <p className="text-small text-text-3">{w.signatureHelp}</p>
            </div>
            <Field
              label={w.limit}
              help={w.limitHelp}
              error={failure?.field === "daily_limit" && said ? said : undefined}
              className="max-w-64"
            >
              <TextInput
                value={limit}
                inputMode="numeric"
                autoComplete="off"
                className="tnum"
                onChange={(text) => setLimit(text.replace(/\D/g, ""))}
              />
            </Field>
            <Keeps value={keeps} onChange={setKeeps} />
          </>
        )}
        <Field
          label={isSignIn ? w.newPassword : w.otherPassword}
          help={w.passwordHelp}
          error={!isElsewhere && said ? said : undefined}
        >
          <TextInput
            ref={secret}
            type="password"
            value={password}
            autoComplete="new-password"
            onChange={(text) => {
              setPassword(text);
              setFailure(null);
            }}
          />
        </Field>
        {busy && password && (
          <p role="status" className="text-text-2">
            {w.connecting}
          </p>
        )}
      </form>
    </Dialog>
  );
}
