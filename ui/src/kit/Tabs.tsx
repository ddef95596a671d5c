// Tabs over one screen or panel. `value` is the caller's, so that it can live in the address.
import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

export interface TabsProps<T extends string> {
  value: T;
  onChange: (value: T) => void;
  label: string;
  tabs: readonly { value: T; label: ReactNode; count?: string }[];
  children?: ReactNode;
}

export function Tabs<T extends string>({ value, onChange, label, tabs, children }: TabsProps<T>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onChange(next as T)} className="flex min-h-0 flex-1 flex-col">
      <Base.List aria-label={label} className="flex h-10 flex-none items-stretch gap-1 border-b border-border px-4">
        {tabs.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="-mb-px flex items-center gap-2 border-b-2 border-transparent px-2 font-medium text-text-2 hover:text-text data-[active]:border-accent data-[active]:text-text"
          >
            {tab.label}
            {tab.count && <span className="text-small text-text-3 tnum">{tab.count}</span>}
          </Base.Tab>
        ))}
      </Base.List>
      {children}
    </Base.Root>
  );
}

/** Not a stop of the keyboard: what it holds is. */
export function TabPanel({ value, children }: { value: string; children: ReactNode }) {
  return (
    <Base.Panel value={value} tabIndex={-1} className="flex min-h-0 flex-1 flex-col outline-none">
      {children}
    </Base.Panel>
  );
}
