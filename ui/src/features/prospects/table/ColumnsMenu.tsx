// Which columns are shown, and how high the rows are.
import { Columns3 } from "lucide-react";
import { useWords } from "@/app/i18n";
import {
  Button,
  type Density,
  heights,
  Menu,
  MenuChoice,
  MenuGroup,
  MenuItem,
  MenuRadio,
  MenuSeparator,
  NARROW,
  useMedia,
} from "@/kit";
import type { FieldDef } from "../fields/fields";
import type { TableLayout } from "./use-layout";
import { useTableDensity } from "./use-table-density";

export function ColumnsMenu({ fields, table }: { fields: Map<string, FieldDef>; table: TableLayout }) {
  const words = useWords();
  const w = words.prospects.table;
  const { density, choose } = useTableDensity();
  const narrow = useMedia(NARROW);
  const look = words.settings.appearance;
  const shown = new Set(table.layout.shown);
  // A name is one column: its halves are for the sheet.
  const offered = [...fields.values()].filter(
    (f) => !["name", "first_name", "last_name", "deleted_at"].includes(f.key),
  );
  return (
    <Menu
      align="end"
      trigger={
        <Button size="toolbar" kind="quiet" icon={<Columns3 />} title={narrow ? w.columns : undefined}>
          <span className={narrow ? "sr-only" : undefined}>{w.columns}</span>
        </Button>
      }
    >
      <MenuGroup label={look.density}>
        <MenuRadio
          value={density}
          onChange={choose}
          options={(Object.keys(heights) as Density[]).map((value) => ({ value, label: look.densities[value] }))}
        />
      </MenuGroup>
      <MenuSeparator />
      {offered.map((field) => (
        <MenuChoice
          key={field.key}
          checked={shown.has(field.key)}
          onChange={(on) => (on ? table.show(field.key) : table.hide(field.key))}
        >
          {field.label}
        </MenuChoice>
      ))}
      <MenuSeparator />
      <MenuItem onSelect={table.reset}>{w.reset}</MenuItem>
    </Menu>
  );
}
