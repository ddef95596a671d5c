// Why a file could not be read, in a sentence, with the one thing to do: another file, or its password.
import { FileWarning, LockKeyhole } from "lucide-react";
import { useState } from "react";
import { failureText, useWords } from "@/app/i18n";
import { type Refusal, useImportFile } from "@/app/import-file";
import { Button, Field, TextInput } from "@/kit";

const passwordKeys = ["password_protected", "wrong_password"];

function Password({ refusal }: { refusal: Refusal }) {
  const w = useWords().imports.start;
  const start = useImportFile();
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const wrong = refusal.failure.key === "wrong_password";
  const open = async () => {
    setBusy(true);
    await start([refusal.picked], password);
    setBusy(false);
  };
  return (
    <form
      className="flex flex-wrap items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (password) void open();
      }}
    >
      <Field label={w.password} className="w-72" error={wrong ? failureText(refusal.failure) : undefined}>
        <TextInput type="password" value={password} onChange={setPassword} autoFocus autoComplete="off" />
      </Field>
      <Button type="submit" kind="primary" busy={busy} disabled={!password} className="mt-[22px]">
        {w.open}
      </Button>
    </form>
  );
}

export function RefusedFile({ refusal, onChoose }: { refusal: Refusal; onChoose: () => void }) {
  const w = useWords().imports.start;
  const locked = passwordKeys.includes(refusal.failure.key);
  const file = refusal.picked.name;
  return (
    <section
      role="alert"
      className="flex gap-3 rounded-card border border-border px-4 py-4"
      aria-label={w.refused({ file })}
    >
      <span className={locked ? "pt-0.5 text-warn" : "pt-0.5 text-danger"}>
        {locked ? <LockKeyhole /> : <FileWarning />}
      </span>
      <div className="flex min-w-0 flex-1 flex-col items-start gap-3">
        <div className="min-w-0">
          <p className="font-semibold break-words">{locked ? w.passwordText({ file }) : w.refused({ file })}</p>
          {!locked && <p className="text-text-2">{failureText(refusal.failure)}</p>}
        </div>
        {locked && <Password refusal={refusal} />}
        <Button kind={locked ? "plain" : "primary"} onClick={onChoose}>
          {w.another}
        </Button>
      </div>
    </section>
  );
}
