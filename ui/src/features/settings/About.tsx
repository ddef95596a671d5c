// Which Relance this is.
import { useSession } from "@/api/queries";
import { useWords } from "@/app/i18n";

export function About() {
  const w = useWords();
  const { version } = useSession();
  return (
    <div className="flex flex-col gap-2">
      <p className="font-medium select-text">
        {w.app} · {w.settings.about.version({ version })}
      </p>
      <p className="text-text-2">{w.settings.about.licence}</p>
      <p className="text-text-2">{w.welcome.privacy}</p>
    </div>
  );
}
