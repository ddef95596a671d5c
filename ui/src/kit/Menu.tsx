// Menus: opened by a button, or in place of the browser's on an element. Both take the same items.
import { ContextMenu as BaseContext } from "@base-ui/react/context-menu";
import { Menu as Base } from "@base-ui/react/menu";
import clsx from "clsx";
import { Check, ChevronRight } from "lucide-react";
import type { ReactElement, ReactNode } from "react";
import { KeyCap } from "./KeyCap";

const popup = "float min-w-48 max-w-96 max-h-[min(var(--available-height),480px)] overflow-auto p-1";

interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  onOpenChange?: (open: boolean) => void;
}

export function Menu({ trigger, children, align = "start", side = "bottom", onOpenChange }: MenuProps) {
  return (
    <Base.Root {...(onOpenChange ? { onOpenChange } : {})}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-40">
          <Base.Popup className={popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface ContextMenuProps {
  /** The area that answers to the right button, the Menu key and Shift+F10. */
  children: ReactElement;
  menu: ReactNode;
  onOpenChange?: (open: boolean) => void;
}

export function ContextMenu({ children, menu, onOpenChange }: ContextMenuProps) {
  return (
    <BaseContext.Root {...(onOpenChange ? { onOpenChange } : {})}>
      <BaseContext.Trigger render={children} />
      <BaseContext.Portal>
        <BaseContext.Positioner className="z-40">
          <BaseContext.Popup className={popup}>{menu}</BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

interface MenuItemProps {
  children: ReactNode;
  onSelect: () => void;
  icon?: ReactNode;
  keys?: string | undefined;
  disabled?: boolean;
  danger?: boolean;
}

export function MenuItem({ children, onSelect, icon, keys, disabled, danger }: MenuItemProps) {
  return (
    <Base.Item className={clsx("item", danger && "text-danger")} disabled={disabled ?? false} onClick={onSelect}>
      {icon}
      <span className="flex-1 truncate">{children}</span>
      <KeyCap keys={keys} />
    </Base.Item>
  );
}

interface MenuChoiceProps {
  children: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** An item that stays on or off; the menu stays open. */
export function MenuChoice({ children, checked, onChange }: MenuChoiceProps) {
  return (
    <Base.CheckboxItem className="item" checked={checked} onCheckedChange={onChange} closeOnClick={false}>
      <span className="flex size-4 flex-none">
        <Base.CheckboxItemIndicator render={<Check />} />
      </span>
      <span className="flex-1 truncate">{children}</span>
    </Base.CheckboxItem>
  );
}

interface MenuRadioProps<T extends string> {
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode }[];
}

/** One of several, closes on choice. */
export function MenuRadio<T extends string>({ value, onChange, options }: MenuRadioProps<T>) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className="item" closeOnClick>
          <span className="flex size-4 flex-none">
            <Base.RadioItemIndicator render={<Check />} />
          </span>
          <span className="flex-1 truncate">{option.label}</span>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

export function Submenu({ label, icon, children }: { label: ReactNode; icon?: ReactNode; children: ReactNode }) {
  return (
    <Base.SubmenuRoot>
      <Base.SubmenuTrigger className="item">
        {icon}
        <span className="flex-1 truncate">{label}</span>
        <ChevronRight />
      </Base.SubmenuTrigger>
      <Base.Portal>
        <Base.Positioner sideOffset={2} alignOffset={-4} className="z-40">
          <Base.Popup className={popup}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.SubmenuRoot>
  );
}

export const MenuSeparator = () => <Base.Separator className="-mx-1 my-1 h-px bg-border" />;

export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-2 pb-1 text-small font-medium text-text-3">{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}
