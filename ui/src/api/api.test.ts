// What a change makes stale, and how a refusal reaches a person.
import { afterEach, describe, expect, it, vi } from "vitest";
import { ApiFailure, asFailure, get, isAborted, patch } from "./client";
import { staleKeys } from "./invalidate";

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: unknown) =>
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => new Response(body === undefined ? null : JSON.stringify(body), { status })),
  );

describe("a change", () => {
  it("makes stale what shows the table, and always the history", () => {
    const keys = staleKeys(["prospect"]);
    expect(keys).not.toBe("all");
    for (const key of ["prospects", "board", "session", "history"])
      expect((keys as Set<string>).has(key), key).toBe(true);
    expect((keys as Set<string>).has("backups")).toBe(false);
  });

  it("of a table nobody knows makes everything stale", () => expect(staleKeys(["prospect", "new_table"])).toBe("all"));

  it("of no table in particular is another base: everything is stale", () => expect(staleKeys([])).toBe("all"));
});

describe("the client", () => {
  it("leaves blank parameters out and keeps long ids whole", async () => {
    answer(200, { id: "907199254740993001" });
    const got = await get<{ id: string }>("/prospects", { search: "", stage: "c", trash: false, offset: 0 });
    expect(got.id).toBe("907199254740993001");
    expect(vi.mocked(fetch).mock.calls[0]?.[0]).toBe("/api/v1/prospects?stage=c&offset=0");
  });

  it("throws a refusal with its key, field and parameters", async () => {
    answer(422, { code: "invalid", key: "email_incomplete", field: "email", params: { value: "lea@" } });
    const failure = await patch("/prospects/1", {}).catch(asFailure);
    expect(failure).toMatchObject({
      code: "invalid",
      key: "email_incomplete",
      field: "email",
      params: { value: "lea@" },
    });
  });

  it("says that the core does not answer", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Promise.reject(new TypeError("network"))),
    );
    await expect(get("/session")).rejects.toMatchObject({ code: "offline", key: "core_unreachable" });
  });

  it("lets an aborted call pass as such", async () => {
    vi.stubGlobal(
      "fetch",
      vi.fn(async () => Promise.reject(new DOMException("", "AbortError"))),
    );
    const error = await get("/session").catch((e: unknown) => e);
    expect(isAborted(error)).toBe(true);
    expect(error).not.toBeInstanceOf(ApiFailure);
  });

  it("reads an empty answer", async () => {
    answer(204, undefined);
    expect(await patch("/settings", {})).toBeUndefined();
  });
});
