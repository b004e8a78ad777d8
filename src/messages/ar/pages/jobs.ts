import type { Messages } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page on which admins see the work that goes on after requests. */
export const jobPages = {
  title: 'مهام الخلفية',
  introduction: 'ما يستمر بعد الطلب: المجاميع الاختبارية والعدّ والتنظيف.',
  /** When the oldest job that waits or runs was due. */
  oldestDue: 'كان موعد أقدم مهمة {time}.',
  nothingWaits: 'لا توجد مهمة تنتظر.',
  failedTitle: 'المهام الفاشلة',
  nothingFailed: 'لم تفشل أي مهمة.',
  failedFacts: 'فشلت {time} بعد {attempts}',
  attempts: ({ count }) =>
    formats.plural(count, {
      zero: '# محاولة',
      one: 'محاولة واحدة',
      two: 'محاولتين',
      few: '# محاولات',
      many: '# محاولة',
      other: '# محاولة',
    }),
  runAgain: 'إعادة التشغيل',
  runAgainOf: ({ job }) => `إعادة التشغيل: ${job}`,
  willRun: 'ستُشغَّل المهمة من جديد.',
  olderJobs: 'مهام أقدم',
  totalsTitle: 'النماذج',
  submissions: ({ count }) =>
    formats.plural(count, {
      zero: '# إرسال',
      one: 'إرسال واحد',
      two: 'إرسالان',
      few: '# إرسالات',
      many: '# إرسالًا',
      other: '# إرسال',
    }),
  files: ({ count }) =>
    formats.plural(count, {
      zero: '# ملف',
      one: 'ملف واحد',
      two: 'ملفان',
      few: '# ملفات',
      many: '# ملفًا',
      other: '# ملف',
    }),
  countedAt: 'تم العدّ {time}',
  notCounted: 'لم يُعدّ بعد.',
  kinds: {
    bulk: 'اتخاذ قرار بشأن إرسالات كثيرة',
    crc: 'حساب المجاميع الاختبارية',
    delete: 'حذف إرسال',
    expire: 'إزالة الملفات المرفوعة المنتهية',
    'export-finish': 'إنهاء تصدير',
    'export-plan': 'التخطيط لتصدير',
    'export-range': 'إرسال جزء من تصدير',
    'export-rows': 'كتابة جدول',
    index: 'إدراج إرسال في القائمة',
    preview: 'إنشاء المعاينات',
    quarantine: 'إزالة ملف مصاب',
    scan: 'فحص الملفات',
    recount: 'عدّ الإرسالات',
    reindex: 'إعادة إدراج كل الإرسالات',
    retire: 'حذف ما لم يعد النموذج يحتفظ به',
  },
} satisfies Messages['pages']['jobs'];
