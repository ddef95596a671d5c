// By what the rows are grouped; folding all groups at once.
import { Rows3 } from "lucide-react";
import { useWords } from "@/app/i18n";
import { Button, Menu, MenuGroup, MenuItem, MenuRadio, MenuSeparator, NARROW, useMedia } from "@/kit";
import type { FieldDef } from "../fields/fields";
import { useGroupChoices } from "./by";
import type { Grouped } from "./use-groups";

interface GroupMenuProps {
  fields: ReadonlyMap<string, FieldDef>;
  by: string | undefined;
  onChange: (by: string | undefined) => void;
  grouped: Grouped;
}

const NONE = "none";

export function GroupMenu({ fields, by, onChange, grouped }: GroupMenuProps) {
  const w = useWords().prospects.groups;
  const choices = useGroupChoices(fields);
  const now = choices.find(({ value }) => value === by)?.label;
  const said = now ? w.by({ field: now }) : w.group;
  const narrow = useMedia(NARROW);
  return (
    <Menu
      align="end"
      trigger={
        <Button size="toolbar" kind="quiet" icon={<Rows3 />} title={narrow ? said : undefined}>
          <span className={narrow ? "sr-only" : undefined}>{said}</span>
        </Button>
      }
    >
      <MenuGroup label={w.label}>
        <MenuRadio
          value={by ?? NONE}
          onChange={(next) => onChange(next === NONE ? undefined : next)}
          options={[{ value: NONE, label: w.none }, ...choices]}
        />
      </MenuGroup>
      {by && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => grouped.foldAll(true)}>{w.foldAll}</MenuItem>
          <MenuItem onSelect={() => grouped.foldAll(false)}>{w.openAll}</MenuItem>
        </>
      )}
    </Menu>
  );
}
