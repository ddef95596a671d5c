// What the API of the outbox says that is not in the generated types yet.
import type { Failure, Id, Lint } from "@/api/schema";

export type OutgoingState = "draft" | "waiting" | "sending" | "sent" | "unknown" | "failed";

export interface Recipient {
  name: string | null;
  address: string;
}

export interface OutgoingFile {
  id: Id;
  name: string;
  mime: string;
  size: number;
}

export interface OutgoingItem {
  id: Id;
  state: OutgoingState;
  account: Id | null;
  from: string | null;
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
  subject: string;
  answers: Id | null;
  forwards: Id | null;
  prospect: Id | null;
  template: Id | null;
  is_signed: boolean;
  files: OutgoingFile[];
  message_id: string | null;
  due_at: number | null;
  tried_at: number | null;
  attempts: number;
  next_at: number | null;
  failure: Failure | null;
  sent_at: number | null;
  message: Id | null;
  follow_up: number | null;
  updated_at: number;
}

export interface Outgoing extends OutgoingItem {
  html: string;
  quoted: string | null;
}

export interface OutgoingEdit {
  account?: Id | null;
  from?: string | null;
  to?: Recipient[];
  cc?: Recipient[];
  bcc?: Recipient[];
  subject?: string;
  html?: string;
  answers?: Id | null;
  all?: boolean;
  forwards?: Id | null;
  prospect?: Id | null;
  template?: Id | null;
  is_signed?: boolean;
  follow_up?: number | null;
}

export interface OutboxCounts {
  drafts: number;
  waiting: number;
  failed: number;
  unknown: number;
}

export interface OutboxList {
  total: number;
  counts: OutboxCounts;
  items: OutgoingItem[];
}

export interface OutgoingPreview {
  subject: string;
  html: string;
  text: string;
  from: Recipient;
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
  lints: Lint[];
  size: number;
}
