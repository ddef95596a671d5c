// All English words, checked against the French ones.
import { en as exports } from "@/features/exports/words.en";
import { en as history } from "@/features/history/words.en";
import { en as imports } from "@/features/imports/words.en";
import { en as pipeline } from "@/features/pipeline/words.en";
import { en as prospects } from "@/features/prospects/words.en";
import { en as settings } from "@/features/settings/words.en";
import type { Messages } from "./fr";
import { operations } from "./operations.en";
import { shell } from "./shell.en";

export const en = { ...shell, operations, pipeline, prospects, imports, exports, history, settings } satisfies Messages;
