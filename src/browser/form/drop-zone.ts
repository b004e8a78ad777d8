import { filesIn } from './files-in.ts';
import { find } from './find.ts';

/**
 * Lets people drop files on a target, as an extra to the native input of its zone. On touch screens, which have no
 * dragging, it shows nothing.
 */
export function acceptDrops(zone: HTMLElement, target: EventTarget, onFiles: (files: File[]) => void): void {
  find(zone, '[data-drop-hint]').hidden = !matchMedia('(any-pointer: fine)').matches;
  for (const type of ['dragover', 'dragleave', 'drop'] as const) {
    target.addEventListener(type, async (event) => {
      // Both targets, the document and elements, have events of this type under these names.
      const { dataTransfer } = event as DragEvent;
      if (!dataTransfer?.types.includes('Files')) return;
      zone.classList.toggle('dragging', type === 'dragover');
      if (type === 'drop') onFiles(await filesIn(dataTransfer));
    });
  }
}

/** Adds pictures from the clipboard, such as a screenshot; text is pasted as ever. */
export function acceptPastes(nameOf: (time: Date) => string, onFiles: (files: File[]) => void): void {
  document.addEventListener('paste', (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    // Browsers call every picture without a file "image.png".
    onFiles(
      files.map((file) => {
        const extension = /^image(\.\w+)$/.exec(file.name)?.[1];
        return extension ? new File([file], nameOf(new Date()) + extension, { type: file.type }) : file;
      }),
    );
  });
}

/** Ignores a file that misses the zone: it would replace the page, and all text that was typed into it. */
export function preventStrayDrops(): void {
  for (const type of ['dragover', 'drop'] as const) {
    document.addEventListener(type, (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
  }
}
