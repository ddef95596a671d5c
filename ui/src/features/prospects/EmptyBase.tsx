// What the board and the table say while there is no prospect at all: three ways to begin.
import { FileUp, Sparkles, UserPlus } from "lucide-react";
import { useWords } from "@/app/i18n";
import { useChooseFile } from "@/app/import-file";
import { useAddSample } from "@/app/sample";
import { runShortcut, useKey } from "@/app/shortcuts";
import { Button, EmptyState } from "@/kit";

export function EmptyBase({ title }: { title: string }) {
  const w = useWords().prospects.empty;
  const choose = useChooseFile();
  const addSample = useAddSample();
  const key = useKey("prospects.new");
  return (
    <EmptyState page title={title} text={w.text}>
      <Button kind="primary" size="large" icon={<FileUp />} onClick={() => void choose()}>
        {w.import}
      </Button>
      <Button size="large" icon={<UserPlus />} keys={key} onClick={() => void runShortcut("prospects.new")}>
        {w.add}
      </Button>
      <Button size="large" icon={<Sparkles />} onClick={() => void addSample()}>
        {w.sample}
      </Button>
    </EmptyState>
  );
}
