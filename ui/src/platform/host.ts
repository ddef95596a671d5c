// What a screen may ask of the host, the same words for the window and for a browser tab.
// Nothing outside platform/ may know which of the two it runs in, except through these functions.

/** A file the user designated: by its path where the host can read it, by its content in a browser. */
export type Picked = { kind: "path"; path: string; name: string } | { kind: "file"; file: File; name: string };

/** Where an export goes: a path the core writes itself, or the browser's download. */
export type SaveTarget = { kind: "path"; path: string } | { kind: "download" };

export type DropKind = "enter" | "over" | "leave" | "drop";

/** `names` is what is known of the files before the drop; a browser only tells the media types then. */
export interface DropEvent {
  kind: DropKind;
  files: Picked[];
  names: string[];
  x: number;
  y: number;
}

export interface FileFilter {
  name: string;
  extensions: string[];
}

export interface Notice {
  title: string;
  body: string;
  /** Where its click leads, after the hash of the address; only where the system tells of clicks. */
  opens?: string;
  /** Its buttons; only where the system has them. */
  actions?: { id: string; title: string }[];
  /** The word for its click, where the system wants a button for that. */
  open?: string;
  /** Comes back with the answer. */
  about?: unknown;
}

/** What was done with a notice of the system: `open`, or the id of a button. */
export interface NoticeAnswer {
  action: string;
  opens?: string | null;
  about?: unknown;
}

export interface Host {
  kind: "window" | "browser";
  /** Subscribes to the core's events; `connected` follows the stream in a browser. Returns the unsubscriber. */
  onEvent(
    name: "changed" | "progress" | "trial" | "due" | "soon" | "taking",
    listener: (payload: unknown) => void,
  ): () => void;
  onConnection(listener: (connected: boolean) => void): () => void;
  onDrop(listener: (event: DropEvent) => void): () => void;
  onMenu(listener: (id: string) => void): () => void;
  pickFiles(filters: FileFilter[], multiple?: boolean): Promise<Picked[]>;
  pickSave(suggestedName: string, filters: FileFilter[]): Promise<SaveTarget | null>;
  notify(notice: Notice): Promise<void>;
  onNotice(listener: (answer: NoticeAnswer) => void): () => void;
  /** Shows the page to whoever has just answered on a notice. */
  comeForward(): Promise<void>;
  /** Asks the person, at her own click, whether the system may show notices. */
  askToNotify(): Promise<void>;
  /** Shows a file in the system's file manager; a browser cannot. */
  reveal(path: string): Promise<void>;
  /** Opens the system's dialog to print the page, or to save it as PDF. */
  print(): Promise<void>;
  setCloseToTray(on: boolean): Promise<void>;
  quit(): Promise<void>;
  /** Tells the host, and whoever looks at the page, that the first usable screen is painted. */
  ready(): void;
}

/** Read by what measures the start. */
export const markReady = (): void => {
  document.documentElement.dataset.ready = "true";
};

export const nameOf = (path: string): string => path.split(/[\\/]/).pop() ?? path;
