// A phrase with a date proposes the follow-up that it plans: « relancer léa mardi 9h ». For those whom its words find, else for
// whoever is on screen.
import { useQuery } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { prospectQuery } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { usePanelId } from "@/app/panel";
import { planMeeting } from "@/features/calendar";
import {
  KindIcon,
  type Person,
  plan,
  rhythmText,
  titleOf,
  useUnderstood,
  whatOf,
  whenText,
} from "@/features/reminders";
import { useReadOnly } from "@/kit";
import type { Entry, EntryGroup } from "./entries";

const MOST = 3;

/** Whose sheet is open, beside a list or on its page. */
function useShown(): (Person & { company: string | null }) | undefined {
  const path = useRouterState({ select: (s) => s.location.pathname });
  const beside = usePanelId();
  const id = /^\/prospects\/(\d+)$/.exec(path)?.[1] ?? beside;
  const { data } = useQuery({ ...prospectQuery(id ?? ""), enabled: id !== undefined });
  return data && !data.deleted_at ? data : undefined;
}

/** None where no day is said, or nobody is meant. */
export function usePlan(text: string): EntryGroup | null {
  const words = useWords().reminders;
  const w = words.palette;
  const shown = useShown();
  const isPast = useReadOnly() !== null;
  // A word alone plans nothing for anybody but whoever is on screen.
  const isPhrase = shown !== undefined || text.trim().includes(" ");
  const { understood: said, settled } = useUnderstood(isPhrase ? text : "");
  if (isPast || !settled || !said?.at || said.due_at === null) return null;
  const { at, due_at, is_timed, kind, repeat, unless_reply } = said;
  const people = said.words ? said.prospects.slice(0, MOST) : shown ? [shown] : [];
  if (people.length === 0) return null;
  const title = titleOf(said.title ?? "");
  const how = [repeat && rhythmText(repeat, at), unless_reply && words.repeat.unless].filter(Boolean);
  const when = [whenText(due_at, is_timed), ...how].join(" · ");
  const label = w.plan({ what: whatOf({ kind, title }), when });
  return {
    label: w.group,
    items: people.map(
      (person): Entry => ({
        id: `plan.${person.id}`,
        label,
        detail: [person.name, person.company === person.name ? null : person.company].filter(Boolean).join(" · "),
        icon: <KindIcon kind={kind} />,
        // A meeting at a time is one of the calendar; on a day alone, or again and again, it is still to be planned.
        run: () =>
          void (kind === "meeting" && is_timed && !repeat
            ? planMeeting(person, at)
            : plan(person, { kind, at, title, repeat, unless_reply })),
      }),
    ),
  };
}
