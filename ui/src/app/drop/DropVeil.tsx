// Files dragged over the window, wherever: a dashed frame says what will happen, the drop starts the import.
import { FileUp } from "lucide-react";
import { useEffect, useState } from "react";
import { useWords } from "@/app/i18n";
import { extensionOf, isSheet, useImportFile } from "@/app/import-file";
import { host } from "@/platform";

export function DropVeil() {
  const w = useWords();
  const start = useImportFile();
  // Names are known before the drop in the window only; an empty list is a browser's.
  const [names, setNames] = useState<string[] | null>(null);
  useEffect(
    () =>
      host.onDrop((event) => {
        if (event.kind === "enter") setNames(event.names);
        if (event.kind === "leave") setNames(null);
        if (event.kind !== "drop") return;
        setNames(null);
        void start(event.files);
      }),
    [start],
  );
  if (!names) return null;
  const wrong = names.find((name) => !isSheet(name));
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-0 z-50 flex flex-col items-center justify-center gap-3 border-2 border-dashed border-accent bg-surface/90 text-center"
    >
      <FileUp className="!size-8 text-accent-text" />
      <p className="text-title-1">{wrong ? w.drop.unsupported({ extension: extensionOf(wrong) }) : w.drop.title}</p>
      {!wrong && <p className="text-text-2">{w.drop.formats}</p>}
    </div>
  );
}
