// The recovery key: never on screen before it is asked for; copied, or printed on a page of its own.
import { Copy, Printer } from "lucide-react";
import { useState } from "react";
import { createPortal } from "react-dom";
import { get } from "@/api/client";
import { useSession } from "@/api/queries";
import type { RecoveryKey } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { failureToast } from "@/app/undo";
import { longDate } from "@/format";
import { Button, Dialog, showToast } from "@/kit";
import { host, now } from "@/platform";
import { Row } from "../Row";
import "./print.css";

/** Seven groups a line: easier to copy by hand without losing one's place. */
function linesOf(key: string): string[] {
  const groups = key.split(/[\s-]+/).filter(Boolean);
  return [groups.slice(0, 7).join(" "), groups.slice(7).join(" ")].filter(Boolean);
}

/** What the printer gets in place of the screen. */
function PrintedPage({ value }: { value: string }) {
  const w = useWords().settings.backups;
  const { base } = useSession();
  return createPortal(
    <div className="printed-page">
      <h1>{w.printTitle}</h1>
      {linesOf(value).map((line) => (
        <p key={line} className="printed-key">
          {line}
        </p>
      ))}
      <p>{w.printText}</p>
      <p>{w.keyText}</p>
      <p>
        {w.printBase} {base.path}
      </p>
      <p>
        {w.printDate} {longDate(now())}
      </p>
    </div>,
    document.body,
  );
}

export function RecoveryKeyRow() {
  const words = useWords();
  const w = words.settings.backups;
  const [key, setKey] = useState<string | null>(null);
  const show = async () => {
    try {
      setKey((await get<RecoveryKey>("/backups/recovery-key")).key);
    } catch (error) {
      failureToast(error);
    }
  };
  const copy = async (value: string) => {
    await navigator.clipboard.writeText(value);
    showToast({ text: w.copied });
  };
  return (
    <Row title={w.recovery} text={w.recoveryText}>
      <Button onClick={() => void show()}>{w.showKey}</Button>
      <Dialog
        open={key !== null}
        onOpenChange={(open) => !open && setKey(null)}
        title={w.keyTitle}
        description={w.keyText}
        width={560}
        actions={
          <>
            <Button onClick={() => setKey(null)}>{words.common.close}</Button>
            <Button icon={<Copy />} onClick={() => key && void copy(key)}>
              {w.copy}
            </Button>
            <Button icon={<Printer />} onClick={() => void host.print().catch(failureToast)}>
              {w.print}
            </Button>
          </>
        }
      >
        {key && (
          <p className="rounded-control bg-sunken p-4 text-center font-mono text-reading break-words select-all">
            {linesOf(key).map((line) => (
              <span key={line} className="block">
                {line}
              </span>
            ))}
          </p>
        )}
        {key && <PrintedPage value={key} />}
      </Dialog>
    </Row>
  );
}
