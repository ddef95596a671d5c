// @vitest-environment jsdom
// A press before the answer waits for it, once; typing on takes it back.
import { renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { useWhenSettled } from "./settled";

function setUp() {
  const act = vi.fn();
  const hook = renderHook(({ settled }) => useWhenSettled(settled, act), { initialProps: { settled: false } });
  return { act, hook };
}

test("a press before the answer is done with the answer, once", () => {
  const { act, hook } = setUp();
  hook.result.current.press();
  expect(act).not.toHaveBeenCalled();
  hook.rerender({ settled: true });
  expect(act).toHaveBeenCalledTimes(1);
  hook.rerender({ settled: true });
  expect(act).toHaveBeenCalledTimes(1);
  hook.result.current.press();
  expect(act).toHaveBeenCalledTimes(2);
});

test("typing on takes the press back", () => {
  const { act, hook } = setUp();
  hook.result.current.press();
  hook.result.current.forget();
  hook.rerender({ settled: true });
  expect(act).not.toHaveBeenCalled();
});
