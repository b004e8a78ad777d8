import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page that people without an account see behind a link. */
export const openSharePages = {
  title: 'ملفات لك',
  locked: 'هذا الرابط يحتاج إلى كلمة مرور',
  lockedHint: 'يمكن لمن أرسل إليك الرابط أن يخبرك بكلمة المرور.',
  password: 'كلمة المرور',
  open: 'فتح',
  sharedBy: 'يشارك {sender} معك {count}.',
  pause: 'بعد الفتح تبقى الملفات هنا نصف ساعة في هذا المتصفح.',
  download: 'تنزيل',
  fromForm: 'أُرسل بالنموذج «{form}»',
  worksUntil: 'تنتهي صلاحية الرابط {time}',
  usesLeft: ({ count }) =>
    formats.plural(count, {
      zero: 'لم تبق أي مرة لفتح الرابط',
      one: 'يمكن فتح الرابط مرة واحدة أخرى',
      two: 'يمكن فتح الرابط مرتين أخريين',
      few: 'يمكن فتح الرابط # مرات أخرى',
      many: 'يمكن فتح الرابط # مرة أخرى',
      other: 'يمكن فتح الرابط # مرة أخرى',
    }),
  files: ({ count }) =>
    formats.plural(count, {
      zero: 'لا ملفات',
      one: 'ملفًا واحدًا',
      two: 'ملفين',
      few: '# ملفات',
      many: '# ملفًا',
      other: '# ملف',
    }),
  downloadOf: ({ filename }) => `تنزيل ${filename}`,
  waiting: 'قيد الفحص بحثًا عن برامج ضارة',
  infected: 'عُثر على برنامج ضار؛ لا يمكن تنزيل هذا الملف',
  unchecked: 'تعذّر فحصه بحثًا عن برامج ضارة؛ لا يمكن تنزيل هذا الملف',
} satisfies Messages['pages']['openShare'];
