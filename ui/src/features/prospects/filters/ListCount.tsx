// How many a list finds, beside its title. While another question is answered the former number is not claimed any longer, and
// of a question that could not be answered there is none.
import { useRef } from "react";
import { useWords } from "@/app/i18n";
import { useLate } from "@/kit";

interface ListCountProps {
  /** How many it finds; none while that is not known. */
  total: number | null;
  all: number;
  failed: boolean;
  filtered: boolean;
}

export function ListCount({ total, all, failed, filtered }: ListCountProps) {
  const w = useWords().prospects;
  const late = useLate(total === null && !failed);
  const last = useRef<string | null>(null);
  if (total !== null) last.current = w.count({ total, all });
  else if (failed) last.current = null;
  const known = last.current ?? (filtered || failed ? null : w.count({ total: all, all }));
  return <span role="status">{late ? w.searching(all) : known}</span>;
}
