// @vitest-environment jsdom
// Fields for a day and an hour: what is typed becomes a day, what is not one is marked and told to nobody.
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { setClock } from "@/platform";
import { DateField, Field, TimeField } from "..";

const told: string[] = [];

function Day({ settles, timed, start = "" }: { settles?: boolean; timed?: boolean; start?: string }) {
  const [value, setValue] = useState(start);
  const take = (next: string) => {
    told.push(next);
    setValue(next);
  };
  return (
    <Field label="Jour">
      <DateField value={value} onChange={take} settles={settles ?? false} timed={timed ?? false} />
    </Field>
  );
}

const input = () => screen.getByLabelText<HTMLInputElement>("Jour");
const type = (text: string) => fireEvent.change(input(), { target: { value: text } });

beforeEach(() => {
  told.length = 0;
  setClock(() => new Date("2026-11-24T10:00:00").getTime());
});
afterEach(() => {
  cleanup();
  setClock(null);
});

describe("a field for a day", () => {
  it("tells the day while it is typed, leaves the words until the end, then writes it as every other", () => {
    render(<Day />);
    type("vendredi");
    expect(told).toEqual(["2026-11-27"]);
    expect(input().value).toBe("vendredi");
    fireEvent.blur(input());
    expect(input().value).toBe("27/11/2026");
  });

  it("keeps and marks what is no day, and no day stands for it", () => {
    render(<Day start="2026-11-24" />);
    type("quand");
    fireEvent.blur(input());
    expect(told).toEqual([""]);
    expect(input().value).toBe("quand");
    expect(input().getAttribute("aria-invalid")).toBe("true");
    type("demain");
    expect(input().getAttribute("aria-invalid")).toBeNull();
    expect(told.at(-1)).toBe("2026-11-25");
  });

  it("that settles tells nothing before Enter, and an empty one at the end", () => {
    render(<Day settles start="2026-11-24" />);
    type("1/12/20");
    type("1/12/2026");
    expect(told).toEqual([]);
    fireEvent.keyDown(input(), { key: "Enter" });
    expect(told).toEqual(["2026-12-01"]);
    expect(input().value).toBe("01/12/2026");
    type("");
    fireEvent.blur(input());
    expect(told).toEqual(["2026-12-01", ""]);
  });

  it("with its hour keeps the hour that there was under a day alone", () => {
    render(<Day timed start="2026-11-24T14:30" />);
    expect(input().value).toBe("24/11/2026 14:30");
    type("hier");
    expect(told.at(-1)).toBe("2026-11-23T14:30");
    type("hier 9h");
    expect(told.at(-1)).toBe("2026-11-23T09:00");
  });

  it("opens its month by ↓ on the day that it holds", async () => {
    render(<Day start="2026-11-27" />);
    fireEvent.keyDown(input(), { key: "ArrowDown" });
    const day = await screen.findByRole("button", { name: /27 novembre 2026/ });
    fireEvent.keyDown(day, { key: "ArrowRight" });
    fireEvent.click(await screen.findByRole("button", { name: /28 novembre 2026/, current: "date" }));
    expect(told).toEqual(["2026-11-28"]);
    expect(input().value).toBe("28/11/2026");
  });
});

describe("a field for an hour", () => {
  it("reads what is said and shows it as elsewhere", () => {
    let held = "";
    const { rerender } = render(<TimeField aria-label="Heure" value={held} onChange={(next) => (held = next)} />);
    const hour = () => screen.getByLabelText<HTMLInputElement>("Heure");
    fireEvent.change(hour(), { target: { value: "9h05" } });
    expect(held).toBe("09:05");
    rerender(<TimeField aria-label="Heure" value={held} onChange={(next) => (held = next)} />);
    fireEvent.blur(hour());
    expect(hour().value).toBe("9:05");
  });
});
