// Beside the conversation: whose it is, in which stage, what comes next; or, for a stranger, what the signature says.
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { CalendarPlus, UserPlus } from "lucide-react";
import { useRef, useState } from "react";
import { useProspect, useSession } from "@/api/queries";
import type { Id, Prospect } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { usePanel } from "@/app/panel";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { byIds, StageMark, StagePicker } from "@/features/prospects";
import { nextAction, PlanPopover, toneClass } from "@/features/reminders";
import { ago, capital, money, phone } from "@/format";
import { Button, Writing } from "@/kit";
import { nameOf, strangerQuery } from "./data";
import type { Conversation, Correspondent } from "./types";
import { addStranger } from "./write";

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-text-2">{label}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

function Known({ prospect, others }: { prospect: Prospect; others: readonly Correspondent[] }) {
  const words = useWords();
  const w = words.inbox;
  const { fields } = words.prospects;
  const { stages } = useSession();
  const { open } = usePanel();
  const stage = stages.find(({ id }) => id === prospect.stage_id);
  const [asked, setAsked] = useState<"stage" | "plan" | null>(null);
  const stageButton = useRef<HTMLButtonElement>(null);
  const planButton = useRef<HTMLButtonElement>(null);
  const keys = { stage: useKey("prospects.stage"), plan: useKey("reminders.plan") };
  useShortcuts({
    "prospects.stage": !prospect.deleted_at && (() => setAsked("stage")),
    "reminders.plan": !prospect.deleted_at && (() => setAsked("plan")),
    "prospects.page": () => open(prospect.id),
  });
  const isOpenStage = stage?.kind === "open";
  const due = nextAction(prospect, isOpenStage);
  const under = [prospect.job_title, prospect.company === prospect.name ? null : prospect.company].filter(Boolean);
  return (
    <>
      <div className="flex flex-col gap-0.5">
        <h2 className="text-title-2 [overflow-wrap:anywhere]">{prospect.name}</h2>
        {under.length > 0 && <p className="text-text-2 [overflow-wrap:anywhere]">{under.join(" · ")}</p>}
      </div>
      {prospect.do_not_contact_at && (
        <p className="rounded-control border border-danger px-3 py-1.5 font-medium text-danger">{w.opposed}</p>
      )}
      <Writing>
        <Button
          ref={stageButton}
          icon={stage && <StageMark stage={stage} stages={stages} />}
          keys={keys.stage}
          className="self-start"
          onClick={() => setAsked("stage")}
        >
          <span className="sr-only">{fields.stage}</span> {stage?.label}
        </Button>
      </Writing>
      <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-2 gap-y-2">
        {prospect.value_cents !== null && (
          <Line label={fields.value}>{money(prospect.value_cents, prospect.currency)}</Line>
        )}
        {prospect.email && <Line label={fields.email}>{prospect.email}</Line>}
        {prospect.phone && <Line label={fields.phone}>{phone(prospect.phone)}</Line>}
        {prospect.city && <Line label={fields.city}>{prospect.city}</Line>}
        {prospect.last_interaction_at !== null && (
          <Line label={w.lastExchange}>{ago(prospect.last_interaction_at)}</Line>
        )}
      </dl>
      <div className="flex flex-col gap-2">
        <p
          className={clsx(
            "rounded-control px-3 py-2 font-medium",
            due.tone === "warn" ? "bg-warn-bg text-warn" : "border border-border",
            due.tone === "danger" && toneClass.danger,
          )}
        >
          {prospect.next_action_at === null ? w.noFollowUp : w.nextFollowUp({ when: capital(due.text) })}
        </p>
        <Writing>
          <Button ref={planButton} icon={<CalendarPlus />} keys={keys.plan} onClick={() => setAsked("plan")}>
            {w.plan}
          </Button>
        </Writing>
      </div>
      <Button kind="quiet" className="-ml-3 self-start" onClick={() => open(prospect.id)}>
        {w.openSheet}
      </Button>
      {others.length > 0 && (
        <div className="flex flex-col gap-1">
          <h3 className="text-small font-medium text-text-3">{w.also}</h3>
          <ul>
            {others.map((person) => (
              <li key={person.address} className="truncate" title={person.address}>
                {person.prospect ? (
                  <button
                    type="button"
                    className="-mx-1 min-h-6 max-w-full truncate rounded-control px-1 text-left hover:bg-hover"
                    onClick={() => person.prospect && open(person.prospect)}
                  >
                    {nameOf(person)}
                  </button>
                ) : (
                  <span className="text-text-2">{nameOf(person)}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
      {asked === "stage" && (
        <StagePicker
          anchor={stageButton.current}
          selection={byIds([prospect.id])}
          count={1}
          one={prospect}
          onClose={() => setAsked(null)}
        />
      )}
      {asked === "plan" && (
        <PlanPopover anchor={planButton.current} people={[prospect]} onClose={() => setAsked(null)} />
      )}
    </>
  );
}

function KnownById({ id, others }: { id: Id; others: readonly Correspondent[] }) {
  const { data } = useProspect(id);
  return data ? <Known prospect={data} others={others} /> : null;
}

function Unknown({ conversation, person }: { conversation: Conversation; person: Correspondent }) {
  const w = useWords().inbox;
  const { data } = useQuery(strangerQuery(conversation.id));
  const stranger = data?.address.toLowerCase() === person.address.toLowerCase() ? data : null;
  const [busy, setBusy] = useState(false);
  const name = [stranger?.first_name, stranger?.last_name].filter(Boolean).join(" ") || nameOf(person);
  const add = async () => {
    setBusy(true);
    await addStranger(person, stranger);
    setBusy(false);
  };
  return (
    <>
      <div className="flex flex-col gap-0.5">
        <h2 className="text-title-2 [overflow-wrap:anywhere]">{name}</h2>
        <p className="text-text-2 [overflow-wrap:anywhere]">{person.address}</p>
      </div>
      <p className="text-text-2">{w.stranger}</p>
      {stranger && (stranger.title || stranger.company || stranger.phone) && (
        <>
          <h3 className="text-small font-medium text-text-3">{w.signature}</h3>
          <dl className="grid grid-cols-[84px_minmax(0,1fr)] gap-x-2 gap-y-2">
            {stranger.title && <Line label={w.strangerFields.title}>{stranger.title}</Line>}
            {stranger.company && <Line label={w.strangerFields.company}>{stranger.company}</Line>}
            {stranger.phone && <Line label={w.strangerFields.phone}>{phone(stranger.phone)}</Line>}
          </dl>
        </>
      )}
      <Writing>
        <Button icon={<UserPlus />} busy={busy} onClick={() => void add()}>
          {w.addStranger}
        </Button>
      </Writing>
    </>
  );
}

export function Context({ conversation }: { conversation: Conversation }) {
  const { people } = conversation;
  const known = people.find(({ prospect }) => prospect !== null);
  const [first] = people;
  if (known?.prospect)
    return <KnownById key={known.prospect} id={known.prospect} others={people.filter((person) => person !== known)} />;
  return first ? <Unknown key={first.address} conversation={conversation} person={first} /> : null;
}
