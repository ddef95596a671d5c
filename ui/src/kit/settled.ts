// A press that comes before the answer to what was typed is not lost: it is done with the answer, as one who types
// fast means it. Typing on, or another key, takes it back.
import { useEffect, useRef } from "react";

/** Whether what was found answers what is typed, not what was typed before; nothing typed asks nothing. */
export const isSettled = (typed: string, found: { data: unknown; isPlaceholderData: boolean }): boolean =>
  typed === "" || (found.data !== undefined && !found.isPlaceholderData);

export interface Press {
  press: () => void;
  forget: () => void;
}

/** `act` at once while what is shown answers what was typed, else as soon as it does. */
export function useWhenSettled(settled: boolean, act: () => void): Press {
  const pressed = useRef(false);
  useEffect(() => {
    if (!settled || !pressed.current) return;
    pressed.current = false;
    act();
  });
  return {
    press: () => {
      if (settled) act();
      else pressed.current = true;
    },
    forget: () => {
      pressed.current = false;
    },
  };
}
