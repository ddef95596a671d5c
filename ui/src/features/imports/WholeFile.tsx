// A base that Relance wrote: what it holds, in place of a mapping that it does not need.
import type { WholeHead } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { longDate } from "@/format";

export function WholeFile({ head }: { head: WholeHead }) {
  const w = useWords().imports.whole;
  const { counts } = head;
  return (
    <div className="flex flex-none flex-col gap-2">
      <h2 className="font-medium">{head.is_base ? w.base : w.list}</h2>
      <p className="max-w-[640px] text-text-2">{w.text({ at: longDate(head.exported_at) })}</p>
      <ul className="flex flex-col gap-1 tnum">
        <li>{w.prospects(counts.prospects)}</li>
        <li>{w.companies(counts.companies)}</li>
        <li>{w.activities(counts.activities)}</li>
        <li>{w.labels({ tags: counts.tags, fields: counts.fields })}</li>
      </ul>
    </div>
  );
}
