// Menus: opened by a button, or in place of the browser's on an element. Both take the same items.
import clsx from "clsx";
import { Check, ChevronRight } from "lucide-react";
import { cloneElement, type MouseEvent, type ReactElement, type ReactNode, useRef, useState } from "react";
import { KeyCap } from "./KeyCap";
import { later } from "./later";
import { menuLook, useMenuParts } from "./menu-parts";
import { useTrigger } from "./trigger";

const MenuPopup = later(() => import("./popups/MenuPopup").then((m) => m.MenuPopup));
const ContextPopup = later(() => import("./popups/MenuPopup").then((m) => m.ContextPopup));

interface MenuProps {
  trigger: ReactElement;
  children: ReactNode;
  align?: "start" | "center" | "end";
  side?: "top" | "bottom" | "left" | "right";
  onOpenChange?: (open: boolean) => void;
}

export function Menu({ trigger, children, align = "start", side = "bottom", onOpenChange }: MenuProps) {
  const [control, given] = useTrigger({ trigger, popup: "menu", onOpenChange });
  return (
    <>
      {control}
      {given && (
        <MenuPopup {...given} align={align} side={side}>
          {children}
        </MenuPopup>
      )}
    </>
  );
}

interface ContextMenuProps {
  /** The area that answers to the right button, the Menu key and Shift+F10. */
  children: ReactElement;
  menu: ReactNode;
  onOpenChange?: (open: boolean) => void;
}

export function ContextMenu({ children, menu, onOpenChange }: ContextMenuProps) {
  const [asked, setAsked] = useState<MouseEvent | null>(null);
  const element = useRef<HTMLElement>(null);
  const answer = useRef<((event: MouseEvent) => void) | null>(null);
  const plain = children as ReactElement<{ onContextMenu?: (event: MouseEvent) => void }>;
  const area = cloneElement(plain, {
    onContextMenu: (event) => {
      plain.props.onContextMenu?.(event);
      event.preventDefault();
      element.current = event.currentTarget as HTMLElement;
      if (answer.current) answer.current(event);
      else setAsked(event);
    },
  });
  return (
    <>
      {area}
      {asked && (
        <ContextPopup element={element} event={asked} answer={answer} onOpenChange={onOpenChange}>
          {menu}
        </ContextPopup>
      )}
    </>
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
  const { Item } = useMenuParts();
  return (
    <Item className={clsx("item", danger && "text-danger")} disabled={disabled ?? false} onClick={onSelect}>
      {icon}
      <span className="flex-1 truncate">{children}</span>
      <KeyCap keys={keys} />
    </Item>
  );
}

interface MenuChoiceProps {
  children: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** The mark stands after the words: among items that have none, the words begin where theirs do. */
  markLast?: boolean;
}

/** An item that stays on or off; the menu stays open. */
export function MenuChoice({ children, checked, onChange, markLast = false }: MenuChoiceProps) {
  const { CheckboxItem, CheckboxItemIndicator } = useMenuParts();
  const mark = (
    <span className="flex size-4 flex-none">
      <CheckboxItemIndicator render={<Check />} />
    </span>
  );
  return (
    <CheckboxItem className="item" checked={checked} onCheckedChange={onChange} closeOnClick={false}>
      {!markLast && mark}
      <span className="flex-1 truncate">{children}</span>
      {markLast && mark}
    </CheckboxItem>
  );
}

interface MenuRadioProps<T extends string> {
  value: T;
  onChange: (value: T) => void;
  options: readonly { value: T; label: ReactNode }[];
}

/** One of several, closes on choice. */
export function MenuRadio<T extends string>({ value, onChange, options }: MenuRadioProps<T>) {
  const { RadioGroup, RadioItem, RadioItemIndicator } = useMenuParts();
  return (
    <RadioGroup value={value} onValueChange={(next: T) => onChange(next)}>
      {options.map((option) => (
        <RadioItem key={option.value} value={option.value} className="item" closeOnClick>
          <span className="flex size-4 flex-none">
            <RadioItemIndicator render={<Check />} />
          </span>
          <span className="flex-1 truncate">{option.label}</span>
        </RadioItem>
      ))}
    </RadioGroup>
  );
}

export function Submenu({ label, icon, children }: { label: ReactNode; icon?: ReactNode; children: ReactNode }) {
  const { SubmenuRoot, SubmenuTrigger, Portal, Positioner, Popup } = useMenuParts();
  return (
    <SubmenuRoot>
      <SubmenuTrigger className="item">
        {icon}
        <span className="flex-1 truncate">{label}</span>
        <ChevronRight />
      </SubmenuTrigger>
      <Portal>
        <Positioner sideOffset={2} alignOffset={-4} className="z-40">
          <Popup className={menuLook}>{children}</Popup>
        </Positioner>
      </Portal>
    </SubmenuRoot>
  );
}

export function MenuSeparator() {
  const { Separator } = useMenuParts();
  return <Separator className="-mx-1 my-1 h-px bg-border" />;
}

export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  const { Group, GroupLabel } = useMenuParts();
  return (
    <Group>
      <GroupLabel className="px-2 pt-2 pb-1 text-small font-medium text-text-3">{label}</GroupLabel>
      {children}
    </Group>
  );
}
