// What marks say, and where the keys lead among them.
import { describe, expect, it } from "vitest";
import type { Chart, Mark, Measure } from "@/api/schema";
import { roundUp } from "./Columns";
import { asked } from "./data";
import { colors } from "./drawing";
import { labelled } from "./labels";
import { changeText, markText, pointName, sentence } from "./say";
import { stepped } from "./use-marks";

const measure = (key: string, unit: Measure["unit"], currency?: string): Measure => ({
  key,
  unit,
  label: null,
  currency: currency ?? null,
});
const calls = measure("calls_made", "count");
const rate = measure("reach_rate", "percent");
const won = measure("won_value.EUR", "money", "EUR");
const mark = (value: number | null, more: Partial<Mark> = {}): Mark => ({ value, ...more }) as Mark;

describe("a mark", () => {
  it("says its value by its unit", () => {
    expect(markText(mark(1240), calls)).toBe("1\u202f240");
    expect(markText(mark(14.2), rate)).toBe("14,2\u202f%");
    expect(markText(mark(86400.5), won)).toBe("86\u202f400,50\u202f€");
  });

  it("says out of how many a rate cannot be told yet", () => {
    expect(markText(mark(null, { of: 8 }), rate)).toBe("Pas encore assez de données (8 sur 20)");
    expect(markText(mark(null, { of: 8 }), rate, true)).toBe("–");
  });

  it("tells its change by points for a rate and by a share for a count", () => {
    expect(changeText(mark(14.2, { before: 12.3 }), rate, 30)).toBe("▲ 1,9\u202fpt vs 30 jours préc.");
    expect(changeText(mark(108, { before: 90 }), calls, 30)).toBe("▲ 20\u202f% vs 30 jours préc.");
    expect(changeText(mark(1, { before: 3 }), calls, 7)).toBe("▼ 2 vs 7 jours préc.");
    expect(changeText(mark(3, { before: 3 }), calls, 7)).toBe("inchangé vs 7 jours préc.");
    expect(changeText(mark(3), calls, 7)).toBeNull();
  });

  it("is heard with its point, its people and the period before", () => {
    const chart = {
      axis: "day",
      measures: [calls],
      points: [
        { key: "2026-11-23", from: "2026-11-23", to: "2026-11-23", marks: [mark(12, { people: 8, before: 9 })] },
      ],
      period: { days: 30 },
    } as unknown as Chart;
    const [point] = chart.points;
    expect(point && sentence(chart, point, 0)).toBe(
      "23 nov. · Appels passés\u202f: 12 · 8 prospects · période précédente\u202f: 9",
    );
  });

  it("of a month without a year of its own has the month for a name", () => {
    expect(pointName({ key: "2027-02", marks: [] } as never, "name")).toBe("févr. 27");
    expect(pointName({ key: "undated", marks: [] } as never, "name")).toBe("Sans date");
  });
});

describe("the keys", () => {
  const among = { points: 5, measures: [0, 2, 3] };
  it("go along the points and among the series, and stay at the ends", () => {
    expect(stepped("ArrowRight", { point: 1, measure: 0 }, among)).toEqual({ point: 2, measure: 0 });
    expect(stepped("ArrowRight", { point: 4, measure: 0 }, among)).toEqual({ point: 4, measure: 0 });
    expect(stepped("ArrowUp", { point: 1, measure: 0 }, among)).toEqual({ point: 1, measure: 2 });
    expect(stepped("ArrowDown", { point: 1, measure: 0 }, among)).toEqual({ point: 1, measure: 0 });
    expect(stepped("Home", { point: 3, measure: 2 }, among)).toEqual({ point: 0, measure: 2 });
    expect(stepped("x", { point: 3, measure: 2 }, among)).toBeNull();
  });

  it("go downwards where the points stand below each other", () => {
    expect(stepped("ArrowDown", { point: 1, measure: 0 }, { ...among, vertical: true })).toEqual({
      point: 2,
      measure: 0,
    });
  });
});

describe("the series of a drawing", () => {
  it("have a colour each, as many as there are kinds of what is done", () => {
    // Calls, follow-ups, e-mails sent and received, meetings, notes, stage changes.
    expect(new Set(colors).size).toBe(7);
  });
});

describe("the scale and the question", () => {
  it("ends at a round number", () => {
    expect([0, 3, 7, 38, 60, 1200].map(roundUp)).toEqual([4, 4, 10, 40, 100, 2000]);
  });

  it("asks for days of one's own once both are there", () => {
    expect(asked({ period: "own", from: "2026-11-01" })).not.toHaveProperty("period");
    expect(asked({ period: "own", from: "2026-11-01", to: "2026-11-20" })).toMatchObject({ period: "own" });
    expect(asked({ compare: "no", f: "ville=Lyon" })).toMatchObject({ compare: false, filter: "ville=Lyon" });
  });
});

describe("names below columns", () => {
  const months = (count: number, tall: (at: number) => boolean) =>
    Array.from({ length: count }, (_, at) => ({ name: "janv. 26", isOwn: false, isTall: tall(at) }));
  const own = (name: string, isTall: boolean) => ({ name, isOwn: true, isTall });

  it("names all of them where there is room", () => {
    expect([
      ...labelled(
        months(6, () => true),
        600,
      ).keys(),
    ]).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it("names the only column that there is something to see of, wherever it stands", () => {
    for (const lone of [0, 1, 7, 13]) {
      const columns = [
        own("Date dépassée", lone === 0),
        ...months(12, (at) => at + 1 === lone),
        own("Sans date", lone === 13),
      ];
      expect(labelled(columns, 330).has(lone), `column ${lone}`).toBe(true);
    }
  });

  it("never writes one name over another, nor out of the chart", () => {
    for (let room = 120; room < 1200; room += 37) {
      const columns = [own("Date dépassée", true), ...months(12, (at) => at % 3 === 0), own("Sans date", true)];
      const written = [...labelled(columns, room)].sort((a, b) => a[1] - b[1]);
      const half = (at: number) => ((columns[at]?.name.length ?? 0) * 7) / 2;
      written.forEach(([at, middle], rank) => {
        expect(middle - half(at)).toBeGreaterThanOrEqual(-0.5);
        expect(middle + half(at)).toBeLessThanOrEqual(room + 0.5);
        const next = written[rank + 1];
        if (next) expect(next[1] - half(next[0])).toBeGreaterThan(middle + half(at));
      });
    }
  });
});
