// The pieces that the items of a menu are made of. The popup brings them: an item is only drawn inside one.
import type { Menu } from "@base-ui/react/menu";
import { createContext, useContext } from "react";

export const menuLook = "float min-w-48 max-w-96 max-h-[min(var(--available-height),480px)] overflow-auto p-1";

export const MenuParts = createContext<typeof Menu | null>(null);

export function useMenuParts(): typeof Menu {
  const parts = useContext(MenuParts);
  if (!parts) throw new Error("an item outside a menu");
  return parts;
}
