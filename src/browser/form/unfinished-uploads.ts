import { removeUpload } from '../transfer/file-upload.ts';
import type { UploadPlace } from '../transfer/run.ts';
import { forgetUpload, unfinishedUploads } from '../transfer/upload-record.ts';
import { find } from './find.ts';
import type { Phrases } from './phrases.ts';

/** The uploads of a field that a reload has interrupted. */
export interface UnfinishedList {
  /** Leaves out the entry of a file that was chosen again. */
  leaveOut(file: File): void;
}

/** Shows the uploads of a user that a reload has interrupted. Chosen again, such a file goes on where it stopped. */
export function showUnfinished(
  list: HTMLElement,
  place: Omit<UploadPlace, 'name' | 'size'>,
  { percent, say }: Phrases,
): UnfinishedList {
  const template = find(list, 'template');
  const shown = unfinishedUploads(place).map(({ id, recordKey, name, size, sentShare }) => {
    // A copy of an element is an element of the same kind.
    const row = find(template.content, 'li').cloneNode(true) as HTMLElement;
    find(row, 'span').textContent = say('unfinished', { name, percent: percent(Math.floor(sentShare * 100)) });
    for (const hidden of row.querySelectorAll('[data-filename]')) hidden.append(name);
    find(row, 'button').onclick = () => {
      forgetUpload(recordKey);
      row.remove();
      void removeUpload(id);
    };
    list.append(row);
    return { row, name, size };
  });
  return {
    leaveOut(file) {
      for (const { row, name, size } of shown) if (name === file.name && size === file.size) row.remove();
    },
  };
}
