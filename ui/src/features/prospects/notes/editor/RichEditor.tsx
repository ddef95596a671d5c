// Where a note is written with its emphasis, lists, links, tags and members; or a letter, with variables in their place. What it is
// given and what it says is the text of a note as it is kept, or the HTML of a letter. Its code is heavy and comes later: `rich.ts`.
import { Editor } from "@tiptap/core";
import { Slice } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import {
  type ReactNode,
  type Ref,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useSession } from "@/api/queries";
import { useWords } from "@/app/i18n";
import { announce } from "@/kit";
import { fromDoc, toDoc } from "../doc";
import { prose } from "../look";
import { parse, plain, write } from "../markdown";
import { type Active, activeIn, Bar } from "./Bar";
import { extensions, letterExtensions, type Proposal, textOf } from "./extensions";
import { HintList } from "./HintList";
import { type Hint, hintsFor, type Sign } from "./hints";
import { cleaned } from "./paste";

export interface RichHandle {
  focus: () => void;
  /** Begins anew, with nothing to undo. */
  clear: () => void;
  /** Puts words where one writes. */
  insert: (text: string) => void;
  /** Goes to the first of these words and chooses them; false where they are not. */
  find: (text: string) => boolean;
}

export interface RichEditorProps {
  start: string;
  /** The names of the variables of a letter; a note has none. */
  variables?: readonly string[] | undefined;
  label: string;
  placeholder?: string | undefined;
  isInvalid: boolean;
  /** Without a frame of its own, in reading type, as high as its place. */
  isBare?: boolean | undefined;
  /** A letter of a few lines. */
  isShort?: boolean | undefined;
  /** Takes the focus at once, at the end of the text. */
  focused: boolean;
  handle: Ref<RichHandle>;
  onChange: (text: string) => void;
  onSave: () => void;
  onLeave: () => void;
  /** At the right of the bar. */
  children: ReactNode;
}

const nothing: Active = { bold: false, italic: false, list: false, link: false };

const look = `${prose} min-h-8 px-2.5 py-1.5 outline-none [&_.ProseMirror-separator]:!inline`;
const letterLook = `${look} min-h-48 [&_p]:mb-2 [&_li_p]:mb-0 [&_ul]:mb-2 [&_ol]:mb-2`;

const bareLook = `${look} !min-h-36 !px-4 !py-3 text-reading [&_p]:mb-2 [&_li_p]:mb-0 [&_ul]:mb-2 [&_ol]:mb-2`;

/** The HTML of a letter; nothing where nothing is written. */
const letterOf = (editor: Editor): string => (editor.isEmpty ? "" : editor.getHTML());

/** The list behind « # » and « @ »: what is proposed, which one is pointed at, and its keys. */
function useProposal(variables: readonly string[] | undefined) {
  const { tags, members } = useSession();
  const w = useWords().notes;
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [at, setAt] = useState(0);
  const names = { "#": tags.map((tag) => tag.name), "@": members.map((member) => member.name), "{{": variables ?? [] };
  const now = useRef({ proposal, at, names });
  now.current.names = names;
  const known = JSON.stringify(names);
  // A tag or a member that comes while one is asked for is proposed too.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the names change; what is typed proposes by itself.
  useEffect(() => {
    const { proposal: before, names: all } = now.current;
    if (!before) return;
    const hints = hintsFor(before.sign, before.query, all[before.sign]);
    if (JSON.stringify(hints) !== JSON.stringify(before.hints)) propose(before.sign, { ...before, hints });
  }, [known]);
  const point = (next: number) => {
    now.current.at = next;
    setAt(next);
  };
  const propose = (sign: Sign, next: Proposal | null) => {
    const { proposal: before } = now.current;
    if (!next && before?.sign !== sign) return;
    // A sign behind which nothing is found leaves what the other one proposes.
    if (!next?.hints.length && before?.hints.length && before.sign !== sign) return;
    if (next?.hints.length && next.hints.length !== before?.hints.length) announce(w.found(next.hints.length));
    now.current.proposal = next;
    setProposal(next);
    point(0);
  };
  const key = (event: KeyboardEvent): boolean => {
    const { proposal: shown, at: pointed } = now.current;
    if (!shown?.hints.length) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) point((pointed + step + shown.hints.length) % shown.hints.length);
    else if (event.key === "Enter" || event.key === "Tab") {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return false;
      const hint = shown.hints[pointed];
      if (hint) shown.take(hint);
    } else return false;
    return true;
  };
  const close = () => {
    now.current.proposal = null;
    setProposal(null);
  };
  const proposer = { names: (sign: Sign) => now.current.names[sign], propose, key };
  const isOpen = () => Boolean(now.current.proposal?.hints.length);
  return { proposal: proposal?.hints.length ? proposal : null, at, point, proposer, close, isOpen };
}

export function RichEditor(props: RichEditorProps) {
  const { start, variables, label, placeholder, isInvalid, isBare, isShort, focused, handle, children } = props;
  const latest = useRef(props);
  latest.current = props;
  const host = useRef<HTMLDivElement>(null);
  const id = useId();
  const [editor, setEditor] = useState<Editor | null>(null);
  const [active, setActive] = useState(nothing);
  const [isEmpty, setEmpty] = useState(start === "");
  const hints = useProposal(variables);
  const held = useRef(hints);
  held.current = hints;

  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is read when it is needed.
  useLayoutEffect(() => {
    const { proposer } = held.current;
    const onKeyDown = (event: KeyboardEvent): boolean => {
      if (event.isComposing) return false;
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) latest.current.onSave();
      // The list of what is proposed goes first.
      else if (event.key === "Escape" && !held.current.isOpen()) latest.current.onLeave();
      else {
        if (event.key === "Escape") event.stopPropagation();
        return false;
      }
      event.preventDefault();
      event.stopPropagation();
      return true;
    };
    const made = new Editor({
      element: host.current,
      injectCSS: false,
      extensions: (variables ? letterExtensions : extensions)({
        names: proposer.names,
        propose: (sign, proposal) => held.current.proposer.propose(sign, proposal),
        key: (event) => held.current.proposer.key(event),
      }),
      content: variables ? start : toDoc(parse(start)),
      editorProps: {
        attributes: {
          role: "textbox",
          "aria-multiline": "true",
          "aria-label": label,
          ...(placeholder && { "aria-placeholder": placeholder }),
          class: isBare ? bareLook : variables && !isShort ? letterLook : look,
        },
        // With Shift it is for what is around: the editor would keep any Enter to itself.
        handleDOMEvents: {
          keydown: (_, event) => event.key === "Enter" && event.shiftKey && (event.ctrlKey || event.metaKey),
        },
        handleKeyDown: (_, event) => onKeyDown(event),
        transformPastedHTML: cleaned,
        // A plain text has its lines, its lists and its links too.
        clipboardTextParser: (text, _context, _plain, view) => {
          const doc = view.state.schema.nodeFromJSON(toDoc(parse(text)));
          return Slice.maxOpen(doc.content);
        },
        clipboardTextSerializer: (slice) => plain(fromDoc({ type: "doc", content: slice.content.toJSON() ?? [] })),
      },
      onUpdate: ({ editor: one }) => {
        setEmpty(one.isEmpty);
        latest.current.onChange(variables ? letterOf(one) : write(fromDoc(one.getJSON())));
      },
      onTransaction: ({ editor: one }) =>
        setActive((before) => {
          const next = activeIn(one);
          return JSON.stringify(next) === JSON.stringify(before) ? before : next;
        }),
      onBlur: () => held.current.close(),
    });
    if (focused) {
      made.commands.setTextSelection(made.state.doc.content.size);
      made.view.focus();
    }
    setEditor(made);
    return () => made.destroy();
  }, []);

  const { proposal, at } = hints;
  useLayoutEffect(() => {
    const dom = editor?.view.dom;
    if (!dom) return;
    const say = (name: string, value: string | null) =>
      value === null ? dom.removeAttribute(name) : dom.setAttribute(name, value);
    say("aria-invalid", isInvalid ? "true" : null);
    say("aria-autocomplete", "list");
    say("aria-controls", proposal ? id : null);
    say("aria-activedescendant", proposal ? `${id}-${at}` : null);
  }, [editor, isInvalid, proposal, at, id]);

  useImperativeHandle(handle, () => ({
    focus: () => editor?.commands.focus("end"),
    clear: () => {
      if (!editor) return;
      const { schema, plugins } = editor.state;
      editor.view.updateState(EditorState.create({ schema, plugins }));
      setEmpty(true);
    },
    insert: (text) => editor?.chain().focus().insertContent({ type: "text", text }).run(),
    find: (text) => {
      let place: { from: number; to: number } | undefined;
      editor?.state.doc.descendants((block, at) => {
        if (place || !block.isTextblock) return !place;
        const found = textOf(block).indexOf(text);
        if (found >= 0) place = { from: at + 1 + found, to: at + 1 + found + text.length };
        return false;
      });
      if (!editor || !place) return false;
      return editor.chain().focus().setTextSelection(place).scrollIntoView().run();
    },
  }));

  return (
    <div
      className={isBare ? "flex min-h-0 flex-1 flex-col" : `field !h-auto !p-0 ${isInvalid ? "!border-danger" : ""}`}
    >
      <div className={isBare ? "relative flex min-h-0 flex-1 flex-col" : "relative"}>
        {isEmpty && placeholder && (
          <span
            aria-hidden="true"
            className={`pointer-events-none absolute text-text-3 ${isBare ? "top-3 left-4 text-reading" : "top-1.5 left-2.5"}`}
          >
            {placeholder}
          </span>
        )}
        <div
          ref={host}
          className={
            isBare
              ? "min-h-0 flex-1 overflow-auto"
              : variables
                ? "max-h-[60vh] overflow-auto"
                : "max-h-72 overflow-auto"
          }
        />
      </div>
      {editor && (
        <Bar editor={editor} active={active}>
          {children}
        </Bar>
      )}
      {proposal && (
        <HintList
          id={id}
          proposal={proposal}
          at={at}
          onPoint={hints.point}
          onTake={(hint: Hint) => proposal.take(hint)}
        />
      )}
    </div>
  );
}
