// Why people are lost: whether it is asked, and which reasons are offered. The list is the options of a field.
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { get, post } from "@/api/client";
import type { CustomFieldSaved, LostReasons } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { ASKS_REASON } from "@/features/prospects";
import { Button, Switch, Writing } from "@/kit";
import { write } from "../write";

export function Reasons() {
  const w = useWords().settings.pipeline;
  const { ui } = useSettings();
  const save = useSaveSettings();
  const navigate = useNavigate();
  const { data } = useQuery({
    queryKey: ["fields", "lost-reasons"],
    queryFn: ({ signal }) => get<LostReasons>("/fields/lost-reasons", undefined, signal),
  });
  const edit = async () => {
    const failure = data?.field_id ? null : await write(() => post<CustomFieldSaved>("/fields/lost-reasons", {}));
    if (!failure) await navigate({ to: "/settings/$section", params: { section: "fields" }, search: {} });
  };
  return (
    <section className="flex max-w-[520px] flex-col items-start gap-2 border-t border-border pt-4">
      <Switch
        checked={ui[ASKS_REASON] !== false}
        onChange={(on) => void save({ ui: { [ASKS_REASON]: on ? null : false } })}
        label={w.asksReason}
        help={w.asksReasonHelp}
      />
      {data && <p className="text-small text-text-2">{w.reasons({ list: data.reasons.join(", ") })}</p>}
      <Writing>
        <Button size="toolbar" onClick={() => void edit()}>
          {w.editReasons}
        </Button>
      </Writing>
    </section>
  );
}
