// « N » from a list: the sheet opens and the note field takes the focus. The wish waits here for the sheet to come.
let wished = false;
const listeners = new Set<() => void>();

export function openNote(): void {
  wished = true;
  for (const listener of listeners) listener();
}

/** Calls `focus` now if it was wished for, and each time it is. */
export function onNoteWished(focus: () => void): () => void {
  const take = () => {
    if (!wished) return;
    wished = false;
    focus();
  };
  // After the panel has taken note of where the focus was, to give it back.
  const late = setTimeout(take, 0);
  listeners.add(take);
  return () => {
    clearTimeout(late);
    listeners.delete(take);
  };
}
