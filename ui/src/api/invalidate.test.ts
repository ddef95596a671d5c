// Changes that come one right after the other are read again together, and none is forgotten.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { gather } from "./invalidate";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it("the first is heard at once, those behind it together, and the last one too", () => {
  const heard: string[][] = [];
  const tell = gather((entities) => heard.push(entities), 100);
  tell(["message"]);
  expect(heard).toEqual([["message"]]);
  for (let i = 0; i < 50; i += 1) tell(["activity", "prospect"]);
  expect(heard).toHaveLength(1);
  vi.advanceTimersByTime(100);
  expect(heard.slice(1)).toEqual([["activity", "prospect"]]);
  vi.advanceTimersByTime(1000);
  tell(["tag"]);
  expect(heard.at(-1)).toEqual(["tag"]);
  expect(heard).toHaveLength(3);
});

it("a base that was replaced is not lost among others", () => {
  const heard: string[][] = [];
  const tell = gather((entities) => heard.push(entities), 100);
  tell(["message"]);
  tell(["tag"]);
  tell([]);
  vi.advanceTimersByTime(100);
  expect(heard).toEqual([["message"], []]);
});
