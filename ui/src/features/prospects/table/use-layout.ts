// The columns on screen: changed at once, saved when the hand lets go: in the settings, or of an open view with the view.
import { useMemo, useState } from "react";
import { useSession } from "@/api/queries";
import { useSaveSettings, useSettings } from "@/app/preferences";
import { useViewColumns } from "@/features/views";
import type { FieldDef } from "../fields/fields";
import { type Column, makeColumns } from "./columns";
import { forgetWidth, hide, LAYOUT_KEY, type Layout, readLayout, resize, shift, show, startColumns } from "./layout";

export interface TableLayout {
  columns: Column[];
  layout: Layout;
  resize: (key: string, width: number, done: boolean) => void;
  usual: (key: string) => void;
  shift: (key: string, by: number) => void;
  hide: (key: string) => void;
  show: (key: string) => void;
  reset: () => void;
}

/** In the trash, when each prospect went there comes right after the name. */
const trashOnly = "deleted_at";

export function useLayout(fields: Map<string, FieldDef>, inTrash: boolean): TableLayout {
  const { stages, fields: customs } = useSession();
  const { ui, text_size: size } = useSettings();
  const saved = ui[LAYOUT_KEY];
  const scale = size / 100;
  const save = useSaveSettings();
  const view = useViewColumns();
  const [moving, setMoving] = useState<Layout | null>(null);
  const layout = useMemo(() => {
    const own = customs.filter((field) => field.in_table).map((field) => `custom.${field.id}`);
    if (moving) return moving;
    const known = new Set(fields.keys());
    // A view shows the columns that it was given, and no other.
    if (view?.now) return readLayout({ shown: view.now.columns, widths: view.now.widths }, known);
    return readLayout(saved, known, own);
  }, [moving, saved, fields, customs, view]);
  const columns = useMemo(() => {
    const kept = layout.shown.filter((key) => key !== trashOnly);
    return makeColumns(fields, { ...layout, shown: inTrash ? [trashOnly, ...kept] : kept }, stages, scale);
  }, [fields, layout, stages, inTrash, scale]);
  return useMemo(() => {
    const keep = (next: Layout | null) => {
      setMoving(null);
      if (view) return view.keep({ columns: next?.shown ?? startColumns, widths: next?.widths ?? {} });
      void save({ ui: { [LAYOUT_KEY]: next && { shown: next.shown, hidden: next.hidden, widths: next.widths } } });
    };
    return {
      columns,
      layout,
      resize: (key, width, done) => (done ? keep : setMoving)(resize(layout, key, width / scale)),
      usual: (key) => keep(forgetWidth(layout, key)),
      shift: (key, by) => keep(shift(layout, key, by)),
      hide: (key) => keep(hide(layout, key)),
      show: (key) => keep(show(layout, key)),
      reset: () => keep(null),
    };
  }, [columns, layout, save, scale, view]);
}
