// Shows one tooltip at a time, for every control that carries one.
import { Tooltip as Base } from "@base-ui/react/tooltip";
import { useCallback, useEffect, useReducer, useRef, useState } from "react";
import { KeyCap } from "../KeyCap";
import type { TooltipProps } from "../Tooltip";
import { type Follower, followTips } from "./follow-tips";

/** Draws again when the words of the control change, and closes when it leaves the page. */
function useWatch(control: Element | null, onGone: () => void): void {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  useEffect(() => {
    if (!control) return;
    const words = new MutationObserver(draw);
    words.observe(control, { attributeFilter: ["data-tip", "data-tip-keys"] });
    const place = new ResizeObserver(() => control.isConnected || onGone());
    place.observe(control);
    return () => {
      words.disconnect();
      place.disconnect();
    };
  }, [control, onGone]);
}

export function TooltipLayer() {
  const [control, setControl] = useState<Element | null>(null);
  const [last, setLast] = useState(control);
  const follower = useRef<Follower>(null);
  const close = useCallback(() => follower.current?.close(), []);
  if (control && control !== last) setLast(control);
  useEffect(() => {
    follower.current = followTips(setControl);
    return follower.current.stop;
  }, []);
  useWatch(control, close);
  // It keeps its words while it fades.
  const words = (control ?? last) as HTMLElement | null;
  if (!words) return null;
  const side = (words.dataset.tipSide ?? "bottom") as NonNullable<TooltipProps["side"]>;
  return (
    <Base.Root open={control !== null} onOpenChange={(open) => !open && close()}>
      <Base.Portal>
        <Base.Positioner anchor={words} side={side} sideOffset={6} className="z-50" data-tip-popup="">
          <Base.Popup className="float flex max-w-80 items-center gap-2 !rounded-control px-2 py-1 text-small">
            {words.dataset.tip}
            <KeyCap keys={words.dataset.tipKeys} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
