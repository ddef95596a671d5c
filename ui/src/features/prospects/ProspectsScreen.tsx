// The table of prospects, or their trash: filters, order and view are in the address; the rows come by pages.
import { Copy, UserPlus } from "lucide-react";
import { useCallback } from "react";
import { useSession } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { runShortcut, useKey } from "@/app/shortcuts";
import { Button, Screen, TabPanel, Tabs, Writing } from "@/kit";
import { EmptyBase } from "./EmptyBase";
import { isFiltered, toQuery, useListSearch } from "./filters/filters";
import { ListCount } from "./filters/ListCount";
import { useRefresh } from "./rows/live";
import { useListed } from "./rows/similar";
import { Table } from "./table/Table";

export function ProspectsScreen() {
  const words = useWords();
  const w = words.prospects;
  const session = useSession();
  const [search, change] = useListSearch();
  const { rows, query } = useListed(toQuery(search));
  useRefresh(rows, "prospects");
  const newKey = useKey("prospects.new");
  const duplicatesKey = useKey("go.duplicates");
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
      meta={
        !isEmpty && (
          <ListCount
            total={rows.settled && rows.error === null ? rows.records : null}
            all={all}
            failed={rows.error !== null}
            filtered={isFiltered(search)}
          />
        )
      }
      actions={
        !isEmpty && (
          <>
            <Button kind="quiet" icon={<Copy />} keys={duplicatesKey} onClick={() => void runShortcut("go.duplicates")}>
              {words.duplicates.title}
            </Button>
            <Writing>
              <Button
                kind="primary"
                icon={<UserPlus />}
                keys={newKey}
                onClick={() => void runShortcut("prospects.new")}
              >
                {w.create}
              </Button>
            </Writing>
          </>
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
