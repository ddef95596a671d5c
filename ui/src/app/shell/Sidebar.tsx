// The way to the screens, and the state of the application at its foot. Only what exists is listed.
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import clsx from "clsx";
import {
  CalendarDays,
  ChartColumn,
  Clock,
  Columns3,
  Copy,
  Download,
  History,
  Inbox,
  List,
  type LucideIcon,
  Settings,
} from "lucide-react";
import { pairCountQuery, todayQuery } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { type ShortcutId, useKey } from "@/app/shortcuts";
import { inboxCountQuery } from "@/features/inbox";
import { ViewsNav } from "@/features/views";
import { integer } from "@/format";
import { Later, Tooltip } from "@/kit";
import { Mark } from "./Mark";
import { StatusLine } from "./StatusLine";

interface Destination {
  to:
    | "/today"
    | "/inbox"
    | "/calendar"
    | "/pipeline"
    | "/prospects"
    | "/duplicates"
    | "/import"
    | "/history"
    | "/statistics"
    | "/settings";
  icon: LucideIcon;
  id: ShortcutId;
}

const day: Destination = { to: "/today", icon: Clock, id: "go.today" };

const inbox: Destination = { to: "/inbox", icon: Inbox, id: "go.inbox" };

const work: Destination[] = [
  { to: "/calendar", icon: CalendarDays, id: "go.calendar" },
  { to: "/pipeline", icon: Columns3, id: "go.pipeline" },
  { to: "/prospects", icon: List, id: "go.prospects" },
  { to: "/statistics", icon: ChartColumn, id: "go.statistics" },
];

/** Listed where there is something to decide. */
const duplicates: Destination = { to: "/duplicates", icon: Copy, id: "go.duplicates" };

const desk: Destination[] = [
  { to: "/import", icon: Download, id: "go.import" },
  { to: "/history", icon: History, id: "go.history" },
  { to: "/settings", icon: Settings, id: "go.settings" },
];

interface ItemProps extends Destination {
  label: string;
  folded: boolean;
  count?: number;
}

function Item({ to, icon: Icon, label, id, folded, count }: ItemProps) {
  const link = (
    <Link
      to={to}
      search={{}}
      aria-label={folded ? label : undefined}
      className={clsx(
        "flex h-8 items-center gap-2.5 rounded-control px-2 no-underline transition-colors duration-[120ms]",
        "text-text-2 hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-text",
        folded && "justify-center",
      )}
    >
      <Icon />
      {!folded && <span className="min-w-0 flex-1 truncate">{label}</span>}
      {!folded && count !== undefined && <span className="text-small text-text-3 tnum">{integer(count)}</span>}
    </Link>
  );
  const keys = useKey(id);
  return (
    <li>
      <Tooltip text={label} keys={keys} side="right">
        {link}
      </Tooltip>
    </li>
  );
}

export function Sidebar({ folded }: { folded: boolean }) {
  const w = useWords();
  const labels: Record<Destination["to"], string> = {
    "/today": w.today.title,
    "/inbox": w.inbox.title,
    "/calendar": w.calendar.title,
    "/pipeline": w.pipeline.title,
    "/prospects": w.prospects.title,
    "/duplicates": w.duplicates.title,
    "/import": w.imports.title,
    "/history": w.history.title,
    "/statistics": w.statistics.title,
    "/settings": w.settings.title,
  };
  const { data: known } = useQuery(pairCountQuery);
  const pairs = (known?.people ?? 0) + (known?.companies ?? 0);
  const { data: now } = useQuery(todayQuery);
  const due = (now?.totals.overdue ?? 0) + (now?.totals.today ?? 0);
  const { data: mail } = useQuery(inboxCountQuery);
  const toAnswer = mail?.counts.answer ?? 0;
  const items = (list: Destination[]) =>
    list.map((d) => <Item key={d.to} {...d} label={labels[d.to]} folded={folded} />);
  return (
    <nav
      aria-label={w.nav.label}
      className={clsx("flex flex-none flex-col border-r border-border bg-bg px-2 pt-2 pb-4", folded ? "w-14" : "w-52")}
    >
      <div className={clsx("mb-1.5 flex h-9 flex-none items-center gap-2 px-2", folded && "justify-center")}>
        <Mark />
        {!folded && <span className="text-title-3">{w.app}</span>}
      </div>
      <ul className="flex flex-col gap-0.5">
        <Item {...day} label={labels["/today"]} folded={folded} {...(due > 0 ? { count: due } : {})} />
        <Item {...inbox} label={labels["/inbox"]} folded={folded} {...(toAnswer > 0 ? { count: toAnswer } : {})} />
        {items(work)}
        {pairs > 0 && <Item {...duplicates} label={labels["/duplicates"]} folded={folded} count={pairs} />}
      </ul>
      <Later>
        <ViewsNav folded={folded} />
      </Later>
      <ul className="mt-auto flex flex-col gap-0.5">{items(desk)}</ul>
      <StatusLine folded={folded} />
    </nav>
  );
}
