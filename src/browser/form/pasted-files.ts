import { minuteMs } from '../../values/duration.ts';
import type { Phrases } from './phrases.ts';

/** Returns pasted files with the time in their names: browsers call every picture without a file "image.png". */
export function withTimeInName(files: readonly File[], { say }: Phrases): File[] {
  return files.map((file) => {
    const extension = /^image(\.\w+)$/.exec(file.name)?.[1];
    if (extension === undefined) return file;
    return new File([file], say('screenshot', { time: timeInName(new Date()) }) + extension, { type: file.type });
  });
}

/** Returns a time for a file's name, such as "2026-01-02 03.04.05": systems take no colons there. */
function timeInName(time: Date): string {
  const local = new Date(time.getTime() - time.getTimezoneOffset() * minuteMs);
  return local.toISOString().slice(0, 19).replace('T', ' ').replaceAll(':', '.');
}
