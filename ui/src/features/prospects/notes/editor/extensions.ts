// What a note may hold while it is written: lines, bold, italic, lists, links, tags and members; a letter has variables in their
// place. Anything else that is pasted is let go by this schema.
import { Extension, type Extensions, InputRule } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList, ListItem, OrderedList } from "@tiptap/extension-list";
import { Mention, type MentionNodeAttrs } from "@tiptap/extension-mention";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { UndoRedo } from "@tiptap/extensions";
import type { Node } from "@tiptap/pm/model";
import { Plugin, PluginKey } from "@tiptap/pm/state";
import { Decoration, DecorationSet } from "@tiptap/pm/view";
import { Suggestion, type SuggestionOptions, type SuggestionProps } from "@tiptap/suggestion";
import { chip } from "../look";
import { safeHref } from "../markdown";
import { type Hint, hintsFor, type Sign } from "./hints";

/** What is proposed now, where, and how it is taken. */
export interface Proposal {
  sign: Sign;
  /** What was typed behind the sign. */
  query: string;
  hints: Hint[];
  place: DOMRect | null;
  take: (hint: Hint) => void;
}

export interface Proposer {
  names: (sign: Sign) => readonly string[];
  /** With nothing to propose it waits for a name that comes; none for a sign: what it proposed is over. */
  propose: (sign: Sign, proposal: Proposal | null) => void;
  /** Whether the list of what is proposed took the key. */
  key: (event: KeyboardEvent) => boolean;
}

/** As in the core: a sign within a word begins nothing. */
const BEFORE = [" ", "\u00a0", "\u202f", "(", "[", "«", '"', "'"];

function proposals(sign: Sign, proposer: Proposer): Omit<SuggestionOptions<Hint, MentionNodeAttrs>, "editor"> {
  const show = (props: SuggestionProps<Hint, MentionNodeAttrs>) =>
    proposer.propose(sign, {
      sign,
      query: props.query,
      hints: props.items,
      place: props.clientRect?.() ?? null,
      take: ({ name }) => props.command({ id: name, label: name }),
    });
  return {
    char: sign,
    pluginKey: new PluginKey(`names ${sign}`),
    allowSpaces: true,
    allowedPrefixes: BEFORE,
    items: ({ query }) => hintsFor(sign, query, proposer.names(sign)),
    render: () => ({
      onStart: show,
      onUpdate: show,
      onExit: () => proposer.propose(sign, null),
      onKeyDown: ({ event }) => proposer.key(event),
    }),
  };
}

/** `#[grand compte]`, as it is kept, may be typed. */
const BRACKETS = /(?:^|[\s(["'«])([#@])\[([^\][\n]+)\]$/;

const TAG = /\{\{[^{}]*\}\}/g;

/** Variables look like chips, and stay text: they are copied, searched and undone like any other. */
function chips(doc: Node): DecorationSet {
  const found: Decoration[] = [];
  doc.descendants((block, at) => {
    if (!block.isTextblock) return true;
    for (const match of textOf(block).matchAll(TAG)) {
      const from = at + 1 + match.index;
      found.push(Decoration.inline(from, from + match[0].length, { class: chip }));
    }
    return false;
  });
  return DecorationSet.create(doc, found);
}

/** The words of a block, letter by letter as they are counted in it. */
export const textOf = (block: Node): string => block.textBetween(0, block.content.size, undefined, "\ufffc");

const variables = (proposer: Proposer) =>
  Extension.create({
    name: "variables",
    addProseMirrorPlugins() {
      return [
        new Plugin({
          state: { init: (_, { doc }) => chips(doc), apply: (tr, held) => (tr.docChanged ? chips(tr.doc) : held) },
          props: {
            decorations(state) {
              return this.getState(state);
            },
          },
        }),
        Suggestion<Hint, MentionNodeAttrs>({
          ...proposals("{{", proposer),
          editor: this.editor,
          allowSpaces: false,
          allowedPrefixes: null,
          command: ({ editor, range, props }) => {
            // What is closed already is not closed twice.
            const behind = editor.state.doc.textBetween(
              range.to,
              Math.min(range.to + 2, editor.state.doc.content.size),
            );
            const to = behind === "}}" ? range.to + 2 : range.to;
            editor.chain().focus().insertContentAt({ from: range.from, to }, `{{${props.id}}}`).run();
          },
        }),
      ];
    },
  });

const common = (): Extensions => [
  Document,
  Paragraph,
  Text,
  Bold,
  Italic,
  HardBreak,
  BulletList,
  OrderedList,
  ListItem,
  UndoRedo,
  Link.configure({
    openOnClick: false,
    defaultProtocol: "https",
    isAllowedUri: (url) => safeHref(url) !== null,
    // « note.pdf » and « exemple.fr » are words until somebody says that they are addresses.
    shouldAutoLink: (url) => /^https?:\/\//i.test(url),
    HTMLAttributes: { target: null, rel: null, class: null },
  }),
];

export const letterExtensions = (proposer: Proposer): Extensions => [...common(), variables(proposer)];

export const extensions = (proposer: Proposer): Extensions => [
  ...common(),
  Mention.extend({
    addInputRules() {
      return [
        new InputRule({
          find: BRACKETS,
          handler: ({ range, match, chain }) => {
            const [all, sign, name = ""] = match;
            const from = range.from + (all.startsWith(sign ?? "") ? 0 : 1);
            chain()
              .insertContentAt({ from, to: range.to }, [
                {
                  type: "mention",
                  attrs: { id: name.trim(), label: name.trim(), mentionSuggestionChar: sign },
                },
              ])
              .run();
          },
        }),
      ];
    },
  }).configure({
    HTMLAttributes: { class: chip },
    deleteTriggerWithBackspace: true,
    suggestions: [proposals("#", proposer), proposals("@", proposer)],
  }),
];
