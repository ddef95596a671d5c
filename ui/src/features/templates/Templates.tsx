// Templates of messages: their list by use, and the one that is written.
import { useQuery } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { Template } from "@/api/schema";
import { language } from "@/app/i18n";
import { blank, type Draft, draftOf, templatesQuery } from "./data";
import { Editor } from "./Editor";
import { TemplateList } from "./TemplateList";

export function Templates() {
  const { data: templates } = useQuery(templatesQuery);
  const [open, setOpen] = useState<Draft | null>(null);
  /** Whose line takes the focus again. */
  const back = useRef<string | null>(null);
  if (!templates) return null;
  const show = (template: Template) => setOpen(draftOf(template));
  if (!open)
    return (
      <TemplateList
        templates={templates}
        focused={back.current}
        onOpen={show}
        onAdd={() => setOpen(blank(language()))}
      />
    );
  return (
    <Editor
      start={open}
      sectors={[...new Set(templates.flatMap(({ sector }) => sector ?? []))]}
      onClose={(id) => {
        back.current = id;
        setOpen(null);
      }}
    />
  );
}
