// Keys on AZERTY and QWERTY, pairs, fields, and who answers.
import { afterEach, describe, expect, it, vi } from "vitest";
import { definition, shortcutIds } from "./catalogue";
import { comboOf, isSingleKey, spell } from "./keys";
import { activeShortcuts, type Binding, bind, configureShortcuts, keysOf, pendingPrefix, press } from "./registry";

const key = (name: string, with_: Partial<Record<"ctrl" | "alt" | "shift", boolean>> = {}) => ({
  key: name,
  ctrlKey: with_.ctrl ?? false,
  metaKey: false,
  altKey: with_.alt ?? false,
  shiftKey: with_.shift ?? false,
});

let unbind: (() => void)[] = [];
const on = (id: Binding["id"], when?: () => boolean) => {
  const run = vi.fn();
  unbind.push(bind([{ id, run, ...(when ? { when } : {}) }]));
  return run;
};

afterEach(() => {
  for (const stop of unbind) stop();
  unbind = [];
  configureShortcuts({ singleKeys: true, overrides: {} });
  press(key("Escape"), false);
});

describe("a combination", () => {
  it("is read from the produced character", () => {
    expect(comboOf(key("k", { ctrl: true }))).toBe("Mod+K");
    expect(comboOf(key("Z", { ctrl: true, shift: true }))).toBe("Mod+Shift+Z");
    expect(comboOf(key("?", { shift: true }))).toBe("?");
    expect(comboOf(key("é"))).toBe("É");
    expect(comboOf(key("ArrowDown", { shift: true }))).toBe("Shift+ArrowDown");
  });

  it("is spelled in the language of the reader", () => {
    expect(spell("Mod+Shift+Z")).toBe("Ctrl Maj Z");
    expect(spell("G P")).toBe("G P");
    expect(spell("Delete")).toBe("Suppr");
  });
});

describe("the registry", () => {
  it("runs what is bound, the last one bound first", () => {
    const first = on("app.help");
    const second = on("app.help");
    expect(press(key("F1"), false)).toBe(true);
    expect(second).toHaveBeenCalledOnce();
    expect(first).not.toHaveBeenCalled();
  });

  it("gives a key to the screen before the whole application", () => {
    const screen = on("duplicates.recent");
    const everywhere = on("composer.new");
    press(key("m"), false);
    expect(screen).toHaveBeenCalledOnce();
    expect(everywhere).not.toHaveBeenCalled();
  });

  it("leaves the key to the one before when it does not apply", () => {
    const first = on("app.undo");
    on("app.undo", () => false);
    press(key("z", { ctrl: true }), false);
    expect(first).toHaveBeenCalledOnce();
  });

  it("is silent in a text field but for what may run there", () => {
    const undo = on("app.undo");
    const palette = on("app.palette");
    expect(press(key("z", { ctrl: true }), true)).toBe(false);
    expect(undo).not.toHaveBeenCalled();
    expect(press(key("k", { ctrl: true }), true)).toBe(true);
    expect(palette).toHaveBeenCalledOnce();
  });

  it("waits 1.5 s for the second letter of a pair", () => {
    vi.useFakeTimers();
    const go = on("go.pipeline");
    expect(press(key("g"), false)).toBe(true);
    expect(pendingPrefix()).toBe("G");
    press(key("p"), false);
    expect(go).toHaveBeenCalledOnce();
    expect(pendingPrefix()).toBeNull();
    press(key("g"), false);
    vi.advanceTimersByTime(1600);
    expect(pendingPrefix()).toBeNull();
    expect(press(key("p"), false)).toBe(false);
    vi.useRealTimers();
  });

  it("lets single keys be switched off, and only those", () => {
    const help = on("app.help");
    configureShortcuts({ singleKeys: false });
    expect(press(key("?", { shift: true }), false)).toBe(false);
    expect(press(key("F1"), false)).toBe(true);
    expect(help).toHaveBeenCalledOnce();
    expect(press(key("g"), false)).toBe(false);
  });

  it("follows the user's own keys", () => {
    const help = on("app.help");
    configureShortcuts({ overrides: { "app.help": ["Mod+H"] } });
    expect(keysOf("app.help")).toEqual(["Mod+H"]);
    expect(press(key("F1"), false)).toBe(false);
    press(key("h", { ctrl: true }), false);
    expect(help).toHaveBeenCalledOnce();
  });

  it("lists only what answers now", () => {
    on("app.help");
    expect(activeShortcuts()).toEqual(["app.help"]);
  });
});

describe("the catalogue", () => {
  it("gives no key to two shortcuts of the same reach", () => {
    const seen = new Map<string, string>();
    const twice: string[] = [];
    for (const id of shortcutIds)
      for (const keys of definition(id).keys) {
        const other = seen.get(keys);
        if (other && definition(id).group === definition(other as typeof id).group)
          twice.push(`${keys}: ${other}, ${id}`);
        seen.set(keys, id);
      }
    expect(twice).toEqual([]);
  });

  it("asks for no key that needs AltGr, nor a digit or a slash that needs Shift on AZERTY", () => {
    for (const id of shortcutIds)
      for (const keys of definition(id).keys) expect(keys).not.toMatch(/[[\]{}#@\\|~^`/.0-9](?<!F\d)/);
  });

  it("keeps single keys out of text fields", () => {
    for (const id of shortcutIds)
      if (definition(id).inText)
        expect(
          definition(id).keys.some((k) => !isSingleKey(k)),
          id,
        ).toBe(true);
  });
});
