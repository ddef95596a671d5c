// First run: one page, no account, no tour. Two ways to begin.

import clsx from "clsx";
import { FileUp, Sparkles } from "lucide-react";
import type { ReactNode } from "react";
import { useWords } from "@/app/i18n";
import { useChooseFile } from "@/app/import-file";
import { useAddSample } from "@/app/sample";

interface WayProps {
  icon: ReactNode;
  title: string;
  text: string;
  primary?: boolean;
  onClick: () => void;
}

function Way({ icon, title, text, primary, onClick }: WayProps) {
  return (
    <button
      type="button"
      onClick={onClick}
      className={clsx(
        "flex min-h-16 w-full items-center gap-4 rounded-card border px-5 py-2 text-left transition-colors duration-[120ms]",
        primary
          ? "border-transparent bg-accent text-on-accent hover:bg-accent-hover"
          : "border-border bg-surface hover:bg-hover",
      )}
    >
      {icon}
      <span className="flex flex-col">
        <span className="font-semibold">{title}</span>
        <span className={primary ? "text-on-accent" : "text-text-2"}>{text}</span>
      </span>
    </button>
  );
}

export function Welcome() {
  const w = useWords();
  const choose = useChooseFile();
  const addSample = useAddSample();
  return (
    <section className="flex flex-1 flex-col items-center justify-center overflow-auto bg-surface p-8">
      <div className="flex w-[480px] max-w-full flex-col gap-3">
        <h1 className="mb-3 text-title-1">{w.welcome.title}</h1>
        <Way
          primary
          icon={<FileUp />}
          title={w.welcome.import}
          text={w.welcome.importText}
          onClick={() => void choose()}
        />
        <Way
          icon={<Sparkles />}
          title={w.welcome.sample}
          text={w.welcome.sampleText}
          onClick={() => void addSample()}
        />
        <p className="mt-2 text-text-2">{w.welcome.privacy}</p>
      </div>
    </section>
  );
}
