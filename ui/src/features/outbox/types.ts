// Short names of what the API of the outbox says.
import type { Outbox, Person } from "@/api/schema";

export type Recipient = Person;
export type OutboxList = Outbox;
export type {
  OutboxCounts,
  Outgoing,
  OutgoingEdit,
  OutgoingItem,
  OutgoingPreview,
  OutgoingState,
} from "@/api/schema";
