// A filter that is not understood, in place of the list: the text with its mistake marked, why, and what was perhaps meant, to be
// taken with one press. It is no failure of the list: there is nothing to try again.
import type { ApiFailure } from "@/api/client";
import { failureText, useWords } from "@/app/i18n";
import { Button, EmptyState } from "@/kit";
import { type ListSearch, noFilters } from "./filters";
import { withProposal, wrongPart } from "./proposal";

interface FilterFaultProps {
  failure: ApiFailure;
  search: ListSearch;
  change: (next: Partial<ListSearch>) => void;
}

/** Whether it is the filter that is wrong, and not the list that cannot be read. */
export const isFilterFault = (failure: ApiFailure): boolean => failure.code === "invalid" && failure.field === "filter";

export function FilterFault({ failure, search, change }: FilterFaultProps) {
  const w = useWords().prospects;
  const { params } = failure;
  const texts = (["q", "f"] as const).flatMap((key) => {
    const text = search[key]?.trim();
    return text ? [{ key, text }] : [];
  });
  // Both are read by the core; the one that has that word in that place is meant.
  const at = texts.find(({ text }) => wrongPart(text, params)) ?? (texts.length === 1 ? texts[0] : undefined);
  const wrong = at ? wrongPart(at.text, params) : null;
  const better = at ? withProposal(at.text, params) : null;
  return (
    <EmptyState
      title={w.filter.notUnderstood}
      text={
        <>
          {at && (
            <code className="mb-1 block font-[inherit] break-words text-text">
              {wrong ? (
                <>
                  {wrong.before}
                  <mark className="bg-danger-bg px-0.5 text-danger underline decoration-wavy underline-offset-4">
                    {wrong.word}
                  </mark>
                  {wrong.after}
                </>
              ) : (
                at.text
              )}
            </code>
          )}
          {failureText({ ...failure, key: failure.key, hint: better === null ? failure.hint : undefined })}
        </>
      }
    >
      {at && better !== null && (
        <Button onClick={() => change({ [at.key]: better })}>{failureText({ key: "filter_proposal", params })}</Button>
      )}
      <Button onClick={() => change(noFilters)}>{w.filter.clear}</Button>
    </EmptyState>
  );
}
