// What sends: now, or at a day and an hour; and whether one is reminded where nobody answers.
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useWords } from "@/app/i18n";
import { spell } from "@/app/shortcuts";
import { localInput } from "@/format";
import { Button, Checkbox, DateField, Field, Popover, TextInput } from "@/kit";
import { now, today } from "@/platform";

interface SendBarProps {
  label: string;
  busy: boolean;
  disabled: boolean;
  /** Working days; none where one is not reminded. */
  followUp: number | null;
  /** Only for a prospect is there anything to remind of. */
  canFollow: boolean;
  onFollowUp: (days: number | null) => void;
  onSend: (at?: string) => void;
  /** At the right. */
  children: React.ReactNode;
}

const HOUR = 3_600_000;

/** The quarter of an hour that follows. */
const soon = (): string => localInput(Math.ceil((now() + HOUR) / (HOUR / 4)) * (HOUR / 4));

const AFTERNOON = 14;

/** As the core reads it. */
const atOf = {
  afternoon: () => `${today()}T${AFTERNOON}:00`,
  tomorrow: () => "tomorrow 9:00",
  monday: () => "monday 9:00",
};

/** This afternoon is offered while it is to come. */
const usual = (): (keyof typeof atOf)[] =>
  Number(localInput(now()).slice(11, 13)) < AFTERNOON ? ["afternoon", "tomorrow", "monday"] : ["tomorrow", "monday"];

function Later({ disabled, onSend }: { disabled: boolean; onSend: (at: string) => void }) {
  const w = useWords().composer;
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(soon);
  const send = (when: string) => {
    setOpen(false);
    onSend(when);
  };
  return (
    <Popover
      title={w.plan}
      titled
      side="top"
      width={288}
      open={open}
      onOpenChange={(next) => {
        if (next) setAt(soon());
        setOpen(next);
      }}
      trigger={
        <Button kind="quiet" disabled={disabled}>
          {w.plan}
          <ChevronDown />
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap gap-1.5">
          {usual().map((when) => (
            <Button key={when} size="toolbar" onClick={() => send(atOf[when]())}>
              {w.when[when]}
            </Button>
          ))}
        </div>
        <Field label={w.planAt}>
          <DateField timed value={at} onChange={setAt} />
        </Field>
        <Button disabled={!at} onClick={() => send(at)}>
          {w.planNow}
        </Button>
      </div>
    </Popover>
  );
}

const DAYS = 3;

export function SendBar(props: SendBarProps) {
  const { label, busy, disabled, followUp, canFollow, onFollowUp, onSend, children } = props;
  const w = useWords().composer;
  return (
    <div data-keep-clear="" className="flex flex-col gap-1 border-t border-border px-3 py-2">
      {canFollow && (
        <div className="flex min-h-7 flex-wrap items-center gap-2 px-1">
          <Checkbox checked={followUp !== null} onChange={(on) => onFollowUp(on ? DAYS : null)}>
            {w.followUp}
          </Checkbox>
          <TextInput
            aria-label={w.followUpDays}
            inputMode="numeric"
            className="!h-7 !w-12 !px-2 text-center tnum"
            disabled={followUp === null}
            value={String(followUp ?? DAYS)}
            onChange={(text) => onFollowUp(Math.min(90, Math.max(1, Number(text.replace(/\D/g, "")) || 1)))}
          />
          <span className="text-text-2">{w.followUpUnit(followUp ?? DAYS)}</span>
        </div>
      )}
      <div className="flex flex-wrap items-center gap-1">
        <Button kind="primary" busy={busy} disabled={disabled} keys={spell("Mod+Enter")} onClick={() => onSend()}>
          {label}
        </Button>
        <Later disabled={disabled || busy} onSend={onSend} />
        <span className="ml-auto flex min-w-0 items-center gap-1">{children}</span>
      </div>
    </div>
  );
}
