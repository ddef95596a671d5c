// Which columns of a chart are named below it, and where, when not all names have room.
export interface Named {
  name: string;
  /** It is no step of a row of days or months: its neighbours do not tell its name. */
  isOwn: boolean;
  /** There is something to see above it. */
  isTall: boolean;
}

const LETTER = 7;
const GAP = 10;

/** The middle of each name that is written, in pixels from the first column, by the place of its column. */
export function labelled(columns: readonly Named[], room: number): Map<number, number> {
  const slot = room / Math.max(1, columns.length);
  const half = columns.map(({ name }) => (LETTER * name.length + GAP) / 2);
  const middle = columns.map((_, at) => {
    const own = slot * (at + 0.5);
    // A name does not leave the chart.
    return Math.max(Math.min(own, room - (half[at] ?? 0) + GAP / 2), (half[at] ?? 0) - GAP / 2);
  });
  const step = Math.max(1, Math.ceil(Math.max(0, ...half) / Math.max(1, slot / 2)));
  const places = columns.map((_, at) => at);
  const tall = places.filter((at) => columns[at]?.isTall);
  const wanted = [
    ...tall.filter((at) => columns[at]?.isOwn),
    // Few columns among empty ones; where most are tall, every so many is named.
    ...(tall.length * step <= columns.length ? tall : []),
    ...places.filter((at) => at % step === 0),
  ];
  const written = new Map<number, number>();
  for (const at of wanted) {
    const fits = [...written].every(
      ([other, there]) => Math.abs(there - (middle[at] ?? 0)) >= (half[other] ?? 0) + (half[at] ?? 0),
    );
    if (!written.has(at) && fits) written.set(at, middle[at] ?? 0);
  }
  return written;
}
