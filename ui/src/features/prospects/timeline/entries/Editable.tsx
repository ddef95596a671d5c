// An entry that one wrote oneself: its menu, and in its place the form that corrects it. The menu has the focus again afterwards.
import { MoreHorizontal } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { Activity } from "@/api/schema";
import { IconButton, Menu, MenuItem, useReadOnly } from "@/kit";
import { Entry } from "./Entry";

interface EditableProps {
  activity: Activity;
  icon: ReactNode;
  title: ReactNode;
  words: { menu: string; edit: string; remove: string };
  onRemove: () => void;
  form: (done: () => void) => ReactNode;
  children: ReactNode;
}

export function Editable({ activity, icon, title, words, onRemove, form, children }: EditableProps) {
  const isPast = useReadOnly() !== null;
  const [editing, setEditing] = useState(false);
  const entry = useRef<HTMLLIElement>(null);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && !editing && document.activeElement === document.body)
      entry.current?.querySelector<HTMLElement>("[aria-haspopup=menu]")?.focus();
    wasEditing.current = editing;
  }, [editing]);
  if (editing) return <li className="py-2">{form(() => setEditing(false))}</li>;
  return (
    <Entry
      ref={entry}
      activity={activity}
      icon={icon}
      title={title}
      menu={
        !isPast && (
          <Menu align="end" trigger={<IconButton name={words.menu} icon={<MoreHorizontal />} size="small" />}>
            {/* After the menu has given the focus back. */}
            <MenuItem onSelect={() => setTimeout(() => setEditing(true), 0)}>{words.edit}</MenuItem>
            <MenuItem danger onSelect={onRemove}>
              {words.remove}
            </MenuItem>
          </Menu>
        )
      }
    >
      {children}
    </Entry>
  );
}
