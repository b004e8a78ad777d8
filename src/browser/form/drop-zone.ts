import { find } from './find.ts';

/**
 * Lets people drop files on a target, as an extra to the native input of its zone. A drop with a folder is passed on as
 * entries, which are files and folders. On touch screens, which have no dragging, it shows nothing.
 */
export function acceptDrops(
  zone: HTMLElement,
  target: EventTarget,
  onFiles: (files: File[]) => void,
  onEntries: (entries: FileSystemEntry[]) => void,
): void {
  find(zone, '[data-drop-hint]').hidden = !matchMedia('(any-pointer: fine)').matches;
  for (const type of ['dragover', 'dragleave', 'drop'] as const) {
    target.addEventListener(type, (event) => {
      // Both targets, the document and elements, have events of this type under these names.
      const { dataTransfer } = event as DragEvent;
      if (!dataTransfer?.types.includes('Files')) return;
      zone.classList.toggle('dragging', type === 'dragover');
      if (type !== 'drop') return;
      // After this event the browser forgets the items, so all are asked for at once.
      const entries = [...dataTransfer.items].flatMap((item) => item.webkitGetAsEntry?.() ?? []);
      if (entries.some((entry) => entry.isDirectory)) onEntries(entries);
      else onFiles([...dataTransfer.files]);
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
