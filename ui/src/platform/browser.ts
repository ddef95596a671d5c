// A browser tab on `relance serve`: server-sent events, file inputs and downloads instead of the host's own.
import type { DropEvent, FileFilter, Host, NoticeAnswer, Picked } from "./host";
import { markReady } from "./host";

/** How long a refused stream waits before it is asked for again, ms. */
const RETRY = 3_000;

const noticeListeners = new Set<(answer: NoticeAnswer) => void>();

/** One stream for the page. EventSource reconnects by itself when nobody answers, never after a refusal. */
let stream: EventSource | undefined;
const connection = new Set<(connected: boolean) => void>();
const listeners = new Set<readonly [name: string, handler: (e: MessageEvent<string>) => void]>();

function open(): EventSource {
  const source = new EventSource("/api/v1/events");
  for (const [name, handler] of listeners) source.addEventListener(name, handler);
  const tell = (up: boolean) => {
    for (const listener of connection) listener(up);
  };
  source.addEventListener("open", () => tell(true));
  source.addEventListener("error", () => {
    tell(false);
    // A core that was started anew refuses the old page until its new address is opened.
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => {
        stream = open();
      }, RETRY);
  });
  return source;
}

const accept = (filters: FileFilter[]): string => filters.flatMap((f) => f.extensions.map((e) => `.${e}`)).join(",");

const picked = (list: FileList | null): Picked[] =>
  [...(list ?? [])].map((file) => ({ kind: "file", file, name: file.name }));

function chooseFiles(filters: FileFilter[], multiple: boolean): Promise<Picked[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = multiple;
    input.accept = accept(filters);
    input.hidden = true;
    const settle = () => {
      resolve(picked(input.files));
      input.remove();
    };
    input.addEventListener("change", settle);
    input.addEventListener("cancel", settle);
    document.body.append(input);
    input.click();
  });
}

function onDrop(listener: (event: DropEvent) => void): () => void {
  let depth = 0;
  const carriesFiles = (e: DragEvent) => e.dataTransfer?.types.includes("Files") ?? false;
  const tell = (kind: DropEvent["kind"], e: DragEvent, files: Picked[] = []) =>
    listener({ kind, files, names: files.map((f) => f.name), x: e.clientX, y: e.clientY });
  const enter = (e: DragEvent) => {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    depth += 1;
    if (depth === 1) tell("enter", e);
  };
  const over = (e: DragEvent) => {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    tell("over", e);
  };
  const leave = (e: DragEvent) => {
    if (!carriesFiles(e)) return;
    depth = Math.max(0, depth - 1);
    if (depth === 0) tell("leave", e);
  };
  const drop = (e: DragEvent) => {
    if (!carriesFiles(e)) return;
    e.preventDefault();
    depth = 0;
    tell("drop", e, picked(e.dataTransfer?.files ?? null));
  };
  const pairs = [
    ["dragenter", enter],
    ["dragover", over],
    ["dragleave", leave],
    ["drop", drop],
  ] as const;
  for (const [name, handler] of pairs) window.addEventListener(name, handler);
  return () => {
    for (const [name, handler] of pairs) window.removeEventListener(name, handler);
  };
}

export const browserHost: Host = {
  kind: "browser",
  onEvent(name, listener) {
    const entry = [name, (e: MessageEvent<string>) => listener(JSON.parse(e.data))] as const;
    listeners.add(entry);
    if (stream) stream.addEventListener(...entry);
    else stream = open();
    return () => {
      listeners.delete(entry);
      stream?.removeEventListener(...entry);
    };
  },
  onConnection(listener) {
    connection.add(listener);
    return () => connection.delete(listener);
  },
  onDrop,
  onMenu: () => () => {},
  pickFiles: (filters, multiple = false) => chooseFiles(filters, multiple),
  pickSave: async () => ({ kind: "download" }),
  // Buttons are for pages with a service worker, which lives longer than the program that serves this one.
  async notify({ title, body, opens, about }) {
    await browserHost.askToNotify();
    if (!("Notification" in window) || Notification.permission !== "granted") return;
    // The same of two tabs is shown once.
    const shown = new Notification(title, { body, tag: "relance-due" });
    shown.addEventListener("click", () => {
      for (const listener of noticeListeners) listener({ action: "open", opens: opens ?? null, about });
      shown.close();
    });
  },
  onNotice(listener) {
    noticeListeners.add(listener);
    return () => noticeListeners.delete(listener);
  },
  comeForward: async () => window.focus(),
  async askToNotify() {
    if ("Notification" in window && Notification.permission === "default") await Notification.requestPermission();
  },
  reveal: async () => {},
  print: async () => window.print(),
  setCloseToTray: async () => {},
  quit: async () => window.close(),
  ready: markReady,
};
