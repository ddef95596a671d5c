// Counts by reason: why rows were left out, how prospects were found.
import type { ReasonCount } from "@/api/schema";
import { integer } from "@/format";
import { reasonName } from "./reason-name";

export function Reasons({ title, items, names }: { title: string; items: ReasonCount[]; names: object }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h2 className="text-small font-medium text-text-3">{title}</h2>
      <ul className="grid w-fit grid-cols-[auto_1fr] gap-x-2">
        {items.map(({ reason, count }) => (
          <li key={reason} className="col-span-2 grid grid-cols-subgrid">
            <span className="text-right tnum">{integer(count)}</span>
            <span className="text-text-2">{reasonName(names, reason)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
