// Files dragged over the window, wherever: a dashed frame says what will happen. A table starts the import, e-mails go to the
// timelines of whom they name, and of the prospect on whose sheet they were dropped; on a message that is written they go along with it.
import { FileUp, MailPlus } from "lucide-react";
import { useEffect, useState } from "react";
import { useWords } from "@/app/i18n";
import { extensionOf, isSheet, useImportFile } from "@/app/import-file";
import { isMail, MailQuestions, takeMail } from "@/features/messages";
import { dropOnMessage, isOverMessage } from "@/features/outbox";
import { host } from "@/platform";

/** The prospect whose sheet is under a point of the window. */
const sheetAt = (x: number, y: number): string | undefined =>
  document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-prospect]")?.dataset.prospect;

export function DropVeil() {
  const w = useWords();
  const start = useImportFile();
  // Names are known before the drop in the window only; an empty list is a browser's.
  const [names, setNames] = useState<string[] | null>(null);
  const [overMessage, setOverMessage] = useState(false);
  useEffect(
    () =>
      host.onDrop((event) => {
        if (event.kind === "enter") setNames(event.names);
        if (event.kind === "enter" || event.kind === "over") setOverMessage(isOverMessage(event.x, event.y));
        if (event.kind === "leave") setNames(null);
        if (event.kind !== "drop") return;
        setNames(null);
        if (dropOnMessage(event.x, event.y, event.files)) return;
        const mails = event.files.filter(({ name }) => isMail(name));
        const others = event.files.filter(({ name }) => !isMail(name));
        if (mails.length > 0) void takeMail(mails, sheetAt(event.x, event.y));
        if (others.length > 0) void start(others);
      }),
    [start],
  );
  if (!names || overMessage) return <MailQuestions />;
  const wrong = names.find((name) => !isSheet(name) && !isMail(name));
  const mail = names.length > 0 && names.every(isMail);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-0 z-50 flex flex-col items-center justify-center gap-3 border-2 border-dashed border-accent bg-surface/90 text-center"
    >
      {mail ? <MailPlus className="!size-8 text-accent-text" /> : <FileUp className="!size-8 text-accent-text" />}
      <p className="text-title-1">
        {wrong ? w.drop.unsupported({ extension: extensionOf(wrong) }) : mail ? w.drop.mail : w.drop.title}
      </p>
      {!wrong && <p className="text-text-2">{mail ? w.drop.mailWhose : w.drop.formats}</p>}
    </div>
  );
}
