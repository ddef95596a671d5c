// Restoring: first what the backup holds beside what is here now, then the replacement. A backup of another computer asks
// for its recovery key.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type ApiFailure, asFailure, post } from "@/api/client";
import { companiesQuery, historyQuery, useSession } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { RestoreAnswer } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { dateTime, integer } from "@/format";
import { Button, Dialog, DialogClose, Field, showToast, TextInput } from "@/kit";
import { host, nameOf } from "@/platform";

interface RestoreDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Absent: another file, to be named in the dialog. */
  path: string | null;
}

const keyFailures = ["backup_key_unknown", "base_wrong_key", "recovery_key_unreadable"];
const wantsKey = (failure: ApiFailure | null): boolean => failure !== null && keyFailures.includes(failure.key);

/** Beyond that it is « more than ». */
const COUNTED = 500;

/** What was done after the backup is gone from the base with it: how much that is, before it is. */
function After({ last }: { last: number | null }) {
  const w = useWords().settings.backups;
  const { data } = useQuery(historyQuery({ from: last === null ? 0 : last + 1, limit: COUNTED + 1 }));
  const count = data?.items.length ?? 0;
  if (!data || count === 0) return null;
  return (
    <p role="status" className="font-medium text-warn">
      {count <= COUNTED ? w.after(count) : w.afterMany(COUNTED)}
    </p>
  );
}

function Comparison({ found }: { found: RestoreAnswer }) {
  const w = useWords().settings.backups;
  const { prospects } = useSession();
  const companies = useQuery(companiesQuery({ limit: 1 })).data?.total;
  const present = useQuery(historyQuery({ limit: 1 })).data?.items[0]?.at;
  const when = (at: number | null | undefined) => (at ? dateTime(at) : "—");
  const line = "border-t border-border py-1.5 pr-6 text-left font-normal";
  return (
    <table className="border-collapse tnum">
      <thead>
        <tr className="text-small text-text-3">
          <td />
          <th className="py-1.5 pr-6 text-left font-medium">{w.inside}</th>
          <th className="py-1.5 text-left font-medium">{w.today}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th className={line}>{w.prospects}</th>
          <td className={line}>{integer(found.prospects)}</td>
          <td className={line}>{integer(prospects)}</td>
        </tr>
        <tr>
          <th className={line}>{w.companies}</th>
          <td className={line}>{integer(found.companies)}</td>
          <td className={line}>{companies === undefined ? "…" : integer(companies)}</td>
        </tr>
        <tr>
          <th className={line}>{w.lastChange}</th>
          <td className={line}>{when(found.last_operation_at)}</td>
          <td className={line}>{when(present)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Looking into a backup, then putting it in place. */
function useRestore(onDone: () => void) {
  const w = useWords().settings.backups;
  const [found, setFound] = useState<RestoreAnswer | null>(null);
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const [busy, setBusy] = useState(false);
  const call = async (path: string, key: string, dry_run: boolean) => {
    setBusy(true);
    setFailure(null);
    try {
      const answer = await post<RestoreAnswer>("/backups/restore", { path, recovery_key: key.trim() || null, dry_run });
      if (dry_run) return setFound(answer);
      await queryClient.resetQueries();
      const text = w.restored({ prospects: answer.prospects, kept: answer.replaced && nameOf(answer.replaced) });
      showToast({ text });
      onDone();
    } catch (error) {
      setFound(null);
      setFailure(asFailure(error));
    } finally {
      setBusy(false);
    }
  };
  return { found, failure, busy, call, forget: () => setFound(null) };
}

export function RestoreDialog({ open, onOpenChange, path: given }: RestoreDialogProps) {
  const words = useWords();
  const w = words.settings.backups;
  const [path, setPath] = useState(given ?? "");
  const [key, setKey] = useState("");
  const { found, failure, busy, call, forget } = useRestore(() => onOpenChange(false));
  const askKey = wantsKey(failure) || key !== "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a listed backup is looked into once, as the dialog opens.
  useEffect(() => {
    if (given && open) void call(given, "", true);
  }, [given, open]);
  const browse = async () => {
    const [picked] = await host.pickFiles([{ name: w.filter, extensions: ["relance", "db"] }]);
    if (picked?.kind !== "path") return;
    setPath(picked.path);
    void call(picked.path, key, true);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width={560}
      title={w.restoreTitle}
      description={given ? w.restoreText({ file: nameOf(given) }) : undefined}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          {found ? (
            <Button kind="danger" busy={busy} onClick={() => void call(path, key, false)}>
              {w.replace}
            </Button>
          ) : (
            <Button kind="primary" busy={busy} disabled={!path} onClick={() => void call(path, key, true)}>
              {w.look}
            </Button>
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4">
        {!given && (
          <div className="flex items-end gap-2">
            <Field label={w.path} className="flex-1">
              <TextInput
                value={path}
                autoComplete="off"
                spellCheck={false}
                onChange={(next) => {
                  setPath(next);
                  forget();
                }}
              />
            </Field>
            {host.kind === "window" && <Button onClick={() => void browse()}>{w.browse}</Button>}
          </div>
        )}
        {busy && !found && <p className="text-text-2">{w.looking}</p>}
        {failure && (
          <p role="alert" className="text-danger [overflow-wrap:anywhere]">
            {failureText(failure)}
          </p>
        )}
        {askKey && (
          <Field label={w.key} help={w.keyHelp}>
            <TextInput value={key} onChange={setKey} className="font-mono" autoComplete="off" spellCheck={false} />
          </Field>
        )}
        {found && <Comparison found={found} />}
        {found && <After last={found.last_operation_at} />}
        {found && <p className="text-text-2">{w.keeps}</p>}
      </div>
    </Dialog>
  );
}
