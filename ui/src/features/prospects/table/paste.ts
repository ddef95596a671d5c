// Cells from a spreadsheet over those of the table: which text belongs to which prospect and field, and what it writes there. Pure;
// what only the core can read is left to the core.
import type { Id, PastedCell, ProspectEdit, ProspectRow, Tag } from "@/api/schema";
import type { Messages } from "@/app/i18n";
import { fold } from "@/format";
import type { FieldDef } from "../fields/fields";

/** The rows of a text with tabs; quotes hold tabs and lines together. */
export function fromTsv(text: string): string[][] {
  const rows: string[][] = [[]];
  let [cell, quoted, begun] = ["", false, false];
  const end = () => {
    rows.at(-1)?.push(cell);
    [cell, begun] = ["", false];
  };
  const source = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let i = 0; i < source.length; i += 1) {
    const letter = source[i];
    if (quoted) {
      if (letter !== '"') cell += letter;
      else if (source[i + 1] === '"') {
        cell += '"';
        i += 1;
      } else quoted = false;
    } else if (letter === '"' && !begun && cell === "") [quoted, begun] = [true, true];
    else if (letter === "\t") end();
    else if (letter === "\n") {
      end();
      rows.push([]);
    } else cell += letter;
  }
  end();
  return rows;
}

/** A cell that is not written, and why. */
export interface Unread {
  name: string;
  field: string;
  text: string;
  why: string;
}

/** A cell with its place, to be told of when the core refuses it. */
export interface Read extends PastedCell {
  name: string;
  field: string;
  text: string;
}

export interface Pasted {
  cells: Read[];
  unread: Unread[];
  people: number;
  /** Rows and columns of the clipboard that are beyond the table. */
  beyond: number;
}

export interface PasteWords {
  tags: readonly Tag[];
  w: Messages;
}

/** What a text writes; a sentence when it cannot be read. */
export function readCell(
  field: FieldDef,
  text: string,
  row: ProspectRow,
  { tags, w }: PasteWords,
): ProspectEdit | string {
  const clean = text.trim();
  if (field.input === "none") return w.prospects.paste.fixed;
  if (field.input === "tags" || field.held) {
    const offered =
      field.input === "tags" ? tags.map(({ id, name }) => ({ value: id, label: name })) : (field.options?.() ?? []);
    const values: string[] = [];
    for (const label of clean.split(/[,;]/).filter((part) => part.trim())) {
      const found = offered.find((option) => fold(option.label) === fold(label.trim()));
      if (!found) return w.prospects.paste.unknown({ text: label.trim(), field: field.label });
      if (!values.includes(found.value)) values.push(found.value);
    }
    if (field.input === "tags") return { tag_ids: values };
    return { custom: { [field.key.replace("custom.", "")]: values.length > 0 ? values : null } };
  }
  const options = field.options?.();
  if (!options) return field.write(text, row);
  if (clean === "")
    return options.some((o) => o.value === "")
      ? field.write("", row)
      : w.prospects.paste.needed({ field: field.label });
  const wanted = fold(clean);
  const found = options.find((o) => o.value !== "" && (fold(o.label) === wanted || fold(o.value) === wanted));
  return found ? field.write(found.value, row) : w.prospects.paste.unknown({ text: clean, field: field.label });
}

/** The clipboard laid over rows and columns; a single cell is laid on every row. */
export function lay(
  clipboard: readonly string[][],
  rows: readonly ProspectRow[],
  fields: readonly FieldDef[],
  words: PasteWords,
): Pasted {
  const one = clipboard.length === 1 && clipboard[0]?.length === 1;
  const done: Pasted = {
    cells: [],
    unread: [],
    people: 0,
    beyond: one ? 0 : Math.max(0, clipboard.length - rows.length),
  };
  rows.forEach((row, at) => {
    const texts = one ? clipboard[0] : clipboard[at];
    if (!texts) return;
    done.people += 1;
    texts.slice(0, fields.length).forEach((text, place) => {
      const field = fields[place] as FieldDef;
      if (field.input === "none" && text.trim() === "") return;
      // What is there already is not written: a list copied out and pasted back changes nothing.
      if (text === field.show(row) || text === field.start(row)) return;
      const edit = readCell(field, text, row, words);
      const told = { name: row.name, field: field.label, text };
      if (typeof edit === "string") done.unread.push({ ...told, why: edit });
      else done.cells.push({ ...told, id: row.id as Id, fields: edit });
    });
  });
  return done;
}
