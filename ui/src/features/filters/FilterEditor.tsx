// The editor of a list's filter: conditions put together by hand, or the text itself, with its mistakes said in place. Both
// go through the core, which alone reads and writes the language.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { type ApiFailure, asFailure, get, isAborted, post } from "@/api/client";
import type { FilterRead, FilterWords, ProspectList } from "@/api/schema";
import { failureText, language, useWords } from "@/app/i18n";
import { Button, Dialog, DialogClose, Field, Loading, TabPanel, Tabs, TextArea } from "@/kit";
import { Builder } from "./Builder";
import { fromFilter, type Group, group, line, replaced, toFilter } from "./draft";

type Way = "build" | "text";

interface FilterEditorProps {
  /** The filter as text; empty for none. */
  value: string;
  onApply: (text: string) => void;
  onClose: () => void;
}

/** The filter in words, as the core writes it; empty for none. */
async function written(way: Way, text: string, draft: Group | null, signal?: AbortSignal): Promise<string> {
  const lang = language();
  if (way === "build") {
    const filter = draft && toFilter(draft);
    return filter ? (await post<FilterRead>("/filters/write", { filter, lang }, signal)).long : "";
  }
  const typed = text.trim();
  if (typed) await post<FilterRead>("/filters/read", { text: typed, lang }, signal);
  return typed;
}

/** The text that the draft stands for, and how many it finds; what is wrong, if something is. */
function useAnswer(way: Way, text: string, draft: Group | null) {
  const [answer, setAnswer] = useState<{ text: string; count: number | null; failure: ApiFailure | null }>({
    text,
    count: null,
    failure: null,
  });
  useEffect(() => {
    const stop = new AbortController();
    const ask = async () => {
      try {
        const long = await written(way, text, draft, stop.signal);
        const { total } = await get<ProspectList>("/prospects", { filter: long, limit: 0 }, stop.signal);
        setAnswer({ text: long, count: total, failure: null });
      } catch (error) {
        if (!isAborted(error)) setAnswer((before) => ({ ...before, count: null, failure: asFailure(error) }));
      }
    };
    const timer = setTimeout(() => void ask(), 120);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [way, text, draft]);
  return [answer, setAnswer] as const;
}

export function FilterEditor({ value, onApply, onClose }: FilterEditorProps) {
  const words = useWords();
  const w = words.filters;
  const lang = language();
  const { data: known } = useQuery({
    queryKey: ["session", "filter-words", lang],
    queryFn: ({ signal }) => get<FilterWords>("/filters/words", { lang }, signal),
  });
  const [way, setWay] = useState<Way>("build");
  const [text, setText] = useState(value);
  const [draft, setDraft] = useState<Group | null>(null);
  // The draft begins as the text that is there; what cannot be read stays text.
  useEffect(() => {
    if (!known || draft) return;
    if (!value.trim()) return setDraft(group("all", [line(known.fields[0])]));
    post<FilterRead>("/filters/read", { text: value, lang })
      .then((read) => {
        // What was typed meanwhile stays.
        setText((now) => (now === value ? read.long : now));
        setDraft(fromFilter(read.filter));
      })
      .catch(() => {
        setWay("text");
        setDraft(group("all", []));
      });
  }, [known, draft, value, lang]);
  const [answer, setAnswer] = useAnswer(way, text, draft);
  const change = (next: Way) => {
    if (next === "text") setText(answer.text);
    else
      post<FilterRead>("/filters/read", { text, lang })
        .then((read) => setDraft(fromFilter(read.filter)))
        .catch(() => setWay("text"));
    setWay(next);
  };
  // What stands there now, not what was answered a moment ago.
  const typed = useRef(text);
  typed.current = text;
  const apply = async () => {
    try {
      onApply(await written(way, text, draft));
      onClose();
    } catch (error) {
      // A refusal of what stood there before says nothing of what stands there now.
      if (typed.current === text) setAnswer((before) => ({ ...before, count: null, failure: asFailure(error) }));
    }
  };
  const error = answer.failure ? failureText(answer.failure) : undefined;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={w.title}
      width={760}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button kind="primary" disabled={answer.failure !== null} onClick={() => void apply()}>
            {answer.count === null ? w.apply : w.applyCount(answer.count)}
          </Button>
        </>
      }
    >
      <Tabs
        value={way}
        onChange={change}
        label={w.mode}
        tabs={[
          { value: "build", label: w.build },
          { value: "text", label: w.text },
        ]}
      >
        <TabPanel value={way}>
          <div className="flex max-h-96 min-h-48 flex-col gap-3 overflow-y-auto px-1 py-3">
            {way === "text" ? (
              <Field label={w.label} help={w.textHelp} error={error}>
                <TextArea
                  value={text}
                  rows={4}
                  spellCheck={false}
                  onChange={setText}
                  onKeyDown={(event) => {
                    if (event.key !== "Enter" || event.shiftKey) return;
                    event.preventDefault();
                    void apply();
                  }}
                />
              </Field>
            ) : known && draft ? (
              <>
                <Builder
                  of={draft}
                  known={known}
                  onChange={(id, next) =>
                    setDraft((before) => {
                      if (!before) return before;
                      if (id === before.id) return next?.kind === "group" ? next : before;
                      return replaced(before, id, next);
                    })
                  }
                />
                {error && (
                  <p role="alert" className="text-danger">
                    {error}
                  </p>
                )}
              </>
            ) : (
              <Loading text={words.common.loading} />
            )}
          </div>
        </TabPanel>
      </Tabs>
    </Dialog>
  );
}
