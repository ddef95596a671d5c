// The only door to the host. Screens import from here and never from tauri.ts, browser.ts or the globals behind them.
import { browserHost } from "./browser";
import type { Host } from "./host";
import { tauriHost } from "./tauri";

const inWindow = typeof window !== "undefined" && "__TAURI_INTERNALS__" in window;

export const host: Host = inWindow ? tauriHost : browserHost;

export const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

export { now, setClock, today } from "./clock";
export type { DropEvent, FileFilter, Host, Notice, NoticeAnswer, Picked, SaveTarget } from "./host";
export { nameOf } from "./host";
export { download, type HttpRequest, send } from "./http";
export { recall, remember } from "./storage";
