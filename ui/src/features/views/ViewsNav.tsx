// The views in the sidebar: one link each, favourites first among equals in rank; what can be done to one is in its
// menu; where the sidebar is folded there is one menu for all.
import { Link } from "@tanstack/react-router";
import { Columns3, Ellipsis, List, Star } from "lucide-react";
import { useState } from "react";
import type { View } from "@/api/schema";
import { useWords } from "@/app/i18n";
import { initials } from "@/format";
import { Button, later, Menu, MenuChoice, MenuItem, MenuSeparator, Submenu, Tooltip, useReadOnly } from "@/kit";
import { pathOf, searchOf } from "./address";
import { useShownView, useViews } from "./shown";
import { copyLink, copyView, deleteView, editView, renameView } from "./write";

const NameDialog = later(() => import("./NameDialog").then((m) => m.NameDialog));

interface ActionsProps {
  view: View;
  isLast: boolean;
  onRename: () => void;
}

/** What can be done to a view. */
function Actions({ view, isLast, onRename }: ActionsProps) {
  const w = useWords().views;
  return (
    <>
      <MenuItem onSelect={() => setTimeout(onRename, 0)}>{w.rename}</MenuItem>
      <MenuItem onSelect={() => void copyView(view)}>{w.duplicate}</MenuItem>
      <MenuItem onSelect={() => void copyLink(view)}>{w.link}</MenuItem>
      <MenuChoice markLast checked={view.is_favourite} onChange={(on) => void editView(view, { is_favourite: on })}>
        {w.favourite}
      </MenuChoice>
      <MenuSeparator />
      <MenuItem disabled={view.position === 0} onSelect={() => void editView(view, { position: view.position - 1 })}>
        {w.up}
      </MenuItem>
      <MenuItem disabled={isLast} onSelect={() => void editView(view, { position: view.position + 1 })}>
        {w.down}
      </MenuItem>
      <MenuSeparator />
      <MenuItem danger onSelect={() => void deleteView(view)}>
        {w.remove}
      </MenuItem>
    </>
  );
}

function Item({
  view,
  current,
  folded,
  isLast,
  onRename,
}: {
  view: View;
  current: boolean;
  folded: boolean;
  isLast: boolean;
  onRename: () => void;
}) {
  const w = useWords().views;
  const isPast = useReadOnly() !== null;
  const Icon = view.is_favourite ? Star : view.kind === "board" ? Columns3 : List;
  const link = (
    <Link
      to={pathOf(view)}
      search={searchOf(view)}
      aria-current={current ? "page" : undefined}
      className="flex h-8 min-w-0 flex-1 items-center gap-2.5 rounded-control px-2 text-text-2 no-underline hover:bg-hover aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-text"
    >
      {folded ? (
        <>
          <span aria-hidden="true" className="w-4 flex-none text-center text-small font-medium">
            {initials(view.name)}
          </span>
          <span className="sr-only">{view.name}</span>
        </>
      ) : (
        <>
          <Icon className="flex-none" />
          <span className="truncate">{view.name}</span>
        </>
      )}
    </Link>
  );
  return (
    <li className="group relative flex">
      {folded ? (
        <Tooltip text={view.name} side="right">
          {link}
        </Tooltip>
      ) : (
        link
      )}
      {!folded && !isPast && (
        <Menu
          trigger={
            <button
              type="button"
              aria-label={w.menu({ name: view.name })}
              className="absolute top-1 right-1 flex size-6 items-center justify-center rounded-chip bg-bg text-text-3 opacity-0 group-hover:opacity-100 hover:bg-sunken focus-visible:opacity-100 data-[popup-open]:opacity-100"
            >
              <Ellipsis />
            </button>
          }
        >
          <Actions view={view} isLast={isLast} onRename={onRename} />
        </Menu>
      )}
    </li>
  );
}

export function ViewsNav({ folded }: { folded: boolean }) {
  const w = useWords().views;
  const views = useViews();
  const shown = useShownView();
  const isPast = useReadOnly() !== null;
  const [renamed, setRenamed] = useState<View | null>(null);
  if (views.length === 0) return null;
  return (
    <div className="mt-3 flex min-h-0 flex-col">
      {!folded && (
        <h2 id="views-title" className="px-2 pb-1 text-small font-medium text-text-3">
          {w.title}
        </h2>
      )}
      <ul aria-label={w.title} className="flex min-h-0 flex-col gap-0.5 overflow-y-auto">
        {views.map((view) => (
          <Item
            key={view.id}
            view={view}
            current={shown?.id === view.id}
            folded={folded}
            isLast={view === views.at(-1)}
            onRename={() => setRenamed(view)}
          />
        ))}
      </ul>
      {folded && !isPast && (
        <Menu
          trigger={
            <Button size="toolbar" kind="quiet" aria-label={w.manage} className="mx-auto mt-0.5" icon={<Ellipsis />} />
          }
        >
          {views.map((view) => (
            <Submenu key={view.id} label={view.name}>
              <Actions view={view} isLast={view === views.at(-1)} onRename={() => setRenamed(view)} />
            </Submenu>
          ))}
        </Menu>
      )}
      {renamed && (
        <NameDialog
          title={w.renameTitle}
          name={renamed.name}
          onSave={(name) => renameView(renamed, name)}
          onClose={() => setRenamed(null)}
        />
      )}
    </div>
  );
}
