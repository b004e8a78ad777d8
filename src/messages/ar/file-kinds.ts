import { fileKindsOf } from '../file-kinds.ts';
import { formats } from './formats.ts';

/** The names of kinds of files. */
export const fileKinds = fileKindsOf(
  {
    documents: 'مستندات',
    pictures: 'صور',
    audio: 'مقاطع صوتية',
    video: 'مقاطع فيديو',
    archives: 'ملفات مضغوطة',
    text: 'نصوص',
  },
  formats,
);
