// What happened with a prospect, newest first, by day; on top a note is written and what is to come is told. The same for all
// the people of a company. What an entry looks like is in `timeline/entries`.
import { useQuery } from "@tanstack/react-query";
import { MailPlus } from "lucide-react";
import { useState } from "react";
import { recordHistoryQuery, useProspect } from "@/api/queries";
import type { Id } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { chooseMail } from "@/features/messages";
import { UpcomingReminders } from "@/features/reminders";
import { Button, Loading, useReadOnly } from "@/kit";
import { Days } from "../timeline/Days";
import { type Scope, useSharedCompany, useTimeline } from "../timeline/data";
import { editsOf } from "../timeline/days";
import { type FilterKey, kindOf, useFilters } from "../timeline/filters";
import { OpenPerson, useOpenPerson } from "../timeline/open";
import { ScopeSwitch } from "../timeline/ScopeSwitch";
import { Changes } from "./Changes";
import { NoteField } from "./NoteField";
import { TimeSpent } from "./TimeSpent";

const PAGE = 50;

interface ActivitiesProps {
  scope: Scope;
  filter: Exclude<FilterKey, "changes">;
}

function Activities({ scope, filter }: ActivitiesProps) {
  const words = useWords();
  const w = words.prospects.timeline;
  const [limit, setLimit] = useState(PAGE);
  const kind = kindOf(filter);
  const data = useTimeline(scope, { limit, ...(kind && { kind }) });
  const tellsChanges = filter === "all" && scope.of === "prospect";
  const history = useQuery({ ...recordHistoryQuery(scope.id), enabled: tellsChanges });
  if (!data) return <Loading text={words.common.loading} />;
  if (data.items.length === 0) {
    const text = {
      all: w.empty,
      email: w.noEmail,
      meeting: w.noMeeting,
      call: w.noCall,
      note: w.noNote,
      stage_change: w.noStage,
      follow_up: w.noFollowUp,
    };
    return <p className="py-3 text-text-3">{text[filter]}</p>;
  }
  const hasMore = data.total > data.items.length;
  const changes = tellsChanges ? editsOf(history.data?.items ?? []) : [];
  return (
    <>
      <Days entries={data.items} changes={changes} from={hasMore ? (data.items.at(-1)?.at ?? 0) : 0} />
      {hasMore && (
        <Button size="toolbar" kind="quiet" onClick={() => setLimit(limit + PAGE)}>
          {w.more}
        </Button>
      )}
    </>
  );
}

interface TimelineProps {
  id: Id;
  /** The follow-up that the next action tells of, where it is not the first one. */
  reminder?: Id | undefined;
}

export function Timeline({ id, reminder }: TimelineProps) {
  const words = useWords();
  const w = words.prospects;
  const isPast = useReadOnly() !== null;
  const { data: prospect } = useProspect(id);
  const [chosen, setChosen] = useState<FilterKey>("all");
  /** Of whom the company's timeline was asked for: who is opened next is first told of alone. */
  const [wide, setWide] = useState<Id | null>(null);
  const company = useSharedCompany(id);
  const isCompany = company !== null && wide === id;
  const openPerson = useOpenPerson();
  const filters = useFilters(id, isCompany);
  const filter = filters.includes(chosen) ? chosen : "all";
  const scope: Scope = isCompany ? { of: "company", id: company.id } : { of: "prospect", id };
  return (
    <section aria-label={w.sheet.timeline} data-prospect={id} className="flex flex-col gap-2">
      <div className="flex min-h-7 items-center justify-between gap-3">
        <h3 className="flex-none font-medium text-text-2">{w.sheet.timeline}</h3>
        {!isPast && (
          <Button size="toolbar" kind="quiet" icon={<MailPlus />} onClick={() => void chooseMail(id)}>
            {words.messages.attach}
          </Button>
        )}
      </div>
      {company && prospect && (
        <div className="flex">
          <ScopeSwitch
            name={prospect.name}
            company={company}
            isCompany={isCompany}
            onChange={(next) => setWide(next ? id : null)}
          />
        </div>
      )}
      {!isPast && <NoteField key={id} id={id} />}
      <div role="group" aria-label={w.timeline.filterLabel} className="flex flex-wrap gap-1">
        {filters.map((key) => (
          <button
            key={key}
            type="button"
            aria-pressed={filter === key}
            className="h-7 rounded-control px-2 font-medium text-text-2 hover:bg-hover aria-pressed:bg-selected aria-pressed:text-text"
            onClick={() => setChosen(key)}
          >
            {w.timeline.filters[key]}
          </button>
        ))}
      </div>
      {!isCompany && (filter === "all" || filter === "follow_up") && (
        <UpcomingReminders prospect={id} except={reminder} />
      )}
      <OpenPerson value={isCompany ? openPerson : null}>
        {filter === "changes" ? (
          <Changes id={id} />
        ) : (
          <Activities key={`${scope.id} ${filter}`} scope={scope} filter={filter} />
        )}
      </OpenPerson>
      {!isCompany && <TimeSpent key={`time ${id}`} id={id} />}
    </section>
  );
}
