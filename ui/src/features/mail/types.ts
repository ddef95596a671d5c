// What the API of mailboxes says that is not in the generated types yet.
import type { MailAccount, MailAccountEdit, MailServer } from "@/api/schema";

/** With what stands below what one writes: HTML. */
export type Signed = MailAccount & { signature?: string | null };
export type SignedEdit = MailAccountEdit & { signature?: string | null };

/** Where a mailbox of that address is, as far as anybody knows. */
export interface Autoconfig {
  found: "table" | "ispdb" | "srv" | "guess" | null;
  imap: MailServer | null;
  smtp: MailServer | null;
  user: string | null;
  note: string | null;
}
