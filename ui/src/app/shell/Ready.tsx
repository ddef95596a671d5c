// Tells the host, once, that the first screen can be used: it is there, nothing that it asked for is still on its way, and
// what came is drawn. A component of its own, so that a fetch that begins or ends draws nothing else again.
import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { fetchLater } from "@/kit";
import { host } from "@/platform";

/** A screen whose title is there and of which no part says that it waits. */
const isDrawn = (): boolean =>
  document.querySelector("#main h1") !== null && document.querySelector("#main [data-ready=false]") === null;

function Watch({ onReady }: { onReady: () => void }) {
  const client = useQueryClient();
  const fetching = useIsFetching();
  const status = useRouterState({ select: (s) => s.status });
  useEffect(() => {
    let frame = 0;
    // An answer is drawn a little after it has come: looked at again at each frame, and told once painted.
    const look = (): void => {
      if (client.isFetching() > 0 || status !== "idle") return;
      frame = requestAnimationFrame(isDrawn() ? onReady : look);
    };
    if (fetching === 0) look();
    return () => cancelAnimationFrame(frame);
  }, [client, fetching, status, onReady]);
  return null;
}

export function Ready() {
  const [told, setTold] = useState(false);
  const tell = useCallback(() => {
    host.ready();
    setTold(true);
    fetchLater();
  }, []);
  return told ? null : <Watch onReady={tell} />;
}
