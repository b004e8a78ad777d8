import { isolate } from '../../values/isolate.ts';
import type { values as english } from '../en/values.ts';
import type { Translation } from '../messages.ts';
import { textIn } from '../text.ts';
import { counted } from './counted.ts';

/** Sentences about the values of forms and JSON. */
export const values = {
  'values-invalid': 'بعض القيم ناقصة أو غير صالحة.',
  'form-invalid': 'بعض الحقول تحتاج إلى مراجعة. لم يُرسَل شيء بعد.',
  'value-invalid': 'هذه القيمة غير صالحة.',
  'value-missing': 'املأ هذا الحقل.',
  'field-missing': ({ label, missing }) =>
    missing === undefined ? `املأ الحقل «${isolate(textIn(label, 'ar'))}».` : textIn(missing, 'ar'),
  'no-such-field': 'هذا الحقل غير موجود.',
  'object-expected': 'يجب أن يكون هذا كائن JSON.',
  'text-expected': 'أدخل نصًا.',
  'text-too-long': ({ max }) => `اكتب ما لا يزيد على ${counted(max, 'character')}.`,
  'text-too-short': ({ min }) => `اكتب ما لا يقل عن ${counted(min, 'character')}.`,
  'text-not-one-line': 'اكتب هذا في سطر واحد.',
  'text-not-printable': 'أزل الأحرف التي لا يمكن عرضها.',
  'email-expected': 'أدخل عنوان بريد إلكتروني.',
  'email-invalid': `أدخل عنوان بريد إلكتروني مثل ${isolate('name@example.com')}.`,
  'email-given-invalid': ({ given }) => `«${isolate(given)}» ليس عنوان بريد إلكتروني.`,
  'name-expected': 'أدخل اسمًا.',
  'boolean-expected': `يجب أن تكون القيمة ${isolate('true')} أو ${isolate('false')}.`,
  'tick-needed': 'ضع علامة في هذا المربّع للمتابعة.',
  'option-unknown': 'اختر أحد الخيارات.',
  'not-one-of': ({ options }) => `يجب أن تكون القيمة إحدى ما يلي: ${options.map(isolate).join('، ')}.`,
  'number-expected': 'أدخل رقمًا.',
  'integer-expected': 'أدخل عددًا صحيحًا.',
  'number-too-small': ({ min }) => `أدخل ${isolate(String(min))} أو أكثر.`,
  'number-too-large': ({ max }) => `أدخل ${isolate(String(max))} أو أقل.`,
  'number-not-kept-large': 'هذا الرقم أكبر مما يمكن حفظه.',
  'number-not-kept-small': 'هذا الرقم أقرب إلى الصفر مما يمكن حفظه.',
  'number-off-step': ({ step, min }) =>
    min === undefined
      ? `يجب أن يكون هذا من مضاعفات ${step}.`
      : `يجب أن يكون هذا ${isolate(String(min))}، أو يزيد عليه بأحد مضاعفات ${step}.`,
  'page-limit-expected': ({ max }) => `يجب أن يكون هذا عددًا من 1 إلى ${max}.`,
  'cursor-unknown': 'هذا المؤشر لم تُصدره أي قائمة.',
  'id-expected': 'يجب أن يتكوّن هذا من 8 إلى 64 حرفًا لاتينيًا أو رقمًا أو شرطة أو شرطة سفلية.',

  'form-name-expected': 'يجب أن يكون هذا اسم نموذج.',
  'form-name-unknown': 'لا يوجد نموذج بهذا الاسم.',
  'field-name-expected': 'يجب أن يكون هذا اسم حقل ملفات.',
  'field-name-unknown': 'لا يوجد حقل بهذا الاسم.',
  'file-name-expected': 'يجب أن يكون هذا اسم الملف.',
  'file-name-too-long': 'هذا الاسم أطول من المسموح.',
  'media-type-expected': 'يجب أن يكون هذا نوع وسائط.',
  'media-type-invalid': 'هذا ليس نوع وسائط.',
  'file-size-expected': 'يجب أن يكون هذا الحجم بالبايت، عددًا صحيحًا.',
  'checksum-expected': ({ name, bytes }) => `يجب أن تكون هذه قيمة ${isolate(name)} من ${bytes} بايت، بترميز Base64.`,
  'part-list-expected': 'يجب أن تكون هذه قائمة أجزاء.',
  'part-number-too-small': 'يبدأ ترقيم الأجزاء من 1.',
  'part-number-too-large': ({ max }) => `ينتهي ترقيم الأجزاء عند ${max}.`,
  'parts-missing': 'اذكر جزءًا واحدًا على الأقل.',
  'parts-too-many': ({ max }) => `لا تذكر أكثر من ${counted(max, 'part')} في المرة الواحدة.`,
  'part-twice': 'ذُكر أحد الأجزاء مرتين.',

  'upload-id-expected': 'يجب أن يكون هذا معرّف عملية رفع.',
  'upload-ids-expected': 'يجب أن تكون هذه قائمة بمعرّفات عمليات الرفع.',
  'files-missing': ({ min }) => (min === 1 ? 'اختر ملفًا.' : `اختر ما لا يقل عن ${counted(min, 'file')}.`),
  'files-too-many': ({ max }) =>
    max === 1
      ? 'لا يمكن إرسال إلا ملف واحد هنا. أزل الملفات الأخرى.'
      : `لا يمكن إرسال أكثر من ${counted(max, 'file')} هنا. أزل بعضها.`,
  'file-listed-twice': 'الملف نفسه مذكور مرتين.',
  'file-of-other-field': 'أُرسل هذا الملف لحقل آخر.',
  'file-attached-elsewhere': ({ filename }) =>
    `«${isolate(filename)}» جزء من إرسال آخر. اختر الملف مجددًا لإرساله هنا أيضًا.`,
  'file-taken-elsewhere': 'أُرسل ملف أو أُزيل من مكان آخر في هذه الأثناء. أزله من هنا واختره مجددًا.',
  'file-gone': ({ filename }) => `«${isolate(filename)}» لم يعد موجودًا. أزله واختره مجددًا.`,
  'file-rejected': ({ filename, reason }, say) => `«${isolate(filename)}»: ${say(reason)}`,

  'no-such-form': 'هذا النموذج غير موجود.',
  'no-such-file-field': 'ليس في هذا النموذج حقل ملفات كهذا.',
  'form-text-too-long': 'هذا النص أطول مما يتسع له النموذج. اختصره.',
  'form-sent-before': 'أُرسل هذا النموذج من قبل بمحتوى آخر. افتح النموذج مجددًا لإرسال شيء جديد.',
  'no-such-submission': 'هذا الإرسال غير موجود.',
  'reviewers-only': 'لا يطّلع على ما أُرسل عبر هذا النموذج إلا مراجعوه.',
} satisfies Translation<typeof english>;
