import { fileKindsOf } from '../file-kinds.ts';
import { formats } from './formats.ts';

/** The names of kinds of files. */
export const fileKinds = fileKindsOf(
  {
    documents: 'Dokumente',
    pictures: 'Bilder',
    audio: 'Audio',
    video: 'Video',
    archives: 'Archive',
    text: 'Text',
  },
  formats,
);
