// In the window the page behaves as an application: no browser menu where ours has nothing to say, no dragging of links.
import { host } from "@/platform";

const keepsMenu = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input,textarea") || (window.getSelection()?.toString() ?? "") !== "");

export function behaveAsApplication(): () => void {
  if (host.kind !== "window") return () => {};
  const onMenu = (event: MouseEvent) => {
    if (!keepsMenu(event.target)) event.preventDefault();
  };
  const onDrag = (event: DragEvent) => event.preventDefault();
  window.addEventListener("contextmenu", onMenu);
  window.addEventListener("dragstart", onDrag);
  return () => {
    window.removeEventListener("contextmenu", onMenu);
    window.removeEventListener("dragstart", onDrag);
  };
}
