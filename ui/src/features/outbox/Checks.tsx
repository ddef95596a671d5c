// What is to be looked at before a message goes, one line each; the first two kinds keep it from going.
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Lint } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { sentence } from "@/features/templates";

const marks = {
  error: <CircleAlert aria-hidden="true" className="mt-0.5 flex-none text-danger" />,
  warning: <TriangleAlert aria-hidden="true" className="mt-0.5 flex-none text-warn" />,
  hint: <Info aria-hidden="true" className="mt-0.5 flex-none text-text-3" />,
};

export const hinders = ({ severity }: Lint): boolean => severity === "error";
export const warns = ({ severity }: Lint): boolean => severity === "warning";

export function Checks({ lints }: { lints: readonly Lint[] }) {
  const words = useWords();
  const w = words.composer;
  const say = (lint: Lint) => {
    const own = w.says[lint.code as keyof typeof w.says];
    return own ?? sentence(lint, words.templates);
  };
  return (
    <div role="alert" aria-label={w.checks} className="border-t border-border px-4 py-2">
      <ul className="flex flex-col gap-1">
        {lints.map((lint, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said twice.
          <li key={`${lint.code} ${i}`} className="flex gap-2">
            {marks[lint.severity]}
            <span className="sr-only">{words.templates.severities[lint.severity]}</span>
            <span className="min-w-0 [overflow-wrap:anywhere]">{say(lint)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
