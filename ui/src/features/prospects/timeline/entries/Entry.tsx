// An entry of a timeline that stands as it is: what it was, and whose it is where several people are told of.
import { type ReactNode, type Ref, use } from "react";
import type { Activity } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { TimelineEntry } from "@/kit";
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
  const head = (
    <>
      {title}
      {name && <Whose id={whose} name={name} />}
    </>
  );
  return (
    <TimelineEntry ref={ref} at={at} icon={icon} head={head} menu={menu}>
      {children}
    </TimelineEntry>
  );
}
