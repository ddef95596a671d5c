// What arrived, in a word: a reply, an absence with its end, a rejected address, an opposition. A colour never says it alone.
import { useWords } from "@/app/i18n";
import { Badge, type Tone } from "@/kit";
import { arrivalText } from "./data";
import type { ArrivalBadge, ArrivalKind } from "./types";

const tones: Record<ArrivalKind, Tone> = {
  reply: "ok",
  away: "plain",
  bounce: "danger",
  left: "warn",
  unsubscribe: "danger",
  complaint: "danger",
  receipt: "plain",
  list: "plain",
  automatic: "plain",
};

/** `isNear`: in a row, where there is room for a small one. */
export function ArrivalMark({ arrival, isNear = false }: { arrival: ArrivalBadge; isNear?: boolean }) {
  const w = useWords().inbox;
  const mark = <Badge tone={tones[arrival.kind]}>{arrivalText(arrival, w)}</Badge>;
  return isNear ? <span className="flex-none [&>span]:!h-[18px] [&>span]:!px-1.5">{mark}</span> : mark;
}
