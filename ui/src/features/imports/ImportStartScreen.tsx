// The way in: choose, drop or paste a file; why the last one was refused; past imports below.
import { useNavigate } from "@tanstack/react-router";
import { ClipboardPaste, FolderOpen } from "lucide-react";
import { useEffect, useState } from "react";
import { useWords } from "@/app/i18n";
import { setRefusal, useChooseFile, useImportFile, useRefusal } from "@/app/import-file";
import { Button, Screen, showToast, useReadOnly, Writing } from "@/kit";
import { PastImports } from "./PastImports";
import { pastedFile } from "./paste";
import { RefusedFile } from "./RefusedFile";

/** Cells copied from a spreadsheet: the button asks the browser, Ctrl+V gives them without asking. */
function usePaste(): () => Promise<void> {
  const w = useWords().imports.start;
  const start = useImportFile();
  const isPast = useReadOnly() !== null;
  const take = (text: string) => {
    const file = pastedFile(text, w.pastedName);
    if (file) void start([file]);
    else showToast({ text: w.pasteEmpty });
  };
  useEffect(() => {
    if (isPast) return;
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLElement && event.target.matches("input,textarea")) return;
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) void start(files.map((file) => ({ kind: "file", file, name: file.name })));
      else take(event.clipboardData?.getData("text/plain") ?? "");
      event.preventDefault();
    };
    window.addEventListener("paste", onPaste);
    return () => window.removeEventListener("paste", onPaste);
  });
  return async () => {
    try {
      take(await navigator.clipboard.readText());
    } catch {
      // The host keeps the clipboard to itself: the key is the way.
      showToast({ text: w.pasteHint });
    }
  };
}

export function ImportStartScreen() {
  const w = useWords();
  const choose = useChooseFile();
  const paste = usePaste();
  const refusal = useRefusal();
  const navigate = useNavigate();
  const [busy, setBusy] = useState(false);
  useEffect(
    () => () => {
      if (!window.location.hash.startsWith("#/import")) setRefusal(null);
    },
    [],
  );
  const browse = async () => {
    setBusy(true);
    await choose();
    setBusy(false);
  };
  return (
    <Screen title={w.imports.title} className="overflow-auto">
      <div className="mx-auto flex w-full max-w-[880px] flex-col gap-8 p-6">
        {refusal && <RefusedFile refusal={refusal} onChoose={() => void browse()} />}
        <div className="flex flex-col items-center gap-4 rounded-panel border border-dashed border-border-strong px-6 py-10 text-center">
          <p>{w.imports.start.lead}</p>
          <Writing>
            <div className="flex flex-wrap justify-center gap-2">
              <Button
                kind={refusal ? "plain" : "primary"}
                icon={<FolderOpen />}
                busy={busy}
                onClick={() => void browse()}
              >
                {w.imports.start.browse}
              </Button>
              <Button icon={<ClipboardPaste />} onClick={() => void paste()}>
                {w.imports.start.paste}
              </Button>
            </div>
          </Writing>
          <p className="max-w-[60ch] text-small text-text-3">{w.imports.start.formats}</p>
        </div>
        <PastImports onOpen={(id) => void navigate({ to: "/import/$id", params: { id }, search: {} })} />
      </div>
    </Screen>
  );
}
