import { isolate } from '../../../values/isolate.ts';
import type { uploads as english } from '../../en/pages/uploads.ts';
import type { Translation } from '../../messages.ts';

/** A share in percent has marks of its own direction, which would take in the number that follows. */
const percent = isolate('{percent}');

/** Texts of the browser's script, which the page carries as data: `{name}` stands for a value. */
export const uploads = {
  preparing: 'جارٍ التحضير…',
  waiting: 'في الانتظار…',
  progress: `${percent}، {sent} من {size}`,
  progressAtSpeed: `${percent}، {sent} من {size}، {speed}/ث، الباقي {left}`,
  paused: 'متوقف مؤقتًا عند {sent} من {size}',
  offline: 'لا يوجد اتصال بالإنترنت. سيُستأنف الرفع عند عودة الاتصال.',
  retrying: 'لا استجابة حاليًا. جارٍ إعادة المحاولة…',
  checking: 'جارٍ فحص الملف…',
  removing: 'جارٍ الإزالة…',
  removed: 'أُزيل',
  complete: 'اكتمل الرفع',

  saidStarted: 'جارٍ رفع {name}.',
  saidPercent: `{name}: رُفع ${percent}.`,
  saidComplete: 'اكتمل رفع {name}.',
  saidFailure: '{name}: {reason}',
  saidRemoved: 'أُزيل {name}.',
  saidRestored: 'أُعيد {name}.',
  saidCancelled: 'أُلغي رفع {name}.',

  totals: 'الملفات: {done} من {count}، {sent} من {size}',
  totalsWithTime: 'الملفات: {done} من {count}، {sent} من {size}، الباقي {left}',
  unfinished: `{name}، أُرسل منه ${percent}. اختره مجددًا للمتابعة.`,
  screenshot: 'لقطة شاشة {time}',

  duplicate: '{name} موجود في القائمة بالفعل.',
  fileEmpty: 'الملف {name} فارغ. اختر ملفًا آخر.',
  fileTooLarge: 'الملف {name} أكبر من {most}. اختر ملفًا أصغر.',
  fileTypeNotAccepted: 'لا يمكن رفع {name}: هذا النوع من الملفات غير مقبول.',
  tooManyFiles: {
    zero: 'لا يمكن إرسال ملفات هنا. أزل الملفات كلها.',
    one: 'لا يمكن إرسال إلا ملف واحد هنا. أزل الملفات الأخرى.',
    two: 'لا يمكن إرسال أكثر من ملفين هنا. اختر عددًا أقل أو أزل بعضها.',
    few: 'لا يمكن إرسال أكثر من {count} ملفات هنا. اختر عددًا أقل أو أزل بعضها.',
    many: 'لا يمكن إرسال أكثر من {count} ملفًا هنا. اختر عددًا أقل أو أزل بعضها.',
    other: 'لا يمكن إرسال أكثر من {count} ملف هنا. اختر عددًا أقل أو أزل بعضها.',
  },
  tooFewFiles: {
    zero: 'اختر ملفًا.',
    one: 'اختر ملفًا.',
    two: 'اختر ملفين على الأقل.',
    few: 'اختر {count} ملفات على الأقل.',
    many: 'اختر {count} ملفًا على الأقل.',
    other: 'اختر {count} ملف على الأقل.',
  },

  stillPaused: 'رفع {name} متوقف مؤقتًا. استأنفه أو ألغه، ثم أرسل النموذج.',
  notUploaded: 'لم يُرفع {name}. أعد المحاولة أو أزله، ثم أرسل النموذج.',
  notAccepted: 'لم يُقبل {name}. أزله، ثم أرسل النموذج.',
  sendingWhenUploaded: 'سيُرسَل النموذج عند اكتمال الرفع.',
  sending: 'جارٍ الإرسال…',

  'signed-out': 'سُجّل خروجك. سجّل الدخول ثم عُد واختر «إعادة المحاولة».',
  'connection-lost': 'انقطع الاتصال. تحقّق منه، ثم اختر «إعادة المحاولة».',
  'app-busy': 'لا يستطيع الخادم استقبال الملف الآن. اختر «إعادة المحاولة» بعد بضع دقائق.',
  'storage-busy': 'لا يستطيع التخزين استقبال الملف الآن. اختر «إعادة المحاولة» بعد بضع دقائق.',
  'app-refused': 'رفض الخادم الملف ({status}). أزله واختره مجددًا.',
  'storage-refused': 'رفض التخزين الملف ({status}). أزله واختره مجددًا.',
  'file-not-accepted': 'لم يُقبل الملف. أزله واختر ملفًا آخر.',
  'file-changed': 'تغيّر الملف أو لم يعد من الممكن قراءته. أزله واختره مجددًا.',
  'upload-expired': 'انتهت صلاحية الرفع. اختر «إعادة المحاولة».',
  'piece-lost': 'فُقد جزء من الملف في التخزين. اختر «إعادة المحاولة».',
  'page-failed': 'حدث خطأ في هذه الصفحة. أعد تحميلها واختر الملف مجددًا.',
} satisfies Translation<typeof english>;
