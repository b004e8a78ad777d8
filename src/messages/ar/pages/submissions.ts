import type { submissionPages as english } from '../../en/pages/submissions.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

const moreFiles = {
  zero: '# ملف آخر',
  one: 'ملف آخر',
  two: 'ملفان آخران',
  few: '# ملفات أخرى',
  many: '# ملفًا آخر',
  other: '# ملف آخر',
} as const;

/** After a verb: one file is in the accusative. */
const receivedFiles = {
  zero: '# ملف',
  one: 'ملفًا واحدًا',
  two: 'ملفين',
  few: '# ملفات',
  many: '# ملفًا',
  other: '# ملف',
} as const;

/** Texts of lists of submissions and of receipts. */
export const submissionPages = {
  title: 'الإرسالات',
  none: 'لم يُرسَل شيء بعد.',
  chooseForm: 'اختيار نموذج',
  older: 'إرسالات أقدم',
  receiptTitle: ({ formTitle, number }) => `${formTitle} رقم ${number}`,
  fileAndMore: ({ more }) => (more === 0 ? '{file}' : `{file} و${formats.plural(more, moreFiles)}`),

  thanks: 'شكرًا لك. لقد تلقّينا نموذجك.',
  thanksForFiles: ({ count, size }) => `شكرًا لك. لقد تلقّينا ${formats.plural(count, receivedFiles)} (${size}).`,
  notKept: 'تغيّر النموذج أثناء تعبئته. لم يُحتفَظ بهذه الإجابات:',
  reference: 'الرقم المرجعي',
  received: 'تاريخ الاستلام',
  from: 'من',
  yes: 'نعم',
  no: 'لا',
  open: 'فتح {file}',
  download: 'تنزيل {file}',
  print: 'طباعة',
  sendAnother: 'إرسال آخر',
  all: 'جميع الإرسالات',
} satisfies Translation<typeof english>;
