// Where the active cell goes on a key. Pure: rows are numbers, columns are keys.
export interface Cell {
  index: number;
  key: string;
}

export interface Bounds {
  rows: number;
  keys: readonly string[];
  /** Rows in a page of the screen. */
  page: number;
}

interface KeyPress {
  key: string;
  ctrl: boolean;
}

const clamp = (value: number, last: number): number => Math.min(Math.max(0, last), Math.max(0, value));

/** The next cell, or nothing when the key does not move. */
export function travel(cell: Cell, { key, ctrl }: KeyPress, { rows, keys, page }: Bounds): Cell | null {
  const column = Math.max(0, keys.indexOf(cell.key));
  const last = keys.length - 1;
  const at = (index: number, place: number): Cell => ({
    index: clamp(index, rows - 1),
    key: keys[clamp(place, last)] ?? cell.key,
  });
  switch (key) {
    case "ArrowDown":
      return at(ctrl ? rows - 1 : cell.index + 1, column);
    case "ArrowUp":
      return at(ctrl ? 0 : cell.index - 1, column);
    case "ArrowRight":
      return at(cell.index, ctrl ? last : column + 1);
    case "ArrowLeft":
      return at(cell.index, ctrl ? 0 : column - 1);
    case "PageDown":
      return at(cell.index + page, column);
    case "PageUp":
      return at(cell.index - page, column);
    case "Home":
      return at(ctrl ? 0 : cell.index, 0);
    case "End":
      return at(ctrl ? rows - 1 : cell.index, last);
    default:
      return null;
  }
}
