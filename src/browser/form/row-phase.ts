/**
 * Shows the parts of a row that belong to a phase, by the phases that the page names for each. When the part with the
 * focus disappears, its counterpart gets it: pause, resume, try again or undo, and never a button that removes, since
 * the person may be about to press a key. Without a counterpart the row itself gets the focus.
 */
export function showPhase(row: HTMLElement, phase: string): void {
  const parts = [...row.querySelectorAll<HTMLElement>('[data-phases]')];
  const focused = document.activeElement;
  row.dataset.phase = phase;
  for (const part of parts) part.hidden = !part.dataset.phases?.split(' ').includes(phase);
  if (!parts.some((part) => part === focused && part.hidden)) return;
  const counterpart = parts.find(({ hidden, dataset }) => !hidden && /pause|start|undo/.test(dataset.action ?? ''));
  (counterpart ?? row).focus();
}
