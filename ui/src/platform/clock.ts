// The interface's only look at the host's clock. Screens take « now » from here so that tests can set it.
let source: () => number = () => Date.now();

/** Milliseconds since the epoch, UTC. */
export const now = (): number => source();

/** The local calendar day, "YYYY-MM-DD". */
export function today(): string {
  const d = new Date(now());
  const two = (x: number) => String(x).padStart(2, "0");
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

export function setClock(next: (() => number) | null): void {
  source = next ?? (() => Date.now());
}
