// Tells the host, once, that the first screen can be used: it is there, and nothing that it asked for is still on its way.
import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { host } from "@/platform";

export function useReady(): void {
  const client = useQueryClient();
  const fetching = useIsFetching();
  const status = useRouterState({ select: (s) => s.status });
  const told = useRef(false);
  useEffect(() => {
    if (told.current || fetching > 0 || client.isFetching() > 0 || status !== "idle") return;
    if (!document.querySelector("#main h1")) return;
    told.current = true;
    // Once painted, not before.
    requestAnimationFrame(() => host.ready());
  }, [client, fetching, status]);
}
