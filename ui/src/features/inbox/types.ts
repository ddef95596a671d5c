// Short names of what the API of the inbox says.
import type { ConversationPerson, InboxShow, InboxWho } from "@/api/schema";

export type Show = InboxShow;
export type Who = InboxWho;
export type Correspondent = ConversationPerson;
export type {
  ArrivalBadge,
  ArrivalKind,
  Conversation,
  Inbox,
  MailItem,
  Stranger,
  Thread,
} from "@/api/schema";
