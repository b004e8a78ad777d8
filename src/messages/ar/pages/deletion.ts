import type { deletionPages as english } from '../../en/pages/deletion.ts';
import type { Translation } from '../../messages.ts';
import { counted } from '../counted.ts';
import { formats } from '../formats.ts';

const deletedFiles = {
  zero: '# ملف',
  one: 'ملف واحد',
  two: 'ملفان',
  few: '# ملفات',
  many: '# ملفًا',
  other: '# ملف',
} as const;

/** Texts about how long submissions are kept, and of the page on which admins delete one. */
export const deletionPages = {
  title: ({ formTitle, number }) => `حذف ${formTitle} رقم ${number}؟`,
  question: 'لا يمكن التراجع عن ذلك. سيُحذف نهائيًا ما يلي:',
  values: 'كل ما جرت تعبئته',
  files: ({ count, size }) => `${formats.plural(count, deletedFiles)} (${size})`,
  history: 'الحالة والملاحظات والرسائل والسجل',
  remains: 'يبقى مسجَّلًا أن الإرسال حُذف ومتى ومَن حذفه ولماذا.',
  reason: 'السبب',
  reasonHint: 'لا تكتب هنا شيئًا شخصيًا، فالسبب يبقى محفوظًا.',
  confirm: 'حذف نهائي',
  cancel: 'الإبقاء عليه',
  ask: 'حذف',
  done: 'حُذف الإرسال، وتجري إزالة ملفاته.',
  keptUntil: 'محفوظ حتى',
  keptFor: ({ days }) => `نحتفظ بما ترسله لمدة ${counted(days, 'day')} ثم نحذفه.`,
} satisfies Translation<typeof english>;
