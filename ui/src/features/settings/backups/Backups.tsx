// Backups: the latest, one more now, those that the rotation keeps, restoring one, and the recovery key.
import { useQuery } from "@tanstack/react-query";
import { Archive } from "lucide-react";
import { useState } from "react";
import { post } from "@/api/client";
import { backupsQuery, sessionQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Backup, BackupMade } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { ago, dateTime, size } from "@/format";
import { Button, showToast } from "@/kit";
import { host, today } from "@/platform";
import { Row } from "../Row";
import { AuditRow } from "./AuditRow";
import { ProofRow } from "./ProofRow";
import { RecoveryKeyRow } from "./RecoveryKeyRow";
import { RestoreDialog } from "./RestoreDialog";

function useBackUp() {
  const w = useWords().settings.backups;
  const [busy, setBusy] = useState(false);
  const run = async (path?: string) => {
    setBusy(true);
    try {
      const made = await post<BackupMade>("/backups", path === undefined ? undefined : { path });
      void queryClient.invalidateQueries({ queryKey: backupsQuery.queryKey });
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      const action = { label: w.reveal, run: () => void host.reveal(made.path) };
      showToast({
        text: w.made({ prospects: made.prospects, size: size(made.size_bytes) }),
        ...(host.kind === "window" ? { action } : {}),
      });
    } catch (error) {
      failureToast(error);
    }
    setBusy(false);
  };
  /** Where the user says: on a key, on another disk. */
  const copy = async () => {
    const target = await host.pickSave(w.copyName(today()), [{ name: w.filter, extensions: ["relance"] }]);
    if (target?.kind === "path") await run(target.path);
  };
  return { busy, run, copy };
}

function Line({ backup, onRestore }: { backup: Backup; onRestore: () => void }) {
  const w = useWords().settings.backups;
  const when = dateTime(backup.at);
  return (
    <li className="flex min-h-11 flex-wrap items-center gap-x-4 border-b border-border last:border-b-0">
      <time className="min-w-40 flex-none">{when}</time>
      <span className="min-w-16 flex-none text-right text-text-2 tnum">{size(backup.size_bytes)}</span>
      <span className="min-w-0 flex-1 truncate text-text-3">
        {w.kept[backup.kept_as as keyof typeof w.kept] ?? backup.kept_as}
      </span>
      {backup.proof && (
        <span className={backup.proof.is_sound ? "flex-none text-small text-ok" : "flex-none text-small text-danger"}>
          {backup.proof.is_sound ? w.proved : w.unproved}
        </span>
      )}
      <Button size="toolbar" aria-label={w.restoreOf({ when })} onClick={onRestore}>
        {w.restore}
      </Button>
    </li>
  );
}

export function Backups() {
  const w = useWords().settings.backups;
  const { data } = useQuery(backupsQuery);
  const { busy, run, copy } = useBackUp();
  const [restoring, setRestoring] = useState<{ path: string | null } | null>(null);
  const [open, setOpen] = useState(false);
  const restore = (path: string | null) => {
    setRestoring({ path });
    setOpen(true);
  };
  const newest = data?.items.reduce((at, b) => Math.max(at, b.at), 0) ?? 0;
  return (
    <div className="flex flex-col gap-6">
      <div>
        <Row
          title={newest > 0 ? w.last({ when: ago(newest) }) : w.never}
          text={data && <span className="font-mono text-small select-text">{data.folder}</span>}
        >
          {host.kind === "window" && data && <Button onClick={() => void host.reveal(data.folder)}>{w.reveal}</Button>}
          <Button kind="primary" icon={<Archive />} busy={busy} onClick={() => void run()}>
            {w.now}
          </Button>
        </Row>
        <ProofRow newest={data?.items[0]} />
        <AuditRow />
        <RecoveryKeyRow />
      </div>
      {data && data.items.length > 0 && (
        <section aria-labelledby="kept-backups" className="flex flex-col gap-1">
          <h3 id="kept-backups" className="font-semibold">
            {w.list}
          </h3>
          <ul>
            {data.items.map((backup) => (
              <Line key={backup.path} backup={backup} onRestore={() => restore(backup.path)} />
            ))}
          </ul>
        </section>
      )}
      <div className="flex flex-wrap gap-2">
        {host.kind === "window" && (
          <Button disabled={busy} onClick={() => void copy()}>
            {w.elsewhere}
          </Button>
        )}
        <Button onClick={() => restore(null)}>{w.restoreFile}</Button>
      </div>
      {restoring && (
        <RestoreDialog key={restoring.path ?? ""} open={open} onOpenChange={setOpen} path={restoring.path} />
      )}
    </div>
  );
}
