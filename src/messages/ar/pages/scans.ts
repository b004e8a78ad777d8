import { isolate } from '../../../values/isolate.ts';
import type { scanPages as english } from '../../en/pages/scans.ts';
import type { Translation } from '../../messages.ts';
import { formats } from '../formats.ts';

/** Texts of the page of scans, and of the scan of a file wherever it is shown. */
export const scanPages = {
  states: {
    waiting: 'قيد الفحص',
    clean: 'مفحوص',
    infected: 'برمجية خبيثة',
    unscannable: 'غير مفحوص',
    failed: 'غير مفحوص',
  },
  released: 'مسموح به',
  found: 'عُثر على:',
  reasons: {
    encrypted: 'الملف محمي بكلمة مرور.',
    'too-large': 'الملف أكبر مما يقبله برنامج الفحص.',
    'not-supported': 'لا يستطيع برنامج الفحص قراءة الملف.',
  },
  closed: {
    waiting: 'يمكنك فتحه عند انتهاء الفحص، وعادةً خلال بضع دقائق.',
    infected: 'أُزيل الملف.',
    unscannable: 'يمكن للمراجع السماح به.',
    failed: 'يمكن للمراجع السماح به.',
  },
  openForSubmitter: 'يمكنك فتحه. ويمكن لغيرك ذلك حين يسمح به مراجع.',
  removed: ({ count }) =>
    `عثر الفحص على برمجيات خبيثة في ${formats.plural(count, {
      zero: 'لا ملفات',
      one: 'ملف واحد',
      two: 'ملفين',
      few: '# ملفات',
      many: '# ملفًا',
      other: '# ملف',
    })}، فأُزيلت. إن كانت لازمة فأرسل نسخًا سليمة.`,
  refreshes: 'يجري فحص ملفاتك بحثًا عن برمجيات خبيثة. تُحدَّث هذه الصفحة من تلقاء نفسها.',
  closedTitles: {
    waiting: 'يجري فحص هذا الملف',
    infected: 'أُزيل هذا الملف',
    unscannable: 'لم يُفحص هذا الملف',
    failed: 'لم يُفحص هذا الملف',
  },
  looksAgain: 'تتحقق هذه الصفحة من تلقاء نفسها، وتفتح الملف حين يصبح آمنًا.',
  lookAgain: 'تحقق مجددًا',
  toSubmission: 'الإرسال',
  release: 'السماح دون فحص',
  releaseOf: ({ file }) => `السماح بالملف ${isolate(file)} دون فحص`,
  seen: 'رأيت',
  now: 'الآن',
  title: 'الفحوص',
  views: { open: 'للنظر', waiting: 'قيد الانتظار', released: 'مسموح بها' },
  introductions: {
    open: 'ملفات فيها برمجيات خبيثة وملفات تعذّر فحصها، من الأشهر الأخيرة.',
    waiting: 'ملفات تنتظر فحصها منذ أكثر من عشر دقائق.',
    released: 'ملفات سُمح بها دون فحص.',
  },
  overdue: 'أكثر من ساعة',
  releasedBy: 'سمح به {who}، {time}',
  openFindings: 'نتائج مفتوحة',
  notTakenOver: 'عثر الفحص على برمجيات خبيثة في هذه الملفات، فلا تأخذها النسخة الجديدة. اختر ملفات أخرى مكانها.',
  none: { open: 'لم يُعثر على شيء.', waiting: 'لا ملف ينتظر هذه المدة.', released: 'لم يُسمح بأي ملف.' },
  older: 'نتائج أقدم',
} satisfies Translation<typeof english>;
