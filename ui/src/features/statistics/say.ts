// How points, measures and marks of a chart are said.
import type { Axis, Chart, Mark, Measure, Point } from "@/api/schema";
import { words } from "@/app/i18n";
import { kept } from "@/app/i18n/core";
import { dayStart, decimalNumber, integer, money, percent, shortDay, shortMoney } from "@/format";

/** Fewer observations tell nothing of a rate; the core keeps to it, and says how many there were. */
export const ENOUGH = 20;

const w = () => words().statistics;

export function measureName(measure: Measure): string {
  if (measure.label) return measure.label;
  const key = measure.key.split(".")[0] ?? "";
  const said = (w().measures as Record<string, string>)[key] ?? key;
  return measure.currency && measure.currency !== "EUR" ? `${said} (${measure.currency})` : said;
}

const months = kept((locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options));

const month = (on: string): string => months({ month: "short", year: "2-digit" }).format(dayStart(on));

export function pointName(point: Point, axis: Axis): string {
  if (point.label) return point.label;
  if (point.from) {
    if (axis === "month") return month(point.from);
    return axis === "week" ? w().week(shortDay(point.from)) : shortDay(point.from);
  }
  if (/^\d{4}-\d\d$/.test(point.key)) return month(`${point.key}-01`);
  return (w().names as Record<string, string>)[point.key] ?? point.key;
}

/** Under a column, where there is little room. */
export function shortName(point: Point, axis: Axis): string {
  return point.from && axis === "week" ? shortDay(point.from) : pointName(point, axis);
}

export function valueText(value: number, measure: Measure, short = false): string {
  switch (measure.unit) {
    case "percent":
      return percent(value / 100);
    case "days":
      return w().days(decimalNumber(value));
    case "money": {
      const cents = Math.round(value * 100);
      const currency = measure.currency ?? "EUR";
      return short ? shortMoney(cents, currency) : money(cents, currency);
    }
    default:
      return integer(value);
  }
}

/** The same in a table, where the column says what it is of: « 14 sur 20 ». */
export const fewText = (mark: Mark, measure: Measure): string | null =>
  typeof mark.value !== "number" && measure.unit === "percent" && typeof mark.of === "number" && mark.of < ENOUGH
    ? w().few({ count: mark.of, of: ENOUGH })
    : null;

/** A mark in words; a rate that cannot be told yet says out of how many. */
export function markText(mark: Mark, measure: Measure, short = false): string {
  if (typeof mark.value === "number") return valueText(mark.value, measure, short);
  if (measure.unit === "percent" && typeof mark.of === "number" && mark.of < ENOUGH && !short)
    return w().notEnough({ count: mark.of, of: ENOUGH });
  return w().noValue;
}

/** A figure beside a bar, with its word where it has one. */
export function besideText(mark: Mark, measure: Measure): string {
  const said = (w().beside as Record<string, ((count: number) => string) | undefined>)[measure.key];
  return said && typeof mark.value === "number" ? said(mark.value) : markText(mark, measure, true);
}

/** « ▲ 8 % vs 30 jours préc. »: rates by points, counts and amounts by a share, or by themselves where there was nothing. */
export function changeText(mark: Mark, measure: Measure, days: number): string | null {
  if (typeof mark.value !== "number" || typeof mark.before !== "number") return null;
  const by = mark.value - mark.before;
  if (Math.abs(by) < 0.05) return w().same(days);
  const arrow = by > 0 ? "▲" : "▼";
  const size = Math.abs(by);
  let said: string;
  if (measure.unit === "percent") said = w().points(decimalNumber(Math.round(size * 10) / 10));
  else if (mark.before === 0 || size < 10) said = valueText(size, measure, true);
  else said = percent(size / Math.abs(mark.before), 0);
  return w().change({ change: `${arrow} ${said}`, days });
}

/** All that is known of a mark, for the line under the chart and for whoever hears it. */
export function sentence(chart: Chart, point: Point, place: number): string {
  const [mark, measure] = [point.marks[place], chart.measures[place]];
  if (!mark || !measure) return "";
  const parts = [`${pointName(point, chart.axis)} · ${measureName(measure)}\u202f: ${markText(mark, measure)}`];
  if (measure.unit !== "prospects" && typeof mark.people === "number") parts.push(w().people(mark.people));
  if (typeof mark.before === "number") parts.push(w().before(valueText(mark.before, measure)));
  return parts.join(" · ");
}
