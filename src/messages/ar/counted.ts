import type { PluralForms } from '../formats.ts';
import { formats } from './formats.ts';

/** Nouns with their number, in the genitive: after a preposition, or after a noun that they belong to. */
const nouns = {
  character: {
    zero: '# حرف',
    one: 'حرف واحد',
    two: 'حرفين',
    few: '# أحرف',
    many: '# حرفًا',
    other: '# حرف',
  },
  file: {
    zero: '# ملف',
    one: 'ملف واحد',
    two: 'ملفين',
    few: '# ملفات',
    many: '# ملفًا',
    other: '# ملف',
  },
  frame: {
    zero: '# إطار',
    one: 'إطار واحد',
    two: 'إطارين',
    few: '# إطارات',
    many: '# إطارًا',
    other: '# إطار',
  },
  part: {
    zero: '# جزء',
    one: 'جزء واحد',
    two: 'جزأين',
    few: '# أجزاء',
    many: '# جزءًا',
    other: '# جزء',
  },
  token: {
    zero: '# رمز',
    one: 'رمز واحد',
    two: 'رمزين',
    few: '# رموز',
    many: '# رمزًا',
    other: '# رمز',
  },
  value: {
    zero: '# قيمة',
    one: 'قيمة واحدة',
    two: 'قيمتين',
    few: '# قيم',
    many: '# قيمة',
    other: '# قيمة',
  },
  day: {
    zero: '# يوم',
    one: 'يوم واحد',
    two: 'يومين',
    few: '# أيام',
    many: '# يومًا',
    other: '# يوم',
  },
} as const satisfies Readonly<Record<string, PluralForms>>;

/** Writes a number of things, in the genitive. */
export function counted(count: number, noun: keyof typeof nouns): string {
  return formats.plural(count, nouns[noun]);
}
