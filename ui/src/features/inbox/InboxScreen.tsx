// The inbox: conversations at the left, the open one beside, whose it is at the right. What waits for an answer comes first.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { PenLine } from "lucide-react";
import { useRef, useState } from "react";
import { asFailure } from "@/api/client";
import { failureText, n, useWords } from "@/app/i18n";
import { usePanelId } from "@/app/panel";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { useKey, useShortcuts } from "@/app/shortcuts";
import { healthQuery, isTroubled, standingOf } from "@/features/mail";
import { Outbox, openComposer, outboxCountsQuery } from "@/features/outbox";
import {
  Button,
  EmptyState,
  ErrorBoundary,
  Loading,
  later,
  Screen,
  SearchInput,
  TabPanel,
  Tabs,
  useMedia,
  Writing,
} from "@/kit";
import { Context } from "./Context";
import { ConversationPane } from "./Conversation";
import { ConversationList, type ConversationListHandle } from "./ConversationList";
import { anyConversationQuery, inboxCountQuery, threadQuery } from "./data";
import type { Who } from "./types";
import { type Tab, tabs, useInbox } from "./use-inbox";

const JoinDialog = later(() => import("./JoinDialog").then((m) => m.JoinDialog));

/** Under this the conversation covers the list. */
const NARROW = "(max-width: 899px)";
/** Under this the context is there when it is asked for. */
const TIGHT = "(max-width: 1279px)";

const CONTEXT = "inbox.context";

type InboxState = ReturnType<typeof useInbox>;

/** Prospects, or everybody. */
function WhoSwitch({ who, onChange }: { who: Who; onChange: (who: Who) => void }) {
  const w = useWords().inbox;
  return (
    <div role="group" aria-label={w.whose} className="flex rounded-control border border-border p-px">
      {(["prospects", "all"] as const).map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={who === one}
          className="h-6 rounded-[5px] px-2 font-medium text-text-2 hover:bg-hover aria-pressed:bg-selected aria-pressed:text-text"
          onClick={() => onChange(one)}
        >
          {w.who[one]}
        </button>
      ))}
    </div>
  );
}

/** Nothing comes while a mailbox is out of order: said here too, with the way to where it is put right. */
function Troubled() {
  const w = useWords().inbox;
  const navigate = useNavigate();
  const { data } = useQuery(healthQuery);
  const bad = data?.find((health) => isTroubled(standingOf(health)));
  if (!bad) return null;
  return (
    <p role="alert" className="flex flex-none items-center gap-2 border-b border-border bg-danger-bg px-4 py-1.5">
      <span className="min-w-0 flex-1 text-danger [overflow-wrap:anywhere]">
        {w.troubled({ email: bad.account.email })}
      </span>
      <Button
        size="toolbar"
        onClick={() => void navigate({ to: "/settings/$section", params: { section: "accounts" }, search: {} })}
      >
        {w.repair}
      </Button>
    </p>
  );
}

function Nothing({ tab, q, onClear }: { tab: Tab; q: string; onClear: () => void }) {
  const w = useWords().inbox;
  if (q)
    return (
      <EmptyState title={w.noResult}>
        <Button onClick={onClear}>{w.clearSearch}</Button>
      </EmptyState>
    );
  return <EmptyState title={tab === "outbox" ? w.nothing.all : w.nothing[tab]} />;
}

function List({ state }: { state: InboxState }) {
  const words = useWords();
  const w = words.inbox;
  const field = useRef<HTMLInputElement>(null);
  const { answer, list, rows, shown, tab, q, set } = state;
  useShortcuts({ "app.filter": () => field.current?.focus() });
  const { error, data } = answer;
  return (
    <>
      <Troubled />
      <search className="flex-none border-b border-border px-4 py-2">
        <SearchInput
          ref={field}
          size="normal"
          value={q}
          onChange={(text) => set({ q: text || undefined, c: undefined }, true)}
          label={w.search}
          clearLabel={words.common.clear}
        />
      </search>
      {error && !data ? (
        <EmptyState title={w.failed} text={failureText(asFailure(error))}>
          <Button onClick={() => void answer.refetch()}>{words.common.retry}</Button>
        </EmptyState>
      ) : !data ? (
        <Loading text={words.common.loading} />
      ) : rows.length === 0 ? (
        <Nothing tab={tab} q={q} onClear={() => set({ q: undefined })} />
      ) : (
        <ConversationList
          ref={list}
          label={w.list}
          rows={rows}
          current={shown}
          isOutdated={answer.isPlaceholderData}
          onChoose={(id) => state.choose(id, state.chosen !== undefined)}
          onEnd={() => {
            if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage();
          }}
        />
      )}
    </>
  );
}

function Conversations({ state }: { state: InboxState }) {
  const words = useWords();
  const w = words.inbox;
  const isNarrow = useMedia(NARROW);
  const isTight = useMedia(TIGHT);
  const { ui } = useSettings();
  const save = useSaveSettings();
  const [wished, setWished] = useState(false);
  const [joining, setJoining] = useState(false);
  const hasSheet = usePanelId() !== undefined;
  const { rows, shown, chosen, choose } = state;
  const { data: thread } = useQuery({ ...threadQuery(shown ?? ""), enabled: shown !== undefined });
  const conversation = rows.find(({ id }) => id === shown) ?? thread?.conversation;
  const hasContext = !hasSheet && (isTight ? wished : ui[CONTEXT] !== "hidden");
  const toggle = () => {
    if (isTight) setWished(!wished);
    else void save({ ui: { [CONTEXT]: hasContext ? "hidden" : null } });
  };
  useShortcuts({
    "prospects.next": rows.length > 0 && (() => state.step(1)),
    "prospects.previous": rows.length > 0 && (() => state.step(-1)),
    "prospects.escape": isNarrow && chosen !== undefined && (() => choose(undefined)),
    "inbox.context": !isNarrow && !hasSheet && toggle,
  });
  const coversList = isNarrow && shown !== undefined;
  return (
    <div className="relative flex min-h-0 flex-1">
      <div
        className={
          coversList
            ? "hidden"
            : "flex min-h-0 min-w-0 flex-1 flex-col min-[900px]:w-[336px] min-[900px]:flex-none min-[900px]:border-r min-[900px]:border-border"
        }
      >
        <List state={state} />
      </div>
      {shown !== undefined ? (
        <ErrorBoundary
          resetKey={shown}
          fallback={(_, retry) => (
            <EmptyState title={words.fault.panel}>
              <Button onClick={retry}>{words.common.retry}</Button>
            </EmptyState>
          )}
        >
          <ConversationPane
            key={shown}
            id={shown}
            isChosen={chosen !== undefined}
            hasContext={hasContext}
            onContext={isNarrow || hasSheet ? null : toggle}
            onJoin={() => setJoining(true)}
            onBack={coversList ? () => choose(undefined) : null}
          />
        </ErrorBoundary>
      ) : (
        !isNarrow && <EmptyState title={rows.length > 0 ? w.choose : ""} />
      )}
      {hasContext && !isNarrow && conversation && (
        <aside
          aria-label={w.context}
          className="flex min-h-0 w-[272px] flex-none flex-col gap-4 overflow-auto border-l border-border bg-surface p-4"
        >
          <Context key={conversation.id} conversation={conversation} />
        </aside>
      )}
      {joining && conversation && <JoinDialog conversation={conversation} onClose={() => setJoining(false)} />}
    </div>
  );
}

/** No mailbox is connected and nothing was ever joined: one sentence, and where to go. */
function NoAccount() {
  const w = useWords().inbox;
  const navigate = useNavigate();
  return (
    <EmptyState page title={w.noAccount} text={w.noAccountText}>
      <Button
        kind="primary"
        onClick={() => void navigate({ to: "/settings/$section", params: { section: "accounts" }, search: {} })}
      >
        {w.connect}
      </Button>
      <Button onClick={() => void navigate({ to: "/today", search: {} })}>{w.notNow}</Button>
    </EmptyState>
  );
}

export function InboxScreen() {
  const words = useWords();
  const w = words.inbox;
  const list = useRef<ConversationListHandle>(null);
  const isNarrow = useMedia(NARROW);
  const inbox = useInbox(list, isNarrow);
  const { tab, who, set } = inbox;
  const { data: health } = useQuery(healthQuery);
  const { data: waiting } = useQuery(inboxCountQuery);
  const { data: sending } = useQuery(outboxCountsQuery);
  const keys = useKey("composer.new");
  const counts = inbox.answer.data?.pages[0]?.counts ?? waiting?.counts;
  const figure = (count: number | undefined) => (count ? { count: n(count) } : {});
  const held = sending ? sending.waiting + sending.failed + sending.unknown : 0;
  const labels = tabs.map((value) => ({
    value,
    label: w.tabs[value],
    ...(value === "answer" || value === "waiting" || value === "snoozed" ? figure(counts?.[value]) : {}),
    ...(value === "outbox" ? figure(held) : {}),
  }));
  const hasNoMailbox = health?.length === 0;
  const { data: any } = useQuery({ ...anyConversationQuery, enabled: hasNoMailbox });
  const isAlone = hasNoMailbox && any === false;
  return (
    <Screen
      title={w.title}
      meta={counts && counts.answer > 0 && <span role="status">{w.meta(counts.answer)}</span>}
      actions={
        <>
          {tab !== "outbox" && (
            <WhoSwitch who={who} onChange={(next) => set({ who: next === "all" ? "all" : undefined, c: undefined })} />
          )}
          <Writing>
            <Button icon={<PenLine />} keys={keys} onClick={() => openComposer({ to: [], prospect: null })}>
              {w.write}
            </Button>
          </Writing>
        </>
      }
    >
      <Tabs<Tab>
        value={tab}
        onChange={(next) => set({ show: next === "answer" ? undefined : next, c: undefined })}
        label={w.tabsLabel}
        tabs={labels}
      >
        <TabPanel value={tab}>
          {tab === "outbox" ? <Outbox /> : isAlone ? <NoAccount /> : <Conversations state={inbox} />}
        </TabPanel>
      </Tabs>
    </Screen>
  );
}
