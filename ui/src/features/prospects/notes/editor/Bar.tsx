// The bar under what is written: bold, italic, list, link; one stop of Tab, arrows between them. A link is asked for in its
// place: its address, completed where it is not whole.
import type { Editor } from "@tiptap/core";
import { Bold, Italic, Link, List } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { useWords } from "@/app/i18n";
import { spell } from "@/app/shortcuts";
import { Button, IconButton } from "@/kit";
import { asHref } from "../markdown";

export interface Active {
  bold: boolean;
  italic: boolean;
  list: boolean;
  link: boolean;
}

export const activeIn = (editor: Editor): Active => ({
  bold: editor.isActive("bold"),
  italic: editor.isActive("italic"),
  list: editor.isActive("bulletList"),
  link: editor.isActive("link"),
});

/** Makes what is chosen a link; the address itself where nothing is. */
function setLink(editor: Editor, typed: string, href: string): void {
  const { empty } = editor.state.selection;
  const chain = editor.chain().focus().extendMarkRange("link");
  if (!empty || editor.isActive("link")) chain.setLink({ href }).run();
  else
    chain
      .insertContent([
        { type: "text", text: typed, marks: [{ type: "link", attrs: { href } }] },
        { type: "text", text: " " },
      ])
      .run();
}

function LinkRow({ editor, onDone }: { editor: Editor; onDone: () => void }) {
  const w = useWords().notes;
  const [text, setText] = useState(() => String(editor.getAttributes("link").href ?? ""));
  const [isWrong, setWrong] = useState(false);
  const back = () => {
    onDone();
    editor.commands.focus();
  };
  const take = () => {
    const typed = text.trim();
    const href = asHref(typed);
    if (typed && !href) return setWrong(true);
    if (href) setLink(editor, typed, href);
    else editor.chain().focus().extendMarkRange("link").unsetLink().run();
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") take();
    else if (event.key === "Escape") back();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1">
      <div className="flex items-center gap-2">
        <input
          // biome-ignore lint/a11y/noAutofocus: it was asked for by its button.
          autoFocus
          aria-label={w.address}
          aria-invalid={isWrong ? true : undefined}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          placeholder={w.addressPlaceholder}
          className="h-7 min-w-0 flex-1 border-b border-border-strong bg-transparent px-1.5 !outline-none focus:border-focus aria-invalid:border-danger"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setWrong(false);
          }}
          onKeyDown={onKeyDown}
        />
        <Button size="toolbar" onClick={take}>
          {w.apply}
        </Button>
      </div>
      {isWrong && (
        <p role="alert" className="text-small text-danger">
          {w.addressWrong}
        </p>
      )}
    </div>
  );
}

const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1 };

interface BarProps {
  editor: Editor;
  active: Active;
  /** At the right: what saves and what leaves. */
  children: ReactNode;
}

export function Bar({ editor, active, children }: BarProps) {
  const w = useWords().notes;
  const [linking, setLinking] = useState(false);
  const bar = useRef<HTMLDivElement>(null);
  const [stop, setStop] = useState(0);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = steps[event.key];
    const buttons = [...(bar.current?.querySelectorAll("button") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (!by || at < 0) return;
    const next = (at + by + buttons.length) % buttons.length;
    setStop(next);
    buttons[next]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const chain = () => editor.chain().focus();
  const tools = [
    { name: w.bold, icon: <Bold />, keys: "Mod+B", pressed: active.bold, run: () => chain().toggleBold().run() },
    {
      name: w.italic,
      icon: <Italic />,
      keys: "Mod+I",
      pressed: active.italic,
      run: () => chain().toggleItalic().run(),
    },
    { name: w.list, icon: <List />, keys: "", pressed: active.list, run: () => chain().toggleBulletList().run() },
    { name: w.link, icon: <Link />, keys: "", pressed: active.link, run: () => setLinking(true) },
  ];
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2 px-1 pb-1">
      {linking ? (
        <LinkRow editor={editor} onDone={() => setLinking(false)} />
      ) : (
        <>
          <div ref={bar} role="toolbar" aria-label={w.bar} className="flex gap-0.5" onKeyDown={onKeyDown}>
            {tools.map(({ name, icon, keys, pressed, run }, i) => (
              <IconButton
                key={name}
                name={name}
                icon={icon}
                keys={keys ? spell(keys) : undefined}
                pressed={pressed}
                tabIndex={i === stop ? 0 : -1}
                // What is chosen in the text stays chosen.
                onPointerDown={(event) => event.preventDefault()}
                onClick={run}
              />
            ))}
          </div>
          <span className="ml-auto flex gap-2">{children}</span>
        </>
      )}
    </div>
  );
}
