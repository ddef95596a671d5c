// @vitest-environment jsdom
// Menus and popovers behind their plain controls: by the pointer, by the keyboard, and from the first time that they are asked for.
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Button, ContextMenu, Menu, MenuItem, Popover } from ".";

afterEach(cleanup);

const press = (target: Element, key: string) => fireEvent.keyDown(target, { key });
/** A click by the pointer has a count; one by Enter or by a screen reader has none. */
const click = (target: Element, detail = 1) => fireEvent.click(target, { detail });

function mountMenu() {
  const run = vi.fn();
  render(
    <Menu trigger={<Button>Plus</Button>}>
      <MenuItem onSelect={() => run("first")}>Renommer</MenuItem>
      <MenuItem onSelect={() => run("last")}>Replier</MenuItem>
    </Menu>,
  );
  return { run, control: screen.getByRole("button", { name: "Plus" }) };
}

describe("a menu", () => {
  it("is nothing but its button until it is asked for", () => {
    const { control } = mountMenu();
    expect(document.body.querySelectorAll("*").length).toBe(2);
    expect([control.getAttribute("aria-haspopup"), control.getAttribute("aria-expanded")]).toEqual(["menu", "false"]);
  });

  it("opens with a click, is named by its button, runs its item and closes", async () => {
    const { run, control } = mountMenu();
    click(control);
    const menu = await screen.findByRole("menu", { name: "Plus" });
    expect(control.getAttribute("aria-expanded")).toBe("true");
    expect(control.getAttribute("aria-controls")).toBe(menu.id);
    click(screen.getByRole("menuitem", { name: "Replier" }));
    expect(run.mock.calls).toEqual([["last"]]);
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    expect(control.getAttribute("aria-expanded")).toBe("false");
  });

  it("closes with a second click on its button", async () => {
    const { control } = mountMenu();
    click(control);
    await screen.findByRole("menu");
    fireEvent.pointerDown(control);
    fireEvent.mouseDown(control);
    click(control);
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    click(control);
    await screen.findByRole("menu");
  });

  it.each([
    ["Enter", "Renommer"],
    ["ArrowDown", "Renommer"],
    ["ArrowUp", "Replier"],
  ])("opened by %s begins at « %s », and Escape gives the focus back", async (key, name) => {
    const { control } = mountMenu();
    control.focus();
    if (key === "Enter") click(control, 0);
    else press(control, key);
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole("menuitem", { name })));
    press(document.activeElement as Element, "Escape");
    await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(control));
  });
});

describe("a context menu", () => {
  it("opens from the first time on, in place of the browser's, after what the area does itself", async () => {
    const [follow, run] = [vi.fn(), vi.fn()];
    render(
      <ContextMenu menu={<MenuItem onSelect={run}>Ouvrir</MenuItem>}>
        <div role="group" onContextMenu={follow}>
          fiche
        </div>
      </ContextMenu>,
    );
    for (const times of [1, 2]) {
      expect(fireEvent.contextMenu(screen.getByText("fiche")), "the browser's is refused").toBe(false);
      click(await screen.findByRole("menuitem", { name: "Ouvrir" }));
      expect([follow.mock.calls.length, run.mock.calls.length]).toEqual([times, times]);
      await waitFor(() => expect(screen.queryByRole("menu")).toBeNull());
    }
  });
});

describe("a popover", () => {
  it("takes the focus in and gives it back to its button", async () => {
    render(
      <Popover title="Étape" trigger={<Button>Étape</Button>}>
        <input aria-label="Filtrer" />
      </Popover>,
    );
    const control = screen.getByRole("button", { name: "Étape" });
    control.focus();
    click(control, 0);
    await screen.findByRole("dialog", { name: "Étape" });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText("Filtrer")));
    press(document.activeElement as Element, "Escape");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(control));
  });
});
