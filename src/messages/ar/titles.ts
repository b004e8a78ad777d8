import type { titles as english } from '../en/titles.ts';
import type { Translation } from '../messages.ts';

/** The title of each kind of problem. */
export const titles = {
  malformed: 'تعذّرت قراءة الطلب',
  'not-signed-in': 'سجّل الدخول أولًا',
  'bad-token': 'رمز API غير صالح',
  'not-allowed': 'غير مسموح',
  'not-found': 'غير موجود',
  gone: 'لم يعد متاحًا',
  'wrong-method': 'هذا العنوان لا يقبل هذه الطريقة',
  'not-there-yet': 'لم يصل بعد',
  conflict: 'يتعارض مع ما هو موجود',
  'too-large': 'أكبر من المسموح',
  'type-not-accepted': 'هذا النوع غير مقبول',
  invalid: 'بعض القيم غير صالحة',
  'limit-reached': 'بلغتَ الحد الأقصى',
  unavailable: 'غير متاح حاليًا',
  internal: 'حدث خطأ ما',
  'upstream-failed': 'فشلت الخدمة الخلفية',
  'upstream-slow': 'الخدمة الخلفية بطيئة جدًا',
  refused: 'رُفض الطلب',
} satisfies Translation<typeof english>;
