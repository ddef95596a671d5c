// A draft while it is written: made by the core when there is something to keep, kept as one types, and kept once more on leaving.
// What was typed meanwhile is never written over by an answer.
import { useCallback, useEffect, useRef, useState } from "react";
import { type ApiFailure, asFailure } from "@/api/client";
import type { Id } from "@/api/schema";
import { readOutgoing } from "./data";
import type { Start } from "./open";
import type { Outgoing, OutgoingEdit, Recipient } from "./types";
import { attach, begin, detach, discard, editOf, fresh, keep } from "./write";

/** How long the keys rest before what was typed is kept. */
const REST = 500;

export interface Written {
  account: Id | null;
  from: string | null;
  to: Recipient[];
  cc: Recipient[];
  bcc: Recipient[];
  subject: string;
  html: string;
  prospect: Id | null;
  template: Id | null;
  is_signed: boolean;
  /** Working days. */
  follow_up: number | null;
}

const writtenOf = (draft: Outgoing): Written => ({
  account: draft.account,
  from: draft.from,
  to: draft.to,
  cc: draft.cc,
  bcc: draft.bcc,
  subject: draft.subject,
  html: draft.html,
  prospect: draft.prospect,
  template: draft.template,
  is_signed: draft.is_signed,
  follow_up: draft.follow_up,
});

const blank = (start: { to: Recipient[]; prospect: Id | null }): Written => ({
  ...{
    account: null,
    from: null,
    cc: [],
    bcc: [],
    subject: "",
    html: "",
    template: null,
    is_signed: true,
    follow_up: null,
  },
  ...{ to: start.to, prospect: start.prospect },
});

export type Keeping = "none" | "saving" | "saved" | "failed";

export function useDraft(start: Start) {
  const isNew = "to" in start;
  const [draft, setDraft] = useState<Outgoing | null>(null);
  const [written, setWritten] = useState<Written | null>(isNew ? blank(start) : null);
  const [keeping, setKeeping] = useState<Keeping>("none");
  const [failure, setFailure] = useState<ApiFailure | null>(null);
  const held = useRef({
    id: null as Id | null,
    written,
    /** What has not been kept yet. */
    pending: {} as OutgoingEdit,
    isTouched: false,
    isOver: false,
    isGone: false,
    timer: undefined as ReturnType<typeof setTimeout> | undefined,
    work: Promise.resolve() as Promise<unknown>,
  });

  /** One after the other: an earlier text never comes after a later one. */
  const queue = useCallback(<T>(run: () => Promise<T>): Promise<T> => {
    const next = held.current.work.then(run, run);
    held.current.work = next.catch(() => undefined);
    return next;
  }, []);

  const flush = useCallback((): Promise<Id | null> => {
    const here = held.current;
    clearTimeout(here.timer);
    return queue(async () => {
      if (here.isOver) return here.id;
      const edit = here.pending;
      if (here.id !== null && Object.keys(edit).length === 0) return here.id;
      here.pending = {};
      setKeeping("saving");
      try {
        const kept = here.id === null ? await begin({ ...here.written, ...edit }) : await keep(here.id, edit);
        here.id = kept.id;
        setDraft(kept);
        setKeeping("saved");
        setFailure(null);
        return kept.id;
      } catch (error) {
        // Kept with what is typed next, or when one sends.
        here.pending = { ...edit, ...here.pending };
        setKeeping("failed");
        setFailure(asFailure(error));
        return null;
      }
    });
  }, [queue]);

  const change = useCallback(
    (edit: Partial<Written>) => {
      const here = held.current;
      if (!here.written) return;
      here.written = { ...here.written, ...edit };
      here.pending = { ...here.pending, ...edit };
      here.isTouched = true;
      setWritten(here.written);
      clearTimeout(here.timer);
      here.timer = setTimeout(() => void flush(), REST);
    },
    [flush],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: what it begins as is read once.
  useEffect(() => {
    const here = held.current;
    if (!isNew) {
      const take = (made: Outgoing) => {
        // Left before the core had answered: nothing was written in it.
        if (here.isGone && !("draft" in start)) return void discard(made.id);
        here.id = made.id;
        here.written = { ...writtenOf(made), ...here.written };
        setDraft(made);
        setWritten(here.written);
      };
      const come = "draft" in start ? readOutgoing(start.draft) : begin(editOf(start));
      here.isTouched = "draft" in start;
      come.then(take, (error: unknown) => setFailure(asFailure(error)));
    }
    // Whoever closes the window in the middle of it loses nothing.
    const leave = () => void flush();
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      here.isGone = true;
      if (here.isOver) return;
      const isEmpty = !here.isTouched;
      if (isEmpty && here.id !== null) void discard(here.id);
      else if (!isEmpty) void flush().then(fresh);
    };
  }, []);

  const withFiles = async (files: readonly File[]): Promise<void> => {
    held.current.isTouched = true;
    const id = await flush();
    if (id === null) return;
    for (const file of files) {
      setKeeping("saving");
      try {
        const next = await queue(() => attach(id, file));
        setDraft(next);
        setKeeping("saved");
      } catch (error) {
        setKeeping("failed");
        setFailure(asFailure(error));
      }
    }
  };

  const withoutFile = async (file: Id): Promise<void> => {
    const { id } = held.current;
    if (id === null) return;
    try {
      setDraft(await queue(() => detach(id, file)));
    } catch (error) {
      setFailure(asFailure(error));
    }
  };

  return {
    ...{ draft, written, keeping, failure, change, flush, withFiles, withoutFile },
    /** It goes its way, or is thrown away: nothing more is kept of it from here. */
    end: () => {
      clearTimeout(held.current.timer);
      held.current.isOver = true;
    },
    isTouched: () => held.current.isTouched,
  };
}
