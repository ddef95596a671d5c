// What the palette can offer, and what screens add to it while they are there.
import type { ReactNode } from "react";
import { useEffect, useRef } from "react";

export interface Entry {
  id: string;
  label: string;
  /** After the label, in grey: company, current value. */
  detail?: string | undefined;
  icon?: ReactNode;
  /** Spelled keys. */
  keys?: string | undefined;
  /** Other words that find it. */
  also?: string | undefined;
  run?: () => void;
  /** Opens a list in place of running. */
  items?: () => Entry[];
}

export interface EntryGroup {
  label: string;
  items: Entry[];
}

/** What a screen puts first: « 3 prospects sélectionnés » and what can be done to them. */
export interface Offer {
  label: string;
  entries: Entry[];
}

let offers: (() => Offer | null)[] = [];

export const currentOffers = (): Offer[] =>
  offers.map((offer) => offer()).filter((o): o is Offer => o !== null && o.entries.length > 0);

/** A screen's own entries, at the top of the palette while it is there. They are asked for when the palette opens. */
export function usePaletteOffer(make: () => Offer | null): void {
  const latest = useRef(make);
  latest.current = make;
  useEffect(() => {
    const offer = () => latest.current();
    offers = [...offers, offer];
    return () => {
      offers = offers.filter((o) => o !== offer);
    };
  }, []);
}
