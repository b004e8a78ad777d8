import type { frame as english } from '../../en/pages/frame.ts';
import type { Translation } from '../../messages.ts';

/** Texts around every page, and of pages about errors. */
export const frame = {
  skipToContent: 'الانتقال إلى المحتوى',
  mainNavigation: 'التنقل الرئيسي',
  accountNavigation: 'حسابك',
  menu: 'القائمة',
  forms: 'النماذج',
  contact: 'اتصل بنا',
  privacy: 'الخصوصية',
  submissions: 'الإرسالات',
  users: 'المستخدمون',
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  language: 'اللغة',
  footer: 'تنتقل الملفات مباشرةً بين متصفحك وتخزين خاص.',
  backToStart: 'العودة إلى البداية',
  referenceForSupport: 'الرقم المرجعي للدعم:',
  checkFields: 'يُرجى مراجعة ما يلي:',
  fieldProblem: ({ label, problem }) => `${label}: ${problem}`,
} satisfies Translation<typeof english>;
