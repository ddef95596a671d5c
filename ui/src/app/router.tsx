// The addresses of the product. After the hash, so that the same page works in the window and over HTTP. Each screen is
// its own chunk; its search parameters are plain text, because ids are longer than a JavaScript number.
import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  retainSearchParams,
} from "@tanstack/react-router";
import type { JSX } from "react";
import { dateOf, lookAt, useAsOf } from "@/api/as-of";
import { ApiFailure, get } from "@/api/client";
import { sessionQuery } from "@/api/queries";
import { queryClient } from "@/api/query-client";
import { fetchWhenReady } from "@/kit";
import { PastPending } from "./past/PastPending";
import { NotFound, ScreenFault, StartFault } from "./shell/Faults";
import { Shell } from "./shell/Shell";

/** A screen in its own chunk. One that cannot be fetched is a failure to show: left to itself, the router would load the
 * whole page anew and lose what is typed on it. */
const screen = <M extends Record<N, () => unknown>, N extends keyof M & string>(load: () => Promise<M>, name: N) => {
  const fetched = () =>
    load().catch(async () => {
      // The core says itself what is the matter, when it can.
      await get("/session");
      throw new ApiFailure({ code: "offline", key: "core_unreachable" });
    });
  return lazyRouteComponent(fetched as () => Promise<Record<N, () => JSX.Element>>, name);
};

/** Parameters of every screen: the date that is looked at, the prospect of the panel, and whatever the screen adds. All
 * plain text. */
export type ScreenSearch = { at?: string; p?: string } & Record<string, string | undefined>;

/** Another date is another window: nothing on screen outlives it. */
const DatedShell = () => <Shell key={useAsOf() ?? 0} />;

const root = createRootRoute({
  component: DatedShell,
  notFoundComponent: NotFound,
  validateSearch: (search: Record<string, unknown>) => search as ScreenSearch,
  // Links keep the date until one goes back to today.
  search: { middlewares: [retainSearchParams<ScreenSearch>(["at"])] },
  beforeLoad: ({ search, preload }) => {
    if (!preload) lookAt(dateOf(search.at));
  },
  loaderDeps: ({ search }) => ({ at: search.at }),
  loader: () => queryClient.ensureQueryData(sessionQuery),
  errorComponent: StartFault,
  pendingComponent: PastPending,
  // What is there a moment later is not kept from being shown.
  pendingMinMs: 0,
});

const day = () => import("@/features/reminders/screens");
const board = () => import("@/features/pipeline");
const people = () => import("@/features/prospects/screens");

// Where one goes next is there when one goes.
fetchWhenReady(board);
fetchWhenReady(people);

/** Whether there is nothing to show yet. Where there is, the day is there when this is answered: it is drawn once, with
 * its lines. A core that takes its time over them is not waited for; a failure is for the screen to show. */
async function fetchStart(): Promise<boolean> {
  // What nearly everybody comes to is fetched while the core is asked.
  const coming = day().catch(() => undefined);
  const session = await queryClient.ensureQueryData(sessionQuery);
  const isEmpty = session.prospects === 0 && session.trash === 0;
  const drawn = coming.then((screen) => (isEmpty ? undefined : screen?.fetchToday()));
  await Promise.race([drawn, new Promise((resolve) => setTimeout(resolve, 300))]);
  return isEmpty;
}

/** Asks for the first screen while the interface is still being put together; its route finds them in the cache. */
export function startHome(): void {
  if (!/[^#/]/.test(window.location.hash)) fetchStart().catch(() => undefined);
}

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: async () => {
    throw redirect({ to: (await fetchStart()) ? "/welcome" : "/today", replace: true });
  },
});

const welcome = createRoute({
  getParentRoute: () => root,
  path: "/welcome",
  component: screen(() => import("./welcome/Welcome"), "Welcome"),
});

const today = createRoute({
  getParentRoute: () => root,
  path: "/today",
  component: screen(day, "TodayScreen"),
});

const calendar = createRoute({
  getParentRoute: () => root,
  path: "/calendar",
  component: screen(() => import("@/features/calendar/screens"), "CalendarScreen"),
});

const inbox = createRoute({
  getParentRoute: () => root,
  path: "/inbox",
  component: screen(() => import("@/features/inbox/screens"), "InboxScreen"),
});

const pipeline = createRoute({
  getParentRoute: () => root,
  path: "/pipeline",
  component: screen(board, "PipelineScreen"),
});

const prospects = createRoute({
  getParentRoute: () => root,
  path: "/prospects",
  component: screen(people, "ProspectsScreen"),
});

const prospect = createRoute({
  getParentRoute: () => root,
  path: "/prospects/$id",
  component: screen(people, "ProspectScreen"),
});

const imports = createRoute({
  getParentRoute: () => root,
  path: "/import",
  component: screen(() => import("@/features/imports"), "ImportStartScreen"),
});

const draft = createRoute({
  getParentRoute: () => root,
  path: "/import/$id",
  component: screen(() => import("@/features/imports"), "ImportScreen"),
});

const duplicates = createRoute({
  getParentRoute: () => root,
  path: "/duplicates",
  component: screen(() => import("@/features/duplicates/screens"), "DuplicatesScreen"),
});

const history = createRoute({
  getParentRoute: () => root,
  path: "/history",
  component: screen(() => import("@/features/history"), "HistoryScreen"),
});

const statistics = createRoute({
  getParentRoute: () => root,
  path: "/statistics",
  component: screen(() => import("@/features/statistics/screens"), "StatisticsScreen"),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: screen(() => import("@/features/settings"), "SettingsScreen"),
});

const section = createRoute({
  getParentRoute: () => root,
  path: "/settings/$section",
  component: screen(() => import("@/features/settings"), "SettingsScreen"),
});

const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(text.startsWith("?") ? text.slice(1) : text));

const stringifySearch = (search: Record<string, unknown>): string => {
  const kept = Object.entries(search).filter(([, v]) => v !== undefined && v !== null && v !== "");
  const text = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString();
  return text ? `?${text}` : "";
};

/** A router of its own for each test; the page has one. */
export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren([
      home,
      welcome,
      today,
      calendar,
      inbox,
      pipeline,
      prospects,
      prospect,
      imports,
      draft,
      duplicates,
      history,
      statistics,
      settings,
      section,
    ]),
    history: createHashHistory(),
    parseSearch,
    stringifySearch,
    defaultErrorComponent: ScreenFault,
    defaultPreload: "intent",
    defaultPendingMs: 150,
    scrollRestoration: true,
  });

export const router = makeRouter();

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
