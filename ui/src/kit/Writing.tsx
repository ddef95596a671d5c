// What changes records. Where nothing can be changed (a past date) everything native inside is disabled, with the reason.
import { createContext, type ReactNode, useContext } from "react";

/** Why nothing can be changed; none where it can. */
export const ReadOnly = createContext<string | null>(null);

export const useReadOnly = (): string | null => useContext(ReadOnly);

export function Writing({ children }: { children: ReactNode }) {
  const reason = useReadOnly();
  // The same element either way, so that nothing inside is made anew.
  return (
    <fieldset disabled={reason !== null} title={reason ?? undefined} className="contents">
      {children}
    </fieldset>
  );
}
