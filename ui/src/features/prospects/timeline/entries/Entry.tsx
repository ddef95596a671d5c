// One entry of a timeline: its icon, what it was, whose it is where several people are told of, when, and what can be done.
import { type ReactNode, type Ref, use } from "react";
import type { Activity } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { dateTime, time } from "@/format";
import { OpenPerson } from "../open";

interface EntryProps {
  activity: Activity;
  icon: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  menu?: ReactNode;
  ref?: Ref<HTMLLIElement>;
}

/** Whom the entry is about; leads there. */
function Whose({ id, name }: { id: string; name: string }) {
  const w = useWords().timeline;
  const open = use(OpenPerson);
  if (!open) return null;
  return (
    <>
      {" · "}
      <button
        type="button"
        aria-label={w.open({ name })}
        className="rounded-chip font-normal text-accent-text underline underline-offset-2"
        onClick={() => open(id)}
      >
        {name}
      </button>
    </>
  );
}

export function Entry({ activity, icon, title, children, menu, ref }: EntryProps) {
  const { at, name, prospect_id: whose } = activity;
  return (
    <li ref={ref} className="flex gap-3 py-2">
      <span className="flex size-7 flex-none items-center justify-center rounded-pill bg-sunken text-text-2">
        {icon}
      </span>
      <div className="min-w-0 flex-1 pt-1">
        <div className="flex min-h-5 items-start gap-2">
          <span className="min-w-0 flex-1 break-words font-medium">
            {title}
            {name && <Whose id={whose} name={name} />}
          </span>
          <time dateTime={new Date(at).toISOString()} title={dateTime(at)} className="flex-none text-small text-text-3">
            {time(at)}
          </time>
          {menu}
        </div>
        {children}
      </div>
    </li>
  );
}
