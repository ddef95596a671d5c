// How well a text answers a query: words in any order, accents and case aside, one mistake forgiven in a long word.
import { fold } from "@/format";

/** Whether two words differ by at most one letter added, missing, changed, or one pair swapped. */
export function nearly(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let endA = a.length;
  let endB = b.length;
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  const left = endA - start;
  const right = endB - start;
  if (left <= 1 && right <= 1) return true;
  return left === 2 && right === 2 && a[start] === b[start + 1] && a[start + 1] === b[start];
}

/** One word of the query against the words of the text; 0 is no answer. */
function scoreWord(word: string, words: string[]): number {
  let best = 0;
  words.forEach((candidate, place) => {
    const first = place === 0 ? 5 : 0;
    if (candidate === word) best = Math.max(best, 100 + first);
    else if (candidate.startsWith(word)) best = Math.max(best, 80 + first);
    else if (candidate.includes(word)) best = Math.max(best, 40);
    else if (word.length >= 4 && nearly(word, candidate.slice(0, word.length))) best = Math.max(best, 25);
    else if (word.length >= 4 && nearly(word, candidate)) best = Math.max(best, 25);
  });
  return best;
}

/** The mean of its words' scores, or 0 when one of them finds nothing. */
export function score(query: string, text: string): number {
  const asked = fold(query).split(/\s+/).filter(Boolean);
  if (asked.length === 0) return 1;
  const words = fold(text)
    .split(/[\s:·,.]+/)
    .filter(Boolean);
  let sum = 0;
  for (const word of asked) {
    const got = scoreWord(word, words);
    if (got === 0) return 0;
    sum += got;
  }
  return sum / asked.length;
}

/** From here on a text really holds the words; under it a mistake was forgiven. */
const SURE = 40;

export interface Group<T> {
  label: string;
  items: T[];
}

interface Ranked<T> {
  item: T;
  points: number;
}

function scored<T>(query: string, items: readonly T[], text: (item: T) => string): Ranked<T>[] {
  return items
    .map((item) => ({ item, points: score(query, text(item)) }))
    .filter((r) => r.points > 0)
    .sort((a, b) => b.points - a.points);
}

/** The best answers first; equal ones keep their order. */
export const rank = <T>(query: string, items: readonly T[], text: (item: T) => string): T[] =>
  scored(query, items, text).map((r) => r.item);

/** The same over groups: the group with the best answer first, and forgiven mistakes only where nothing is sure. */
export function rankGroups<T>(query: string, groups: readonly Group<T>[], text: (item: T) => string): Group<T>[] {
  const found = groups.map((group) => ({ group, hits: scored(query, group.items, text) }));
  const sure = found.some(({ hits }) => (hits[0]?.points ?? 0) >= SURE);
  return found
    .map(({ group, hits }) => ({ group, hits: hits.filter((h) => !sure || h.points >= SURE) }))
    .filter(({ hits }) => hits.length > 0)
    .sort((a, b) => (b.hits[0]?.points ?? 0) - (a.hits[0]?.points ?? 0))
    .map(({ group, hits }) => ({ ...group, items: hits.map((h) => h.item) }));
}
