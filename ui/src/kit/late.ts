// Nothing is said of a short wait: something is late only once it has lasted a moment.
import { useEffect, useState } from "react";

/** What is there within this time seems to have come at once. */
const MOMENT = 150;

/** True while `waits` has been true for longer than a moment. */
export function useLate(waits: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!waits) return setLate(false);
    const timer = setTimeout(() => setLate(true), MOMENT);
    return () => clearTimeout(timer);
  }, [waits]);
  return waits && late;
}
