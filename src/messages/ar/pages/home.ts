import { isolate } from '../../../values/isolate.ts';
import type { home as english } from '../../en/pages/home.ts';
import type { Translation } from '../../messages.ts';

/** Texts of the start page and of the list of forms. */
export const home = {
  welcome: 'مرحبًا، {name}',
  pictureOf: (name) => `صورة ${isolate(name)}`,
  sendFiles: 'إرسال الملفات',
  latest: 'آخر إرسالاتي',
  allSubmissions: 'جميع الإرسالات',
  noSubmissions: 'لم يُرسَل شيء بعد. اختر نموذجًا من الأعلى للبدء.',
  noForms: 'لا توجد نماذج لك حاليًا.',
  title: 'أرسل ملفات بأي حجم',
  lead: 'املأ نموذجًا، وأضف ملفاتك، واحصل على إيصال.',
  signInToBegin: 'سجّل الدخول للبدء',
  assurances: {
    private: 'الخصوصية',
    privateText: 'تنتقل ملفاتك من متصفحك مباشرةً إلى تخزين خاص. ولا يحصل عليها إلا من يحق له الاطلاع عليها.',
    checked: 'التحقق',
    checkedText: 'نتحقق من كل ملف عند وصوله، لتعرف أنه كامل.',
    onRecord: 'التوثيق',
    onRecordText: 'تحصل على إيصال، ويمكنك فتح ما أرسلته في أي وقت.',
  },
} satisfies Translation<typeof english>;
