// Whose public holidays are kept, in which time zone days begin, and the holidays to come.
import { patch } from "@/api/client";
import type { HolidayRegion, Worktime, WorktimeEdit, WorktimeSaved } from "@/api/schema";
import { language, locale, useWords } from "@/app/i18n";
import { dayStart, longDate } from "@/format";
import { type Choice, Combobox, Field } from "@/kit";
import { save } from "./save";

/** The choice of nothing: what is usual. */
const USUAL = "";

const change = (edit: WorktimeEdit) => void save(() => patch<WorktimeSaved>("/worktime", edit));

/** Countries by name, each with its parts behind it. */
function regionChoices(regions: readonly HolidayRegion[]): Choice[] {
  const name = (code: string) => regions.find((region) => region.code === code)?.name[language()] ?? code;
  const country = (code: string) => code.split("-")[0] ?? code;
  const key = (code: string) => (code.includes("-") ? `${name(country(code))}\u0001${name(code)}` : name(code));
  return regions
    .map(({ code }) => ({ value: code, label: name(code), detail: code, key: key(code) }))
    .sort((a, b) => a.key.localeCompare(b.key, locale()))
    .map(({ value, label, detail }) => ({ value, label, detail }));
}

export function Places({ worktime }: { worktime: Worktime }) {
  const w = useWords().settings.worktime;
  const { regions, region, chosen_region, zone, zones, chosen_zone, next_holidays } = worktime;
  const usualRegion = regions.find(({ code }) => code === region)?.name[language()] ?? w.noHoliday;
  const countryRegion = { value: USUAL, label: w.countryRegion({ name: chosen_region ? "" : usualRegion }) };
  const machineZone = { value: USUAL, label: w.machineZone({ name: chosen_zone ? "" : zone }) };
  return (
    <>
      <div className="flex max-w-[520px] flex-col gap-4">
        <Field label={w.region} help={w.regionHelp}>
          <Combobox
            value={chosen_region ?? USUAL}
            onChange={(next) => change({ region: next || null })}
            options={[countryRegion, ...regionChoices(regions)]}
            empty={w.noRegion}
          />
        </Field>
        <Field label={w.zone} help={w.zoneHelp}>
          <Combobox
            value={chosen_zone ?? USUAL}
            onChange={(next) => change({ zone: next || null })}
            options={[machineZone, ...zones.map((value) => ({ value, label: value.replaceAll("_", " ") }))]}
            empty={w.noZone}
          />
        </Field>
      </div>
      <section aria-labelledby="worktime-holidays" className="flex flex-col gap-2">
        <h3 id="worktime-holidays" className="font-semibold">
          {w.holidays}
        </h3>
        {next_holidays.length === 0 ? (
          <p className="text-text-3">{w.noHolidays}</p>
        ) : (
          <ul>
            {next_holidays.map(({ day, name }) => (
              <li key={day} className="flex flex-wrap gap-x-4 py-0.5">
                <time dateTime={day} className="min-w-56 flex-none first-letter:uppercase">
                  {longDate(dayStart(day))}
                </time>
                <span className="text-text-2">{name[language()]}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
