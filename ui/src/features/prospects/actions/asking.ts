// What is being asked before prospects are changed. There is one question at a time: another that comes takes its place, and the
// one before is answered « no », so that whoever waits for it goes on.
import type { Look } from "./look";
import type { ReasonAsk } from "./reason";
import type { Ask } from "./required";

export type Question =
  | { kind: "look"; ask: Look }
  | { kind: "reason"; ask: ReasonAsk }
  | { kind: "required"; ask: Ask };

let current: Question | null = null;
let turn = 0;
let decline: () => void = () => undefined;
const listeners = new Set<() => void>();

export const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const question = (): Question | null => current;
/** Which one of all the questions it is. */
export const turnOf = (): number => turn;

function show(next: Question | null): void {
  current = next;
  for (const listener of listeners) listener();
}

/** Asks, and waits for the answer; `no` where another question comes before there is one. */
export function pose<Answer>(no: Answer, asked: (answer: (given: Answer) => void) => Question): Promise<Answer> {
  decline();
  return new Promise((resolve) => {
    const mine = asked((given) => {
      if (current === mine) {
        decline = () => undefined;
        show(null);
      }
      resolve(given);
    });
    decline = () => mine.ask.answer(no as never);
    turn += 1;
    show(mine);
  });
}
