// All French words. Each feature keeps its own beside its screens; the shell's are in shell.fr.ts.
import { fr as past } from "@/app/past/words.fr";
import { fr as duplicates } from "@/features/duplicates/words.fr";
import { fr as exports } from "@/features/exports/words.fr";
import { fr as filters } from "@/features/filters/words.fr";
import { fr as history } from "@/features/history/words.fr";
import { fr as imports } from "@/features/imports/words.fr";
import { fr as pipeline } from "@/features/pipeline/words.fr";
import { fr as prospects } from "@/features/prospects/words.fr";
import { fr as today } from "@/features/reminders/day/words.fr";
import { fr as reminders } from "@/features/reminders/words.fr";
import { fr as settings } from "@/features/settings/words.fr";
import { fr as views } from "@/features/views/words.fr";
import { operations } from "./operations.fr";
import { shell } from "./shell.fr";

export const fr = {
  ...shell,
  operations,
  pipeline,
  prospects,
  reminders,
  today,
  imports,
  duplicates,
  exports,
  history,
  settings,
  filters,
  views,
  past,
};

export type Messages = typeof fr;
