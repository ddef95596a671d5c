// A few numbers side by side, each with its word under it.
import { integer } from "@/format";

interface CountersProps {
  /** What they add up to. */
  caption: string;
  items: { count: number; label: string }[];
}

export function Counters({ caption, items }: CountersProps) {
  return (
    <div className="flex flex-col gap-2">
      <dl className="flex flex-wrap gap-x-8 gap-y-3">
        {items.map(({ count, label }) => (
          <div key={label} className="flex flex-col-reverse">
            <dt className="text-text-2">{label}</dt>
            <dd className={count === 0 ? "text-display text-text-3 tnum" : "text-display tnum"}>{integer(count)}</dd>
          </div>
        ))}
      </dl>
      <p className="text-small text-text-3 tnum">{caption}</p>
    </div>
  );
}
