import { fileKindsOf } from '../file-kinds.ts';
import { formats } from './formats.ts';

/** The names of kinds of files. */
export const fileKinds = fileKindsOf(
  {
    documents: 'documents',
    pictures: 'pictures',
    audio: 'audio',
    video: 'video',
    archives: 'archives',
    text: 'text',
  },
  formats,
);
