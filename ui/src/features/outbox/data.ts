// What is read of what one sends: drafts and everything on its way, one of them, and how it will look.
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { get } from "@/api/client";
import type { Id, MailAccount } from "@/api/schema";
import { words } from "@/app/i18n";
import type { OutboxCounts, OutboxList, Outgoing, OutgoingPreview, Recipient } from "./types";

export type Shelf = "sent" | "waiting" | "drafts" | "failed";

export const shelves: readonly Shelf[] = ["waiting", "failed", "drafts", "sent"];

const LIMIT = 200;

export const outboxQuery = (show: Shelf) =>
  queryOptions({
    queryKey: ["outbox", "list", show],
    queryFn: ({ signal }) => get<OutboxList>("/outbox", { show, limit: LIMIT }, signal),
    placeholderData: keepPreviousData,
  });

export const outboxCountsQuery = queryOptions({
  queryKey: ["outbox", "counts"],
  queryFn: async ({ signal }): Promise<OutboxCounts> =>
    (await get<OutboxList>("/outbox", { show: "all", limit: 1 }, signal)).counts,
});

export const readOutgoing = (id: Id): Promise<Outgoing> => get<Outgoing>(`/outbox/${id}`);

export const readPreview = (id: Id): Promise<OutgoingPreview> => get<OutgoingPreview>(`/outbox/${id}/preview`);

/** The draft that answers or forwards one of these messages. */
export function useDraftAnswering(messages: readonly Id[]): Id | undefined {
  const { data } = useQuery(outboxQuery("drafts"));
  return data?.items.find(({ answers, state }) => state === "draft" && answers !== null && messages.includes(answers))
    ?.id;
}

export const personText = ({ name, address }: Recipient): string => name || address;

/** « Camille Andrieux et 2 autres ». */
export function peopleText(people: readonly Recipient[]): string {
  const [first, ...others] = people;
  if (!first) return words().composer.nobody;
  return others.length === 0
    ? personText(first)
    : words().composer.withOthers({ name: personText(first), count: others.length });
}

const ADDRESS = /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;".]{2,}$/;

/** « Léa Martin <lea@nord.example> », or an address alone. */
export function readRecipient(text: string): Recipient | null {
  const said = text.trim();
  const inside = /^(.*?)\s*<([^<>]+)>$/.exec(said);
  const address = (inside?.[2] ?? said).trim();
  if (!ADDRESS.test(address)) return null;
  return { name: inside?.[1]?.replace(/^"|"$/g, "").trim() || null, address };
}

/** Several, as they are pasted from elsewhere; what is none stays text. */
export function readRecipients(text: string): { people: Recipient[]; rest: string } {
  const parts = text.split(/[,;\n]+/).map((part) => part.trim());
  const people: Recipient[] = [];
  const rest: string[] = [];
  for (const part of parts.filter(Boolean)) {
    const person = readRecipient(part);
    if (person) people.push(person);
    else rest.push(part);
  }
  return { people, rest: rest.join(", ") };
}

/** Who one may write as: each account by its own address and by its others. */
export interface Sender {
  value: string;
  account: Id;
  from: string | null;
  label: string;
}

export const sendersOf = (accounts: readonly MailAccount[]): Sender[] =>
  accounts.flatMap(({ id, email, name, aliases }) =>
    [null, ...aliases].map((from) => ({
      value: `${id} ${from ?? ""}`,
      account: id,
      from,
      label: name ? `${name} <${from ?? email}>` : (from ?? email),
    })),
  );
