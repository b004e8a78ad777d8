import type { signIn as english } from '../../en/pages/sign-in.ts';
import type { Translation } from '../../messages.ts';

/** Texts of the sign-in page and of the start page before sign-in. */
export const signIn = {
  title: 'تسجيل الدخول',
  formKept: 'لم يُرسَل نموذجك بعد. كل ما أدخلته محفوظ، وستجده بعد تسجيل الدخول.',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  send: 'تسجيل الدخول',
  forgotPassword: 'هل نسيت كلمة المرور؟',
  askForLink: 'اطلب من أحد المشرفين رابطًا لاختيار كلمة جديدة.',
  askContactForLink: '{contact} واطلب رابطًا لاختيار كلمة جديدة.',
  contact: 'تواصل معنا',
  withOrganisation: 'تسجيل الدخول عبر مؤسستك',
  register: 'إنشاء حساب',
} satisfies Translation<typeof english>;
