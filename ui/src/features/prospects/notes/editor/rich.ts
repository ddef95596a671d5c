// The editor of notes is fetched once the first screen can be used; until then, or where nobody writes, a plain field stands
// in its place and costs nothing.
import { type ComponentType, useEffect, useState } from "react";
import { fetchWhenReady } from "@/kit";
import type { RichEditorProps } from "./RichEditor";

let come: ComponentType<RichEditorProps> | null = null;

const load = () =>
  import("./RichEditor").then((module) => {
    come = module.RichEditor;
    return come;
  });

fetchWhenReady(load);

/** The editor, once it is wanted and there. Whoever wants it again asks for it again, should it not have come. */
export function useRich(isWanted: boolean): ComponentType<RichEditorProps> | null {
  const [Rich, setRich] = useState(() => come);
  useEffect(() => {
    if (!isWanted || Rich) return;
    let isHere = true;
    load().then(
      (made) => isHere && setRich(() => made),
      () => undefined,
    );
    return () => {
      isHere = false;
    };
  }, [isWanted, Rich]);
  return isWanted ? (Rich ?? come) : null;
}
