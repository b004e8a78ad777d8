import { isolate } from '../../values/isolate.ts';
import { formats } from './formats.ts';

/** Words for kinds of files. */
const fileKinds: Readonly<Record<string, string>> = {
  documents: 'مستندات',
  pictures: 'صور',
  audio: 'مقاطع صوتية',
  video: 'مقاطع فيديو',
  archives: 'ملفات مضغوطة',
  text: 'نصوص',
};

/** Returns the word for a kind, or the name that a type has in every language. */
export function nameKind(kind: string): string {
  return fileKinds[kind] ?? isolate(kind);
}

/** Returns "مستندات وصور وZIP": kinds, and types by the names that they have in every language. */
export function listKinds(kinds: readonly string[]): string {
  return formats.list(kinds.map(nameKind));
}
