// A list of prospects that, where its words find nobody exactly, shows those whom they nearly find, and says so. What is
// done to all results asks for the same: nothing reaches somebody who is not shown.
import { useRef, useState } from "react";
import { get } from "@/api/client";
import type { ProspectList, ProspectQuery } from "@/api/schema";
import { type Rows, useRows } from "./live";

interface Listed {
  rows: Rows;
  /** The question that the shown rows answer. */
  query: ProspectQuery;
}

export function useListed(query: ProspectQuery): Listed {
  const key = JSON.stringify(query);
  /** The question that found nobody exactly. */
  const near = useRef<string | null>(null);
  const [shown, setShown] = useState<string | null>(null);
  const tell = (next: string | null) => {
    near.current = next;
    setShown(next);
  };
  const rows = useRows(key, async (offset, limit, signal) => {
    const similar = () => get<ProspectList>("/prospects", { ...query, similar: true, offset, limit }, signal);
    if (offset > 0 && near.current === key) return similar();
    const exact = await get<ProspectList>("/prospects", { ...query, offset, limit }, signal);
    if (exact.similar === 0) {
      tell(null);
      return exact;
    }
    const found = await similar();
    tell(found.total > 0 ? key : null);
    return found;
  });
  return { rows, query: shown === key ? { ...query, similar: true } : query };
}
