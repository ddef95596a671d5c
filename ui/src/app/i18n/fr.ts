// All French words. Each feature keeps its own beside its screens; the shell's are in shell.fr.ts.
import { fr as exports } from "@/features/exports/words.fr";
import { fr as history } from "@/features/history/words.fr";
import { fr as imports } from "@/features/imports/words.fr";
import { fr as pipeline } from "@/features/pipeline/words.fr";
import { fr as prospects } from "@/features/prospects/words.fr";
import { fr as settings } from "@/features/settings/words.fr";
import { operations } from "./operations.fr";
import { shell } from "./shell.fr";

export const fr = { ...shell, operations, pipeline, prospects, imports, exports, history, settings };

export type Messages = typeof fr;
