// Whether the newest backup holds what it should: restored apart, checked and compared, every night and on request.
import { useState } from "react";
import { post } from "@/api/client";
import { backupsQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import type { Backup, BackupProof } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { dateTime } from "@/format";
import { announce, Button } from "@/kit";
import { Row } from "../Row";

function Said({ proof }: { proof: BackupProof }) {
  const w = useWords().settings.backups;
  return (
    <>
      <span className={proof.is_sound ? "text-ok" : "text-danger"}>
        {proof.is_sound
          ? w.provedText({ at: dateTime(proof.at), prospects: proof.prospects })
          : w.unprovedText({ at: dateTime(proof.at) })}
      </span>
      {proof.findings.map((finding) => (
        <span key={finding} className="block font-mono text-small text-danger [overflow-wrap:anywhere]">
          {finding}
        </span>
      ))}
    </>
  );
}

export function ProofRow({ newest }: { newest: Backup | undefined }) {
  const w = useWords().settings.backups;
  const [busy, setBusy] = useState(false);
  if (!newest) return null;
  const run = async () => {
    setBusy(true);
    try {
      const proof = await post<BackupProof>("/backups/prove");
      announce(proof.is_sound ? w.proved : w.unproved);
      await queryClient.invalidateQueries({ queryKey: backupsQuery.queryKey });
    } catch (error) {
      failureToast(error);
    }
    setBusy(false);
  };
  return (
    <Row title={w.proofTitle} text={newest.proof ? <Said proof={newest.proof} /> : w.notProved}>
      <Button busy={busy} onClick={() => void run()}>
        {w.prove}
      </Button>
    </Row>
  );
}
