// What comes of a template for somebody, and under it what is to be looked at: each line leads to its place.
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { Lint, Preview, Purpose } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { PeoplePicker, type Person } from "@/features/calendar";
import { sentence } from "./data";
import { Rendered } from "./Rendered";

const marks = {
  error: <CircleAlert className="flex-none text-danger" />,
  warning: <TriangleAlert className="flex-none text-warn" />,
  hint: <Info className="flex-none text-text-3" />,
};

function Lints({ lints, onGo }: { lints: readonly Lint[]; onGo: (lint: Lint) => void }) {
  const w = useWords().templates;
  return (
    <section aria-labelledby="template-lints" className="flex flex-col gap-1">
      <h3 id="template-lints" className="text-small font-medium text-text-3">
        {w.lints}
      </h3>
      {lints.length === 0 ? (
        <p className="text-text-2">{w.fine}</p>
      ) : (
        <ul>
          {lints.map((lint, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same may be said twice.
            <li key={`${lint.code} ${i}`}>
              <button
                type="button"
                className="flex min-h-8 w-full items-center gap-2 rounded-control px-1.5 py-1 text-left hover:bg-hover"
                onClick={() => onGo(lint)}
              >
                {marks[lint.severity]}
                <span className="sr-only">{w.severities[lint.severity]}</span>
                <span className="min-w-0 [overflow-wrap:anywhere]">{sentence(lint, w)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

interface PreviewPaneProps {
  preview: Preview | undefined;
  purpose: Purpose;
  person: Person | null;
  onPerson: (person: Person | null) => void;
  onGo: (lint: Lint) => void;
}

export function PreviewPane({ preview, purpose, person, onPerson, onGo }: PreviewPaneProps) {
  const w = useWords().templates;
  return (
    <div className="flex min-w-0 flex-col gap-4">
      <PeoplePicker
        label={w.previewFor}
        people={person ? [person] : []}
        onChange={(people) => onPerson(people.at(-1) ?? null)}
      />
      <section
        aria-label={w.preview}
        className="flex flex-col gap-3 rounded-control border border-border bg-surface p-4"
      >
        {!person && <p className="text-small text-text-3">{w.nobody}</p>}
        {purpose === "mail" && (
          <p className="border-b border-border pb-2 font-medium [overflow-wrap:anywhere]">
            {preview?.subject || <span className="font-normal text-text-3">{w.noSubject}</span>}
          </p>
        )}
        {preview?.text ? <Rendered html={preview.html} /> : <p className="text-text-3">{w.emptyMessage}</p>}
      </section>
      {preview && <Lints lints={preview.lints} onGo={onGo} />}
    </div>
  );
}
