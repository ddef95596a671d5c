// A template as it is written: what it is for, its subject and its message, and beside them what comes of it. It is saved when one
// asks for it, and when one leaves it.
import { useQuery } from "@tanstack/react-query";
import { ArrowLeft } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { prospectsQuery } from "@/api/queries";
import type { Id, Lint, Purpose, Tongue } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { spell } from "@/app/shortcuts";
import type { Person } from "@/features/calendar";
import { type RichHandle, useRich } from "@/features/prospects";
import { Button, Field, Select, TextInput } from "@/kit";
import { type Draft, draftOf, editOf, isSame, placesOf, purposes, usePreview } from "./data";
import { PreviewPane } from "./PreviewPane";
import { useVariables, VariableMenu } from "./VariableMenu";
import { save as keep } from "./write";

interface EditorProps {
  start: Draft;
  sectors: readonly string[];
  /** With the one that was written, where it is kept. */
  onClose: (id: Id | null) => void;
}

/** Somebody to see it for: the first of the base until another one is chosen. */
function usePerson(): [Person | null, (person: Person | null) => void] {
  const { data } = useQuery(prospectsQuery({ limit: 1 }));
  const [chosen, setChosen] = useState<Person | null | undefined>(undefined);
  const first = data?.items[0];
  return [chosen === undefined ? (first ? { id: first.id, name: first.name } : null) : chosen, setChosen];
}

/** Puts words into a field where one was. */
function insertInto(input: HTMLInputElement, text: string): string {
  const at = input.selectionStart ?? input.value.length;
  const next = input.value.slice(0, at) + text + input.value.slice(input.selectionEnd ?? at);
  requestAnimationFrame(() => {
    input.focus();
    input.setSelectionRange(at + text.length, at + text.length);
  });
  return next;
}

export function Editor({ start, sectors, onClose }: EditorProps) {
  const words = useWords();
  const w = words.templates;
  const [kept, setKept] = useState(start);
  const [draft, setDraft] = useState(start);
  /** Another text for the editor begins it anew. */
  const [round, setRound] = useState(0);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const [person, setPerson] = usePerson();
  const preview = usePreview(draft, person?.id ?? null);
  const variables = useVariables();
  const Rich = useRich(true);
  const rich = useRef<RichHandle>(null);
  const subject = useRef<HTMLInputElement>(null);
  const isChanged = !isSame(draft, kept);
  const now = useRef({ draft, isChanged });
  now.current = { draft, isChanged };
  const change = (edit: Partial<Draft>) => {
    setDraft((before) => ({ ...before, ...edit }));
    setErrors({});
  };
  const save = async (): Promise<Id | null> => {
    if (!now.current.isChanged) return draft.id;
    setBusy(true);
    const asked = now.current.draft;
    const answer = await keep(asked.id, editOf(asked));
    setBusy(false);
    if (!("id" in answer)) {
      setErrors({ [answer.field ?? "name"]: failureText(answer) });
      return null;
    }
    const saved = { ...draftOf(answer), body: asked.body };
    setKept(saved);
    // What was typed meanwhile stays.
    setDraft((before) => (before === asked ? saved : { ...before, id: answer.id }));
    now.current = { draft: saved, isChanged: false };
    return answer.id;
  };
  const leave = async () => {
    if (!now.current.isChanged) return onClose(draft.id);
    const id = await save();
    if (id) onClose(id);
  };
  // Whoever goes elsewhere in the middle of it loses nothing.
  useEffect(
    () => () => {
      const { draft: last, isChanged: isLeft } = now.current;
      if (isLeft && last.name.trim()) void keep(last.id, editOf(last));
    },
    [],
  );
  const restore = () => {
    setDraft(kept);
    setErrors({});
    setRound(round + 1);
  };
  const goTo = (lint: Lint) => {
    const places = placesOf(lint);
    if (lint.part === "body") {
      if (!places.some((place) => rich.current?.find(place))) rich.current?.focus();
      return;
    }
    const input = subject.current;
    const place = places.find((one) => input?.value.includes(one));
    input?.focus();
    if (place !== undefined) {
      const at = input?.value.indexOf(place) ?? 0;
      input?.setSelectionRange(at, at + place.length);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void save();
  };
  const tongues = ["fr", "en", "none"] as const;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears Ctrl+Enter from its fields, and is nothing to press.
    <div className="flex flex-col gap-4" data-keep-clear="" onKeyDown={onKeyDown}>
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="quiet" icon={<ArrowLeft />} onClick={() => void leave()}>
          {w.back}
        </Button>
        <span className="ml-auto flex gap-2">
          <Button kind="quiet" disabled={!isChanged} onClick={restore}>
            {w.cancel}
          </Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={!isChanged}
            keys={spell("Mod+Enter")}
            onClick={() => void save()}
          >
            {w.save}
          </Button>
        </span>
      </div>
      <div className="grid grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-6 max-[1180px]:grid-cols-1">
        <div className="flex min-w-0 flex-col gap-3">
          <Field label={w.name} error={errors.name}>
            <TextInput
              autoFocus={start.id === null}
              value={draft.name}
              autoComplete="off"
              onChange={(name) => change({ name })}
            />
          </Field>
          <div className="grid grid-cols-3 gap-3 max-[560px]:grid-cols-1">
            <Field label={w.purpose}>
              <Select<Purpose>
                value={draft.purpose}
                onChange={(purpose) => change({ purpose })}
                options={purposes.map((value) => ({ value, label: w.purposes[value] }))}
              />
            </Field>
            <Field label={w.language}>
              <Select<Tongue | "none">
                value={draft.language ?? "none"}
                onChange={(value) => change({ language: value === "none" ? null : value })}
                options={tongues.map((value) => ({ value, label: w.languages[value] }))}
              />
            </Field>
            <Field label={w.sector}>
              <TextInput
                value={draft.sector}
                placeholder={w.anySector}
                autoComplete="off"
                list="template-sectors"
                onChange={(sector) => change({ sector })}
              />
            </Field>
            <datalist id="template-sectors">
              {sectors.map((sector) => (
                <option key={sector} value={sector} />
              ))}
            </datalist>
          </div>
          {draft.purpose === "mail" && (
            <div className="flex items-end gap-2">
              <Field label={w.subject} error={errors.subject} className="flex-1">
                <TextInput
                  ref={subject}
                  value={draft.subject}
                  autoComplete="off"
                  onChange={(text) => change({ subject: text })}
                />
              </Field>
              <VariableMenu
                onInsert={(text) => subject.current && change({ subject: insertInto(subject.current, text) })}
              />
            </div>
          )}
          <div className="flex flex-col gap-1">
            <span className="text-small text-text-2">{w.body}</span>
            {Rich && variables.length > 0 ? (
              <Rich
                key={round}
                handle={rich}
                start={draft.body}
                variables={variables.map(({ name }) => name)}
                label={w.body}
                placeholder={w.placeholder}
                isInvalid={errors.body !== undefined}
                focused={false}
                onChange={(body) => change({ body })}
                onSave={() => void save()}
                onLeave={() => (document.activeElement as HTMLElement | null)?.blur()}
              >
                <VariableMenu onInsert={(text) => rich.current?.insert(text)} />
              </Rich>
            ) : (
              <p className="text-text-3">{w.loading}</p>
            )}
            {errors.body && (
              <p role="alert" className="text-small text-danger">
                {errors.body}
              </p>
            )}
          </div>
        </div>
        <PreviewPane preview={preview} purpose={draft.purpose} person={person} onPerson={setPerson} onGo={goTo} />
      </div>
    </div>
  );
}
