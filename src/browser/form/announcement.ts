import type { UploadSnapshot } from '../transfer/upload.ts';
import { percentOf } from './row-view.ts';

/** What was last said about an upload. */
export interface Said {
  /** The quarter of the file that was announced, 0 to 3. */
  readonly quarter: number;
  /** Its end was announced. */
  readonly isOver: boolean;
}

/** Nothing was said yet. */
export const saidNothing: Said = { quarter: 0, isOver: false };

/**
 * What to tell people who do not see the progress bar: each quarter once, and the end once. Returns the text, if there is
 * something new, and what has been said by then.
 */
export function announcement(filename: string, upload: UploadSnapshot, said: Said): { text?: string; said: Said } {
  if (upload.phase === 'complete' || upload.failure !== undefined) {
    const text = upload.failure === undefined ? `${filename} is uploaded.` : `${filename}: ${upload.failure}`;
    return said.isOver ? { said } : { text, said: { ...said, isOver: true } };
  }
  const quarter = Math.floor((percentOf(upload) ?? 0) / 25);
  if (quarter > said.quarter) return { text: `${filename}: ${quarter * 25} % sent.`, said: { quarter, isOver: false } };
  // After "Try again" the next end is news again.
  return { said: { quarter: said.quarter, isOver: false } };
}
