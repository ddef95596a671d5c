// A long list of which only some pages are in memory. Pages are fetched as they come into view and, from their middle on, one
// ahead in the direction of the scroll; what has left the view is not waited for. It knows no screen and no prospect.

export interface Page<T> {
  total: number;
  /** Rows that show a record again which stands further up. */
  repeated?: number;
  items: T[];
}

export type FetchPage<T> = (offset: number, limit: number, signal: AbortSignal) => Promise<Page<T>>;

interface Identified {
  id: string;
}

interface Kept<T> {
  items: (T | undefined)[];
  stale: boolean;
}

/** What was done ahead of the core's answer. Until one of the two is called the list fetches nothing: it would be told of before. */
export interface Ahead {
  keep: () => void;
  back: () => void;
}

export interface PageCacheOptions<T> {
  /** Rows in a page. */
  size?: number;
  /** Pages kept in memory. */
  keep?: number;
  /** The first page, where it came with another answer. */
  first?: Page<T> | undefined;
}

export class PageCache<T extends Identified> {
  readonly size: number;
  total = 0;
  private repeated = 0;
  /** False until the first answer to the present question. */
  settled = false;
  error: unknown = null;
  private readonly keep: number;
  private fetch: FetchPage<T>;
  private pages = new Map<number, Kept<T>>();
  /** What the former question answered, shown until the new answer is there. */
  private former: Map<number, Kept<T>> | null = null;
  private waiting = new Map<number, AbortController>();
  private wanted: [first: number, last: number] = [0, 0];
  private forward = true;
  private turn = 0;
  /** Rearrangements that the core has not answered yet. */
  private held = 0;
  private listeners = new Set<() => void>();

  constructor(fetch: FetchPage<T>, { size = 200, keep = 40, first }: PageCacheOptions<T> = {}) {
    this.fetch = fetch;
    this.size = size;
    this.keep = keep;
    if (first) this.receive(0, first);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes with every change of what can be read. */
  version = (): number => this.turn;

  /** How many records there are: one may stand in several groups, in a row each. */
  get records(): number {
    return Math.max(0, this.total - this.repeated);
  }

  at(index: number): T | undefined {
    const page = Math.floor(index / this.size);
    const place = index % this.size;
    return this.pages.get(page)?.items[place] ?? this.former?.get(page)?.items[place];
  }

  /** Asks for the first page, if nothing was asked yet. */
  start(): void {
    if (!this.settled && this.waiting.size === 0) this.request();
  }

  /** Another question: its rows replace the present ones when they come. */
  ask(fetch: FetchPage<T>): void {
    this.fetch = fetch;
    this.cancel();
    if (this.pages.size > 0) this.former = this.pages;
    this.pages = new Map();
    this.settled = false;
    this.error = null;
    this.wanted = [0, this.wanted[1] - this.wanted[0]];
    this.request();
    this.tell();
  }

  /** The same question again: something changed in the base. */
  refresh(): void {
    this.cancel();
    for (const page of this.pages.values()) page.stale = true;
    this.request();
  }

  /** The rows that are on screen. */
  want(first: number, last: number): void {
    const [from, to] = this.wanted;
    if (from === first && to === last && this.waiting.size === 0 && this.settled) return;
    if (first !== from) this.forward = first > from;
    this.wanted = [first, last];
    this.request();
  }

  /** A first page that came with another answer. */
  seed(items: T[], total: number): void {
    this.cancel();
    for (const page of this.pages.values()) page.stale = true;
    this.receive(0, { items, total });
    this.request();
  }

  indexOf(id: string): number {
    for (const [page, { items }] of this.pages) {
      const place = items.findIndex((item) => item?.id === id);
      if (place >= 0) return page * this.size + place;
    }
    return -1;
  }

  find(id: string): T | undefined {
    const index = this.indexOf(id);
    return index < 0 ? undefined : this.at(index);
  }

  /** Replaces a row wherever it stands; the answer puts the former one back. */
  patch(id: string, change: (row: T) => T): () => void {
    const before = this.find(id);
    if (!before) return () => {};
    this.write(id, change(before));
    return () => this.write(id, before);
  }

  /** Takes rows out and puts others in, before the core has answered. A list that has none of them only waits. */
  rearrange(out: ReadonlySet<string>, at: number, put: readonly T[]): Ahead {
    const { pages, total } = this;
    const rows: [number, T][] = [];
    let gone = 0;
    let place = at;
    for (const [index, row] of this.loaded()) {
      if (!out.has(row.id)) rows.push([index - gone, row]);
      else {
        gone += 1;
        if (index < at) place -= 1;
      }
    }
    this.cancel();
    this.held += 1;
    const keep = () => {
      this.held -= 1;
      this.request();
    };
    if (gone === 0 && put.length === 0) return { keep, back: keep };
    const next = rows.map(([index, row]): [number, T] => [index >= place ? index + put.length : index, row]);
    put.forEach((row, k) => {
      next.push([place + k, row]);
    });
    this.pages = this.split(next);
    this.total = Math.max(0, total - gone + put.length);
    this.tell();
    const back = () => {
      this.pages = pages;
      this.total = total;
      this.tell();
      keep();
    };
    return { keep, back };
  }

  /** Rows in memory, in order. */
  private loaded(): [number, T][] {
    const out: [number, T][] = [];
    for (const page of [...this.pages.keys()].sort((a, b) => a - b))
      this.pages.get(page)?.items.forEach((row, k) => {
        if (row) out.push([page * this.size + k, row]);
      });
    return out;
  }

  private split(rows: [number, T][]): Map<number, Kept<T>> {
    const pages = new Map<number, Kept<T>>();
    for (const [index, row] of rows) {
      const page = Math.floor(index / this.size);
      const kept = pages.get(page) ?? { items: [], stale: true };
      kept.items[index % this.size] = row;
      pages.set(page, kept);
    }
    return pages;
  }

  private write(id: string, row: T): void {
    let isHere = false;
    for (const page of this.pages.values()) {
      if (!page.items.some((item) => item?.id === id)) continue;
      page.items = page.items.map((item) => (item?.id === id ? row : item));
      isHere = true;
    }
    if (isHere) this.tell();
  }

  private needed(): number[] {
    const last = Math.max(0, Math.ceil(this.total / this.size) - 1);
    const from = Math.floor(this.wanted[0] / this.size);
    const to = Math.floor(this.wanted[1] / this.size);
    const ahead = this.forward ? to + 1 : from - 1;
    // From the middle of a page on: before, the next one is far.
    const half = Math.floor(this.size / 2);
    const isNear = this.forward ? this.wanted[1] % this.size >= half : this.wanted[0] % this.size < half;
    const pages: number[] = [];
    for (let page = from; page <= to; page += 1) pages.push(page);
    // Not for a question that may be another one at the next letter.
    if (ahead >= 0 && isNear && this.settled) pages.push(ahead);
    return pages.filter((page) => page === 0 || page <= last || (!this.settled && page <= to));
  }

  private request(): void {
    if (this.held > 0) return;
    const needed = this.needed();
    for (const [page, call] of this.waiting)
      if (!needed.includes(page)) {
        call.abort();
        this.waiting.delete(page);
      }
    for (const page of needed) {
      const kept = this.pages.get(page);
      if (kept) {
        this.pages.delete(page);
        this.pages.set(page, kept);
      }
      if ((!kept || kept.stale) && !this.waiting.has(page)) void this.load(page);
    }
  }

  private async load(page: number): Promise<void> {
    const call = new AbortController();
    this.waiting.set(page, call);
    try {
      const answer = await this.fetch(page * this.size, this.size, call.signal);
      if (call.signal.aborted) return;
      this.waiting.delete(page);
      this.receive(page, answer);
      this.request();
    } catch (error) {
      if (call.signal.aborted) return;
      this.waiting.delete(page);
      this.error = error;
      this.tell();
    }
  }

  private receive(page: number, { items, total, repeated = 0 }: Page<T>): void {
    this.pages.delete(page);
    this.pages.set(page, { items, stale: false });
    this.total = total;
    this.repeated = repeated;
    this.settled = true;
    this.former = null;
    this.error = null;
    this.evict();
    this.tell();
  }

  private evict(): void {
    const needed = new Set(this.needed());
    for (const page of [...this.pages.keys()]) {
      if (this.pages.size <= this.keep) return;
      if (!needed.has(page)) this.pages.delete(page);
    }
  }

  private cancel(): void {
    for (const call of this.waiting.values()) call.abort();
    this.waiting.clear();
  }

  private tell(): void {
    this.turn += 1;
    for (const listener of this.listeners) listener();
  }
}
