// A line under the top bar for as long as sample data is in the base.

import { useSession } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { eraseSample } from "@/app/sample";
import { useReadOnly } from "@/kit";

export function SampleLine() {
  const w = useWords();
  const { has_sample } = useSession();
  const isPast = useReadOnly() !== null;
  if (!has_sample || isPast) return null;
  return (
    <p className="flex min-h-8 flex-none items-center gap-2 border-b border-border bg-bg px-4 text-small text-text-2">
      <span>{w.sample.line}</span>
      <span aria-hidden="true">—</span>
      <button
        type="button"
        className="min-h-6 font-medium text-accent-text underline underline-offset-2"
        onClick={() => void eraseSample()}
      >
        {w.sample.erase}
      </button>
    </p>
  );
}
