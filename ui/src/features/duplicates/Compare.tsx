// Two records side by side: of each field the value that is kept, and beside them the record that the core would make of
// both. Nothing is written before « Fusionner ».
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ArrowLeftRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import type { MergePreview, MergeRequest, Of } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { phone, shortDate } from "@/format";
import { Button, Chip } from "@/kit";
import { merge, type Pair, previewQuery, tellApart } from "./data";
import { type Comparable, type ComparedField, useComparedFields } from "./fields";
import { percentOf, reasonTexts } from "./reasons";

type Side = "a" | "b";

const other = (side: Side): Side => (side === "a" ? "b" : "a");
const columns = "grid grid-cols-[minmax(72px,116px)_repeat(3,minmax(0,1fr))] gap-x-3";

/** What is chosen, and what a merge is asked for with it. */
function useChoice(pair: Pair, fields: readonly ComparedField[]) {
  const [keep, setKeep] = useState<Side>("a");
  const [chosen, setChosen] = useState<Partial<Record<string, Side>>>({});
  const sideOf = (field: ComparedField): Side => {
    const side = chosen[field.key] ?? keep;
    return field.show(pair[side]) === "" ? other(side) : side;
  };
  const differs = (field: ComparedField) => field.show(pair.a) !== field.show(pair.b);
  const from_merged = fields
    .filter((field) => differs(field) && !field.isJoined && field.show(pair[keep]) !== "" && sideOf(field) !== keep)
    .map((field) => field.key);
  const request: MergeRequest = { keep: pair[keep].id, merge: pair[other(keep)].id, from_merged };
  return {
    keep,
    request,
    sideOf,
    differs,
    choose: (field: string, side: Side) => setChosen({ ...chosen, [field]: side }),
    swap: () => setKeep(other(keep)),
    setKeep,
  };
}

function Choice({
  name,
  checked,
  label,
  onChoose,
  children,
}: {
  name: string;
  checked: boolean;
  label: string;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <label
      className={clsx(
        "flex min-h-7 cursor-pointer items-start gap-2 rounded-control px-2 py-1 hover:bg-hover",
        checked ? "bg-selected" : "text-text-2",
      )}
    >
      <input
        type="radio"
        name={name}
        checked={checked}
        aria-label={label}
        onChange={onChoose}
        className="mt-0.5 size-3.5 flex-none accent-accent"
      />
      <span className="min-w-0 break-words">{children}</span>
    </label>
  );
}

/** What the merge would keep of addresses and tags, or how many people. */
function Kept({ preview, of }: { preview: MergePreview | undefined; of: Of }) {
  const w = useWords().duplicates;
  const { prospect, company } = preview ?? {};
  return (
    <div className="flex flex-col gap-1.5 pt-3 text-small text-text-2">
      <p>{of === "people" ? w.resultText : w.resultCompanyText}</p>
      {prospect && prospect.addresses.length > 0 && (
        <p className="break-words">
          <span className="text-text-3">{w.others} · </span>
          {prospect.addresses.map((a) => (a.kind === "phone" ? phone(a.value) : a.value)).join(", ")}
        </p>
      )}
      {prospect && prospect.tags.length > 0 && (
        <p className="flex flex-wrap items-center gap-1">
          <span className="text-text-3">{w.tags} · </span>
          {prospect.tags.map((tag) => (
            <Chip key={tag.id}>{tag.name}</Chip>
          ))}
        </p>
      )}
      {company && (
        <p>
          <span className="text-text-3">{w.prospects} · </span>
          {company.prospects}
        </p>
      )}
    </div>
  );
}

export interface CompareProps {
  pair: Pair;
  /** The pair is decided: the screen goes on to the next one while the core writes. */
  onDecided: (pair: Pair) => void;
  /** Whether it could be written. */
  onWritten: (pair: Pair, done: boolean) => void;
  onOpen?: (row: Comparable) => void;
}

export function Compare({ pair, onDecided, onWritten, onOpen }: CompareProps) {
  const w = useWords().duplicates;
  const fields = useComparedFields(pair.of);
  const choice = useChoice(pair, fields);
  const { data: preview } = useQuery(previewQuery(choice.request, pair));
  const group = useId();
  const mergeKey = useKey("duplicates.merge");
  const apartKey = useKey("duplicates.apart");
  const swapKey = useKey("duplicates.swap");
  const decide = (written: Promise<boolean>) => {
    onDecided(pair);
    void written.then((done) => onWritten(pair, done));
  };
  const join = () => decide(merge(choice.request, pair[choice.keep].name));
  const part = () => decide(tellApart(pair.a.id, pair.b.id));
  useShortcuts({
    // Enter on a button presses it.
    "duplicates.merge": () => {
      const focused = document.activeElement;
      if (focused instanceof HTMLButtonElement || focused instanceof HTMLAnchorElement) {
        if (!focused.hasAttribute("aria-current")) return focused.click();
      }
      join();
    },
    "duplicates.apart": part,
    "duplicates.swap": choice.swap,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    event.stopPropagation();
    join();
  };
  const result = (preview?.prospect ?? preview?.company) as Comparable | undefined;
  const shown = fields.filter((field) => field.show(pair.a) !== "" || field.show(pair.b) !== "");
  const ordered = [...shown.filter(choice.differs), ...shown.filter((field) => !choice.differs(field))];
  const created = (row: Comparable) => w.created(shortDate(row.created_at));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter on a choice merges; everything inside is a control.
    <div className="flex min-h-0 min-w-0 flex-1 flex-col" onKeyDown={onKeyDown}>
      <div className="flex min-h-12 flex-none flex-wrap items-center gap-x-4 gap-y-1 border-b border-border px-4 py-2">
        <span className="font-medium tnum">{w.confidence(percentOf(pair.score))}</span>
        <span className="min-w-0 flex-1 text-small text-text-2">{reasonTexts(pair.reasons, w).join(" · ")}</span>
      </div>
      <div className="min-h-0 flex-1 overflow-auto px-4 py-3">
        <div className="min-w-[560px] max-w-[1080px]">
          <div className={clsx(columns, "items-start pb-2")}>
            <span />
            {(["a", "b"] as const).map((side) => (
              <div key={side} className="flex min-w-0 flex-col gap-0.5">
                <Choice
                  name={`${group} keep`}
                  checked={choice.keep === side}
                  label={w.keep(`${pair[side].name}, ${created(pair[side])}`)}
                  onChoose={() => choice.setKeep(side)}
                >
                  <span className="font-medium text-text">{pair[side].name}</span>
                </Choice>
                <span className="flex flex-col items-start px-2 text-small text-text-3">
                  <span>{choice.keep === side ? `${w.keepThis} · ${created(pair[side])}` : created(pair[side])}</span>
                  {onOpen && (
                    <button
                      type="button"
                      className="min-h-6 rounded-control text-accent-text hover:underline"
                      onClick={() => onOpen(pair[side])}
                    >
                      {w.openRecord}
                    </button>
                  )}
                </span>
              </div>
            ))}
            <h2 className="px-2 py-1 font-medium">{w.result}</h2>
          </div>
          {ordered.map((field) => {
            const differs = choice.differs(field);
            const side = choice.sideOf(field);
            return (
              <div
                key={field.key}
                role="group"
                aria-label={field.label}
                className={clsx(columns, "items-start border-t border-border py-1")}
              >
                <span className="py-1 text-text-2">{field.label}</span>
                {(["a", "b"] as const).map((at) => {
                  const value = field.show(pair[at]);
                  if (differs && !field.isJoined && value !== "" && field.show(pair[other(at)]) !== "")
                    return (
                      <Choice
                        key={at}
                        name={`${group} ${field.key}`}
                        checked={side === at}
                        label={w.choose({ field: field.label, value })}
                        onChoose={() => choice.choose(field.key, at)}
                      >
                        {value}
                      </Choice>
                    );
                  return (
                    <span key={at} className="px-2 py-1 break-words whitespace-pre-line text-text-3">
                      {value || w.blank}
                    </span>
                  );
                })}
                <span
                  className={clsx("px-2 py-1 break-words whitespace-pre-line", differs ? "font-medium" : "text-text-3")}
                >
                  {result ? field.show(result) : "…"}
                </span>
              </div>
            );
          })}
          <Kept preview={preview} of={pair.of} />
        </div>
      </div>
      <div
        role="toolbar"
        aria-label={w.compareTitle}
        data-keep-clear=""
        className="flex min-h-14 flex-none flex-wrap items-center gap-2 border-t border-border px-4 py-2"
      >
        <Button kind="primary" keys={mergeKey} onClick={join}>
          {w.merge}
        </Button>
        <Button keys={apartKey} onClick={part}>
          {w.notDuplicate}
        </Button>
        <Button kind="quiet" icon={<ArrowLeftRight />} keys={swapKey} onClick={choice.swap}>
          {w.swap}
        </Button>
      </div>
    </div>
  );
}
