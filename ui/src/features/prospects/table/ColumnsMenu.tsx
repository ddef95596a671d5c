// Which columns are shown.
import { Columns3 } from "lucide-react";
import { useWords } from "@/app/i18n";
import { Button, Menu, MenuChoice, MenuItem, MenuSeparator } from "@/kit";
import type { FieldDef } from "../fields/fields";
import type { TableLayout } from "./use-layout";

export function ColumnsMenu({ fields, table }: { fields: Map<string, FieldDef>; table: TableLayout }) {
  const w = useWords().prospects.table;
  const shown = new Set(table.layout.shown);
  // A name is one column: its halves are for the sheet.
  const offered = [...fields.values()].filter(
    (f) => !["name", "first_name", "last_name", "deleted_at"].includes(f.key),
  );
  return (
    <Menu
      align="end"
      trigger={
        <Button size="toolbar" kind="quiet" icon={<Columns3 />}>
          {w.columns}
        </Button>
      }
    >
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
