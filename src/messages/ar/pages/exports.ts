import type { exportPages as english } from '../../en/pages/exports.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the pages of exports, and of what is in an export. */
export const exportPages = {
  title: 'عمليات التصدير',
  /** The title of an export's page, with the name of its files. */
  titleOf: ({ name }: { name: string }) => `تصدير ${name}`,
  introduction: 'يُحفظ التصدير يومًا واحدًا بعد أن يجهز.',
  none: 'ليس لديك أي تصدير.',
  /** The button on a receipt. */
  downloadAll: 'تنزيل الكل كملف ZIP',
  /** The buttons beside the table of submissions. */
  exportAs: { zip: 'تصدير الملفات كملف ZIP', csv: 'تصدير بصيغة CSV', jsonl: 'تصدير كأسطر JSON' },
  kinds: { zip: 'ملف ZIP بكل الملفات', csv: 'جدول (CSV)', jsonl: 'جدول (أسطر JSON)' },
  states: { planning: 'يجري البحث عن الملفات', building: 'قيد الإعداد', ready: 'جاهز', failed: 'لم يكتمل' },
  /** How many bytes are there, of how many. */
  progress: ({ done, total }: { done: string; total: string }) => `${done} من ${total}`,
  progressSoFar: ({ done }: { done: string }) => `${done} حتى الآن`,
  secondsLeft: ({ count }: { count: number }) =>
    formats.plural(count, {
      zero: 'أقل من ثانية',
      one: 'نحو ثانية متبقية',
      two: 'نحو ثانيتين متبقيتين',
      few: 'نحو # ثوانٍ متبقية',
      many: 'نحو # ثانية متبقية',
      other: 'نحو # ثانية متبقية',
    }),
  minutesLeft: ({ count }: { count: number }) =>
    formats.plural(count, {
      zero: 'أقل من دقيقة',
      one: 'نحو دقيقة متبقية',
      two: 'نحو دقيقتين متبقيتين',
      few: 'نحو # دقائق متبقية',
      many: 'نحو # دقيقة متبقية',
      other: 'نحو # دقيقة متبقية',
    }),
  refreshes: 'تُحدَّث هذه الصفحة من تلقاء نفسها. يمكنك إغلاقها: يستمر التصدير.',
  readyUntil: 'تصديرك جاهز. ينتهي {time}.',
  download: 'تنزيل {file}',
  files: ({ count }: { count: number }) =>
    formats.plural(count, {
      zero: 'لا ملفات',
      one: 'ملف واحد',
      two: 'ملفان',
      few: '# ملفات',
      many: '# ملفًا',
      other: '# ملف',
    }),
  submissions: ({ count }: { count: number }) =>
    formats.plural(count, {
      zero: 'لا إرسالات',
      one: 'إرسال واحد',
      two: 'إرسالان',
      few: '# إرسالات',
      many: '# إرسالًا',
      other: '# إرسال',
    }),
  filesMissing: ({ count }: { count: number }) =>
    formats.plural(count, {
      zero: 'لا ملفات ناقصة.',
      one: 'ملف واحد ناقص؛ ويذكر البيان السبب.',
      two: 'ملفان ناقصان؛ ويذكر البيان السبب.',
      few: '# ملفات ناقصة؛ ويذكر البيان السبب.',
      many: '# ملفًا ناقصًا؛ ويذكر البيان السبب.',
      other: '# ملف ناقص؛ ويذكر البيان السبب.',
    }),
  remove: 'إزالة',
  removeOf: ({ name }: { name: string }) => `إزالة ${name}`,
  removeQuestion: 'يُزال التصدير وملفاته فورًا. وتبقى الإرسالات.',
  confirmRemove: 'إزالة التصدير',
  removed: 'أُزيل التصدير.',
  all: 'كل عمليات التصدير',
  older: 'عمليات تصدير أقدم',
  /** The link to the one submission of an export. */
  source: 'الإرسال',
  /** The name of the buttons beside the table of submissions. */
  exportHeading: 'تصدير ما يعرضه الجدول',
  /** Why a file is not in an archive. */
  missing: {
    gone: 'لم يعد الملف موجودًا',
    changed: 'لم يعد الملف كما أُرسل',
    noVerdict: 'لم يُعثر على نتيجة فحصه',
    waiting: 'لم ينتهِ فحص البرمجيات الخبيثة',
    infected: 'احتوى على برمجية خبيثة',
    unscannable: 'تعذّر فحصه بحثًا عن برمجيات خبيثة',
    failed: 'تعذّر فحصه بحثًا عن برمجيات خبيثة',
  },
  /** The heads of the columns that every table has. */
  columns: {
    number: 'الرقم',
    id: 'المعرّف',
    sent: 'أُرسل',
    from: 'من',
    state: 'الحالة',
    assignee: 'المسؤول',
    labels: 'الوسوم',
  },
} satisfies Translation<typeof english>;
