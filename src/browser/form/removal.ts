/** The milliseconds in which a person can take a removal back. */
export const undoMs = 30_000;

/** A removal that waits until it is certain. */
export interface Removal {
  /** Removes now. */
  complete(): void;
  /** Takes it back. */
  undo(): void;
}

/** Begins a removal, which completes by itself after {@link undoMs} unless it is taken back. */
export function beginRemoval(onComplete: () => void, onUndo: () => void): Removal {
  let isOver = false;
  const once = (end: () => void) => () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    end();
  };
  const complete = once(onComplete);
  const timer = setTimeout(complete, undoMs);
  return { complete, undo: once(onUndo) };
}
