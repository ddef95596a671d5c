// What was written before the page could hear is read: nothing that it shows stays as it was by chance.
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, expect, it, vi } from "vitest";

const world = vi.hoisted(() => ({
  connection: (_up: boolean) => {},
  last: 0,
  asked: 0,
}));

vi.mock("@/platform", async (original) => ({
  ...(await original<object>()),
  now: () => 1_000,
  host: {
    onEvent: () => () => {},
    onConnection: (listener: (up: boolean) => void) => {
      world.connection = listener;
      return () => {};
    },
  },
}));
vi.mock("./client", async (original) => ({
  ...(await original<object>()),
  get: async () => {
    world.asked += 1;
    return { items: world.last > 0 ? [{ at: world.last }] : [] };
  },
}));

const { followChanges } = await import("./invalidate");

beforeEach(() => {
  world.asked = 0;
});

/** A page that has read something, or nothing yet, before the stream is there; whether it is to be read again. */
async function staleWhen(last: number, hasRead = true): Promise<boolean> {
  world.last = last;
  const client = new QueryClient();
  followChanges(client);
  if (hasRead) client.setQueryData(["session"], {});
  world.connection(true);
  await new Promise((resolve) => setTimeout(resolve));
  return client.getQueryState(["session"])?.isInvalidated ?? false;
}

it("what was written since the page began to read is read when the stream comes", async () => {
  expect(await staleWhen(1_500)).toBe(true);
});

it("what was written before is known already", async () => {
  expect(await staleWhen(500)).toBe(false);
  expect(await staleWhen(0)).toBe(false);
});

it("where the stream is there first, nothing is asked for", async () => {
  await staleWhen(1_500, false);
  expect(world.asked).toBe(0);
});
