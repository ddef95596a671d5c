// What can be done to mailboxes: connected, changed, read now, taken away. A refusal about a field comes back to it.
import { type ApiFailure, asFailure, del, patch, post } from "@/api/client";
import { queryClient } from "@/api/query-client";
import type {
  Done,
  Id,
  MailAccount,
  MailAccountEdit,
  MailAccountNew,
  MailAccountSaved,
  MailSynced,
} from "@/api/schema";
import { words } from "@/app/i18n";
import { failureToast, undoToast } from "@/app/undo";
import { showToast } from "@/kit";

const fresh = () => queryClient.invalidateQueries({ queryKey: ["mail"] });

export async function connect(account: MailAccountNew): Promise<ApiFailure | null> {
  try {
    const saved = await post<MailAccountSaved>("/mail/accounts", account);
    await fresh();
    showToast({ text: words().mail.connected({ email: saved.account.email }) });
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

export async function change({ id, email }: MailAccount, edit: MailAccountEdit): Promise<ApiFailure | null> {
  try {
    const { operation } = await patch<MailAccountSaved>(`/mail/accounts/${id}`, edit);
    await fresh();
    undoToast(words().mail.changed({ email }), operation);
    return null;
  } catch (error) {
    return asFailure(error);
  }
}

export async function remove({ id, email }: MailAccount): Promise<void> {
  try {
    const { operation } = await del<Done>(`/mail/accounts/${id}`);
    await fresh();
    undoToast(words().mail.removed({ email }), operation);
  } catch (error) {
    failureToast(error);
  }
}

/** Reads it now. What its server refuses is told by its card. */
export async function readNow(account: Id): Promise<void> {
  const w = words().mail;
  try {
    const [read] = await post<MailSynced[]>("/mail/sync", { account });
    if (read && !read.failure) showToast({ text: w.read({ count: read.stored }), id: "mail" });
  } catch (error) {
    failureToast(error);
  }
  await fresh();
}
