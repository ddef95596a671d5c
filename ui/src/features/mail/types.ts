// What the API of mailboxes says that is not in the generated types yet.
import type { MailAccount, MailAccountEdit } from "@/api/schema";

/** With what stands below what one writes: HTML. */
export type Signed = MailAccount & { signature?: string | null };
export type SignedEdit = MailAccountEdit & { signature?: string | null };
