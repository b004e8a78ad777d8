import { find } from './find.ts';

/**
 * Lets people drop files on a target, as an extra to the native input of its zone. On touch screens, which have no
 * dragging, it shows nothing.
 */
export function acceptDrops(zone: HTMLElement, target: EventTarget, onDrop: (dropped: DataTransfer) => void): void {
  find(zone, '[data-drop-hint]').hidden = !matchMedia('(any-pointer: fine)').matches;
  for (const type of ['dragover', 'dragleave', 'drop'] as const) {
    target.addEventListener(type, (event) => {
      // Both targets, the document and elements, have events of this type under these names.
      const { dataTransfer } = event as DragEvent;
      if (!dataTransfer?.types.includes('Files')) return;
      zone.classList.toggle('dragging', type === 'dragover');
      if (type === 'drop') onDrop(dataTransfer);
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
