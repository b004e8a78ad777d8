import { fileKindsOf } from '../file-kinds.ts';
import { formats } from './formats.ts';

/** The names of kinds of files. */
export const fileKinds = fileKindsOf(
  {
    documents: 'documents',
    pictures: 'images',
    audio: 'audio',
    video: 'vidéo',
    archives: 'archives',
    text: 'texte',
  },
  formats,
);
