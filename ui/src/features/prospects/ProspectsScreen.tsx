// The table of prospects, or their trash: filters, order and view are in the address; the rows come by pages.
import { UserPlus } from "lucide-react";
import { useCallback } from "react";
import { get } from "@/api/client";
import { useSession } from "@/api/queries";
import type { ProspectList } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { runShortcut, useKey } from "@/app/shortcuts";
import { Button, Screen, TabPanel, Tabs } from "@/kit";
import { EmptyBase } from "./EmptyBase";
import { toQuery, useListSearch } from "./filters/filters";
import { useRefresh, useRows } from "./rows/live";
import { Table } from "./table/Table";

export function ProspectsScreen() {
  const words = useWords();
  const w = words.prospects;
  const session = useSession();
  const [search, change] = useListSearch();
  const query = toQuery(search);
  const key = JSON.stringify(query);
  const rows = useRows(key, (offset, limit, signal) =>
    get<ProspectList>("/prospects", { ...query, offset, limit }, signal),
  );
  useRefresh(rows, "prospects");
  const newKey = useKey("prospects.new");
  const view = search.view === "trash" ? "trash" : "all";
  const all = view === "trash" ? session.trash : session.prospects;
  const isEmpty = session.prospects === 0 && session.trash === 0;
  const setView = useCallback(
    (next: string) =>
      change({ view: next === "trash" ? next : undefined, stage: undefined, tag: undefined, q: undefined }),
    [change],
  );
  return (
    <Screen
      title={w.title}
      meta={isEmpty ? null : <span role="status">{w.count({ total: rows.settled ? rows.total : all, all })}</span>}
      actions={
        !isEmpty && (
          <Button kind="primary" icon={<UserPlus />} keys={newKey} onClick={() => void runShortcut("prospects.new")}>
            {w.create}
          </Button>
        )
      }
    >
      {isEmpty ? (
        <EmptyBase title={w.empty.title} />
      ) : (
        <Tabs
          value={view}
          onChange={setView}
          label={w.views.label}
          tabs={[
            { value: "all", label: w.views.all },
            { value: "trash", label: w.views.trash },
          ]}
        >
          <TabPanel value={view}>
            <Table rows={rows} query={query} search={search} change={change} />
          </TabPanel>
        </Tabs>
      )}
    </Screen>
  );
}
