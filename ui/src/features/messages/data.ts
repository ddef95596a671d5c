// What the screens read of messages, and what an entry of the timeline tells without one.
import { queryOptions } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import { asOf } from "@/api/as-of";
import { get } from "@/api/client";
import type { Activity, Id, Message } from "@/api/schema";
import { language } from "@/app/i18n";

export const messageQuery = (id: Id) =>
  queryOptions({
    queryKey: ["message", id],
    queryFn: ({ signal }) => get<Message>(`/messages/${id}`, undefined, signal),
  });

const onTheme = (listener: () => void) => {
  const watch = new MutationObserver(listener);
  watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => watch.disconnect();
};

/** Whether the page is dark now. */
export const useDark = (): boolean =>
  useSyncExternalStore(onTheme, () => document.documentElement.dataset.theme === "dark");

/** The page of the HTML body, for a frame: as it is on the date on screen, on paper of the theme. */
export function viewPath(id: Id, images: boolean, dark: boolean): string {
  const query = new URLSearchParams({ language: language() });
  if (images) query.set("images", "true");
  if (dark) query.set("dark", "true");
  const at = asOf();
  if (at !== null) query.set("asOf", String(at));
  return `/api/v1/messages/${id}/view?${query}`;
}

export interface Told {
  message: Id | null;
  isIn: boolean;
  subject: string | null;
  from: string | null;
  to: string[];
  more: number;
  attachments: number;
  /** The first words, without the subject. */
  words: string;
}

/** What an entry of the timeline says of its message. */
export function toldBy({ data, body }: Activity): Told {
  const text = (value: unknown) => (typeof value === "string" && value ? value : null);
  return {
    message: text(data.message),
    isIn: data.direction === "in",
    subject: text(data.subject),
    from: text(data.from),
    to: Array.isArray(data.to) ? data.to.map(String) : [],
    more: Number(data.more ?? 0),
    attachments: Number(data.attachments ?? 0),
    words: body?.split("\n").slice(1).join(" ").trim() ?? "",
  };
}
