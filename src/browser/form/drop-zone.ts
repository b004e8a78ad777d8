import { find } from './find.ts';

/**
 * Lets people drop files on an element, as an extra to its native input. On touch screens, which have no dragging, it
 * shows nothing.
 */
export function acceptDrops(zone: HTMLElement, onFiles: (files: File[]) => void): void {
  find(zone, '[data-drop-hint]').hidden = !matchMedia('(any-pointer: fine)').matches;
  for (const type of ['dragover', 'dragleave', 'drop'] as const) {
    zone.addEventListener(type, ({ dataTransfer }) => {
      zone.classList.toggle('dragging', type === 'dragover');
      if (type === 'drop' && dataTransfer) onFiles([...dataTransfer.files]);
    });
  }
}

/** Ignores a file that misses the zone: it would replace the page, and all text that was typed into it. */
export function preventStrayDrops(): void {
  for (const type of ['dragover', 'drop'] as const) {
    document.addEventListener(type, (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
  }
}
