// What the API of the inbox says that is not in the generated types yet.
import type { Id, Message } from "@/api/schema";

export type Show = "answer" | "waiting" | "snoozed" | "done" | "all" | "sent";
export type Who = "prospects" | "all";
export type ConversationState = "answer" | "waiting" | "snoozed" | "done" | "none";
export type ArrivalKind =
  | "reply"
  | "away"
  | "bounce"
  | "left"
  | "unsubscribe"
  | "complaint"
  | "receipt"
  | "list"
  | "auto";

export interface ArrivalBadge {
  kind: ArrivalKind;
  /** YYYY-MM-DD. */
  back_on: string | null;
  address: string | null;
  successor: string | null;
  evidence: string | null;
}

export interface Correspondent {
  name: string | null;
  address: string;
  prospect: Id | null;
  company: string | null;
}

export interface Conversation {
  id: Id;
  state: ConversationState;
  until: number | null;
  subject: string | null;
  newest_at: number;
  direction: "in" | "out";
  count: number;
  unread: number;
  has_attachments: boolean;
  start: string;
  people: Correspondent[];
  more: number;
  arrival: ArrivalBadge | null;
  account: Id | null;
}

export interface Counts {
  answer: number;
  waiting: number;
  snoozed: number;
}

export interface Inbox {
  total: number;
  counts: Counts;
  items: Conversation[];
}

export type ThreadMessage = Message & { is_read: boolean; account: Id | null; arrival: ArrivalBadge | null };

export interface Thread {
  conversation: Conversation;
  messages: ThreadMessage[];
  own: string[];
}

export interface Stranger {
  address: string;
  first_name: string | null;
  last_name: string | null;
  phone: string | null;
  title: string | null;
  company: string | null;
}
