import type { formPages as english } from '../../en/pages/forms.ts';
import type { Translation } from '../../messages.ts';

/** Texts of the start page, the list of forms, and the pages of a form. */
export const formPages = {
  homeTitle: 'الملفات عبر النماذج',
  welcomeTitle: 'مرحبًا',
  title: 'النماذج',

  errorTitle: ({ title }) => `خطأ: ${title}`,
  nothingSent: 'لم يُرسَل شيء بعد',
  optional: '(اختياري)',
  chooseOption: 'اختر أحد الخيارات',
  send: 'إرسال',

  chooseFile: 'اختيار ملف',
  chooseFiles: 'اختيار ملفات',
  dropFile: 'أو أفلِته في أي مكان من هذه الصفحة، أو ألصق صورة',
  dropFiles: 'أو أفلِتها في أي مكان من هذه الصفحة، أو ألصق صورة',
  allFileTypes: 'جميع أنواع الملفات',
  fileName: 'اسم الملف',
  fileNameHint: 'اتركه فارغًا ليحتفظ الملف باسمه.',
  addFile: 'إضافة ملف',
  fileFacts: '{file}، {type}، {size}',
  pause: 'إيقاف مؤقت {file}',
  resume: 'استئناف {file}',
  tryAgain: 'إعادة المحاولة {file}',
  cancel: 'إلغاء {file}',
  remove: 'إزالة {file}',
  undo: 'تراجع {file}',
  discard: 'تجاهل {file}',
  signInInNewTab: 'تسجيل الدخول (في علامة تبويب جديدة)',
  takeBack: 'تأجيل الإرسال',

  stepTitle: ({ formTitle, label }) => `${formTitle}: ${label}`,
  oneAtATime: 'تُرسَل الملفات واحدًا تلو الآخر. يمكنك إضافة ملف آخر بعد ذلك.',
  ifXmlPage: ({ size }) => `إذا ظهرت صفحة خطأ بصيغة XML بعد الإرسال، فالملف أكبر من ${size}: عُد واختر ملفًا آخر.`,
  sendFile: 'إرسال هذا الملف',
  backWithoutFile: 'العودة إلى النموذج من دون ملف',

  leftOut: 'تغيّر هذا النموذج منذ أن فتحته. تعذّر الاحتفاظ بما أدخلته هنا:',
  everythingKept: 'كل ما أدخلته محفوظ في هذه الصفحة.',
  sendAgain: 'إعادة الإرسال',
} satisfies Translation<typeof english>;
