// All French words. Each feature keeps its own beside its screens; the shell's are in shell.fr.ts.
import { fr as past } from "@/app/past/words.fr";
import { fr as calendar } from "@/features/calendar/words.fr";
import { fr as duplicates } from "@/features/duplicates/words.fr";
import { fr as exports } from "@/features/exports/words.fr";
import { fr as filters } from "@/features/filters/words.fr";
import { fr as history } from "@/features/history/words.fr";
import { fr as imports } from "@/features/imports/words.fr";
import { fr as inbox } from "@/features/inbox/words.fr";
import { fr as mail } from "@/features/mail/words.fr";
import { fr as messages } from "@/features/messages/words.fr";
import { fr as composer } from "@/features/outbox/words.fr";
import { fr as pipeline } from "@/features/pipeline/words.fr";
import { fr as notes } from "@/features/prospects/notes/words.fr";
import { fr as timeline } from "@/features/prospects/timeline/words.fr";
import { fr as prospects } from "@/features/prospects/words.fr";
import { fr as today } from "@/features/reminders/day/words.fr";
import { fr as reminders } from "@/features/reminders/words.fr";
import { fr as settings } from "@/features/settings/words.fr";
import { fr as statistics } from "@/features/statistics/words.fr";
import { fr as templates } from "@/features/templates/words.fr";
import { fr as views } from "@/features/views/words.fr";
import { operations } from "./operations.fr";
import { shell } from "./shell.fr";

export const fr = {
  ...shell,
  operations,
  pipeline,
  prospects,
  notes,
  timeline,
  reminders,
  messages,
  mail,
  inbox,
  composer,
  today,
  calendar,
  imports,
  duplicates,
  exports,
  history,
  settings,
  filters,
  statistics,
  templates,
  views,
  past,
};

export type Messages = typeof fr;
