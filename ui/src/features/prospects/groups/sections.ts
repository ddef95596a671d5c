// A grouped list as it stands on screen: a head for each group, its rows under it unless it is folded. Pure; it knows how many
// rows there are, never which.
import type { Group } from "@/api/schema";

export interface Section {
  group: Group;
  /** Its first row among all rows of the list. */
  first: number;
  /** The place of its head on screen. */
  place: number;
  folded: boolean;
}

/** The last section that begins at or before there. */
function last(all: readonly Section[], is: (section: Section) => boolean): Section | undefined {
  let [low, high] = [0, all.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(all[middle] as Section)) low = middle + 1;
    else high = middle;
  }
  return all[low - 1];
}

export class Sections {
  readonly all: readonly Section[];
  /** Places on screen: heads, and rows of the groups that are open. */
  readonly count: number;
  readonly rows: number;

  constructor(groups: readonly Group[], folded: ReadonlySet<string>) {
    let [first, place] = [0, 0];
    this.all = groups.map((group) => {
      const section = { group, first, place, folded: folded.has(group.key) };
      first += group.count;
      place += 1 + (section.folded ? 0 : group.count);
      return section;
    });
    this.count = place;
    this.rows = first;
  }

  /** The row at a place, or the section whose head is there. */
  at(place: number): number | Section | undefined {
    const section = last(this.all, (s) => s.place <= place);
    if (!section || place === section.place) return section;
    return section.first + place - section.place - 1;
  }

  /** The section of a row. */
  of(row: number): Section | undefined {
    return last(this.all, (s) => s.first <= row);
  }

  /** Where a row is; of a folded one its head. */
  placeOf(row: number): number {
    const section = this.of(row);
    if (!section) return row;
    return section.folded ? section.place : section.place + 1 + row - section.first;
  }

  /** The nearest row that is on screen, from this one on; back where there is none further on. */
  visible(row: number, forward: boolean): number | null {
    const section = this.of(row);
    if (!section) return null;
    if (!section.folded) return row;
    const at = this.all.indexOf(section);
    const next = this.all.slice(at).find((s) => !s.folded);
    const before = this.all.slice(0, at).findLast((s) => !s.folded);
    const [found, other] = forward ? [next, before] : [before, next];
    const chosen = found ?? other;
    if (!chosen) return null;
    return chosen.first > row ? chosen.first : chosen.first + chosen.group.count - 1;
  }
}
