// All English words, checked against the French ones.
import { en as past } from "@/app/past/words.en";
import { en as calendar } from "@/features/calendar/words.en";
import { en as duplicates } from "@/features/duplicates/words.en";
import { en as exports } from "@/features/exports/words.en";
import { en as filters } from "@/features/filters/words.en";
import { en as history } from "@/features/history/words.en";
import { en as imports } from "@/features/imports/words.en";
import { en as inbox } from "@/features/inbox/words.en";
import { en as mail } from "@/features/mail/words.en";
import { en as messages } from "@/features/messages/words.en";
import { en as composer } from "@/features/outbox/words.en";
import { en as pipeline } from "@/features/pipeline/words.en";
import { en as notes } from "@/features/prospects/notes/words.en";
import { en as timeline } from "@/features/prospects/timeline/words.en";
import { en as prospects } from "@/features/prospects/words.en";
import { en as today } from "@/features/reminders/day/words.en";
import { en as reminders } from "@/features/reminders/words.en";
import { en as settings } from "@/features/settings/words.en";
import { en as statistics } from "@/features/statistics/words.en";
import { en as templates } from "@/features/templates/words.en";
import { en as views } from "@/features/views/words.en";
import type { Messages } from "./fr";
import { operations } from "./operations.en";
import { shell } from "./shell.en";

export const en = {
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
} satisfies Messages;
