/**
 * Lets people drop files on an element, as an extra to its native input. Where nobody drags (touch), nothing is shown.
 */
export function acceptDrops(zone: HTMLElement, onFiles: (files: File[]) => void): void {
  const hint = zone.querySelector<HTMLElement>('[data-drop-hint]');
  if (hint) hint.hidden = !matchMedia('(any-pointer: fine)').matches;
  const mark = (isOver: boolean) => zone.classList.toggle('dragging', isOver);
  zone.addEventListener('dragover', () => mark(true));
  zone.addEventListener('dragleave', () => mark(false));
  zone.addEventListener('drop', ({ dataTransfer }) => {
    mark(false);
    if (dataTransfer) onFiles([...dataTransfer.files]);
  });
}

/** A file that misses the zone would replace the page, and all that was typed with it. */
export function refuseStrayDrops(): void {
  for (const event of ['dragover', 'drop']) {
    document.addEventListener(event, (stray) => {
      if (stray instanceof DragEvent && stray.dataTransfer?.types.includes('Files')) stray.preventDefault();
    });
  }
}
