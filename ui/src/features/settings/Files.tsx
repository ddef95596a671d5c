// How files are read and written: the country of phones, the currency of amounts, and the ways in and out.
import { useNavigate } from "@tanstack/react-router";
import { FileDown, FileUp } from "lucide-react";
import { useMemo, useState } from "react";
import { useSession } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { useChooseFile } from "@/app/import-file";
import { useSaveSettings } from "@/app/preferences";
import { ExportDialog } from "@/features/exports";
import { Button, Combobox, Field } from "@/kit";
import { currencies, regions } from "./places";
import { Row } from "./Row";

export function Files() {
  const words = useWords();
  const w = words.settings.files;
  const { settings, prospects } = useSession();
  const save = useSaveSettings();
  const choose = useChooseFile();
  const navigate = useNavigate();
  const [exporting, setExporting] = useState(false);
  // Names of countries and currencies follow the language.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the words stand for the language.
  const places = useMemo(() => ({ regions: regions(), currencies: currencies() }), [words]);
  return (
    <div className="flex flex-col gap-6">
      <div className="grid max-w-[520px] grid-cols-2 gap-4">
        <Field label={w.region} help={w.regionHelp}>
          <Combobox
            value={settings.default_region}
            onChange={(region) => region && void save({ default_region: region })}
            options={places.regions}
            empty={w.noRegion}
          />
        </Field>
        <Field label={w.currency} help={w.currencyHelp}>
          <Combobox
            value={settings.default_currency}
            onChange={(currency) => currency && void save({ default_currency: currency })}
            options={places.currencies}
            empty={w.noCurrency}
          />
        </Field>
      </div>
      <div>
        <Row title={words.imports.title} text={w.importText}>
          <Button kind="quiet" onClick={() => void navigate({ to: "/import", search: {} })}>
            {w.past}
          </Button>
          <Button icon={<FileUp />} onClick={() => void choose()}>
            {w.import}
          </Button>
        </Row>
        <Row title={words.exports.title} text={w.exportText(prospects)}>
          <Button icon={<FileDown />} disabled={prospects === 0} onClick={() => setExporting(true)}>
            {w.export}
          </Button>
        </Row>
      </div>
      <ExportDialog open={exporting} onOpenChange={setExporting} selection={null} count={prospects} />
    </div>
  );
}
