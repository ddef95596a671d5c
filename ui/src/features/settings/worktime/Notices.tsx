// What tells of follow-ups whose time has come: the line of the page, the system; each can be switched off. And whether time
// spent on sheets is counted.
import { useWords } from "@/app/i18n";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { Switch } from "@/kit";
import { host } from "@/platform";

export function Notices() {
  const w = useWords().settings.worktime;
  const { ui, count_time } = useSettings();
  const save = useSaveSettings();
  return (
    <section aria-labelledby="settings-notices" className="flex max-w-[520px] flex-col gap-3">
      <h3 id="settings-notices" className="font-semibold">
        {w.notices}
      </h3>
      <p className="text-small text-text-3">{w.noticesHelp}</p>
      <Switch
        checked={ui["notice.page"] !== false}
        onChange={(on) => void save({ ui: { "notice.page": on ? null : false } })}
        label={w.inPage}
        help={w.inPageHelp}
      />
      <Switch
        checked={ui["notice.system"] !== false}
        onChange={(on) => {
          if (on) void host.askToNotify();
          void save({ ui: { "notice.system": on ? null : false } });
        }}
        label={w.bySystem}
        help={w.bySystemHelp}
      />
      <h3 className="mt-3 font-semibold">{w.spent}</h3>
      <Switch
        checked={count_time}
        onChange={(on) => void save({ count_time: on })}
        label={w.countTime}
        help={w.countTimeHelp}
      />
    </section>
  );
}
