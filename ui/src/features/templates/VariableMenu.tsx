// The variables, by whose they are: the one that is chosen is put where one writes.
import { useQuery } from "@tanstack/react-query";
import { Braces } from "lucide-react";
import type { VariableOf } from "@/api/schema";
import { language, useWords } from "@/app/i18n";
import { Button, Menu, MenuGroup, MenuItem, MenuSeparator } from "@/kit";
import { variablesQuery } from "./data";

const owners: readonly VariableOf[] = ["prospect", "me", "field"];

/** The names of all variables, in the language of the screen. */
export function useVariables(): { name: string; of: VariableOf; label: string }[] {
  useWords();
  const { data = [] } = useQuery(variablesQuery);
  return data.map((one) => {
    const name = language() === "en" ? one.en : one.fr;
    return { name, of: one.of, label: one.label ?? name };
  });
}

export function VariableMenu({ onInsert }: { onInsert: (text: string) => void }) {
  const w = useWords().templates;
  const variables = useVariables();
  return (
    <Menu
      align="end"
      trigger={
        <Button size="toolbar" kind="quiet" icon={<Braces />}>
          {w.variable}
        </Button>
      }
    >
      {owners.map((owner) => {
        const own = variables.filter(({ of }) => of === owner);
        return (
          own.length > 0 && (
            <MenuGroup key={owner} label={w.variablesOf[owner]}>
              {own.map(({ name, label }) => (
                <MenuItem key={name} onSelect={() => onInsert(`{{${name}}}`)}>
                  {label}
                </MenuItem>
              ))}
            </MenuGroup>
          )
        );
      })}
      <MenuSeparator />
      <MenuItem onSelect={() => onInsert(w.conditionText)}>{w.condition}</MenuItem>
    </Menu>
  );
}
