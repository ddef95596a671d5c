// The icon of what is to be done; the word stands beside it or in its name.
import { Bell, CalendarDays, Mail, MessageSquare, Phone } from "lucide-react";
import type { ReminderKind } from "@/api/schema";

const icons = { call: Phone, email: Mail, linkedin: MessageSquare, meeting: CalendarDays, other: Bell } as const;

export const kinds = Object.keys(icons) as ReminderKind[];

export function KindIcon({ kind, className }: { kind: ReminderKind; className?: string }) {
  const Icon = icons[kind];
  return <Icon aria-hidden="true" className={className} />;
}
