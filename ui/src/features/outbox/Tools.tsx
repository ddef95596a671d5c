// What can be put into a message: a variable, a template, a file.
import { useQuery } from "@tanstack/react-query";
import { FileText, Paperclip } from "lucide-react";
import { useRef } from "react";
import type { Template } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { templatesQuery, VariableMenu } from "@/features/templates";
import { Button, IconButton, Menu, MenuGroup, MenuItem } from "@/kit";

interface ToolsProps {
  onVariable: (text: string) => void;
  onTemplate: (template: Template) => void;
  onFiles: (files: File[]) => void;
}

function TemplateMenu({ onPick }: { onPick: (template: Template) => void }) {
  const w = useWords();
  const { data = [] } = useQuery(templatesQuery);
  const kinds = (["reply", "mail"] as const).map((purpose) => ({
    purpose,
    items: data.filter((template) => template.purpose === purpose),
  }));
  return (
    <Menu
      align="end"
      trigger={
        <Button size="toolbar" kind="quiet" icon={<FileText />}>
          {w.composer.template}
        </Button>
      }
    >
      {kinds.map(
        ({ purpose, items }) =>
          items.length > 0 && (
            <MenuGroup key={purpose} label={w.templates.purposes[purpose]}>
              {items.map((template) => (
                <MenuItem key={template.id} onSelect={() => onPick(template)}>
                  {template.name}
                </MenuItem>
              ))}
            </MenuGroup>
          ),
      )}
      {kinds.every(({ items }) => items.length === 0) && (
        <MenuItem disabled onSelect={() => undefined}>
          {w.composer.noTemplate}
        </MenuItem>
      )}
    </Menu>
  );
}

export function Tools({ onVariable, onTemplate, onFiles }: ToolsProps) {
  const w = useWords().composer;
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <VariableMenu onInsert={onVariable} />
      <TemplateMenu onPick={onTemplate} />
      <IconButton name={w.attach} icon={<Paperclip />} onClick={() => input.current?.click()} />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          const files = [...(event.target.files ?? [])];
          event.target.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
    </>
  );
}
