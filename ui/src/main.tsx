// The start of the page.
import { CSPProvider } from "@base-ui/react/csp-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./app/tokens.css";
import "./app/base.css";
import { followChanges } from "./api/invalidate";
import { queryClient } from "./api/query-client";
import { followNotices } from "./app/due/answer";
import { followDue, followSoon } from "./app/due/follow";
import { startLanguage } from "./app/preferences";
import { router, startHome } from "./app/router";
import { followStatus } from "./app/shell/status";

startLanguage();
followChanges(queryClient);
followStatus();
followDue();
followSoon();
followNotices();
startHome();

const container = document.getElementById("app");
if (container)
  createRoot(container).render(
    <StrictMode>
      <CSPProvider disableStyleElements>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </CSPProvider>
    </StrictMode>,
  );
