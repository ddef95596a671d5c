// Since when the board shows what moved on it: a usual distance from the date that is shown, or not at all.
import { GitCompareArrows } from "lucide-react";
import { asOf } from "@/api/as-of";
import { useWords } from "@/app/i18n";
import { localInput } from "@/format";
import { Button, Menu, MenuGroup, MenuRadio } from "@/kit";
import { now } from "@/platform";

const DAY = 86_400_000;
const distances = [1, 7, 30] as const;
const NONE = "";

/** The day that many days before the one that is shown, as an address holds it. */
const dayBefore = (days: number): string => localInput((asOf() ?? now()) - days * DAY).slice(0, 10);

interface MovesMenuProps {
  since: string | undefined;
  onChange: (since: string | undefined) => void;
}

export function MovesMenu({ since, onChange }: MovesMenuProps) {
  const w = useWords().pipeline.moves;
  return (
    <Menu
      align="end"
      trigger={
        <Button size="toolbar" icon={<GitCompareArrows />} aria-pressed={since !== undefined}>
          {w.label}
        </Button>
      }
    >
      <MenuGroup label={w.title}>
        <MenuRadio
          value={since ?? NONE}
          onChange={(day) => onChange(day || undefined)}
          options={[
            { value: NONE, label: w.none },
            ...distances.map((days) => ({ value: dayBefore(days), label: w.distances[days] })),
          ]}
        />
      </MenuGroup>
    </Menu>
  );
}
