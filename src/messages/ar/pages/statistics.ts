import type { statisticsPage as english } from '../../en/pages/statistics.ts';
import type { Translation } from '../../messages.ts';
import { counted } from '../counted.ts';

/** Texts of the page on which admins see what happens with the forms. */
export const statisticsPage = {
  title: 'الإحصاءات',
  introduction: ({ days }) => `آخر ${counted(days, 'day')} بتوقيت UTC. الأعداد حسب الحالة هي الأعداد الآن.`,
  steps: { started: 'أشخاص بدؤوا إرسال الملفات', sent: 'أُرسل', accepted: 'قُبل' },
  funnelTitle: 'من النموذج إلى القرار',
  statesTitle: 'حسب الحالة الآن',
  rejectedTitle: 'ملفات رُفضت أثناء إرسالها',
  nothingRejected: 'لم يُرفض أي ملف أثناء إرساله.',
  step: 'الخطوة',
  state: 'الحالة',
  reason: 'السبب',
  number: 'العدد',
  stored: 'المخزَّن',
  reasons: {
    'too-large': 'أكبر من المسموح',
    'type-not-accepted': 'من نوع آخر',
    invalid: 'أُعلن عنه على نحو خاطئ',
    'limit-reached': 'فوق حد المستخدم',
    'arrived-wrong': 'وصل تالفًا أو على غير ما أُعلن',
    content: 'رُفض بسبب محتواه',
    infected: 'ببرنامج ضار',
  },
  siteTitle: 'الموقع كله',
  waitingJobs: 'مهام تنتظر',
  failedJobs: 'مهام فشلت',
  signInLimits: 'مرات بلوغ حدود تسجيل الدخول',
  atLeast: ({ number }) => `${number} أو أكثر`,
  withdrawn: 'مسحوب',
  superseded: 'مستبدَل',
} satisfies Translation<typeof english>;
