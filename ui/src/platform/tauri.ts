// The desktop window. The only file that names Tauri.
import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import type { DropEvent, DropKind, Host } from "./host";
import { markReady, nameOf } from "./host";

/** Subscribes at once and lets the caller leave before the host has answered. */
function subscribe<T>(event: string, listener: (payload: T) => void): () => void {
  let left = false;
  let stop: (() => void) | undefined;
  void listen<T>(event, (e) => {
    if (!left) listener(e.payload);
  }).then((unlisten) => {
    if (left) unlisten();
    else stop = unlisten;
  });
  return () => {
    left = true;
    stop?.();
  };
}

interface NativeDrop {
  kind: DropKind;
  paths?: string[];
  x: number;
  y: number;
}

export const tauriHost: Host = {
  kind: "window",
  onEvent: (name, listener) => subscribe(`relance://${name}`, listener),
  onConnection(listener) {
    listener(true);
    return () => {};
  },
  onDrop: (listener) =>
    subscribe<NativeDrop>("relance://drop", ({ kind, paths = [], x, y }) => {
      const files: DropEvent["files"] = paths.map((path) => ({ kind: "path", path, name: nameOf(path) }));
      listener({ kind, files, names: files.map((f) => f.name), x, y });
    }),
  onMenu: (listener) => subscribe<{ id: string }>("relance://menu", ({ id }) => listener(id)),
  async pickFiles(filters, multiple = false) {
    const paths = await invoke<string[] | null>("pick_files", { filters, multiple });
    return (paths ?? []).map((path) => ({ kind: "path", path, name: nameOf(path) }));
  },
  async pickSave(suggestedName, filters) {
    const path = await invoke<string | null>("pick_save", { name: suggestedName, filters });
    return path ? { kind: "path", path } : null;
  },
  notify: (notice) => invoke("notify", { notice }),
  onNotice: (listener) => subscribe("relance://notice", listener),
  comeForward: () => invoke("come_forward"),
  // The system was asked when the window was installed.
  askToNotify: async () => {},
  print: () => invoke("print"),
  reveal: (path) => invoke("reveal", { path }),
  setCloseToTray: (on) => invoke("set_close_to_tray", { on }),
  quit: () => invoke("quit"),
  ready() {
    markReady();
    void invoke("window_ready");
  },
};
