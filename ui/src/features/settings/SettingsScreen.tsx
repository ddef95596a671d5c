// Settings: sections at the left with a search, one section at the right. Changes apply at once.
import { Link, useNavigate, useParams } from "@tanstack/react-router";
import clsx from "clsx";
import { type ComponentType, useRef, useState } from "react";
import { useWords } from "@/app/i18n";
import { useShortcuts } from "@/app/shortcuts";
import { Accounts } from "@/features/mail";
import { Templates } from "@/features/templates";
import { Screen, SearchInput, Writing } from "@/kit";
import { About } from "./About";
import { Appearance } from "./Appearance";
import { Backups } from "./backups/Backups";
import { Files } from "./Files";
import { Fields } from "./fields/Fields";
import { Keyboard } from "./Keyboard";
import { Privacy } from "./Privacy";
import { Profile } from "./Profile";
import { findSections, type SectionId, sectionOf } from "./sections";
import { Stages } from "./stages/Stages";
import { Team } from "./Team";
import { Tags } from "./tags/Tags";
import { Worktime } from "./worktime/Worktime";

const contents: Record<SectionId, ComponentType> = {
  profile: Profile,
  accounts: Accounts,
  team: Team,
  worktime: Worktime,
  pipeline: Stages,
  fields: Fields,
  tags: Tags,
  templates: Templates,
  files: Files,
  appearance: Appearance,
  keyboard: Keyboard,
  backups: Backups,
  privacy: Privacy,
  about: About,
};

/** What is written beside what comes of it. */
const wide: SectionId[] = ["templates"];

/** Preferences of who looks: they stay open at a past date. */
const ofToday: SectionId[] = ["appearance", "keyboard", "about"];

function Sections({ current }: { current: SectionId }) {
  const words = useWords();
  const w = words.settings;
  const navigate = useNavigate();
  const [query, setQuery] = useState("");
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ "app.filter": () => field.current?.focus() });
  const found = findSections(w, query);
  const open = (section: SectionId) => void navigate({ to: "/settings/$section", params: { section }, search: {} });
  return (
    <div className="flex w-52 flex-none flex-col gap-3 overflow-auto border-r border-border p-3 max-[760px]:w-full max-[760px]:overflow-visible max-[760px]:border-r-0 max-[760px]:border-b">
      <search
        onKeyDown={(event) => {
          if (event.key === "Enter" && found[0]) open(found[0].id);
        }}
      >
        <SearchInput
          ref={field}
          value={query}
          onChange={setQuery}
          label={w.search}
          placeholder={words.common.search}
          clearLabel={words.common.clear}
        />
      </search>
      <nav aria-label={w.sectionsLabel}>
        <ul className="flex flex-col gap-0.5 max-[760px]:flex-row max-[760px]:flex-wrap">
          {found.map(({ id, title }) => (
            <li key={id}>
              <Link
                to="/settings/$section"
                params={{ section: id }}
                search={{}}
                aria-current={id === current ? "page" : undefined}
                className={clsx(
                  "flex min-h-8 items-center rounded-control px-2 no-underline",
                  id === current ? "bg-hover font-medium text-text" : "text-text-2 hover:bg-hover hover:text-text",
                )}
              >
                {title}
              </Link>
            </li>
          ))}
        </ul>
        {found.length === 0 && <p className="px-2 text-text-3">{w.nothing}</p>}
      </nav>
    </div>
  );
}

export function SettingsScreen() {
  const w = useWords().settings;
  const section = sectionOf(useParams({ strict: false, select: (p: { section?: string }) => p.section }));
  const Content = contents[section];
  return (
    <Screen title={w.title}>
      <div className="flex min-h-0 flex-1 max-[760px]:flex-col">
        <Sections current={section} />
        <div className="toast-room min-h-0 min-w-0 flex-1 overflow-auto">
          <section
            aria-labelledby="settings-section"
            className={clsx("flex flex-col gap-6 p-6", wide.includes(section) ? "max-w-[1280px]" : "max-w-[688px]")}
          >
            <header className="flex flex-col gap-1">
              <h2 id="settings-section" className="text-title-2">
                {w.sections[section]}
              </h2>
              <p className="text-text-2">{w.leads[section]}</p>
            </header>
            {ofToday.includes(section) ? (
              <Content key={section} />
            ) : (
              <Writing>
                <Content key={section} />
              </Writing>
            )}
          </section>
        </div>
      </div>
    </Screen>
  );
}
