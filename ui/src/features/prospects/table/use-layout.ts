// The user's columns: changed on screen at once, saved in the settings when the hand lets go.
import { useMemo, useState } from "react";
import { useSession } from "@/api/queries";
import { useSaveSettings, useSettings } from "@/app/preferences";
import type { FieldDef } from "../fields/fields";
import { type Column, makeColumns } from "./columns";
import { forgetWidth, hide, LAYOUT_KEY, type Layout, readLayout, resize, shift, show } from "./layout";

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
  const { stages } = useSession();
  const { ui, text_size: size } = useSettings();
  const saved = ui[LAYOUT_KEY];
  const scale = size / 100;
  const save = useSaveSettings();
  const [moving, setMoving] = useState<Layout | null>(null);
  const layout = useMemo(() => moving ?? readLayout(saved, new Set(fields.keys())), [moving, saved, fields]);
  const columns = useMemo(() => {
    const kept = layout.shown.filter((key) => key !== trashOnly);
    return makeColumns(fields, { ...layout, shown: inTrash ? [trashOnly, ...kept] : kept }, stages, scale);
  }, [fields, layout, stages, inTrash, scale]);
  return useMemo(() => {
    const keep = (next: Layout | null) => {
      setMoving(null);
      void save({ ui: { [LAYOUT_KEY]: next && { shown: next.shown, widths: next.widths } } });
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
  }, [columns, layout, save, scale]);
}
