// The mailboxes that are connected, each with how it is: when it was last read, what is the matter and what there is to do.
import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { ChevronDown, ChevronRight, MoreHorizontal, Plus, RefreshCw } from "lucide-react";
import { useState } from "react";
import { asFailure } from "@/api/client";
import type { Failure, MailHealth } from "@/api/schema";
import { failureText, useWords } from "@/app/i18n";
import { ago, dateTime } from "@/format";
import {
  Badge,
  Button,
  Dialog,
  DialogClose,
  EmptyState,
  IconButton,
  Loading,
  Menu,
  MenuItem,
  MenuSeparator,
  type Tone,
  Writing,
} from "@/kit";
import { AddAccount } from "./AddAccount";
import { healthQuery, isSignIn, isTroubled, type Standing, standingOf } from "./data";
import { EditAccount } from "./EditAccount";
import { SendDelay } from "./SendDelay";
import { readNow, remove } from "./write";

const tones: Record<Standing, Tone> = {
  connected: "ok",
  reading: "plain",
  never: "plain",
  failing: "warn",
  signed_out: "danger",
  silent: "danger",
};

/** What is the matter, what to do, and behind « Détails » the server's own words. */
function Trouble({ failure, since }: { failure: Failure; since: number | null }) {
  const w = useWords().mail;
  const [open, setOpen] = useState(false);
  const said = String((failure.params as Record<string, unknown> | undefined)?.said ?? "");
  const host = String((failure.params as Record<string, unknown> | undefined)?.host ?? "");
  const known = (w.trouble as Partial<Record<string, (p: { host: string }) => string>>)[failure.key];
  return (
    <div className="flex flex-col gap-1">
      <p className="[overflow-wrap:anywhere]">{known?.({ host }) ?? failureText(failure)}</p>
      {since !== null && <p className="text-small text-text-3">{w.since({ when: dateTime(since) })}</p>}
      {known && (
        <>
          <button
            type="button"
            aria-expanded={open}
            className="-ml-1 flex min-h-6 items-center gap-1 self-start rounded-control pr-2 text-small text-text-2 hover:bg-hover"
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown /> : <ChevronRight />}
            {w.details}
          </button>
          {open && (
            <p className="rounded-control bg-sunken px-2.5 py-1.5 font-mono text-small [overflow-wrap:anywhere]">
              {said || failureText(failure)}
            </p>
          )}
        </>
      )}
    </div>
  );
}

function Removal({ health, onClose }: { health: MailHealth; onClose: () => void }) {
  const words = useWords();
  const w = words.mail;
  const { account } = health;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={w.removeTitle({ email: account.email })}
      description={w.removeText({ count: health.kept })}
      actions={
        <>
          <DialogClose>
            <Button>{words.common.cancel}</Button>
          </DialogClose>
          <Button
            kind="danger"
            onClick={() => {
              onClose();
              void remove(account);
            }}
          >
            {w.removeNow}
          </Button>
        </>
      }
    />
  );
}

function Card({ health }: { health: MailHealth }) {
  const w = useWords().mail;
  const { account, failure, succeeded_at, failing_at } = health;
  const [asked, setAsked] = useState<"edit" | "sign_in" | "remove" | null>(null);
  const [reading, setReading] = useState(false);
  const standing = reading ? "reading" : standingOf(health);
  const isLoud = isTroubled(standing);
  const read = async () => {
    setReading(true);
    await readNow(account.id);
    setReading(false);
  };
  const last = succeeded_at === null ? w.neverRead : w.lastRead({ when: ago(succeeded_at) });
  const close = () => setAsked(null);
  return (
    <li
      data-account={account.email}
      className={clsx(
        "flex flex-col gap-2.5 rounded-card border px-4 py-3",
        isLoud ? "border-danger" : "border-border",
      )}
    >
      <div className="flex flex-wrap items-start gap-x-3 gap-y-2">
        <div className="min-w-48 flex-1">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="font-semibold [overflow-wrap:anywhere]">{account.email}</span>
            <span role="status">
              <Badge tone={tones[standing]}>{w.standings[standing]}</Badge>
            </span>
          </p>
          <p className="text-small text-text-3">
            {[last, w.kept({ kept: health.kept, seen: health.seen }), w.keeps.short[account.keeps]].join(" · ")}
          </p>
          {health.doing && <p className="text-small text-text-2 tnum">{w.doing(health.doing)}</p>}
        </div>
        <Writing>
          <span className="flex flex-none items-center gap-1">
            <Button icon={<RefreshCw />} busy={reading} onClick={() => void read()}>
              {failure && !isSignIn(failure) ? w.again : w.readNow}
            </Button>
            <Menu align="end" trigger={<IconButton size="normal" name={w.menu(account)} icon={<MoreHorizontal />} />}>
              <MenuItem onSelect={() => setAsked("edit")}>{w.edit}</MenuItem>
              <MenuItem onSelect={() => setAsked("sign_in")}>{w.changePassword}</MenuItem>
              <MenuSeparator />
              <MenuItem danger onSelect={() => setAsked("remove")}>
                {w.remove}
              </MenuItem>
            </Menu>
          </span>
        </Writing>
      </div>
      {failure && (
        <div role={isLoud ? "alert" : undefined} className="flex flex-wrap items-start gap-x-3 gap-y-2">
          <div className="min-w-56 flex-1">
            <Trouble failure={failure} since={failing_at} />
          </div>
          {isSignIn(failure) && (
            <Writing>
              <Button onClick={() => setAsked("sign_in")}>{w.newPasswordAsk}</Button>
            </Writing>
          )}
        </div>
      )}
      {(asked === "edit" || asked === "sign_in") && (
        <EditAccount account={account} isSignIn={asked === "sign_in"} onClose={close} />
      )}
      {asked === "remove" && <Removal health={health} onClose={close} />}
    </li>
  );
}

export function Accounts() {
  const words = useWords();
  const w = words.mail;
  const { data, error, refetch } = useQuery(healthQuery);
  const [adding, setAdding] = useState(false);
  if (error && !data)
    return (
      <EmptyState title={w.failed} text={failureText(asFailure(error))}>
        <Button onClick={() => void refetch()}>{words.common.retry}</Button>
      </EmptyState>
    );
  if (!data) return <Loading text={words.common.loading} />;
  return (
    <div className="flex flex-col gap-4">
      {data.length === 0 ? (
        <p className="text-text-3">{w.empty}</p>
      ) : (
        <ul aria-label={w.list} className="flex flex-col gap-3">
          {data.map((health) => (
            <Card key={health.account.id} health={health} />
          ))}
        </ul>
      )}
      <Writing>
        <Button
          kind={data.length === 0 ? "primary" : "plain"}
          icon={<Plus />}
          className="self-start"
          onClick={() => setAdding(true)}
        >
          {w.add}
        </Button>
      </Writing>
      {data.length > 0 && (
        <Writing>
          <SendDelay />
        </Writing>
      )}
      <p className="text-small text-text-3">{w.privacy}</p>
      {adding && <AddAccount onClose={() => setAdding(false)} />}
    </div>
  );
}
