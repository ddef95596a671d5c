// The windowed list: what it fetches, what it keeps, what it shows meanwhile.
import { describe, expect, it, vi } from "vitest";
import { type FetchPage, PageCache } from "./page-cache";

interface Row {
  id: string;
  name: string;
}

const row = (index: number, prefix = "r"): Row => ({ id: `${prefix}${index}`, name: `${prefix} ${index}` });

/** A list of `total` rows whose answers come when the test says so. */
function server(total: number, prefix = "r") {
  const asked: { page: number; signal: AbortSignal; answer: () => Promise<void> }[] = [];
  const fetch: FetchPage<Row> = (offset, limit, signal) =>
    new Promise((resolve) => {
      asked.push({
        page: offset / limit,
        signal,
        answer: async () => {
          const count = Math.max(0, Math.min(limit, total - offset));
          resolve({ total, items: Array.from({ length: count }, (_, k) => row(offset + k, prefix)) });
          await Promise.resolve();
          await Promise.resolve();
          await Promise.resolve();
        },
      });
    });
  return { fetch, asked, pages: () => asked.map((call) => call.page) };
}

async function ready(total: number, options = { size: 10, keep: 5 }) {
  const far = server(total);
  const cache = new PageCache<Row>(far.fetch, options);
  cache.want(0, 5);
  await far.asked[0]?.answer();
  return { far, cache };
}

describe("a page cache", () => {
  it("fetches what is on screen, then one page ahead", async () => {
    const { far, cache } = await ready(100);
    expect(cache.total).toBe(100);
    expect(cache.at(3)?.name).toBe("r 3");
    expect(far.pages()).toEqual([0, 1]);
    await far.asked[1]?.answer();
    cache.want(52, 58);
    expect(far.pages()).toEqual([0, 1, 5, 6]);
  });

  it("prefetches upwards when the scroll goes up", async () => {
    const { far, cache } = await ready(100);
    cache.want(52, 58);
    for (const call of far.asked.slice(1)) await call.answer();
    cache.want(41, 47);
    expect(far.pages().slice(-2)).toEqual([4, 3]);
  });

  it("drops what left the screen before it came", async () => {
    const { far, cache } = await ready(1000);
    cache.want(500, 505);
    cache.want(900, 905);
    const dropped = far.asked.find((call) => call.page === 50);
    expect(dropped?.signal.aborted).toBe(true);
    await dropped?.answer();
    expect(cache.at(500)).toBeUndefined();
    await far.asked.find((call) => call.page === 90)?.answer();
    expect(cache.at(902)?.name).toBe("r 902");
  });

  it("keeps no more pages than it may, and never drops what is on screen", async () => {
    const { far, cache } = await ready(1000, { size: 10, keep: 3 });
    for (const at of [100, 200, 300, 400]) {
      cache.want(at, at + 5);
      await far.asked.findLast((call) => call.page === at / 10)?.answer();
    }
    expect(cache.at(402)).toBeDefined();
    expect(cache.at(3)).toBeUndefined();
  });

  it("shows the former rows until the new answer is there", async () => {
    const { cache } = await ready(100);
    const other = server(7, "s");
    cache.ask(other.fetch);
    expect(cache.settled).toBe(false);
    expect(cache.at(3)?.name).toBe("r 3");
    await other.asked[0]?.answer();
    expect(cache.at(3)?.name).toBe("s 3");
    expect(cache.total).toBe(7);
    expect(cache.at(8)).toBeUndefined();
  });

  it("asks another question by what is on screen only, until it is answered", async () => {
    const { far, cache } = await ready(100);
    await far.asked[1]?.answer();
    const other = server(100, "s");
    cache.ask(other.fetch);
    expect(other.pages()).toEqual([0]);
    await other.asked[0]?.answer();
    expect(other.pages()).toEqual([0, 1]);
  });

  it("fetches again only what is on screen after a change", async () => {
    const { far, cache } = await ready(100);
    await far.asked[1]?.answer();
    cache.refresh();
    expect(far.pages()).toEqual([0, 1, 0, 1]);
    expect(cache.at(3)?.name).toBe("r 3");
  });

  it("patches a row and gives it back", async () => {
    const { cache } = await ready(100);
    const told = vi.fn();
    cache.subscribe(told);
    const back = cache.patch("r3", (r) => ({ ...r, name: "Léa" }));
    expect(cache.at(3)?.name).toBe("Léa");
    back();
    expect(cache.at(3)?.name).toBe("r 3");
    expect(told).toHaveBeenCalledTimes(2);
    expect(cache.patch("absent", (r) => r)).toBeTypeOf("function");
  });

  it("moves rows inside the list and back", async () => {
    const { cache } = await ready(30);
    const names = () => [0, 1, 2, 3, 4].map((i) => cache.at(i)?.id);
    const moved = cache.at(3) as Row;
    const { back } = cache.rearrange(new Set(["r3"]), 1, [moved]);
    expect(names()).toEqual(["r0", "r3", "r1", "r2", "r4"]);
    expect(cache.total).toBe(30);
    back();
    expect(names()).toEqual(["r0", "r1", "r2", "r3", "r4"]);
    cache.rearrange(new Set(["r0"]), 3, [cache.at(0) as Row]);
    expect(names()).toEqual(["r1", "r2", "r0", "r3", "r4"]);
  });

  it("takes rows away and takes rows in, across pages", async () => {
    const { far, cache } = await ready(30);
    await far.asked[1]?.answer();
    const { back } = cache.rearrange(new Set(["r2", "r4"]), 0, []);
    expect(cache.total).toBe(28);
    expect(cache.at(8)?.id).toBe("r10");
    back();
    cache.rearrange(new Set(), 0, [row(99)]);
    expect([cache.total, cache.at(0)?.id, cache.at(10)?.id]).toEqual([31, "r99", "r9"]);
  });

  it("asks nothing between a rearrangement and its answer: it would be told of before", async () => {
    const { far, cache } = await ready(30);
    await far.asked[1]?.answer();
    const asked = far.asked.length;
    const { keep } = cache.rearrange(new Set(["r2"]), 0, []);
    cache.want(0, 4);
    cache.refresh();
    expect(far.asked.length).toBe(asked);
    keep();
    expect(far.asked.length).toBeGreaterThan(asked);
  });

  it("keeps the error until an answer comes", async () => {
    const fetch = vi
      .fn<FetchPage<Row>>()
      .mockRejectedValueOnce(new Error("no"))
      .mockResolvedValue({
        total: 1,
        items: [row(0)],
      });
    const cache = new PageCache<Row>(fetch, { size: 10 });
    cache.want(0, 5);
    await vi.waitFor(() => expect(cache.error).toBeInstanceOf(Error));
    cache.refresh();
    await vi.waitFor(() => expect(cache.at(0)?.id).toBe("r0"));
    expect(cache.error).toBeNull();
  });

  it("knows records that stand in several rows, and changes them in each", async () => {
    const items = [row(0), row(1), row(0)];
    const cache = new PageCache<Row>(async () => ({ total: 3, repeated: 1, items }), { size: 10 });
    cache.want(0, 2);
    await vi.waitFor(() => expect(cache.settled).toBe(true));
    expect([cache.total, cache.records]).toEqual([3, 2]);
    const back = cache.patch("r0", (held) => ({ ...held, id: "r0", changed: true }) as Row);
    const changed = () => [0, 1, 2].map((index) => "changed" in (cache.at(index) as object));
    expect(changed()).toEqual([true, false, true]);
    back();
    expect(changed()).toEqual([false, false, false]);
  });
});
